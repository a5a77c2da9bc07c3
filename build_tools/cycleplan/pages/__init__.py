"""Plan to pages: what each page shows, looked up and sorted, without a word of markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from cycleplan.model import Address, Plan
from cycleplan.pages.actions import ActionsPage, actions_page
from cycleplan.pages.cycle import CyclePage, HomePage, cycle_page, home_page, newest_planned
from cycleplan.pages.entries import Anchor, Link, WebsiteLink
from cycleplan.pages.gathering import GatheringActionsPage, GatheringPage, gathering_actions_page, gathering_page
from cycleplan.pages.owner import OwnerPage, OwnersPage, UnownedPage, owner_page, owners_page, unowned_page
from cycleplan.pages.spec import SpecPage, SpecsPage, spec_page, specs_page
from cycleplan.pages.topic import TopicPage, topic_page
from cycleplan.prose import Phrase, Prose

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
)


_WITHOUT_ANCHORS = (Address, Link, Phrase, Prose, WebsiteLink)


def pages(plan: Plan) -> Iterator[Page]:
    """Yield every page of a plan that has no errors."""
    yield home_page(plan)
    yield actions_page(plan)
    yield unowned_page(plan)
    yield owners_page(plan)
    yield specs_page(plan)
    yield from (cycle_page(plan, cycle) for cycle in plan.cycles)
    for gathering in plan.gatherings:
        yield gathering_page(plan, gathering)
        yield gathering_actions_page(plan, gathering)
    yield from (topic_page(plan, topic) for topic in plan.topics)
    yield from (owner_page(plan, owner) for owner in plan.owners)
    yield from (spec_page(plan, spec) for spec in plan.specs)


def anchors(page: Page) -> tuple[Anchor, ...]:
    """Return the anchors that a page mints, in its order."""
    return tuple(_anchors_in(page))


def _anchors_in(value: object) -> Iterator[Anchor]:
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _anchors_in(item)
    else:
        for name in _fields_of(type(value)):  # type: ignore[arg-type]  # every class is hashable
            yield from _anchors_in(getattr(value, name))


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the fields that can lead to an anchor; links and words lead to none."""
    if kind in _WITHOUT_ANCHORS or not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind))


__all__ = [
    "ActionsPage",
    "Anchor",
    "CyclePage",
    "GatheringActionsPage",
    "GatheringPage",
    "HomePage",
    "OwnerPage",
    "OwnersPage",
    "Page",
    "SpecPage",
    "SpecsPage",
    "TopicPage",
    "UnownedPage",
    "anchors",
    "newest_planned",
    "pages",
]
