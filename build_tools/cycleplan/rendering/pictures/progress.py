"""How far each cycle is as a picture: a bar of its action items, each state with its own filling, and its figures in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from cycleplan.model import Status
from cycleplan.pages.cycles import CycleEntry
from cycleplan.rendering.pictures.lettering import LINE, shortened, width
from cycleplan.rendering.pictures.marks import SIZE, mark, of_state
from cycleplan.rendering.pictures.svg import Svg, element, link, picture

MOST_CYCLES = 24
_WIDTH, _NAMES, _BAR, _ROW = 760, 170, 14, 56
_HATCH = 6


def draw_progress(page: str, entries: Sequence[CycleEntry]) -> Svg:
    """Return the bars of cycles, the newest first; the longest bar is as long as there is room."""
    shown = entries[:MOST_CYCLES]
    most = max((entry.actions for entry in shown), default=0) or 1
    words = f"Bars of the action items of {len(shown)} cycles by what became of them. The same figures stand in the list on this page."
    pieces = (piece for place, entry in enumerate(shown) for piece in _row(page, entry, place * _ROW, most))
    return picture("progress", "Progress of each cycle", words, (_WIDTH, len(shown) * _ROW), *pieces)


def _row(page: str, entry: CycleEntry, y: int, most: int) -> Iterator[Svg]:
    name = element("text", shortened(entry.cycle.text, _NAMES - 12), x=0, y=y + LINE)
    yield link(page, entry.cycle.to, element("title", entry.cycle.text), name)
    if not entry.tallies:
        yield element("text", "no action items", x=_NAMES, y=y + LINE, class_="faint")
    passed, x = 0, _NAMES
    for tally in entry.tallies:
        start = _NAMES + passed * (_WIDTH - _NAMES) // most
        passed += tally.count
        end = _NAMES + passed * (_WIDTH - _NAMES) // most
        yield of_state(tally.status, *_segment(tally.status, start, y + 5, end - start))
        words = f"{tally.count} {tally.status.value}"
        yield link(page, tally.to, mark(tally.status, x + SIZE + 1, y + 34), element("text", words, x=x + 2 * SIZE + 8, y=y + 39))
        x += 2 * SIZE + 24 + width(words)


def _segment(status: Status, x: int, y: int, wide: int) -> Iterator[Svg]:
    """Yield a piece of a bar: full, hollow, hatched or a stroke, as the shapes of the states are."""
    match status:
        case Status.DONE:
            yield element("rect", x=x, y=y, width=wide, height=_BAR)
        case Status.OPEN | Status.IN_PROGRESS:
            yield element("rect", x=x, y=y, width=wide, height=_BAR, class_="hollow")
        case Status.CARRIED:
            yield element("rect", x=x, y=y, width=wide, height=_BAR, class_="hollow")
            yield element("path", d="".join(f"M{at} {y + _BAR}l{_BAR} {-_BAR}" for at in range(x, x + wide - _BAR, _HATCH)), class_="thin")
        case Status.DROPPED | Status.SUPERSEDED:
            yield element("rect", x=x + 1, y=y + _BAR // 2 - 1, width=max(wide - 2, 1), height=3)
        case _:
            assert_never(status)
