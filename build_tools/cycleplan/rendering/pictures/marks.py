"""The shapes of states, the same as beside the words of a page: full, half, hollow, square, a stroke."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from cycleplan.model import Status
from cycleplan.rendering.pictures.svg import Svg, element

SIZE = 5
"""Half the width of a mark."""


def mark(status: Status, x: int, y: int) -> Svg:
    """Return the shape of a state around a point."""
    return of_state(status, *_shape(status, x, y))


def of_state(status: Status, *shapes: Svg) -> Svg:
    """Return shapes that have the colour of a state where there are colours."""
    return element("g", *shapes, class_=f"s-{status.value.replace(' ', '-')}")


def _shape(status: Status, x: int, y: int) -> Iterator[Svg]:
    match status:
        case Status.OPEN:
            yield element("circle", cx=x, cy=y, r=SIZE, class_="hollow")
        case Status.IN_PROGRESS:
            yield element("circle", cx=x, cy=y, r=SIZE, class_="hollow")
            yield element("path", d=f"M{x} {y - SIZE}a{SIZE} {SIZE} 0 0 0 0 {2 * SIZE}Z")
        case Status.DONE:
            yield element("circle", cx=x, cy=y, r=SIZE + 1)
        case Status.CARRIED:
            yield element("rect", x=x - SIZE, y=y - SIZE, width=2 * SIZE, height=2 * SIZE, class_="hollow")
        case Status.DROPPED | Status.SUPERSEDED:
            yield element("rect", x=x - SIZE, y=y - 1, width=2 * SIZE, height=2)
        case _:
            assert_never(status)
