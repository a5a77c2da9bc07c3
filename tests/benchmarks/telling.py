"""What was measured, as tables and as a picture."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import NamedTuple

from benchmarks.costs import Cost, Measured

_WIDE, _HIGH = 20, 4
"""Columns and lines of the picture for each power of ten."""


class Point(NamedTuple):
    """What is drawn of a measured time."""

    pages: int
    seconds: float
    mark: str


def machine() -> str:
    """Return what the figures depend on."""
    names = ("sphinx", "myst-parser", "docutils")
    processors = len(os.sched_getaffinity(0))
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{processors} processors, Python {platform.python_version()}, {versions}"


def rows(measured: Iterable[Measured], against: Cost | None) -> Iterator[str]:
    """Yield the rows of a table."""
    for one in measured:
        cost = one.middle()
        ratios = (f"{cost.wall / against.wall:.2f}", f"{cost.processor / against.processor:.2f}") if against else ("", "")
        cells = (one.what, f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{cost.memory / 1e6:.0f} MB", *ratios)
        yield f"| {' | '.join(cells)} |"


def picture(points: Iterable[Point]) -> Iterator[str]:
    """Yield the lines of a picture with seconds over pages, each power of ten as wide as the next."""
    known = tuple(points)
    across, up = ([math.log10(getattr(point, name)) for point in known] for name in ("pages", "seconds"))
    left, right, bottom, top = math.floor(min(across)), math.ceil(max(across)), math.floor(min(up)), math.ceil(max(up))
    high, wide = _HIGH * (top - bottom), _WIDE * (right - left)
    place = {(round((y - bottom) * _HIGH), round((x - left) * _WIDE)): point.mark for point, x, y in zip(known, across, up, strict=True)}
    for line in range(high, -1, -1):
        scale = f"{10 ** (bottom + line // _HIGH):>8,.10g} s ┤" if line % _HIGH == 0 else " " * 11 + "│"
        yield (scale + "".join(place.get((line, column), " ") for column in range(wide + 1))).rstrip()
    yield " " * 11 + "└" + ("─" * (_WIDE - 1) + "┬") * (right - left)
    yield " " * 12 + "".join(f"{10**power:,}".rjust(_WIDE) for power in range(left + 1, right + 1))
