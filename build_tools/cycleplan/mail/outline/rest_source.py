"""The lines of reStructuredText as docutils is given them: within its bounds, and with the lists that people meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

MOST_INDENTS = 16
"""The most indents inside each other; what is nested deeper is plain text."""

LARGEST_BLOCK = 100_000
"""The most characters between two blank lines that are read as markup."""

MOST_LINES = 20_000
"""The most lines that are read as markup: docutils takes a fifth of a millisecond for some of them."""

_MARK = re.compile(r"[*+\-•‣⁃](?=\s)|(?:[0-9]{1,9}|[A-Za-z]|#)[.)](?=\s)|\.\.(?=\s)|:[^:\s][^:]{0,60}:(?=\s)")
_INLINE_MARK = re.compile(r"[*`|_\[]")
_MOST_WORK = 30_000_000


_BULLET = re.compile(r"\s*[-*+•‣⁃]\s+(?=\S)")
_VERBATIM = re.compile(r"(?!\s*\.\. ).*::\s*|\s*\.\.\s+(?:code|code-block|sourcecode|parsed-literal|math|raw)::.*")


def with_lists_apart(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield numbered lines, with a line of number 0 where people forgot the blank one before a list.

    That is before a bullet that is deeper than the one above it, and between text and two bullets or, behind a colon, one.
    """
    literal = -1
    for number, line in enumerate(lines, 1):
        above = lines[number - 2] if number > 1 else ""
        if line and _indent(line) <= literal:
            literal = -1
        if literal < 0 and above and _BULLET.match(line) and _begins_list(above, line, lines[number] if number < len(lines) else ""):
            yield 0, ""
        yield number, line
        if literal < 0 and _VERBATIM.fullmatch(line):
            literal = _indent(line)


def _begins_list(above: str, line: str, below: str) -> bool:
    indent = _indent(line)
    if _BULLET.match(above):
        return _indent(above) < indent and indent not in _marks(above, _indent(above))
    is_list = above.rstrip().endswith(":") or (_BULLET.match(below) is not None and _indent(below) == indent)
    return _indent(above) == indent and is_list


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def bounded_indents(lines: Sequence[str]) -> list[str]:
    """Return lines without those that stand in more indents than docutils can walk."""
    kept: list[str] = []
    indents: list[int] = []
    for line in lines:
        if line:
            indent = len(line) - len(line.lstrip())
            while indents and indents[-1] >= indent:
                indents.pop()
            indents.extend(list(_marks(line, indent)) or [indent])
        kept.append(line if len(indents) <= MOST_INDENTS else "")
    return kept


def _marks(line: str, start: int) -> Iterator[int]:
    """Yield the columns of the bullets and numbers that a line begins with."""
    while found := _MARK.match(line, start):
        yield start
        start = len(line) - len(line[found.end() :].lstrip())


def bounded_blocks(lines: Sequence[str]) -> list[str]:
    """Return lines without those of a block that docutils would take too long for."""
    kept: list[str] = []
    work_left = _MOST_WORK
    for is_blank, run in groupby(lines, key=lambda line: not line):
        block = list(run)
        # An open mark is looked for to the end of its paragraph, so the time grows with the square of their number.
        work = 0 if is_blank else sum(len(_INLINE_MARK.findall(line)) for line in block) ** 2
        fits = sum(map(len, block)) <= LARGEST_BLOCK and work <= work_left
        work_left -= work if fits else 0
        kept.extend(block if fits else [""] * len(block))
    return kept
