"""The pages of a cycle and of the newest one: the home page."""

from __future__ import annotations

from dataclasses import dataclass

from cycleplan.model import Address, Cycle, Gathering, Plan
from cycleplan.pages import links, views
from cycleplan.pages.dates import day, days
from cycleplan.pages.entries import Card, Fact, Group, Link, MilestoneEntry, Number
from cycleplan.pages.gathering import groups, numbers
from cycleplan.pages.ties import Ties, ties_of
from cycleplan.pages.timeline import Timeline, cycle_timeline, gathering_timeline


@dataclass(frozen=True, slots=True)
class CyclePage:
    """A release cycle: its days, and the gatherings that planned it."""

    name: str
    title: str
    facts: tuple[Fact, ...]
    crumbs: tuple[Link, ...]
    timeline: Timeline | None
    gatherings: tuple[Card, ...]
    milestones: tuple[MilestoneEntry, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The newest cycle that a team has gathered for, and the ways to everything else."""

    name: str
    title: str
    cycle: Link | None
    gathering: Link | None
    met: str
    cycle_title: str
    numbers: tuple[Number, ...]
    timeline: Timeline | None
    teams: tuple[Card, ...]
    groups: tuple[Group, ...]
    ties: Ties | None
    milestones: tuple[MilestoneEntry, ...]
    cycles: tuple[Card, ...]


def cycle_page(plan: Plan, cycle: Cycle) -> CyclePage:
    """Return the page of a cycle."""
    page = f"{cycle.number}/index"
    return CyclePage(
        name=page,
        title=cycle.label,
        facts=tuple(fact for fact in _facts(plan, cycle) if fact.values),
        crumbs=(Link("Cycles", Address("cycles")),),
        timeline=cycle_timeline(plan, cycle),
        gatherings=tuple(_gathering_card(plan, gathering) for gathering in plan.gatherings if gathering.cycle == cycle.number),
        milestones=views.milestone_entries(cycle.milestones, page),
    )


def home_page(plan: Plan) -> HomePage:
    """Return the home page: with one team its topics, with several the ways to each."""
    cycle = newest_planned(plan)
    gatherings = tuple(g for g in plan.gatherings if cycle and g.cycle == cycle.number)
    only = gatherings[0] if len(gatherings) == 1 else None
    return HomePage(
        name="index",
        title=plan.site.title,
        cycle=links.cycle_link(plan, cycle.number) if cycle else None,
        gathering=links.gathering_link(plan, only.name) if only else None,
        met=days(only.first, only.last) if only and only.first and only.last else "",
        cycle_title=cycle.label if cycle else "",
        numbers=numbers(plan, only) if only else (),
        timeline=gathering_timeline(plan, only) if only else cycle_timeline(plan, cycle) if cycle else None,
        teams=tuple(_gathering_card(plan, gathering) for gathering in gatherings),
        groups=groups(plan, plan.topics_of.get(only.name, ())) if only else (),
        ties=ties_of(plan, plan.topics_of.get(only.name, ())) if only else None,
        milestones=views.milestone_entries(plan.milestones(only.name) if only else cycle.milestones if cycle else ()),
        cycles=tuple(_cycle_card(plan, cycle) for cycle in plan.cycles),
    )


def newest_planned(plan: Plan) -> Cycle | None:
    """Return the newest cycle that has a gathering, else the newest."""
    planned = {gathering.cycle for gathering in plan.gatherings}
    return next((cycle for cycle in plan.cycles if cycle.number in planned), plan.cycles[0] if plan.cycles else None)


def _facts(plan: Plan, cycle: Cycle) -> tuple[Fact, ...]:
    position = plan.cycles.index(cycle)
    later, earlier = plan.cycles[max(position - 1, 0) : position], plan.cycles[position + 1 : position + 2]
    return (
        Fact("Released", (day(cycle.released),) if cycle.released else ()),
        Fact("End of life", (day(cycle.end_of_life),) if cycle.end_of_life else ()),
        Fact("Cycle before", tuple(links.cycle_link(plan, other.number) for other in earlier)),
        Fact("Cycle after", tuple(links.cycle_link(plan, other.number) for other in later)),
    )


def _gathering_card(plan: Plan, gathering: Gathering) -> Card:
    count = len(plan.topics_of.get(gathering.name, ()))
    return Card(links.team_title(plan, gathering.team), Address(f"{gathering.name}/index"), f"{count} topic{'' if count == 1 else 's'}")


def _cycle_card(plan: Plan, cycle: Cycle) -> Card:
    teams = [links.team_title(plan, g.team) for g in plan.gatherings if g.cycle == cycle.number]
    return Card(cycle.label, Address(f"{cycle.number}/index"), f"Planned by {', '.join(teams)}" if teams else "No notes yet")
