"""Whose an address is: an id once used is used for ever, and only what had it can have it again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cycleplan.model import Address, LineKind, Plan, at_path, why_no_fragment, why_no_id
from cycleplan.moving.exchange import Exchange, settled
from cycleplan.moving.items import NAMED, WORDS, Item, items_of
from cycleplan.moving.refusal import Named, RefusedError

_CITED = frozenset((*WORDS, LineKind.CYCLE, LineKind.PAGE))
"""Kinds of lines of the ledger that stand for items and pages. Headings are none: a page takes them along or loses them."""

_LETTERS = {LineKind.PART: "p", LineKind.DECISION: "d", LineKind.ACTION: "a"}


@dataclass(frozen=True, slots=True)
class Published:
    """An address that the ledger has, its kind, the path that its item was first published under, and where that is now."""

    address: Address
    kind: LineKind
    item: str
    now: Address


@dataclass(frozen=True)
class Claims:
    """A plan's addresses, live and published."""

    plan: Plan

    @cached_property
    def live(self) -> Mapping[Address, Item]:
        return items_of(self.plan)

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """Every item and page of the ledger, pages before what is on them."""
        return tuple(sorted(self._published(), key=lambda each: each.address))

    @cached_property
    def published_at(self) -> Mapping[Address, tuple[Published, ...]]:
        """What the ledger has of an address, and of what is there now."""
        found: dict[Address, list[Published]] = {}
        for each in self.published:
            for address in {each.address, each.now}:
                found.setdefault(address, []).append(each)
        return {address: tuple(listed) for address, listed in found.items()}

    @cached_property
    def removed(self) -> frozenset[Address]:
        return frozenset(removal.address for removal in self.plan.removals)

    def free(self, page: str, kind: LineKind, also: Collection[str]) -> str:
        """Return the next id of a kind on a page, above every number that it has, ever had, or is about to get."""
        counted = re.compile(f"{_LETTERS[kind]}([0-9]{{1,9}})", re.ASCII)
        known = (*also, *self.used(page))
        highest = max((int(found[1]) for id_ in known if (found := counted.fullmatch(id_))), default=0)
        return f"{_LETTERS[kind]}{highest + 1}"

    def used(self, page: str) -> frozenset[str]:
        """Return every fragment that a page has or ever had, under any of its names, and its own name."""
        found = {address.fragment for address in (*self.live, *self.removed) if address.page == page}
        for each in self.published:
            if page in (each.address.page, each.now.page):
                found |= {each.address.fragment, each.now.fragment}
        return frozenset((*found, page.rpartition("/")[2])) - {""}

    def is_free(self, address: Address, item: Item) -> bool:
        """Tell whether an item can have an address on the page of a topic that is there."""
        if address in self.live or address in self.removed or address.is_own:
            return False
        return all(self._is_of(item, each) for each in self.published_at.get(address, ()))

    def refuse_taken(self, exchange: Exchange) -> None:
        """Raise RefusedError where an item would get the address of another: one that is there, or ever was."""
        for item in self.live.values():
            new = exchange.of(item.address)
            if new != item.address and item.kind in NAMED:
                if _name(new) != _name(item.address):
                    self.refuse_unfit(new)
                self._refuse_taken(item, new, exchange)
        for address in sorted(self.removed):
            new = exchange.of(address)
            if new != address and new.is_own:
                message = f"{new.whole} is taken: {address} was removed, and a topic of that name would have its address"
                raise RefusedError(message, "an id that was used once is never used again; choose another")

    def refuse_unfit(self, address: Address) -> None:
        """Raise RefusedError for an address that cannot last."""
        name = _name(address)
        why = why_no_fragment(name) if address.fragment else why_no_id(name)
        if not why and not address.fragment:
            why = "it is the name of a cycle" if name in {cycle.name.casefold() for cycle in self.plan.cycles} else ""
        if not why and _is_topic(address):
            why = why_no_fragment(name)
        if why:
            raise RefusedError(f"{name!r} cannot be a part of an address: {why}", "choose another")

    def _refuse_taken(self, item: Item, new: Address, exchange: Exchange) -> None:
        if new.is_own:
            raise RefusedError(f"{new} is taken: it is the topic itself", "choose another id")
        stands = self.live.get(new)
        if stands and exchange.of(stands.address) == stands.address:
            raise RefusedError(f"{new} is taken: {WORDS[stands.kind]} is there", "choose another id", [Named(stands.at, _name(new))])
        if new in self.removed:
            raise RefusedError(f"{new} is taken: an item of that address was removed", "an id that was used once is never used again")
        other = next((each for each in self.published_at.get(new, ()) if each.kind in NAMED and not self._is_of(item, each)), None)
        if other:
            message = f"{new} is taken: the ledger has another item under {other.address}"
            raise RefusedError(message, "an id that was used once is never used again; choose another")

    def _is_of(self, item: Item, published: Published) -> bool:
        return published.item == self.plan.first_path(item.address)

    def _published(self) -> Iterator[Published]:
        for path, line in self.plan.ledger.published.items():
            if line.kind in _CITED and path.partition("#")[0].endswith((".html", "/")):
                address = at_path(path)
                # What is removed went nowhere, also where its page did.
                now = address if address in self.removed else settled(self.plan.moves.resolve(address))
                yield Published(address, line.kind, line.value, now)


def _name(address: Address) -> str:
    return address.fragment or address.page.rpartition("/")[2]


def _is_topic(address: Address) -> bool:
    return not address.fragment and address.page.count("/") == len(("cycle", "team")) and not address.page.startswith("specs/")
