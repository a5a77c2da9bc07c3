"""How much of a text the parsers of markup are given, and what becomes of the lines that they leave.

Neither parser is made for hostile text: both are slow on long lines and deep nesting. What is over a bound is
plain text, and so is whatever a parser took for an error, so that no line is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cycleplan.mail.outline.addresses import linked
from cycleplan.mail.outline.blocks import Block, Lines, Paragraph, Rule

LARGEST = 1_000_000
"""The most characters of a text that is read as markup; a larger one is read as plain paragraphs."""

LONGEST_LINE = 5_000
"""The most characters of a line that is read as markup; a longer one is a paragraph of its own."""

DEEPEST = 80
"""The most columns that a line of markup is indented by."""

MOST_MARKS = 15
"""The most bullets, numbers and `>` that a line of markup begins with."""

_LEAD = re.compile(r"(?:[\s>]|[-*+](?=\s)|[0-9]{1,9}[.)](?=\s))*+")
_MARK = re.compile(r"[>*+-]|[0-9]+")
_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ") | {0: "\ufffd"}

IsMarker = Callable[[str], bool]
"""Whether a line inside a paragraph begins something of its own."""


def is_within_bounds(lines: Sequence[str]) -> bool:
    """Whether a text is small enough to be read as markup."""
    return sum(map(len, lines)) + len(lines) <= LARGEST


def bounded(lines: Sequence[str]) -> list[str]:
    """Return lines as a parser takes them, each one line to it, and blank where it is blank or over a bound."""
    return [line.translate(_LINE_ENDS) if line.strip() and _is_bounded(line) else "" for line in lines]


def _is_bounded(line: str) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    found = _LEAD.match(line)
    lead = found[0].expandtabs(4) if found else ""
    return len(lead) <= DEEPEST and len(_MARK.findall(lead)) <= MOST_MARKS


def whole(blocks: Iterable[Block], lines: Sequence[str], is_marker: IsMarker) -> tuple[Block, ...]:
    """Return blocks in the order of their lines, with plain ones for the lines that are in none."""
    kept = list(blocks)
    missing = {number for number, line in enumerate(lines, 1) if line.strip()}.difference(*(block.lines for block in kept))
    kept.extend(plain(sorted(missing), lines, is_marker))
    placed: list[tuple[int, Block]] = []
    last = 0
    for block in kept:
        last = block.lines[0] if block.lines else last
        placed.append((last, block))
    return tuple(block for _, block in sorted(placed, key=lambda each: each[0]))


def plain(numbers: Sequence[int], lines: Sequence[str], is_marker: IsMarker) -> Iterator[Block]:
    """Yield the lines of these numbers as paragraphs, and as rules where they have no letter or digit."""
    divides = {number: not any(map(str.isalnum, lines[number - 1])) for number in numbers}

    def _starts(number: int) -> bool:
        return divides[number] != divides[number - 1] or is_marker(lines[number - 1])

    for run in runs(numbers, _starts):
        yield Rule(run) if divides[run[0]] else Paragraph(linked(" ".join(" ".join(lines[number - 1].split()) for number in run)), run)


def runs(numbers: Sequence[int], starts: Callable[[int], bool]) -> Iterator[Lines]:
    """Yield rising numbers in runs without gaps, cut before each one that starts something."""
    run: list[int] = []
    for number in numbers:
        if run and (number != run[-1] + 1 or starts(number)):
            yield tuple(run)
            run = []
        run.append(number)
    if run:
        yield tuple(run)
