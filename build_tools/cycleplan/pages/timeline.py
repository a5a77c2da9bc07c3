"""A cycle or a gathering over time: its milestones, and what landed when, by the logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cycleplan.model import Address, Cycle, Gathering, LogEntry, Milestone, Plan, Status, Topic
from cycleplan.pages import links
from cycleplan.pages.dates import day, days, short_days
from cycleplan.pages.entries import Link
from cycleplan.prose import plain_text

MOST_LANDED = 200
"""How many things that landed a page lists; larger things come before smaller ones."""

_RANKS = ("release", "work item", "topic", "part", "action item")


@dataclass(frozen=True, slots=True)
class MilestoneMark:
    """A milestone on a line of time, with the address that it is cited by. `short` has its days without the year."""

    title: str
    days: str
    short: str
    first: date
    last: date
    to: Address


@dataclass(frozen=True, slots=True)
class Landed:
    """Something that its log says is done, and since when; `topic` is what an action item belongs to."""

    on: date
    day: str
    kind: str
    item: Link
    topic: Link | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A line of time. `landed` stands by day, and `not_listed` more things landed than it has room for."""

    title: str
    milestones: tuple[MilestoneMark, ...]
    landed: tuple[Landed, ...]
    not_listed: int = 0


def cycle_timeline(plan: Plan, cycle: Cycle) -> Timeline | None:
    """Return the line of a cycle with what landed of all its gatherings, or nothing where no day is known."""
    gatherings = (gathering for gathering in plan.gatherings if gathering.cycle == cycle.number)
    marks = (_mark(milestone, cycle.number) for milestone in cycle.milestones)
    return _timeline(plan, cycle, cycle.label, marks, gatherings)


def gathering_timeline(plan: Plan, gathering: Gathering) -> Timeline | None:
    """Return the line of a gathering: its own milestones and its cycle's, and what landed of its topics."""
    cycle = plan.cycle_by_number[gathering.cycle]
    own = frozenset(milestone.key.text for milestone in gathering.milestones)
    marks = (_mark(m, gathering.name if m.key.text in own else cycle.number) for m in plan.milestones(gathering.name))
    return _timeline(plan, cycle, links.gathering_link(plan, gathering.name).text, marks, (gathering,))


def landed_on(log: tuple[LogEntry, ...]) -> date | None:
    """Return the day since which a log calls something done, or nothing where it is open or was never done."""
    found: date | None = None
    for entry in log:
        if entry.status.is_open:
            found = None
        elif entry.status is Status.DONE and found is None:
            found = entry.on
    return found


def _timeline(plan: Plan, cycle: Cycle, title: str, marks: Iterable[MilestoneMark], gatherings: Iterable[Gathering]) -> Timeline | None:
    milestones = tuple(sorted(marks, key=lambda mark: (mark.first, mark.last, str(mark.to))))
    topics = (topic for gathering in gatherings for topic in plan.topics_of.get(gathering.name, ()))
    released = () if any(mark.last == cycle.released for mark in milestones) else tuple(_released(cycle))
    found = sorted((*released, *_landed(plan, topics)), key=lambda landed: (_RANKS.index(landed.kind), *_by_day(landed)))
    if not milestones and len(found) == len(released):
        return None
    listed = sorted(found[:MOST_LANDED], key=_by_day)
    return Timeline(title, milestones, tuple(listed), len(found) - len(listed))


def _by_day(landed: Landed) -> tuple[date, str]:
    return landed.on, str(landed.item.to)


def _mark(milestone: Milestone, home: str) -> MilestoneMark:
    return MilestoneMark(
        title=milestone.title,
        days=days(milestone.first, milestone.last),
        short=short_days(milestone.first, milestone.last),
        first=milestone.first,
        last=milestone.last,
        to=Address(f"{home}/index", milestone.key.text),
    )


def _released(cycle: Cycle) -> Iterator[Landed]:
    if cycle.released:
        yield Landed(cycle.released, day(cycle.released), "release", Link(cycle.label, Address(f"{cycle.number}/index")))


def _landed(plan: Plan, topics: Iterable[Topic]) -> Iterator[Landed]:
    specs: dict[str, None] = {}
    for topic in topics:
        yield from _landed_of(topic)
        specs |= dict.fromkeys(plan.links.specs_of_topic.get(topic.name, ()))
    for name in specs:
        on = landed_on(plan.spec_by_name[name].log)
        if on:
            yield Landed(on, day(on), "work item", links.spec_link(plan, name))


def _landed_of(topic: Topic) -> Iterator[Landed]:
    for section in topic.sections:
        on = landed_on(section.log)
        if on and section is topic.whole:
            yield Landed(on, day(on), "topic", links.topic_link(topic))
        elif on:
            yield Landed(on, day(on), "part", Link(section.title, topic.at(section.id)), links.topic_link(topic))
        for action in section.actions:
            done = landed_on(action.log)
            if done:
                task = " ".join(plain_text(action.task).split())
                yield Landed(done, day(done), "action item", Link(task, topic.at(action.id)), links.topic_link(topic))
