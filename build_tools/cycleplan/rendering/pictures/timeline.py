"""The line of a cycle: its milestones above and below, and under them what landed when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cycleplan.model import Address, Status
from cycleplan.pages.timeline import Landed, MilestoneMark, Timeline
from cycleplan.rendering.pictures.lettering import LINE, width, wrapped
from cycleplan.rendering.pictures.marks import mark
from cycleplan.rendering.pictures.svg import Svg, element, link, picture

MOST_MILESTONES = 40
_MARGIN, _GAP, _STEM, _ROOM = 40, 10, 14, 170
_SLOT, _STACK = 26, 3
"""Marks of what landed stand so far apart that each can be hit by a finger, and so many on each other."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a milestone in their place: their middle, how wide they are, and the row, from 1 at the line outwards.

    `at` is the place of the milestone itself, which is not the middle of its words near an end of the line.
    """

    milestone: MilestoneMark
    lines: tuple[str, ...]
    at: int
    x: int
    width: int
    row: int
    is_above: bool

    @property
    def left(self) -> int:
        return self.x - self.width // 2

    @property
    def right(self) -> int:
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Axis:
    """Days as places on a line of a width."""

    first: date
    last: date
    width: int

    def at(self, day: date) -> int:
        """Return the place of a day, or of the end that it lies beyond."""
        span = (self.last - self.first).days
        room = self.width - 2 * _MARGIN
        into = min(max((day - self.first).days, 0), span)
        return _MARGIN + (into * room // span if span else room // 2)


def axis_of(timeline: Timeline, width: int) -> Axis:
    """Return the line from the first milestone to the last; without two days of them, what landed says how long it is."""
    days = {day for milestone in timeline.milestones for day in (milestone.first, milestone.last)}
    if len(days) == 1 or not days:
        days |= {landed.on for landed in timeline.landed}
    return Axis(min(days), max(days), width)


def labels(marks: Iterable[MilestoneMark], axis: Axis) -> Iterator[Label]:
    """Yield labels by day, above and below by turns, each in the nearest row where it meets no other."""
    rows: tuple[list[int], list[int]] = ([], [])
    one_year = axis.first.year == axis.last.year
    for place, milestone in enumerate(marks):
        lines = (milestone.short if one_year else milestone.days, *wrapped(" ".join(milestone.title.split()), _ROOM))
        wide = max(map(width, lines))
        middle = (axis.at(milestone.first) + axis.at(milestone.last)) // 2
        x = min(max(middle, (wide + 1) // 2), max(axis.width - (wide + 1) // 2, (wide + 1) // 2))
        ends = rows[place % 2]
        row = next((row for row, end in enumerate(ends) if end <= x - wide // 2), len(ends))
        ends[row : row + 1] = [x - wide // 2 + wide + _GAP]
        yield Label(milestone, lines, middle, x, wide, row + 1, is_above=not place % 2)


def draw_timeline(page: str, timeline: Timeline, wide: int) -> Svg:
    """Return the line as a picture for a page."""
    shown = timeline.milestones[:MOST_MILESTONES]
    axis = axis_of(timeline, wide)
    placed = tuple(labels(shown, axis))
    tall = _row_height(placed)
    y = _STEM + tall * max((label.row for label in placed if label.is_above), default=0)
    bottom = y + _STEM + tall * max((label.row for label in placed if not label.is_above), default=0)
    piled = _piles(timeline.landed, axis)
    height = bottom + (_SLOT * min(_STACK, max(map(len, piled.values()))) + LINE if piled else 0)
    left_out = len(timeline.milestones) - len(shown)
    return picture(
        "timeline",
        f"{timeline.title} over time",
        _told(timeline, left_out),
        (wide, height + 4),
        element("line", x1=_MARGIN // 2, y1=y, x2=wide - _MARGIN // 2, y2=y, class_="axis"),
        *(_stem(label, y, tall) for label in placed),
        *(_span(label.milestone, axis, y) for label in placed),
        *(_words(page, label, y, tall) for label in placed),
        *_landed(page, piled, axis, bottom),
    )


def _told(timeline: Timeline, left_out: int) -> str:
    words = f"{len(timeline.milestones)} milestones by date, and under them {len(timeline.landed)} things that landed"
    more = f"; {left_out} later milestones are in the list only" if left_out else ""
    return f"{words}{more}. The same stands in lists on this page."


def _row_height(placed: Sequence[Label]) -> int:
    return LINE * max((len(label.lines) for label in placed), default=0) + _GAP


def _foot(label: Label, y: int, tall: int) -> int:
    """Return where the first line of a label stands."""
    if label.is_above:
        return y - _STEM - tall * (label.row - 1) - LINE * (len(label.lines) - 1)
    return y + _STEM + tall * (label.row - 1) + LINE - 4


def _stem(label: Label, y: int, tall: int) -> Svg:
    away = _STEM - 4 + tall * (label.row - 1)
    return element("line", x1=label.at, y1=y, x2=label.at, y2=y - away if label.is_above else y + away, class_="axis")


def _span(milestone: MilestoneMark, axis: Axis, y: int) -> Svg:
    first, last = axis.at(milestone.first), axis.at(milestone.last)
    if milestone.first == milestone.last:
        return element("circle", cx=first, cy=y, r=6, class_="hollow")
    return element("rect", x=first - 4, y=y - 6, width=last - first + 8, height=12, rx=6, class_="hollow")


def _words(page: str, label: Label, y: int, tall: int) -> Svg:
    foot = _foot(label, y, tall)
    days, *title = label.lines
    lines = [
        element("tspan", days, x=label.x, class_="faint"),
        *(element("tspan", line, x=label.x, dy=LINE) for line in title),
    ]
    words = element("text", *lines, x=label.x, y=foot, class_="mid")
    return link(page, label.milestone.to, element("title", f"{label.milestone.title}, {label.milestone.days}"), words)


def _piles(landed: Iterable[Landed], axis: Axis) -> dict[int, list[Landed]]:
    """Return what landed by its place on the line: things that would touch stand on one place."""
    found: dict[int, list[Landed]] = {}
    for one in landed:
        beyond = -1 if one.on < axis.first else 1 if one.on > axis.last else 0
        last = axis.width // _SLOT - 1
        slot = 0 if beyond < 0 else last if beyond else min(max(axis.at(one.on) // _SLOT, 1), last - 1)
        found.setdefault(slot, []).append(one)
    return found


def _landed(page: str, piles: dict[int, list[Landed]], axis: Axis, top: int) -> Iterator[Svg]:
    """Yield the marks of what landed, each pile growing down from the line's foot."""
    if not piles:
        return
    last = axis.width // _SLOT - 1
    yield element("line", x1=0, y1=top + LINE, x2=axis.width, y2=top + LINE, class_="rule")
    yield element("text", "landed before" if 0 in piles else "landed", x=0, y=top + LINE - 5, class_="faint")
    if last in piles:
        yield element("text", "later", x=axis.width, y=top + LINE - 4, class_="faint end")
    for slot, pile in sorted(piles.items()):
        x = slot * _SLOT + _SLOT // 2
        fits = pile if len(pile) <= _STACK else pile[: _STACK - 1]
        for place, one in enumerate(fits):
            yield _dot(page, one, x, top + LINE + place * _SLOT + _SLOT // 2)
        if len(pile) > len(fits):
            more = element("text", f"+{len(pile) - len(fits)}", x=x, y=top + LINE + (_STACK - 1) * _SLOT + LINE, class_="mid")
            yield link(page, Address(page, "landed"), element("title", f"{len(pile) - len(fits)} more, in the list"), more)


def _dot(page: str, landed: Landed, x: int, y: int) -> Svg:
    words = f"{landed.day}: {landed.kind} {landed.item.text}"
    return link(page, landed.item.to, element("title", words), mark(Status.DONE, x, y))
