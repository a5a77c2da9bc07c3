"""References: what notes cite, and where it can be read if anybody knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from cycleplan.model.key import Key
from cycleplan.model.review import Review
from cycleplan.problems import Location
from cycleplan.prose import Phrase


@dataclass(frozen=True, slots=True)
class Found:
    """An address that somebody found later, and where; never the note's own."""

    url: str
    where: Phrase
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something can be read: an address, with a copy of what stood there, or the reason why there is none."""

    url: str = ""
    missing: Phrase = Phrase()
    found: tuple[Found, ...] = ()
    archived: str = ""
    at: Location = field(default=Location(""), compare=False)
    archived_at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited source under the number that the notes give it, or a work item of the plan."""

    title: str
    source: Source
    cite: int | None = None
    spec: Key | None = None
    review: Review | None = None
    at: Location = field(default=Location(""), compare=False)
