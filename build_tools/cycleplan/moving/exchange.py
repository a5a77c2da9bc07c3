"""Which addresses become which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cycleplan.model import Address


@dataclass(frozen=True, slots=True)
class Exchange:
    """Present addresses and those that take their place.

    A page that becomes a page takes along what is on it; one that becomes a part gives its own name to what it does
    not speak of. That is how redirects are read, too (`Moves.resolve`).
    """

    table: Mapping[Address, Address] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, address: Address) -> Address:
        """Return what becomes of an address: the address itself where nothing does."""
        own = self.table.get(address)
        page = self.table.get(address.whole)
        if own or not page or not address.fragment:
            return own or address
        return page if page.fragment or address.is_own else Address(page.page, address.fragment)

    def takes_along(self, address: Address) -> bool:
        """Tell whether an address changes because its whole page goes to another place."""
        page = self.table.get(address.whole)
        return address not in self.table and page is not None and not page.fragment


def settled(address: Address) -> Address:
    """Return a page for its own fragment, which means the same."""
    return address.whole if address.is_own else address
