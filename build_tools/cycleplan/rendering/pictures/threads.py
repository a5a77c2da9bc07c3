"""Topics through the cycles as a picture: a row for each subject, a column for each cycle, and lines between the stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cycleplan.model import Address
from cycleplan.pages.entries import Link
from cycleplan.pages.threads import Stop, Subject
from cycleplan.rendering.pictures.lettering import LINE, newest_of, shortened, width
from cycleplan.rendering.pictures.marks import SIZE, mark
from cycleplan.rendering.pictures.svg import Svg, element, link, picture

MOST_CYCLES = 12
_NAMES, _COLUMN, _ROW = 360, 150, 28
_STACK = 3
"""How many topics of a subject are drawn in one cycle."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stop where it is drawn."""

    stop: Stop
    x: int
    y: int

    @property
    def end(self) -> int:
        """Where the word of its state ends."""
        return self.x + SIZE + 6 + width(self.stop.status.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A subject where it is drawn: its stops by their places in it, and how many were left out of each cycle's cell."""

    subject: Subject
    y: int
    places: Mapping[int, Place]
    left_out: Mapping[Address, int]
    height: int


def draw_threads(page: str, subjects: Sequence[Subject], cycles: Sequence[Link]) -> Svg:
    """Return the subjects as a picture; `cycles` are the columns, newest first, of which the newest are drawn."""
    columns = {cycle.to: _NAMES + place * _COLUMN for place, cycle in enumerate(reversed(cycles[:MOST_CYCLES]))}
    rows = tuple(_rows(subjects, columns))
    height = _ROW + sum(row.height for row in rows)
    cut = newest_of(len(columns), len(cycles))
    told = f"{len(rows)} subjects by row, and by column {cut or 'the cycles'} that each came up in."
    return picture(
        "threads",
        "Topics through the cycles",
        f"{told} The same stands in the list on this page.",
        (_NAMES + len(columns) * _COLUMN, height),
        *((element("text", cut, x=0, y=LINE, class_="faint"),) if cut else ()),
        *(_column(page, cycle, columns[cycle.to]) for cycle in cycles[:MOST_CYCLES]),
        *(piece for row in rows for piece in _drawn(page, row, columns)),
    )


def _rows(subjects: Sequence[Subject], columns: Mapping[Address, int]) -> Iterator[Row]:
    y = _ROW
    for subject in subjects:
        filled: dict[Address, int] = {}
        places = {}
        for number, stop in enumerate(subject.stops):
            cell = filled.get(stop.cycle.to, 0)
            filled[stop.cycle.to] = cell + 1
            if stop.cycle.to in columns and cell < _STACK:
                places[number] = Place(stop, columns[stop.cycle.to], y + cell * _ROW + _ROW // 2)
        left_out = {cycle: count - _STACK for cycle, count in filled.items() if cycle in columns and count > _STACK}
        drawn = (count for cycle, count in filled.items() if cycle in columns)
        height = _ROW * min(max(drawn, default=1), _STACK) + (LINE if left_out else 0)
        yield Row(subject, y, places, left_out, height)
        y += height


def _column(page: str, cycle: Link, x: int) -> Svg:
    words = element("text", shortened(cycle.text, _COLUMN - 12), x=x - SIZE, y=LINE, class_="faint")
    return link(page, cycle.to, element("title", cycle.text), words)


def _drawn(page: str, row: Row, columns: Mapping[Address, int]) -> Iterator[Svg]:
    newest = row.subject.topic.topic
    name = element("text", shortened(newest.text, _NAMES - 30), x=0, y=row.y + _ROW // 2 + 5)
    yield element("line", x1=0, y1=row.y, x2=_NAMES + len(columns) * _COLUMN, y2=row.y, class_="rule")
    yield link(page, newest.to, element("title", newest.text), name)
    for place in row.places.values():
        yield from (_joint(row.places[number], place) for number in place.stop.after if number in row.places)
    yield from (_stop(page, place) for place in row.places.values())
    for cycle, count in row.left_out.items():
        words = element("text", f"and {count} more", x=columns[cycle], y=row.y + _STACK * _ROW + LINE - 4, class_="faint")
        yield link(page, cycle, words)


def _joint(earlier: Place, later: Place) -> Svg:
    start, end = earlier.end + 6, later.x - SIZE - 5
    if end <= start:
        start, end = earlier.x, later.x
    return element("line", x1=start, y1=earlier.y, x2=end, y2=later.y, class_="axis")


def _stop(page: str, place: Place) -> Svg:
    word = element("text", place.stop.status.value, x=place.x + SIZE + 6, y=place.y + 5)
    title = element("title", f"{place.stop.topic.text}, {place.stop.cycle.text}: {place.stop.status.value}")
    return link(page, place.stop.topic.to, title, mark(place.stop.status, place.x, place.y), word)
