"""Topics through the cycles: each subject once, with every topic that took it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cycleplan.model import Plan, Status, Topic, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import Link, TopicEntry
from cycleplan.pages.gathering import HEADINGS

MOST_LISTED = 500
"""How many subjects the page lists, so that it stays a page on a plan of any size."""
MOST_DRAWN = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A topic of a subject. `after` has the places, among the stops of its subject, of those that it takes up."""

    cycle: Link
    topic: Link
    status: Status
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject by its newest topic, with its stops from the first on; `to` is where it went from there."""

    topic: TopicEntry
    stops: tuple[Stop, ...]
    to: Link | None = None

    @property
    def cycles(self) -> int:
        """How many cycles it was talked about in."""
        return len({stop.cycle.to for stop in self.stops})


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """The subjects of one kind that a gathering talked about last."""

    gathering: Link
    kind: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """Every subject, newest first; `count` and `spanning` count all, `drawn` and `groups` hold those that there is room for."""

    name: str
    title: str
    cycles: tuple[Link, ...]
    drawn: tuple[Subject, ...]
    groups: tuple[SubjectGroup, ...]
    count: int
    spanning: int

    @property
    def listed(self) -> int:
        """How many subjects the page lists."""
        return sum(len(group.subjects) for group in self.groups)


def topics_page(plan: Plan) -> TopicsPage:
    """Return the page of all topics, those of the newest cycle first, and of how they went from cycle to cycle."""
    places = {cycle.number: place for place, cycle in enumerate(plan.cycles)}
    threads = sorted(_threads(plan), key=lambda thread: places[thread[-1].cycle])
    spanning = sorted((thread for thread in threads if _span(thread) > 1), key=_span, reverse=True)
    gathered = frozenset(gathering.cycle for gathering in plan.gatherings)
    return TopicsPage(
        name="topics",
        title="Topics through the cycles",
        cycles=tuple(links.cycle_link(plan, cycle.number) for cycle in plan.cycles if cycle.number in gathered),
        drawn=tuple(_subject(plan, thread) for thread in spanning[:MOST_DRAWN]),
        groups=tuple(_groups(plan, threads[:MOST_LISTED])),
        count=len(threads),
        spanning=len(spanning),
    )


def thread_of(plan: Plan, topic: Topic) -> tuple[Topic, ...]:
    """Return every topic of a topic's subject, from the first on: what it takes up, what took it up, and so on."""
    found = {topic.name: topic}
    ahead = [topic]
    while ahead:
        current = ahead.pop()
        for near in (*_earlier(plan, current), *_later(plan, current)):
            if near.name not in found:
                found[near.name] = near
                ahead.append(near)
    return tuple(sorted(found.values(), key=lambda stop: stop.name))


def _threads(plan: Plan) -> Iterator[tuple[Topic, ...]]:
    seen: set[str] = set()
    for topic in plan.topics:
        if topic.name not in seen:
            thread = thread_of(plan, topic)
            seen.update(stop.name for stop in thread)
            yield thread


def _earlier(plan: Plan, topic: Topic) -> tuple[Topic, ...]:
    gathering = f"{topic.cycle}/{topic.team}"
    named = (plan.topic(section.continues.text, gathering) for section in topic.sections if section.continues)
    return (*(earlier for earlier in named if earlier), *plan.links.carried_from.get(topic.name, ()))


def _later(plan: Plan, topic: Topic) -> tuple[Topic, ...]:
    gathering = f"{topic.cycle}/{topic.team}"
    named = (plan.topic(entry.to.text.partition("#")[0], gathering) for section in topic.sections for entry in section.log if entry.to)
    return (*plan.links.continued_by.get(topic.name, ()), *(later for later in named if later))


def _span(thread: tuple[Topic, ...]) -> int:
    return len({topic.cycle for topic in thread})


def _groups(plan: Plan, threads: Iterable[tuple[Topic, ...]]) -> Iterator[SubjectGroup]:
    kinds = tuple(HEADINGS)
    teams = {team.key: place for place, team in enumerate(plan.teams)}

    def place(thread: tuple[Topic, ...]) -> tuple[str, int, int]:
        newest = thread[-1]
        return newest.cycle, -teams[newest.team], -kinds.index(newest.whole.kind)

    for _, grouped in groupby(sorted(threads, key=place, reverse=True), key=place):
        found = tuple(grouped)
        newest = found[0][-1]
        gathering = links.gathering_link(plan, f"{newest.cycle}/{newest.team}")
        yield SubjectGroup(gathering, HEADINGS[newest.whole.kind][1], tuple(_subject(plan, thread) for thread in found))


def _subject(plan: Plan, thread: tuple[Topic, ...]) -> Subject:
    places = {topic.name: place for place, topic in enumerate(thread)}
    newest = thread[-1]
    log = newest.whole.log
    return Subject(
        topic=views.topic_entry(plan, newest),
        stops=tuple(_stop(plan, topic, places) for topic in thread),
        to=links.went_to(plan, log[-1].to, f"{newest.cycle}/{newest.team}") if log else None,
    )


def _stop(plan: Plan, topic: Topic, places: dict[str, int]) -> Stop:
    after = sorted({places[earlier.name] for earlier in _earlier(plan, topic) if earlier is not topic})
    return Stop(links.cycle_link(plan, topic.cycle), links.topic_link(topic), state(topic.whole.log), tuple(after))
