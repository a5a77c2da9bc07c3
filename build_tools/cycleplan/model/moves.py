"""Where items went that no longer stand where they were published: moved to another address, or removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from cycleplan.model.address import Address
from cycleplan.model.ledger import Ledger, LineKind
from cycleplan.problems import Location
from cycleplan.prose import Phrase


@dataclass(frozen=True, slots=True)
class Move:
    """An item's old address and its present one. Where neither has a fragment, all fragments of the page went along."""

    old: Address
    to: Address
    on: date
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Removal:
    """What an item was that is gone, since when and why, and where to look instead: an address of the plan or the web."""

    address: Address
    kind: LineKind
    title: str
    on: date
    because: Phrase = Phrase()
    see: str = ""
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves, asked from both ends."""

    by_old: Mapping[Address, Move]
    by_new: Mapping[Address, tuple[Move, ...]]

    def resolve(self, address: Address) -> Address:
        """Return where the item of an address is now: the address itself unless it moved."""
        own = self.by_old.get(address)
        if own:
            return own.to
        page = self.by_old.get(address.whole) if address.fragment else None
        if page is None:
            return address
        return page.to if page.to.fragment or address.is_own else Address(page.to.page, address.fragment)

    def olds(self, address: Address) -> tuple[Address, ...]:
        """Return the addresses that the item of a present address had before; not all of them need have existed."""
        moves = self.by_new.get(address, ())
        pages = self.by_new.get(address.whole, ()) if address.fragment else ()
        if not moves and not pages:
            # Most items never moved, and all of them are asked for.
            return ()
        own = (move.old for move in moves)
        along = (Address(move.old.page, address.fragment) for move in pages if not move.old.fragment)
        return (*own, *(old for old in along if self.resolve(old) == address))


def index_moves(moves: Iterable[Move]) -> Moves:
    """Return moves in a form that can be asked."""
    by_old: dict[Address, Move] = {}
    by_new: dict[Address, list[Move]] = {}
    for move in moves:
        by_old.setdefault(move.old, move)
        by_new.setdefault(move.to, []).append(move)
    return Moves(MappingProxyType(by_old), MappingProxyType({to: tuple(found) for to, found in by_new.items()}))


def first_path(ledger: Ledger, moves: Moves, address: Address) -> str:
    """Return the path that an item was first published under, or that of its address where it never was."""
    path = address.canonical
    if line := ledger.published.get(path):
        return line.value
    known = (ledger.published.get(old.canonical) for old in moves.olds(address))
    return next((line.value for line in known if line), path)
