"""Finds where a piece of Markdown stands, which its parser tells by the paragraph only."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from cycleplan.problems import Location, Place
from cycleplan.prose.clean import clean, origins


@dataclass
class CleanPlace:
    """Where a text stands, asked by the lines and columns of the text after cleaning."""

    text: str
    place: Place
    origins: list[int] = field(init=False, default_factory=list)
    starts: list[int] = field(init=False, default_factory=list)
    starts_as_written: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        cleaned = clean(self.text)
        if cleaned != self.text:
            self.origins = origins(self.text)
            self.starts = _starts(cleaned)
            self.starts_as_written = _starts(self.text)

    def at(self, line: int = 0, column: int = 0) -> Location:
        """Return the location in the file of an offset into the clean text, counted from 0."""
        if not self.origins:
            return self.place.at(line, column)
        offset = self.origins[min(self.starts[line] + column, len(self.origins) - 1)]
        written = bisect_right(self.starts_as_written, offset) - 1
        return self.place.at(written, offset - self.starts_as_written[written])


def _starts(text: str) -> list[int]:
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


@dataclass
class Finder:
    """A position in a text that moves forward as the pieces of a block are met in their order.

    It never overtakes the next piece: a piece that is spelled in another way than it reads leaves it where it is.
    """

    lines: list[str]
    place: CleanPlace
    line: int = 0
    column: int = 0

    def start(self, line: int) -> None:
        """Go to the start of a block."""
        self.line, self.column = line, 0

    def next_line(self) -> None:
        """Go past the end of a line."""
        self.start(self.line + 1)

    def pass_by(self, written: str) -> None:
        """Go past a piece of the line."""
        found = self._in(self.line, written)
        if found >= 0:
            self.column = found + len(written)

    def find(self, written: str) -> Location:
        """Go past a piece that may stand on a later line, and return where it stands."""
        for line in range(self.line, len(self.lines)):
            column = self._in(line, written)
            if column >= 0:
                self.line, self.column = line, column + len(written)
                return self.place.at(line, column)
        return self.place.at(self.line, self.column)

    def _in(self, line: int, written: str) -> int:
        return self.lines[line].find(written, self.column if line == self.line else 0) if line < len(self.lines) else -1
