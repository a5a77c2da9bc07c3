"""The board: the list of action items over all gatherings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cycleplan.model import ActionAt, Address, Plan, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import ActionEntry, Choice, Link
from cycleplan.pages.topic import KINDS

MOST = 5_000
"""Action items that one page shows well; of more, the closed ones of older cycles are left to their gatherings' lists."""


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """What is open everywhere and then what is closed, each newest cycle first and in the notes' order.

    `left_out` counts those that only the list of their gathering has; the way to each of those lists is here.
    """

    name: str
    title: str
    open: tuple[ActionEntry, ...]
    closed: tuple[ActionEntry, ...]
    choices: tuple[Choice, ...]
    left_out: int
    gatherings: tuple[tuple[Link, str], ...]


def actions_page(plan: Plan, most: int = MOST) -> ActionsPage:
    """Return all action items, or fewer where they would be more than `most`."""
    shown = tuple(at for at in plan.links.actions if len(plan.links.actions) <= most or _is_current(plan, at))
    still_open, closed = views.open_first(views.action_entry(plan, at) for at in shown)
    return ActionsPage(
        name="actions",
        title="Action items",
        open=still_open,
        closed=closed,
        choices=tuple(_choices(plan, shown)),
        left_out=len(plan.links.actions) - len(shown),
        gatherings=tuple(
            (Link(links.gathering_link(plan, g.name).text, Address(f"{g.name}/actions")), _counts(plan, g.name)) for g in plan.gatherings
        ),
    )


def _choices(plan: Plan, shown: tuple[ActionAt, ...]) -> Iterator[Choice]:
    """Yield what the shown action items can be narrowed down to, in the order in which people look for it."""
    topics = {at.topic.name: at.topic for at in shown}.values()
    owners = {key.text for at in shown for key in at.action.owners}
    specs = {key.text for at in shown for key in at.action.specs}
    yield from (Choice("owner", owner.key, owner.label) for owner in plan.owners if owner.key in owners)
    if not all(at.action.owners for at in shown):
        yield Choice("owner", "unowned", "nobody yet")
    kinds = {topic.whole.kind for topic in topics}
    yield from (Choice("kind", kind.value, label) for kind, label in KINDS.items() if kind in kinds)
    found = (spec for spec in plan.specs if spec.name in specs)
    yield from (Choice("spec", spec.name, spec.title) for spec in sorted(found, key=lambda spec: spec.title.casefold()))
    cycles, teams = {topic.cycle for topic in topics}, {topic.team for topic in topics}
    yield from (Choice("cycle", cycle.number, cycle.label) for cycle in plan.cycles if cycle.number in cycles)
    yield from (Choice("team", team.key, team.title) for team in plan.teams if team.key in teams)


def _is_current(plan: Plan, at: ActionAt) -> bool:
    return state(at.action.log).is_open or at.topic.cycle == plan.gatherings[0].cycle


def _counts(plan: Plan, gathering: str) -> str:
    states = [state(action.log) for topic in plan.topics_of.get(gathering, ()) for _, action in topic.actions()]
    return f"{sum(status.is_open for status in states)} open of {len(states)}"
