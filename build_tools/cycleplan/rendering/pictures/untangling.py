"""An order of three columns in which few of the lines between them cross.

Each column is put in the order of the mean place of what its entries are tied to, back and forth, as in K. Sugiyama,
S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system structures" (1981), and the best order
that was met is kept. Entries with the same mean stay in the order that they have, so the same ties give the same order.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence

Tie = tuple[int, int]
Orders = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""For each column the entries, by their first places, in the order in which they stand."""

_SWEEPS = 6


def untangled(sizes: tuple[int, int, int], left: Sequence[Tie], right: Sequence[Tie]) -> Orders:
    """Return an order with no more crossings than the first one has.

    `left` are ties between the first and the second column, `right` between the second and the third.
    """
    first, second, third = (tuple(range(size)) for size in sizes)
    best: Orders = (first, second, third)
    fewest = crossings(best, left, right)
    for _ in range(_SWEEPS):
        if not fewest:
            break
        second = _sorted(second, (*_from(first, left), *_from(third, [(c, b) for b, c in right])))
        first = _sorted(first, _from(second, [(b, a) for a, b in left]))
        third = _sorted(third, _from(second, right))
        found = crossings((first, second, third), left, right)
        if found < fewest:
            best, fewest = (first, second, third), found
    return best


def crossings(orders: Orders, left: Iterable[Tie], right: Iterable[Tie]) -> int:
    """Return how many pairs of ties cross."""
    first, second, third = map(_places, orders)
    return _inversions((first[a], second[b]) for a, b in left) + _inversions((second[b], third[c]) for b, c in right)


def _inversions(ties: Iterable[Tie]) -> int:
    seen: list[int] = []
    count = 0
    for _, end in sorted(ties):
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def _from(order: Sequence[int], ties: Iterable[Tie]) -> Iterator[tuple[int, float]]:
    """Yield for each tie its other end, and how far down its own end stands, from 0 to 1."""
    places = _places(order)
    return ((end, (places[start] + 0.5) / len(order)) for start, end in ties)


def _sorted(order: Sequence[int], pulls: Iterable[tuple[int, float]]) -> tuple[int, ...]:
    pulled: dict[int, list[float]] = {}
    for entry, pull in pulls:
        pulled.setdefault(entry, []).append(pull)
    # What nothing pulls stays about where it is.
    stays = {entry: (place + 0.5) / len(order) for place, entry in enumerate(order)}
    return tuple(sorted(order, key=lambda entry: sum(found) / len(found) if (found := pulled.get(entry)) else stays[entry]))


def _places(order: Sequence[int]) -> dict[int, int]:
    return {entry: place for place, entry in enumerate(order)}
