"""Short addresses: `/i/k3f9x.html`, for mails in which the long one does not fit a line.

The id is the start of a hash of the path that the item was first published under, longer where two would meet.
The ledger keeps it, so that it is never given to anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cycleplan.model.ledger import Ledger

FOLDER = "i"
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""32 letters and digits, without those that are mistaken for one another: l, o, 0 and 1."""

_SHORTEST = 5
_LONGEST = 12
"""Characters of an id: `/i/`, twelve of them and `.html` are the 20 that an address may have after its host."""

_NO_ID = frozenset(("index",))


def short_paths(ledger: Ledger, firsts: Iterable[str]) -> Mapping[str, str]:
    """Return the short path of each item by its first path: the ledger's, or a new one for those that it does not have."""
    found = dict(ledger.shorts)
    taken = {_id_in(path) for path in found.values()} | _NO_ID
    for first in sorted(set(firsts) - found.keys()):
        id_ = _free(first, taken)
        taken.add(id_)
        found[first] = f"/{FOLDER}/{id_}.html"
    return MappingProxyType(found)


def _free(first: str, taken: set[str] | frozenset[str]) -> str:
    digits = int.from_bytes(hashlib.sha256(first.encode()).digest())
    hashed = "".join(_ALPHABET[digits >> shift & 31] for shift in range(251, 251 - 5 * _LONGEST, -5))
    free = (hashed[:length] for length in range(_SHORTEST, _LONGEST + 1) if hashed[:length] not in taken)
    return next(free)


def _id_in(path: str) -> str:
    return path.removeprefix(f"/{FOLDER}/").removesuffix(".html")
