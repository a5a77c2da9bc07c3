"""Topics that are worded otherwise: all that a site shows of their discussions, made again without the rest of the plan.

A discussion is shown on the page of its topic, in the text of that page, in the topic's line of `plan.json`, and in the entries that
feeds have of the topic and of its parts; and the ledger has the hash of what these say. While only discussions change, and no
link in them does, whatever else a site has comes out as it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import NamedTuple

from cycleplan.composing import write_twin
from cycleplan.feeds import section_html, topic_line
from cycleplan.model import Ask, KnownPlan, LineKind, Plan, Section, Topic, content_hash, items_of_topic
from cycleplan.pages.gone import GoneEntry
from cycleplan.pages.topic import topic_page
from cycleplan.prose import Citation, Inline, Mention, Phrase, PlanLink, Prose, WebLink, inlines
from cycleplan.rendering import draw, fragments, render, with_gone
from cycleplan.textfile import TextFile


class Surroundings(NamedTuple):
    """What is known around a topic: the answers to all that it takes to show it, and what its page keeps a place for.

    `texts` are the paths of the text of its page, and `feeds` those of the feeds that have an entry of the topic, by `""`, or of a
    part, by its fragment. Topics have such entries where they are recorded in a ledger.
    """

    answers: Mapping[Ask, object]
    gone: tuple[GoneEntry, ...]
    texts: tuple[str, ...]
    feeds: Mapping[str, tuple[str, ...]]
    is_recorded: bool


class Words(NamedTuple):
    """What is said of a topic and of its parts: as HTML, by their fragments, and which texts on its page the ledger lacks.

    What is lacking is the hash of the text by the path that its item was first published under.
    """

    entries: Mapping[str, str]
    lacking: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a site shows of a topic's discussions."""

    source: TextFile
    pictures: tuple[TextFile, ...]
    fragments: tuple[str, ...]
    text: str
    line: str
    words: Words


def is_reworded(before: Topic, now: Topic) -> bool:
    """Tell whether a topic says the same as before but for the words of its discussions, with the same links in them."""
    return _without_discussions(before) == _without_discussions(now) and _outline(before) == _outline(now)


def is_outlined_alike(before: Topic, now: Topic) -> bool:
    """Tell whether a topic has all that it had, under the same names, with the same links, whatever the words are.

    Every check finds the same in both.
    """
    return _outline(before) == _outline(now)


def shown(name: str, around: Surroundings) -> Shown:
    """Return what is shown of the topic of a name; raises NotKnownError where that takes more than what is known."""
    plan = KnownPlan(around.answers)
    page = topic_page(plan, plan.topic_by_name[name])
    source = with_gone(render(page), around.gone)
    return Shown(
        source=source,
        pictures=draw(page),
        fragments=fragments(source),
        text=write_twin(lambda: page, plan, name, around.gone),
        line=topic_line(plan, name),
        words=words_of(plan, name) if around.is_recorded else Words({}, {}),
    )


def words_of(plan: Plan, name: str) -> Words:
    """Return what is said of a topic and of its parts."""
    topic = plan.topic_by_name[name]
    said = {"": topic.whole, **{part.id.text: part for part in topic.parts}}
    return Words({fragment: section_html(plan, topic, section) for fragment, section in said.items()}, dict(_lacking(plan, topic)))


def _lacking(plan: Plan, topic: Topic) -> Iterator[tuple[str, str]]:
    for item in items_of_topic(topic):
        if item.kind is not LineKind.REFERENCE:
            first, said = plan.first_path(item.address), content_hash(plan, item)
            known = plan.ledger.contents.get(first)
            if known is None or said not in known.hashes:
                yield first, said


def _without_discussions(topic: Topic) -> Topic:
    return replace(topic, whole=_silent(topic.whole), parts=tuple(map(_silent, topic.parts)))


def _silent(section: Section) -> Section:
    return replace(section, discussion=Prose())


def _outline(value: object) -> object:
    """Return a value with whether it says anything and where it leads to for each text in it, and without places in files."""
    if isinstance(value, Phrase | Prose):
        return (bool(value), *filter(None, map(_lead, inlines(value))))
    if isinstance(value, tuple):
        return tuple(map(_outline, value))
    if is_dataclass(value):
        return tuple(_outline(getattr(value, field.name)) for field in fields(value) if field.compare)
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
