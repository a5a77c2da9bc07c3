"""Everything in a plan that has an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cycleplan.model.address import Address
from cycleplan.model.cycle import Cycle, Milestone
from cycleplan.model.ledger import LineKind
from cycleplan.model.owner import Owner
from cycleplan.model.reference import Reference
from cycleplan.model.spec import Spec
from cycleplan.model.topic import ActionItem, Decision, Gathering, Section, Topic
from cycleplan.problems import Location
from cycleplan.prose import plain_text

if TYPE_CHECKING:
    from cycleplan.model.plan import Plan

Said = Cycle | Milestone | Gathering | Section | Decision | ActionItem | Reference | Owner | Spec
"""What the notes say of an item."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something with an address: what it is, what the notes say of it and where.

    `gathering` is the one that its names belong to, `within` the page or the part that it stands in.
    """

    address: Address
    kind: LineKind
    said: Said
    gathering: str
    at: Location
    within: Address

    @property
    def title(self) -> str:
        """What it is called, or what it says where it has no title."""
        match self.said:
            case Decision(text=text) | ActionItem(task=text):
                return " ".join(plain_text(text).split())
            case Cycle() | Owner():
                return self.said.label
            case _:
                return self.said.title


def items(plan: Plan) -> Iterator[Item]:
    """Yield every item of a plan that has an id: cycles and gatherings with their milestones, topics with all they hold, owners, specs."""
    for cycle in plan.cycles:
        page = Address(f"{cycle.number}/index")
        yield Item(page, LineKind.CYCLE, cycle, "", cycle.at, page)
        yield from _milestones(page, "", cycle.milestones)
    for gathering in plan.gatherings:
        page = Address(f"{gathering.name}/index")
        yield Item(page, LineKind.GATHERING, gathering, gathering.name, gathering.at, page)
        yield from _milestones(page, gathering.name, gathering.milestones)
        yield from _references(page, gathering.name, gathering.references, page)
    for topic in plan.topics:
        yield from items_of_topic(topic)
    for owner in plan.owners:
        page = Address(f"owners/{owner.key}")
        yield Item(page, LineKind.OWNER, owner, "", owner.at, page)
    for spec in plan.specs:
        page = Address(f"specs/{spec.name}")
        yield Item(page, LineKind.SPEC, spec, "", spec.at, page)


def items_of_topic(topic: Topic) -> Iterator[Item]:
    """Yield a topic and every item on its page."""
    gathering = f"{topic.cycle}/{topic.team}"
    yield Item(topic.at(), LineKind.TOPIC, topic.whole, gathering, Location(topic.path), topic.at())
    for section in topic.sections:
        within = topic.at() if section is topic.whole else topic.at(section.id)
        if within.fragment:
            yield Item(within, LineKind.PART, section, gathering, section.id.at, topic.at())
        for decision in section.decisions:
            if decision.id.text:
                yield Item(topic.at(decision.id), LineKind.DECISION, decision, gathering, decision.id.at, within)
        for action in section.actions:
            if action.id.text:
                yield Item(topic.at(action.id), LineKind.ACTION, action, gathering, action.id.at, within)
        yield from _references(topic.at(), gathering, section.references, within)


def _milestones(page: Address, gathering: str, milestones: Iterable[Milestone]) -> Iterator[Item]:
    for milestone in milestones:
        yield Item(Address(page.page, milestone.key.text), LineKind.MILESTONE, milestone, gathering, milestone.key.at, page)


def _references(page: Address, gathering: str, references: Iterable[Reference], within: Address) -> Iterator[Item]:
    for reference in references:
        if reference.cite is not None:
            yield Item(Address(page.page, f"ref-{reference.cite}"), LineKind.REFERENCE, reference, gathering, reference.at, within)
