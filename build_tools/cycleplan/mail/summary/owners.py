"""What a mail calls owners, and whom a name means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cycleplan.mail.summary.marks import NOBODY
from cycleplan.model import Key, Owner, Plan

Names = Mapping[str, str]
"""What a mail calls each owner, by key."""

_PLAIN_NAME = re.compile(r"[\w.'’-]+(?: [\w.'’-]+)*")
_JOINING = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)


def owners_called(plan: Plan, name: str) -> tuple[Owner, ...]:
    """Return the owners with a key, a label, a name or an alias, in any spelling of its case; a key comes before all else."""
    meant = name.casefold()
    by_key = tuple(owner for owner in plan.owners if owner.key.casefold() == meant)
    return by_key or tuple(owner for owner in plan.owners if meant in _called(owner))


def names_of(plan: Plan) -> Names:
    """Return what a mail calls each owner: the label where it means them alone and cannot be read as two, or else the key."""
    meant: dict[str, set[str]] = defaultdict(set)
    for owner in plan.owners:
        for name in _called(owner):
            meant[name].add(owner.key)
    return MappingProxyType({owner.key: _name(owner, meant[owner.label.casefold()]) for owner in plan.owners})


def owners_text(names: Names, keys: Iterable[Key]) -> str:
    """Return the owners of an action item, or that there are none yet."""
    return ", ".join(names[key.text] for key in keys) or NOBODY


def _called(owner: Owner) -> set[str]:
    return {name.casefold() for name in (owner.key, owner.label, owner.name, *owner.aliases) if name}


def _name(owner: Owner, meant: set[str]) -> str:
    is_plain = _PLAIN_NAME.fullmatch(owner.label) and not _JOINING.search(owner.label) and owner.label.casefold() != NOBODY
    return owner.label if is_plain and meant == {owner.key} else owner.key
