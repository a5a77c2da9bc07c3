"""Entries of feeds: one for each recorded item, with the item's own words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from cycleplan.feeds.feed import identity, recorded_days, url_of
from cycleplan.feeds.html import written
from cycleplan.feeds.words import Setting, action_words, decision_words, gathering_words, section_words, spec_words
from cycleplan.model import Address, Gathering, Key, LineKind, Plan, Section, Spec, Topic
from cycleplan.prose import one_line, plain_text

_LONGEST_TITLE = 120
"""Characters of a title that is taken from a longer text, which stands in full below it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed shows of an item; `id` and `published` never change, `updated` with the item's recorded content.

    `authors` are keys of owners. `tags` are the item's kind, and its cycle and team.
    """

    id: str
    address: Address
    url: str
    title: str
    html: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    published: date
    updated: date


def entries(plan: Plan) -> tuple[Entry, ...]:
    """Return the entries of all items that the ledger has recorded, those that changed last first."""
    made = [*_of_gatherings(plan), *_of_topics(plan), *_of_specs(plan)]
    by_id = sorted(made, key=lambda entry: entry.id)
    return tuple(sorted(by_id, key=lambda entry: entry.updated, reverse=True))


def headline(text: str, otherwise: str) -> str:
    """Return a text as a title of one line, cut between words where it is long, or the other one where it has no words."""
    return shorten(one_line(text), _LONGEST_TITLE) or otherwise


def section_html(plan: Plan, topic: Topic, section: Section) -> str:
    """Return what an entry shows of a topic or of a part of it."""
    return written(section_words(Setting(plan, f"{topic.cycle}/{topic.team}"), section))


def shorten(line: str, most: int) -> str:
    """Return a line of at most so many characters, cut between words where it has some."""
    if len(line) <= most:
        return line
    kept = line[:most]
    return f"{kept[: kept.rfind(' ') if ' ' in kept else most - 1]}…"


def _of_gatherings(plan: Plan) -> Iterator[Entry]:
    for gathering in plan.gatherings:
        setting = Setting(plan, gathering.name)
        tags = _tags(LineKind.GATHERING, gathering)
        yield from _entry(setting, Address(f"{gathering.name}/index"), gathering.title, gathering_words(setting, gathering), (), tags)


def _of_topics(plan: Plan) -> Iterator[Entry]:
    for topic in plan.topics:
        setting = Setting(plan, f"{topic.cycle}/{topic.team}")
        for section in topic.sections:
            yield from _of_section(setting, topic, section)


def _of_section(setting: Setting, topic: Topic, section: Section) -> Iterator[Entry]:
    kind, address = (LineKind.TOPIC, topic.at()) if section is topic.whole else (LineKind.PART, topic.at(section.id))
    yield from _entry(setting, address, section.title, section_words(setting, section), section.led_by, _tags(kind, topic))
    for decision in section.decisions:
        title = headline(plain_text(decision.text), decision.id.text)
        tags = _tags(LineKind.DECISION, topic)
        yield from _entry(setting, topic.at(decision.id), title, decision_words(setting, decision), (), tags)
    for action in section.actions:
        title = headline(plain_text(action.task), action.id.text)
        tags = _tags(LineKind.ACTION, topic)
        yield from _entry(setting, topic.at(action.id), title, action_words(setting, action), action.owners, tags)


def _of_specs(plan: Plan) -> Iterator[Entry]:
    for spec in plan.specs:
        setting = Setting(plan)
        yield from _entry(
            setting, Address(f"specs/{spec.name}"), spec.title, spec_words(setting, spec), spec.owners, _tags(LineKind.SPEC, spec)
        )


def _tags(kind: LineKind, item: Gathering | Topic | Spec) -> tuple[str, ...]:
    return (kind.value, item.team) if isinstance(item, Spec) else (kind.value, item.cycle, item.team)


def _entry(
    setting: Setting, address: Address, title: str, words: Iterable[Element], authors: Iterable[Key], tags: tuple[str, ...]
) -> Iterator[Entry]:
    """Yield the entry of an item, or none where the ledger has not recorded the item."""
    days = recorded_days(setting.plan, address)
    if days:
        keys = tuple(dict.fromkeys(key.text for key in authors))
        id_, url = identity(setting.plan, address), url_of(setting.plan, address)
        yield Entry(id_, address, url, title, written(words), keys, tags, *days)
