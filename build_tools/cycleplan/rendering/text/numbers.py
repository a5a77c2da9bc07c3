"""The numbers of a text twin: each address has one, and none stands for two things.

A citation keeps the number that it has in the notes. Links get the numbers above those, in reading order, and skip
whatever else stands between brackets on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from cycleplan.model import named
from cycleplan.pages.entries import ReferenceEntry
from cycleplan.prose import PlanLink, WebLink, folded, plain_text
from cycleplan.prose.tree import Phrase
from cycleplan.rendering.text.blocks import Piece, links, phrases

_CITED = re.compile(r"\[(\d+)\]")
_LARGEST = 9999
"""The largest number that notes can cite."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each address, and the addresses that need none since they stand at the top.

    `instead` has the address of a reference itself by that of its place on the page.
    """

    base: str
    by_address: Mapping[str, int]
    at_top: frozenset[str]
    instead: Mapping[str, str]

    def said(self, link: WebLink | PlanLink) -> str:
        """Return what stands for a link: its words, and the number of its address behind them."""
        words = folded(plain_text(Phrase(link.content)))
        address = self.address(link)
        number = f"[{self.by_address[address]}]" if address in self.by_address else ""
        if number and (_CITED.fullmatch(words) or words in ("", address)):
            return number
        return f"{words} {number}".strip()

    def address(self, link: WebLink | PlanLink) -> str:
        """Return the address of a link as it is listed at the end."""
        address = address_of(self.base, link)
        return self.instead.get(address, address)

    def listed(self) -> Iterator[str]:
        """Yield a line for each number, in their order."""
        for address, number in sorted(self.by_address.items(), key=lambda pair: pair[1]):
            yield f"[{number}] {address}"


def numbers_of(pieces: Iterable[Piece], base: str, at_top: frozenset[str], references: Iterable[ReferenceEntry]) -> Numbers:
    """Give out the numbers of a twin."""
    laid, cited = tuple(pieces), standing(references, base)
    instead = {_place(entry, base): cited[entry.number] for entry in references if entry.number}
    found = Numbers(base, {address: int(number) for number, address in cited.items()}, at_top, instead)
    by_address = dict(found.by_address)
    ahead = [(link, found.address(link)) for link in links(laid)]
    for link, address in ahead:
        words = None if address in by_address or address in at_top else _CITED.fullmatch(plain_text(Phrase(link.content)))
        if words and int(words[1]) not in by_address.values():
            by_address[address] = int(words[1])
    free = _free({*by_address.values(), *_bracketed(laid)})
    for _, address in ahead:
        if address not in by_address and address not in at_top:
            by_address[address] = next(free)
    return Numbers(base, by_address, at_top, instead)


def standing(references: Iterable[ReferenceEntry], base: str) -> Mapping[str, str]:
    """Return the address that each of the notes' own numbers stands for: where its reference can be read, if that is known.

    Of two references to one address, the second stands for its place on the page.
    """
    found: dict[str, str] = {}
    for entry in references:
        if entry.number:
            read_at = address_at(base, str(entry.spec.to)) if entry.spec else entry.source.link.url if entry.source.link else ""
            found[entry.number] = read_at if read_at and read_at not in found.values() else _place(entry, base)
    return found


def address_of(base: str, link: WebLink | PlanLink) -> str:
    """Return the whole address of a link."""
    return link.url if isinstance(link, WebLink) else address_at(base, link.name)


@lru_cache(maxsize=65_536)
def address_at(base: str, name: str) -> str:
    """Return the whole address of something that is named as in the notes."""
    return base.rstrip("/") + named(name).canonical


def _place(entry: ReferenceEntry, base: str) -> str:
    return address_at(base, entry.anchor.name) if entry.anchor else ""


def _bracketed(pieces: Iterable[Piece]) -> Iterator[int]:
    return (int(number) for phrase in phrases(pieces) for number in _CITED.findall(plain_text(phrase)))


def _free(taken: set[int]) -> Iterator[int]:
    start = max((number for number in taken if number <= _LARGEST), default=0) + 1
    return (number for number in count(start) if number not in taken)
