"""Where a line end only wraps, and where it means something: judged within the one text.

A line that wraps is one whose neighbour's first word would not have fit into it. The width is not told anywhere,
so it is taken from the lines that surely go on: those whose next line begins with a small letter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cycleplan.mail.outline.shapes import Line, Shape

NARROWEST, WIDEST = 40, 120
_SURE = 0.8
_SPLIT_ADDRESS = re.compile(r"https?://\S+$")
_CONTINUED = frozenset((Shape.TEXT, Shape.BULLET, Shape.NUMBER, Shape.HASH))


def width(lines: Sequence[Line]) -> int:
    """Return the columns that a text was wrapped at, or 0 where each line stands for itself.

    It is the greatest width at which at least four in five of the lines that surely go on had no room for the next
    word.
    """
    rooms = sorted(_room(line, after) for line, after in itertools.pairwise(lines) if _goes_on(line, after))
    if len(rooms) < 2:
        return 0
    limit = rooms[int(len(rooms) * (1 - _SURE))]
    return limit - 1 if limit > NARROWEST and rooms[len(rooms) // 2] <= WIDEST + 20 else 0


def wraps(line: Line, after: Line, columns: int) -> bool:
    """Tell whether a line has no room for the first word of the next one, so that its end means nothing."""
    if not columns or line.width > 2 * WIDEST:
        return False
    if _room(line, after) > columns:
        return True
    return after.body[:1].islower() and line.width > columns * 0.6 and line.body[-1:] not in ".:;!?"


def joined(pieces: Sequence[str]) -> str:
    """Return lines put together, an address that was split between two of them made whole again."""
    text = pieces[0]
    for piece in pieces[1:]:
        is_split = _SPLIT_ADDRESS.search(text) and (text[-1] in "-/_=?&%." or piece[0] in "/?&=#%._-") and piece[0].isascii()
        text = f"{text}{piece}" if is_split and not piece[0].isupper() else f"{text} {piece}"
    return text


def _goes_on(line: Line, after: Line) -> bool:
    return (
        line.shape in _CONTINUED
        and after.shape is Shape.TEXT
        and line.quotes == after.quotes
        and after.body[:1].islower()
        and line.body[-1:] not in ".:!?"
        and line.width <= 2 * WIDEST
    )


def _room(line: Line, after: Line) -> int:
    """Return the columns that a line would have with the first word of the next one."""
    return line.width + 1 + len(after.body.split(maxsplit=1)[0])
