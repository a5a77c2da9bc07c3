"""A text twin in lines of 72 columns that no mail program changes on their way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from cycleplan.model import WIDEST_LINE
from cycleplan.prose import (
    Break,
    Citation,
    Code,
    Emphasis,
    Inline,
    Laying,
    Mention,
    Phrase,
    PlanLink,
    Strong,
    Text,
    WebLink,
    columns,
    end_of_line,
    words,
)
from cycleplan.rendering.text.blocks import Heading, Piece, Row, Rows
from cycleplan.rendering.text.numbers import Numbers

_UNDERLINES = {1: "=", 2: "-", 3: "~"}
_SHORTEST_UNDERLINE = 3
"""Two hyphens alone would divide a mail from its signature (RFC 3676, section 4.3)."""
_BEHIND_A_WORD = re.compile(r"\[\d+\]|·|>")


def lines_of(pieces: Iterable[Piece], numbers: Numbers) -> list[str]:
    """Return pieces as lines, a blank one between two of them."""
    laid = [lines for piece in pieces if (lines := _lines(piece, numbers))]
    return [line for lines in laid for line in ("", *lines)][1:]


def wrapped(text: str, width: int = WIDEST_LINE, lead: str = "", indent: str = "") -> list[str]:
    """Return a text in lines: `lead` begins the first, `indent` the others; only a word too wide for a line sticks out.

    A mailbox divides its messages at lines that begin with `From `, and programs put a mark before such lines of a mail
    (RFC 4155, appendix A); where no other break is to be had, a space stands before it instead.
    """
    found, lines, position = words(text), list[str](), 0
    if found and not _is_from(found[0]) and columns(line := lead + " ".join(found)) <= width:  # as most do
        return [line]
    while position < len(found) or (lead and not lines):
        start = indent if lines else lead
        start = " " if not start and _is_from(found[position]) else start
        end = end_of_line(found, position, width - columns(start), _is_bad_start) if found else 0
        lines.append((start + " ".join(found[position:end])).rstrip(" "))
        position = end
    return lines


def said(content: Iterable[Inline], numbers: Numbers) -> str:
    """Return what inlines say, each link with its number."""
    return "".join(_said(inline, numbers) for inline in content)


def _lines(piece: Piece, numbers: Numbers) -> list[str]:
    if isinstance(piece, Heading):
        return _underlined(wrapped(_phrase(piece.words, numbers)), _UNDERLINES[piece.level])
    if isinstance(piece, Rows):
        return [line for row in piece.rows for line in _row(row, "", numbers)]
    return Laying(lambda content: said(content, numbers), wrapped).lines((piece,), WIDEST_LINE)


def _underlined(lines: list[str], mark: str) -> list[str]:
    width = max((_SHORTEST_UNDERLINE, *map(columns, lines)))
    return [*lines, mark * min(width, WIDEST_LINE)] if lines else []


def _row(row: Row, margin: str, numbers: Numbers) -> Iterator[str]:
    indent = f"{margin}  "
    for position, line in enumerate(row.lines):
        yield from wrapped(_phrase(line, numbers), lead=indent if position else f"{margin}- ", indent=indent)
    for under in row.under:
        yield from _row(under, indent, numbers)


def _phrase(phrase: Phrase, numbers: Numbers) -> str:
    return said(phrase.content, numbers)


def _said(inline: Inline, numbers: Numbers) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Emphasis(content) | Strong(content):
            return said(content, numbers)
        case WebLink() | PlanLink():
            return numbers.said(inline)
        case Mention() | Citation():
            message = f"{inline!r} was not looked up"
            raise TypeError(message)
        case _:
            assert_never(inline)


def _is_from(word: str) -> bool:
    return word == "From"


def _is_bad_start(word: str) -> bool:
    return _is_from(word) or _BEHIND_A_WORD.match(word) is not None
