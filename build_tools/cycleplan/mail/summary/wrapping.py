"""Running text in lines of 72 columns, none of which reads as structure."""

from __future__ import annotations

from cycleplan.mail.summary.marks import reads_as_structure, shielded
from cycleplan.model import WIDEST_LINE
from cycleplan.prose import columns, end_of_line, words


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
        end = end_of_line(found, position, room, reads_as_structure)
        line = " ".join(found[position:end])
        lines.append((start + (line if is_led else shielded(line))).rstrip(" "))
        position = end
    return lines
