"""What can be moved or removed: every item of a plan by its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cycleplan.model import ActionItem, Address, Decision, LineKind, Plan, Section, Topic
from cycleplan.problems import Location
from cycleplan.prose import one_line, plain_text

TEAMS = "teams"
"""Where teams are said to be, which have no page: `teams/manila`."""

LONGEST_TITLE = 200

WORDS = {
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
    return {item.address: item for item in _items(plan)}


def _items(plan: Plan) -> Iterator[Item]:
    for gathering in plan.gatherings:
        page = Address(f"{gathering.name}/index")
        yield Item(page, LineKind.GATHERING, gathering.title, gathering.at, page)
        for milestone in gathering.milestones:
            yield Item(Address(page.page, milestone.key.text), LineKind.MILESTONE, milestone.title, milestone.key.at, page)
        for reference in gathering.references:
            if reference.cite is not None:
                yield Item(Address(page.page, f"ref-{reference.cite}"), LineKind.REFERENCE, reference.title, reference.at, page)
    for topic in plan.topics:
        yield Item(topic.at(), LineKind.TOPIC, topic.title, Location(topic.path), topic.at())
        for section in topic.sections:
            yield from _in_section(topic, section)
    for owner in plan.owners:
        page = Address(f"owners/{owner.key}")
        yield Item(page, LineKind.OWNER, owner.label, owner.at, page)
    for spec in plan.specs:
        page = Address(f"specs/{spec.name}")
        yield Item(page, LineKind.SPEC, spec.title, spec.at, page)


def _in_section(topic: Topic, section: Section) -> Iterator[Item]:
    within = topic.at() if section is topic.whole else topic.at(section.id)
    if section is not topic.whole and section.id.text:
        yield Item(within, LineKind.PART, section.title, section.id.at, topic.at())
    for decision in filter(_has_id, section.decisions):
        yield Item(topic.at(decision.id), LineKind.DECISION, _title(plain_text(decision.text)), decision.id.at, within)
    for action in filter(_has_id, section.actions):
        yield Item(topic.at(action.id), LineKind.ACTION, _title(plain_text(action.task)), action.id.at, within)
    for reference in section.references:
        if reference.cite is not None:
            yield Item(Address(topic.name, f"ref-{reference.cite}"), LineKind.REFERENCE, reference.title, reference.at, within)


def _has_id(item: ActionItem | Decision) -> bool:
    return bool(item.id.text)


def _title(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"
