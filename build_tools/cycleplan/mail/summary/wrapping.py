"""Running text in lines of 72 columns, none of which reads as structure."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from cycleplan.mail.summary.marks import reads_as_structure, shielded
from cycleplan.model import WIDEST_LINE
from cycleplan.prose import clean

_SPACE = re.compile(r"[ \t\n]+")


def columns(text: str) -> int:
    """Return how wide a text is: every character is one column, the wide ones of East Asia are two (UAX 11).

    Marks that take no room count too, so that a line is never wider than this says.
    """
    return len(text) if text.isascii() else len(text) + sum(east_asian_width(character) in "WF" for character in text)


def words(text: str) -> list[str]:
    """Return the words of a text once it is clean; no-break spaces and other exotic ones are parts of words."""
    return [word for word in _SPACE.split(clean(text)) if word]


def folded(text: str) -> str:
    """Return a text on one line."""
    return " ".join(words(text))


def wrapped(text: str, width: int = WIDEST_LINE, *, lead: str = "", indent: str = "", tail: str = "") -> list[str]:
    """Return a text in lines: `lead` begins the first, `indent` the others; only words too wide for a line stick out.

    Text behind a lead stands as it is, since the lead says what it is. Wherever else a line would read as structure,
    it gets a backslash; but where it can, it breaks before another word, so that a citation stays behind its word.
    A tail ends the last line, and is not divided where it fits one.
    """
    found = words(text) + ([tail] if tail and columns(indent + tail) <= width else words(tail))
    lines: list[str] = []
    position = 0
    while position < len(found) or (lead and not lines):
        is_led = bool(lead) and not lines
        start = lead if is_led else indent
        room = width - columns(start) - (not is_led and reads_as_structure(found[position]))
        end = _end_of_line(found, position, room)
        line = " ".join(found[position:end])
        lines.append((start + (line if is_led else shielded(line))).rstrip(" "))
        position = end
    return lines


def _end_of_line(found: list[str], position: int, room: int) -> int:
    used, end = -1, position
    while end < len(found) and (end == position or used + 1 + columns(found[end]) <= room):
        used += 1 + columns(found[end])
        end += 1
    if end == len(found):
        return end
    return next((at for at in range(end, position, -1) if not reads_as_structure(found[at])), end)
