"""Redirects after a move: each address that was ever published leads to where its item is now, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from cycleplan.model import Address, Move, Moves
from cycleplan.moving.claims import Claims
from cycleplan.moving.exchange import Exchange, settled
from cycleplan.notes.amending.entries import with_entries
from cycleplan.notes.amending.reading import said_in
from cycleplan.textfile import TextFile

PATH = "redirects.yaml"


def redirects_after(claims: Claims, exchange: Exchange, on: date) -> tuple[Move, ...]:
    """Return the redirects of a plan after an exchange: those that it has, flat as before, and the new ones of a day."""
    entries: dict[Address, Move] = {}
    for move in claims.plan.redirects:
        to = exchange.of(move.to)
        if to != move.old:
            entries[move.old] = Move(move.old, to, move.on)
    moves = Moves(MappingProxyType(entries), MappingProxyType({}))  # which sees each entry that is made below
    for each in claims.published:
        wanted = exchange.of(each.now)
        stays = wanted in (settled(each.address), settled(moves.resolve(each.address)))
        if not stays and each.now not in claims.removed:
            entries[each.address] = Move(each.address, wanted, on)
    return tuple(entries.values())


def with_redirects(file: TextFile, redirects: Iterable[Move]) -> TextFile:
    """Return redirects.yaml with these redirects: those that it has in its own order, then the others.

    Raises NotEditableError.
    """
    said = said_in(file)
    wanted: dict[str, object] = {str(move.old): {"to": str(move.to), "on": move.on.isoformat()} for move in redirects}
    order = [*(old for old in said if old in wanted), *(old for old in wanted if old not in said)]
    return with_entries(file, {old: wanted[old] for old in order})
