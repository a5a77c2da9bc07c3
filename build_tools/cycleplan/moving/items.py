"""What can be moved or removed: every item of a plan by its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cycleplan.model import Address, LineKind, Plan
from cycleplan.problems import Location
from cycleplan.prose import one_line

TEAMS = "teams"
"""Where teams are said to be, which have no page: `teams/manila`."""

LONGEST_TITLE = 200

WORDS = {
    LineKind.CYCLE: "a cycle",
    LineKind.GATHERING: "a gathering",
    LineKind.TOPIC: "a topic",
    LineKind.PART: "a part",
    LineKind.DECISION: "a decision",
    LineKind.ACTION: "an action item",
    LineKind.REFERENCE: "a reference",
    LineKind.MILESTONE: "a milestone",
    LineKind.OWNER: "an owner",
    LineKind.SPEC: "a work item",
}
"""What the kinds of items are called."""

NAMED = frozenset((LineKind.GATHERING, LineKind.TOPIC, LineKind.PART, LineKind.DECISION, LineKind.ACTION, LineKind.OWNER, LineKind.SPEC))
"""The kinds of items whose addresses end with an id that somebody gave them."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item that has an address; `within` is the part or the topic that it stands in."""

    address: Address
    kind: LineKind
    title: str
    at: Location
    within: Address


def items_of(plan: Plan) -> Mapping[Address, Item]:
    """Return every item of a plan by its address."""
    return {item.address: Item(item.address, item.kind, _title(item.title), item.at, item.within) for item in plan.items}


def _title(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"
