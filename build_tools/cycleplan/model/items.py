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
    """Something with an address: what it is, what the notes say of it and where, and the gathering that its names belong to."""

    address: Address
    kind: LineKind
    said: Said
    gathering: str
    at: Location

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
    """Yield every item of a plan: cycles and gatherings with their milestones, topics with all they hold, owners, specs."""
    for cycle in plan.cycles:
        page = Address(f"{cycle.number}/index")
        yield Item(page, LineKind.CYCLE, cycle, "", cycle.at)
        yield from _milestones(page, "", cycle.milestones)
    for gathering in plan.gatherings:
        page = Address(f"{gathering.name}/index")
        yield Item(page, LineKind.GATHERING, gathering, gathering.name, gathering.at)
        yield from _milestones(page, gathering.name, gathering.milestones)
        yield from _references(page, gathering.name, gathering.references)
    for topic in plan.topics:
        yield from _of_topic(topic)
    for owner in plan.owners:
        yield Item(Address(f"owners/{owner.key}"), LineKind.OWNER, owner, "", owner.at)
    for spec in plan.specs:
        yield Item(Address(f"specs/{spec.name}"), LineKind.SPEC, spec, "", spec.at)


def _of_topic(topic: Topic) -> Iterator[Item]:
    gathering = f"{topic.cycle}/{topic.team}"
    yield Item(topic.at(), LineKind.TOPIC, topic.whole, gathering, Location(topic.path))
    for part in topic.parts:
        yield Item(topic.at(part.id), LineKind.PART, part, gathering, part.id.at)
    for section in topic.sections:
        for decision in section.decisions:
            yield Item(topic.at(decision.id), LineKind.DECISION, decision, gathering, decision.id.at)
        for action in section.actions:
            yield Item(topic.at(action.id), LineKind.ACTION, action, gathering, action.id.at)
        yield from _references(topic.at(), gathering, section.references)


def _milestones(page: Address, gathering: str, milestones: Iterable[Milestone]) -> Iterator[Item]:
    for milestone in milestones:
        yield Item(Address(page.page, milestone.key.text), LineKind.MILESTONE, milestone, gathering, milestone.key.at)


def _references(page: Address, gathering: str, references: Iterable[Reference]) -> Iterator[Item]:
    for reference in references:
        if reference.cite is not None:
            yield Item(Address(page.page, f"ref-{reference.cite}"), LineKind.REFERENCE, reference, gathering, reference.at)
