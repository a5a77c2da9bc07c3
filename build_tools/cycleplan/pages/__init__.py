"""Plan to pages: what each page shows, looked up and sorted, without a word of markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from cycleplan.model import Plan
from cycleplan.pages.actions import ActionsPage, actions_page
from cycleplan.pages.cycle import CyclePage, HomePage, cycle_page, home_page, newest_planned
from cycleplan.pages.cycles import CyclesPage, cycles_page
from cycleplan.pages.entries import Anchor
from cycleplan.pages.gathering import GatheringActionsPage, GatheringPage, gathering_actions_page, gathering_page
from cycleplan.pages.owner import OwnerPage, OwnersPage, UnownedPage, owner_page, owners_page, unowned_page
from cycleplan.pages.spec import SpecPage, SpecsPage, spec_page, specs_page
from cycleplan.pages.threads import TopicsPage, topics_page
from cycleplan.pages.topic import TopicPage, topic_page
from cycleplan.pages.untouched import UntouchedPage, untouched_page

Page = (
    HomePage
    | CyclePage
    | GatheringPage
    | GatheringActionsPage
    | TopicPage
    | OwnerPage
    | OwnersPage
    | UnownedPage
    | SpecPage
    | SpecsPage
    | ActionsPage
    | UntouchedPage
    | TopicsPage
    | CyclesPage
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a page is made: its name, and what makes it of a plan; it asks the plan for everything that the page says.

    A page of the `is_whole` kind looks at all of the plan: what it asks for comes out otherwise with every edit.
    """

    name: str
    make: Callable[[Plan], Page]
    is_whole: bool = False


def recipes(plan: Plan) -> Iterator[Recipe]:
    """Yield how each page of a plan is made."""
    yield Recipe("index", home_page, is_whole=True)
    yield Recipe("actions", actions_page, is_whole=True)
    yield Recipe("unowned", unowned_page, is_whole=True)
    yield Recipe("untouched", untouched_page, is_whole=True)
    yield Recipe("owners/index", owners_page, is_whole=True)
    yield Recipe("specs/index", specs_page, is_whole=True)
    yield Recipe("topics", topics_page, is_whole=True)
    yield Recipe("cycles", cycles_page, is_whole=True)
    yield from (Recipe(f"{cycle.number}/index", partial(_cycle, number=cycle.number), is_whole=True) for cycle in plan.cycles)
    for gathering in plan.gatherings:
        yield Recipe(f"{gathering.name}/index", partial(_gathering, name=gathering.name))
        yield Recipe(f"{gathering.name}/actions", partial(_gathering_actions, name=gathering.name))
    yield from (Recipe(topic.name, partial(_topic, name=topic.name)) for topic in plan.topics)
    yield from (Recipe(f"owners/{owner.key}", partial(_owner, key=owner.key)) for owner in plan.owners)
    yield from (Recipe(f"specs/{spec.name}", partial(_spec, name=spec.name)) for spec in plan.specs)


def pages(plan: Plan) -> Iterator[Page]:
    """Yield every page of a plan that has no errors."""
    return (recipe.make(plan) for recipe in recipes(plan))


def _cycle(plan: Plan, number: str) -> CyclePage:
    return cycle_page(plan, plan.cycle_by_number[number])


def _gathering(plan: Plan, name: str) -> GatheringPage:
    return gathering_page(plan, plan.gathering_by_name[name])


def _gathering_actions(plan: Plan, name: str) -> GatheringActionsPage:
    return gathering_actions_page(plan, plan.gathering_by_name[name])


def _topic(plan: Plan, name: str) -> TopicPage:
    return topic_page(plan, plan.topic_by_name[name])


def _owner(plan: Plan, key: str) -> OwnerPage:
    return owner_page(plan, plan.owner_by_key[key])


def _spec(plan: Plan, name: str) -> SpecPage:
    return spec_page(plan, plan.spec_by_name[name])


__all__ = [
    "ActionsPage",
    "Anchor",
    "CyclePage",
    "CyclesPage",
    "GatheringActionsPage",
    "GatheringPage",
    "HomePage",
    "OwnerPage",
    "OwnersPage",
    "Page",
    "Recipe",
    "SpecPage",
    "SpecsPage",
    "TopicPage",
    "TopicsPage",
    "UnownedPage",
    "UntouchedPage",
    "newest_planned",
    "pages",
    "recipes",
]
