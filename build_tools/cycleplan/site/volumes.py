"""The volumes of an index of Pagefind: the newest cycles in the first, which every search looks through, and each older one in its own.

What a browser loads for a first search grows with the records of the first volume, and what it costs to index an edit with those of
the volumes that it touches.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cycleplan.pages.findings import Finding

FIRST = 4_000
"""How many records the first volume has at most, where the newest cycle and what is of no cycle have fewer: some 7 bytes of each are
loaded before anything is found."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A part of the index: `name` is its folder in that of the first, which has none; `docs` are pages of the handbook."""

    name: str
    findings: tuple[Finding, ...]
    docs: tuple[str, ...] = ()

    @property
    def pages(self) -> Iterator[str]:
        """The names of the pages that it is made of, each once."""
        yield from dict.fromkeys((*(found.at.page for found in self.findings), *self.docs))

    def key(self, hashes: Mapping[str, str]) -> str:
        """Return the hash of what its bytes come from, for one program: `hashes` has that of each page by its path."""
        read = [hashes[f"{page}.html"] for page in self.pages]
        return hashlib.sha256(repr((self.name, self.findings, self.docs, read)).encode()).hexdigest()


def divided(findings: Iterable[Finding], docs: Sequence[str], first: int | None = None) -> tuple[Volume, ...]:
    """Return the volumes of an index, the newest first; what is of none, such as an owner, is in the first.

    The `first` has at most so many records, `FIRST` where nothing is said, unless the newest cycle with what is of none has more.
    """
    most = FIRST if first is None else first
    of_cycle: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        of_cycle[found.last].append(found)
    newest, count = of_cycle.pop("", []), len(docs)
    ahead = sorted(of_cycle, reverse=True)
    while ahead and (not any(found.last for found in newest) or count + len(newest) + len(of_cycle[ahead[0]]) <= most):
        newest += of_cycle[ahead.pop(0)]
    return (Volume("", tuple(newest), tuple(docs)), *(Volume(cycle, tuple(of_cycle[cycle])) for cycle in ahead))
