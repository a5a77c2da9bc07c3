"""Fragments and pages that the site keeps for what is no longer there, so that no published address leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cycleplan.model import Address, LineKind, Plan, Removal, at_path
from cycleplan.pages.entries import Anchor
from cycleplan.pages.gone import GoneEntry, TombstonePage, farewell, link_to, tombstone_page


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands for what is gone: entries by the name of their page, and pages of their own. `titles` are of live items."""

    entries: Mapping[str, tuple[GoneEntry, ...]]
    tombstones: tuple[TombstonePage, ...]
    titles: Mapping[Address, str]

    def paths(self) -> Iterator[str]:
        """Yield every path that is kept."""
        for page, entries in self.entries.items():
            yield from (Address(page, entry.anchor.fragment).canonical for entry in entries)
        for tombstone in self.tombstones:
            yield Address(tombstone.name).canonical
            yield Address(tombstone.name, tombstone.anchor.fragment).canonical


def keep(plan: Plan, fragments: Mapping[str, tuple[str, ...]]) -> Kept:
    """Return what a plan has to keep; `fragments` has those of each live page."""
    titles = {item.address: item.title for item in plan.items}
    removed = {removal.address: removal for removal in plan.removals}
    graves = {address.page: removal for address, removal in removed.items() if not address.fragment and address.page not in fragments}
    entries: dict[str, dict[str, GoneEntry]] = {}
    for kind, address in _needed(plan):
        is_here = address.fragment in fragments.get(address.page, ()) or (address.page in graves and address.is_own)
        if address.fragment and not is_here and (address.page in fragments or address.page in graves):
            entry = _entry(plan, kind, address, removed.get(address), titles)
            if entry or address.page in graves:
                known = entries.setdefault(address.page, {})
                known.setdefault(address.fragment, entry or GoneEntry(_anchor(address)))
    return Kept(
        MappingProxyType({page: tuple(found.values()) for page, found in entries.items()}),
        tuple(tombstone_page(plan, removal, titles) for removal in graves.values()),
        MappingProxyType(titles),
    )


def _needed(plan: Plan) -> Iterable[tuple[LineKind, Address]]:
    """Return each address that was ever published, and where its item is now."""
    found: dict[Address, LineKind] = {}
    for path, line in plan.ledger.published.items():
        if path.endswith((".html", "/")) or "#" in path:
            address = at_path(path)
            for place in (address, plan.present(address)):
                found.setdefault(place, line.kind)
    found |= {removal.address: removal.kind for removal in plan.removals}
    return ((kind, address) for address, kind in sorted(found.items()))


def _entry(plan: Plan, kind: LineKind, address: Address, removal: Removal | None, titles: Mapping[Address, str]) -> GoneEntry | None:
    present = plan.present(address)
    if present != address:
        return GoneEntry(_anchor(address), to=link_to(present, titles))
    if removal:
        return GoneEntry(_anchor(address), farewell=farewell(plan, removal, titles))
    return GoneEntry(_anchor(address)) if kind is LineKind.HEADING else None


def _anchor(address: Address) -> Anchor:
    return Anchor("item", str(address))
