"""What is written of items that go: one entry for each address that was published, in removed.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cycleplan.model import Address, LineKind, Move
from cycleplan.model.moves import index_moves
from cycleplan.moving.claims import Claims, Published
from cycleplan.moving.items import WORDS, Item
from cycleplan.notes.amending.entries import with_entries
from cycleplan.notes.amending.reading import said_in
from cycleplan.textfile import TextFile

PATH = "removed.yaml"


@dataclass(frozen=True, slots=True)
class Epitaph:
    """What is said of an item that goes: its title, since when and why it is gone, and where to look instead."""

    title: str
    on: date
    because: str = ""
    see: str = ""


def removals_of(claims: Claims, gone: Mapping[Address, Item], epitaph: Epitaph) -> dict[Address, dict[str, object]]:
    """Return the entries for items that go, by every address that the ledger has of them."""
    first = next(iter(gone))
    found: dict[Address, dict[str, object]] = {}
    for each in claims.published:
        item = gone.get(each.now)
        if item is not None and each.kind in WORDS and not each.address.is_own:
            title = epitaph.title if item.address == first else item.title
            entry = {"kind": str(item.kind), "title": title, "on": epitaph.on.isoformat(), "because": epitaph.because, "see": epitaph.see}
            found[_place(claims, each, gone)] = {key: value for key, value in entry.items() if value}
    return dict(sorted(found.items()))


def redirects_without(claims: Claims, gone: Collection[Address]) -> tuple[Move, ...]:
    """Return the redirects that do not lead to an item that goes."""
    return tuple(move for move in claims.plan.redirects if move.to not in gone)


def with_removals(file: TextFile, entries: Mapping[Address, Mapping[str, object]]) -> TextFile:
    """Return removed.yaml with more entries at its end. Raises NotEditableError."""
    return with_entries(file, {**said_in(file), **{str(address): dict(entry) for address, entry in entries.items()}})


def with_earlier(file: TextFile, claims: Claims, redirects: Iterable[Move]) -> TextFile:
    """Return removed.yaml so that all that was removed before says so at each address that led there.

    Such an address can lose its way where the redirect of its page changes. Raises NotEditableError.
    """
    said, moves = said_in(file), index_moves(redirects)
    copies = {
        str(each.address): said[str(each.now)]
        for each in claims.published
        if str(each.now) in said and said.keys().isdisjoint((str(each.address), str(moves.resolve(each.address))))
    }
    return with_entries(file, {**said, **copies})


def fallen(claims: Claims, address: Address, title: str) -> Iterator[Item]:
    """Yield what the ledger has at an address that the notes have no more, and on its page: items that somebody took out."""
    for each in claims.published:
        is_there = each.now in claims.live or each.now in claims.removed
        if each.kind in WORDS and not is_there and (each.now == address or (not address.fragment and each.now.whole == address)):
            named = title if each.now == address else f"{each.now.fragment} of {title}"
            yield Item(each.now, LineKind(each.kind), named, claims.plan.site.at, address)


def _place(claims: Claims, published: Published, gone: Collection[Address]) -> Address:
    """Return where the entry of an address stands: there, or where its page went along with it."""
    goes_along = published.address != published.now and published.address not in claims.plan.moves.by_old
    return published.now if goes_along and published.now.whole not in gone else published.address
