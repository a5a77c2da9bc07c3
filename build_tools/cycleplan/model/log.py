"""What became of things: dated entries with their evidence, of which the last is the state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cycleplan.model.key import Key
from cycleplan.problems import Location
from cycleplan.prose import Phrase


class Status(StrEnum):
    """The closed list of states."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CARRIED = "carried"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"

    @property
    def is_open(self) -> bool:
        return self in (Status.OPEN, Status.IN_PROGRESS)


class EvidenceKind(StrEnum):
    """What can prove an entry of a log."""

    COMMIT = "commit"
    REVIEW = "review"
    BUG = "bug"
    BLUEPRINT = "blueprint"
    MAIL = "mail"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves an entry: `commit openstack/manila 97bf510bc`; `url` is empty where the site has no tracker for it."""

    kind: EvidenceKind
    name: str
    url: str = ""
    at: Location = field(default=Location(""), compare=False)

    @property
    def is_address(self) -> bool:
        """Whether the notes name the address itself, and no tracker makes it."""
        return self.kind in (EvidenceKind.MAIL, EvidenceKind.URL)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What was known on a day; `to` is the cycle or the topic that an item went to."""

    on: date
    status: Status
    text: Phrase
    evidence: tuple[Evidence, ...]
    to: Key | None = None
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """When somebody last looked what became of an item, and what they found."""

    on: date
    result: Phrase


def state(log: tuple[LogEntry, ...]) -> Status:
    """Return the state that a log tells: its last entry's, or open where there is none."""
    return log[-1].status if log else Status.OPEN
