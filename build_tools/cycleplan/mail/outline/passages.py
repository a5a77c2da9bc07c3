"""Lines put together to passages: a title, a paragraph or an item with the lines that it wraps over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cycleplan.mail.markers import starts_marked
from cycleplan.mail.outline.blocks import Lines
from cycleplan.mail.outline.shapes import Line, Shape
from cycleplan.mail.outline.wrapping import joined, width, wraps


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands together: its shape and marks are those of its first line; `gap` counts the blank lines before it."""

    shape: Shape
    text: str
    lines: Lines
    indent: int = 0
    mark: str = ""
    level: int = 0
    gap: int = 0
    quotes: int = 0

    @property
    def is_item(self) -> bool:
        return self.shape in (Shape.BULLET, Shape.NUMBER)


_TITLES = frozenset((Shape.HASH, Shape.WIKI, Shape.BOLD))
_OPEN = frozenset((Shape.TEXT, Shape.BULLET, Shape.NUMBER))
_DEFINITION = re.compile(r"\[\d{1,4}\]")


def passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Return the passages of a text in order; blank lines are in none of them."""
    return tuple(_Gathering(width(lines)).of(lines))


@dataclass
class _Gathering:
    columns: int
    open: list[Line] = field(default_factory=list)
    gap: int = 0
    blanks: int = 0

    def of(self, lines: Sequence[Line]) -> Iterator[Passage]:
        position = 0
        while position < len(lines):
            line = lines[position]
            fenced = _fenced(lines, position) if line.shape is Shape.FENCE else 0
            if fenced:
                yield from self._closed()
                yield _verbatim(lines[position:fenced], self.blanks)
                self.blanks, position = 0, fenced
                continue
            yield from self._take(line)
            position += 1
        yield from self._closed()

    def _take(self, line: Line) -> Iterator[Passage]:
        if line.shape is Shape.BLANK:
            yield from self._closed()
            self.blanks += 1
            return
        if not (self.open and self._goes_on(line)):
            yield from self._closed()
            self.gap, self.blanks = self.blanks, 0
        self.open.append(line)

    def _closed(self) -> Iterator[Passage]:
        if self.open:
            first = self.open[0]
            text = joined([line.body for line in self.open])
            numbers = tuple(line.number for line in self.open)
            yield Passage(first.shape, text, numbers, first.indent, first.mark, first.level, self.gap, first.quotes)
        self.open = []

    def _goes_on(self, line: Line) -> bool:
        first, last = self.open[0], self.open[-1]
        if line.quotes != first.quotes:
            return False
        if first.shape in _TITLES:
            return first.shape is Shape.HASH and line.shape is Shape.TEXT and line.indent >= 2 and wraps(last, line, self.columns)
        if first.shape not in _OPEN:
            return False
        if line.shape is not Shape.TEXT:
            return self._is_number_in_text(last, line)
        if _DEFINITION.match(line.body) or starts_marked(line.body):
            return False
        if line.indent > first.indent and _DEFINITION.match(first.body):
            return True
        if first.shape is not Shape.TEXT and line.indent > first.indent and not self.columns and line.body[:1].islower():
            return True
        return wraps(last, line, self.columns) or _is_lone_address(first, line)

    def _is_number_in_text(self, last: Line, line: Line) -> bool:
        """Tell whether a line that looks like an item only begins with the number that a sentence comes to."""
        first = self.open[0]
        return (
            line.shape is Shape.NUMBER
            and first.shape is Shape.TEXT
            and line.indent == last.indent
            and line.level > 1
            and wraps(last, line, self.columns)
        )


def _is_lone_address(first: Line, line: Line) -> bool:
    # `[1] The title of something` and its address on the line below.
    return bool(_DEFINITION.match(first.body)) and line.body.startswith(("http://", "https://", "<http")) and " " not in line.body


def _fenced(lines: Sequence[Line], start: int) -> int:
    """Return where a fenced block that starts at a line ends, or 0 where its fence is never closed."""
    mark = lines[start].mark
    for position in range(start + 1, min(len(lines), start + 400)):
        if lines[position].shape is Shape.FENCE and lines[position].mark == mark:
            return position + 1
    return 0


def _verbatim(lines: Sequence[Line], gap: int) -> Passage:
    text = "\n".join(" " * line.indent + (line.mark + " " if line.mark else "") + line.body for line in lines[1:-1])
    return Passage(Shape.FENCE, text, tuple(line.number for line in lines if line.shape is not Shape.BLANK), gap=gap)
