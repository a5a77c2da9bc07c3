"""The list of action items over all gatherings."""

from __future__ import annotations

from dataclasses import dataclass

from cycleplan.model import Address, Plan, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import ActionEntry, Link


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """What is open everywhere, and the way to each gathering's own list, which has the closed ones too."""

    name: str
    title: str
    open: tuple[ActionEntry, ...]
    gatherings: tuple[tuple[Link, str], ...]


def actions_page(plan: Plan) -> ActionsPage:
    """Return the open action items, newest gathering first."""
    return ActionsPage(
        name="actions",
        title="Action items",
        open=tuple(views.action_entry(plan, at) for at in plan.links.actions if state(at.action.log).is_open),
        gatherings=tuple(
            (Link(links.gathering_link(plan, g.name).text, Address(f"{g.name}/actions")), _counts(plan, g.name)) for g in plan.gatherings
        ),
    )


def _counts(plan: Plan, gathering: str) -> str:
    states = [state(action.log) for topic in plan.topics_of.get(gathering, ()) for _, action in topic.actions()]
    return f"{sum(status.is_open for status in states)} open of {len(states)}"
