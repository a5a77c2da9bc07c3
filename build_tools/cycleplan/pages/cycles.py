"""The list of cycles, each with how far its action items are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cycleplan.model import Address, Cycle, Gathering, Plan, Status, state
from cycleplan.pages import links
from cycleplan.pages.dates import day, days
from cycleplan.pages.entries import Link

MOST_TEAMS = 12
"""How many teams of a cycle are named; the page of the cycle has all."""

_SHOWN = (Status.DONE, Status.OPEN, Status.CARRIED, Status.DROPPED, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many action items of a cycle are in a state, and where they are listed; what is in progress counts as open."""

    status: Status
    count: int
    to: Address


@dataclass(frozen=True, slots=True)
class CycleEntry:
    """A cycle that teams have gathered for, with its figures."""

    cycle: Link
    days: tuple[str, ...]
    teams: tuple[Link, ...]
    teams_not_named: int
    topics: str
    actions: int
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class CyclesPage:
    """Every cycle, newest first; `without` are those of which there are no notes."""

    name: str
    title: str
    entries: tuple[CycleEntry, ...]
    without: tuple[Link, ...]


def cycles_page(plan: Plan) -> CyclesPage:
    """Return the page of all cycles."""
    gathered: dict[str, list[Gathering]] = {}
    for gathering in plan.gatherings:
        gathered.setdefault(gathering.cycle, []).append(gathering)
    return CyclesPage(
        name="cycles",
        title="Cycles",
        entries=tuple(_entry(plan, cycle, tuple(gathered[cycle.number])) for cycle in plan.cycles if cycle.number in gathered),
        without=tuple(links.cycle_link(plan, cycle.number) for cycle in plan.cycles if cycle.number not in gathered),
    )


def _entry(plan: Plan, cycle: Cycle, gatherings: tuple[Gathering, ...]) -> CycleEntry:
    topics = [topic for gathering in gatherings for topic in plan.topics_of.get(gathering.name, ())]
    counts = Counter(_counted(state(action.log)) for topic in topics for _, action in topic.actions())
    named = gatherings[:MOST_TEAMS]
    return CycleEntry(
        cycle=links.cycle_link(plan, cycle.number),
        days=tuple(_days(cycle, gatherings)),
        teams=tuple(Link(links.team_title(plan, g.team), Address(f"{g.name}/index")) for g in named),
        teams_not_named=len(gatherings) - len(named),
        topics=f"{len(topics)} topic{'' if len(topics) == 1 else 's'}",
        actions=counts.total(),
        tallies=tuple(Tally(status, counts[status], _listing(gatherings, status)) for status in _SHOWN if counts[status]),
    )


def _counted(status: Status) -> Status:
    return Status.OPEN if status.is_open else status


def _days(cycle: Cycle, gatherings: tuple[Gathering, ...]) -> Iterator[str]:
    met = [on for gathering in gatherings for on in (gathering.first, gathering.last) if on]
    if met:
        yield f"met {days(min(met), max(met))}"
    if cycle.released:
        yield f"released {day(cycle.released)}"
    if cycle.end_of_life:
        yield f"end of life {day(cycle.end_of_life)}"


def _listing(gatherings: tuple[Gathering, ...], status: Status) -> Address:
    """Return where the action items of a state are: a gathering's own list, or the cycle, which leads to the lists."""
    if len(gatherings) > 1:
        return Address(f"{gatherings[0].cycle}/index", "gatherings")
    return Address(f"{gatherings[0].name}/actions", "action-items" if status.is_open else "closed")
