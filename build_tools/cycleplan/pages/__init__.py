"""Plan to pages: what each page shows, looked up and sorted, without a word of markup."""

from __future__ import annotations

from collections.abc import Iterator

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


def pages(plan: Plan) -> Iterator[Page]:
    """Yield every page of a plan that has no errors."""
    yield home_page(plan)
    yield actions_page(plan)
    yield unowned_page(plan)
    yield untouched_page(plan)
    yield owners_page(plan)
    yield specs_page(plan)
    yield topics_page(plan)
    yield cycles_page(plan)
    yield from (cycle_page(plan, cycle) for cycle in plan.cycles)
    for gathering in plan.gatherings:
        yield gathering_page(plan, gathering)
        yield gathering_actions_page(plan, gathering)
    yield from (topic_page(plan, topic) for topic in plan.topics)
    yield from (owner_page(plan, owner) for owner in plan.owners)
    yield from (spec_page(plan, spec) for spec in plan.specs)


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
    "SpecPage",
    "SpecsPage",
    "TopicPage",
    "TopicsPage",
    "UnownedPage",
    "UntouchedPage",
    "newest_planned",
    "pages",
]
