"""How far each cycle is as a picture: a bar of its action items, each state with its own filling, and its figures in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from cycleplan.model import Status
from cycleplan.pages.cycles import CycleEntry, Tally
from cycleplan.rendering.pictures.lettering import LINE, newest_of, shortened, width
from cycleplan.rendering.pictures.marks import SIZE, mark, of_state
from cycleplan.rendering.pictures.svg import Svg, element, link, picture

MOST_CYCLES = 24
_WIDTH, _NAMES, _BAR, _FIGURES, _GAP = 760, 170, 14, 24, 8
_HATCH = 6
_LEAST = 4
"""The width of a share that is too small for its own, so that no state that is named goes without."""
_ROOM = _WIDTH - _NAMES - _LEAST * len(Status)


def draw_progress(page: str, entries: Sequence[CycleEntry]) -> Svg:
    """Return the bars of the newest cycles; the longest bar is as long as there is room."""
    shown = entries[:MOST_CYCLES]
    most = max((entry.actions for entry in shown), default=0) or 1
    cut = newest_of(len(shown), len(entries))
    cycles = cut or ("one cycle" if len(shown) == 1 else f"{len(shown)} cycles")
    words = f"Bars of the action items of {cycles} by what became of them."
    pieces: list[Svg] = []
    y = 0
    for entry in shown:
        figures = tuple(_figures(entry.tallies))
        pieces += _row(page, entry, y, most, figures)
        y += _FIGURES * (1 + max((line for line, _ in figures), default=0)) + _FIGURES + _GAP
    if cut:
        pieces.append(element("text", cut, x=0, y=y + LINE, class_="faint"))
        y += _FIGURES
    return picture("progress", "Progress of each cycle", f"{words} The same figures stand in the list on this page.", (_WIDTH, y), *pieces)


def _row(page: str, entry: CycleEntry, y: int, most: int, figures: Sequence[tuple[int, int]]) -> Iterator[Svg]:
    name = element("text", shortened(entry.cycle.text, _NAMES - 12), x=0, y=y + LINE)
    yield link(page, entry.cycle.to, element("title", entry.cycle.text), name)
    if not entry.tallies:
        yield element("text", "no action items", x=_NAMES, y=y + LINE, class_="faint")
    start = _NAMES
    for tally, (line, x) in zip(entry.tallies, figures, strict=True):
        wide = max(_ROOM * tally.count // most, _LEAST)
        yield of_state(tally.status, *_segment(tally.status, start, y + 5, wide))
        start += wide
        middle = y + 34 + line * _FIGURES
        words = element("text", _words(tally), x=x + 2 * SIZE + 8, y=middle + 5)
        yield link(page, tally.to, mark(tally.status, x + SIZE + 1, middle), words)


def _figures(tallies: Sequence[Tally]) -> Iterator[tuple[int, int]]:
    """Yield on which line the figure of each state stands, and where on it."""
    line, x = 0, _NAMES
    for tally in tallies:
        wide = 2 * SIZE + 8 + width(_words(tally))
        if x > _NAMES and x + wide > _WIDTH:
            line, x = line + 1, _NAMES
        yield line, x
        x += wide + 2 * _GAP


def _words(tally: Tally) -> str:
    return f"{tally.count:,} {tally.status.value}"


def _segment(status: Status, x: int, y: int, wide: int) -> Iterator[Svg]:
    """Yield a piece of a bar: full, hollow, hatched or a stroke, as the shapes of the states are."""
    match status:
        case Status.DONE:
            yield element("rect", x=x, y=y, width=wide, height=_BAR)
        case Status.OPEN | Status.IN_PROGRESS:
            yield element("rect", x=x, y=y, width=wide, height=_BAR, class_="hollow")
        case Status.CARRIED:
            yield element("rect", x=x, y=y, width=wide, height=_BAR, class_="hollow")
            if hatches := "".join(f"M{at} {y + _BAR}l{_BAR} {-_BAR}" for at in range(x, x + wide - _BAR, _HATCH)):
                yield element("path", d=hatches, class_="thin")
        case Status.DROPPED | Status.SUPERSEDED:
            yield element("rect", x=x + 1, y=y + _BAR // 2 - 1, width=max(wide - 2, 1), height=3)
        case _:
            assert_never(status)
