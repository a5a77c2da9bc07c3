"""How alike two readings of one topic are: whether it only words something otherwise, or only tells otherwise what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, is_dataclass, replace

from cycleplan.model.key import Key
from cycleplan.model.log import Checked, LogEntry
from cycleplan.model.topic import ActionItem, Section, Topic
from cycleplan.prose import Citation, Inline, Mention, Phrase, PlanLink, Prose, WebLink, inlines


def is_reworded(before: Topic, now: Topic) -> bool:
    """Tell whether a topic says the same as before but for the words of its discussions, with the same links in them."""
    return _without_discussions(before) == _without_discussions(now) and _outline(before, _lead) == _outline(now, _lead)


def is_outlined_alike(before: Topic, now: Topic) -> bool:
    """Tell whether a topic has all that it had, under the same names, with the same links, whatever the words are.

    Every check finds the same in both.
    """
    return _outline(before, _lead) == _outline(now, _lead)


def has_the_same_items(before: Topic, now: Topic, cycles: Collection[str]) -> bool:
    """Tell whether a topic has all that it had, under the same names, and leads to the same topics, references and places of the web.

    Words, titles, logs, days, owners and work items may be others, and an item may have gone to any of `cycles`, given by their numbers.
    No thread of topics is another then.
    """
    return _outline(_bare(before), _leads_on) == _outline(_bare(now), _leads_on) and _led_to_by_logs(before, cycles) == _led_to_by_logs(
        now, cycles
    )


def logs_of(topic: Topic) -> Iterator[tuple[LogEntry, ...]]:
    """Yield each log of a topic: those of its sections, and of their action items."""
    for section in topic.sections:
        yield section.log
        yield from (action.log for action in section.actions)


def _without_discussions(topic: Topic) -> Topic:
    return replace(topic, whole=_silent(topic.whole), parts=tuple(map(_silent, topic.parts)))


def _silent(section: Section) -> Section:
    return replace(section, discussion=Prose())


def _bare(topic: Topic) -> Topic:
    """Return a topic without titles, owners and work items, without what became of it, and without the days on which something is due."""
    return replace(topic, whole=_bare_section(topic.whole), parts=tuple(map(_bare_section, topic.parts)))


def _bare_section(section: Section) -> Section:
    return replace(
        section,
        title="",
        led_by=(),
        decisions=tuple(replace(decision, specs=()) for decision in section.decisions),
        actions=tuple(map(_bare_action, section.actions)),
        specs=(),
        log=(),
        checked=None,
    )


def _bare_action(action: ActionItem) -> ActionItem:
    return replace(action, owners=(), due=action.due if isinstance(action.due, Key) else None, specs=(), log=())


def _led_to_by_logs(topic: Topic, cycles: Collection[str]) -> tuple[object, ...]:
    """Return where the logs of a topic lead to, each by itself: that of a section makes a thread of topics, and others make none."""
    found = (lead for checked in _checked(topic) for lead in _leads_of(checked.result))
    return (*(tuple(_led_to_by_log(log, cycles)) for log in logs_of(topic)), *found)


def _led_to_by_log(log: tuple[LogEntry, ...], cycles: Collection[str]) -> Iterator[object]:
    for entry in log:
        if entry.to and entry.to.text not in cycles:
            yield entry.to.text
        yield from _leads_of(entry.text)


def _leads_of(text: Phrase) -> Iterator[object]:
    return filter(None, map(_leads_on, inlines(text)))


def _checked(topic: Topic) -> Iterator[Checked]:
    return (section.checked for section in topic.sections if section.checked)


def _outline(value: object, lead: Callable[[Inline], object | None]) -> object:
    """Return a value with whether it says anything and where it leads to for each text in it, and without places in files."""
    if isinstance(value, Phrase | Prose):
        return (bool(value), *filter(None, map(lead, inlines(value))))
    if isinstance(value, tuple):
        return tuple(_outline(one, lead) for one in value)
    if is_dataclass(value):
        return tuple(_outline(getattr(value, field.name), lead) for field in fields(value) if field.compare)
    return value


def _lead(inline: Inline) -> tuple[str, object] | None:
    match inline:
        case Mention(owner):
            return ("owner", owner)
        case Citation(number):
            return ("reference", number)
        case PlanLink(_, kind, name):
            return (kind, name)
        case WebLink(_, url):
            return ("web", url)
        case _:
            return None


def _leads_on(inline: Inline) -> tuple[str, object] | None:
    """Return where something leads to that is no owner and no work item."""
    found = _lead(inline)
    return None if found and found[0] in ("owner", "spec") else found
