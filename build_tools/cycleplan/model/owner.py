"""Owners: whoever leads a topic or holds an action item."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cycleplan.model.review import Review
from cycleplan.problems import Location


class OwnerKind(StrEnum):
    """What an owner is; joint ownership is several owners, and no owner is nobody yet."""

    PERSON = "person"
    ORGANISATION = "organisation"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner by the key that mentions use; `label` is what pages call them, `name` their name in full."""

    key: str
    kind: OwnerKind
    label: str
    name: str = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    review: Review | None = None
    at: Location = field(default=Location(""), compare=False)
