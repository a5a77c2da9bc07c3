"""Work items that have a page of their own: specs, blueprints, bugs and reviews."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cycleplan.model.key import Key
from cycleplan.model.log import Checked, LogEntry
from cycleplan.model.reference import Source
from cycleplan.model.review import Review
from cycleplan.problems import Location
from cycleplan.prose import Phrase


class SpecKind(StrEnum):
    """What a work item is."""

    SPEC = "spec"
    BLUEPRINT = "blueprint"
    BUG = "bug"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed change that carries a work item out; its number may be unknown."""

    title: str
    source: Source
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Spec:
    """A work item by its team and id; its name has no cycle in it, since work items move between cycles."""

    team: str
    id: str
    kind: SpecKind
    title: str
    source: Source
    summary: Phrase = Phrase()
    owners: tuple[Key, ...] = ()
    moved_from: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    log: tuple[LogEntry, ...] = ()
    checked: Checked | None = None
    review: Review | None = None
    at: Location = field(default=Location(""), compare=False)

    @property
    def name(self) -> str:
        return f"{self.team}/{self.id}"
