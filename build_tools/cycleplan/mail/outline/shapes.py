"""Lines of plain text by their shape: what each one looks like, before its neighbours are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from cycleplan.mail.summary.marks import reads_as_structure
from cycleplan.prose import clean


class Shape(Enum):
    """What a line looks like."""

    BLANK = "blank"
    RULE = "rule"
    HASH = "hash"
    WIKI = "wiki"
    BULLET = "bullet"
    NUMBER = "number"
    BOLD = "bold"
    FENCE = "fence"
    ROW = "row"
    DIVIDER = "divider"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, the columns before its marks, the marks, and the words behind them.

    `level` is the number of hashes or equals signs, or the number that an item has. `quotes` counts the `>` that
    were taken off, `width` the columns of the line as it stands.
    """

    number: int
    shape: Shape
    indent: int = 0
    mark: str = ""
    body: str = ""
    level: int = 0
    quotes: int = 0
    width: int = 0


_TAB = 4
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_SPACES = dict.fromkeys((160, 8194, 8195, 8199, 8201, 8239, 12288), " ")
_QUOTE = re.compile(r"[ \t]{0,3}((?:>[ \t]?)+)")
_RULE = re.compile(r"([-=~_*^+#.\"'`:])(?:\s?\1){2,}|[\u2500-\u257f\u2013\u2014-]{3,}")
_HASH = re.compile(r"(#{1,6})(?:\s+(?=\S)|(?<=##)(?=[^\s#]))(.*?)(?:\s+#+|\s*#{2,})?$")
_TITLED_HASH = re.compile(r"(#)(?=[A-Z][a-z]+\s)(.*)")
_WIKI = re.compile(r"(={1,6})\s*([^=\s](?:.*[^=\s])?)\s*\1$")
_DASHED = re.compile(r"([-~*+_])\1{1,19}\s+(\S(?:.*\S)?)\s+\1{2,20}$")
_BULLET = re.compile(
    r"([-*+\u2022\u00b7\u25e6\u25aa\u25cf\u25cb\u25a0\u25a1\u2023\u2043\u2219\u25ba\u25b6\u27a2\u27a4\u2192\u00bb\u2013\u2014\u00a7\uf0b7\uf0a7])\s+(?=\S)(.*)"
)
_TIGHT_BULLET = re.compile(r"([-\u2022\u00b7\u25cf])(?=[A-Za-z\[(@#\"'\u201c])(.*)")
_LETTER_BULLET = re.compile(r"(o)\s{1,8}(?=[A-Z@\[(\"])(.*)")
_NUMBER = re.compile(r"\(?((\d{1,3})(?:\.\d{1,2})*)[.):]+\s+(?=\S)(.*)|(?:#|No\.?\s*)(\d{1,2})[.):]\s+(?=\S)(.*)")
_OUTLINE_NUMBER = re.compile(r"((\d{1,2})(?:\.\d{1,2})+)\s+(?=\S)(.*)")
_LETTER = re.compile(r"\(?([a-z]|[ivx]{1,4})\)\s+(?=\S)(.*)")
_BOLD = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])((?:(?!\1).){1,240}?)(?<=\S)\1\s*(:?)$")
_ROW = re.compile(r"\|.*\|")
_DIVIDER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)+\|?|\+(?:[-=]{2,}\+)+")
_FENCE = re.compile(r"(```+)\s*[\w+-]*$")
_LOGGED = re.compile(r"\[?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?\]?\s+(?:<[@+ ]?(?P<who>[\w^|`\[\]{}-]+)>\s*)?")


def shapes(lines: Iterable[tuple[int, str]]) -> list[Line]:
    """Return every line by its shape, its quotes taken off where the whole text is quoted; each comes with its number."""
    seen = [_unquoted(number, text) for number, text in _without_clock([(number, _plain(line)) for number, line in lines])]
    common = _common_quotes(seen)
    return _with_rows([_shape(number, text, max(quotes - common, 0)) for number, text, quotes in seen])


def _with_rows(lines: list[Line]) -> list[Line]:
    """Take the lines around a divider with bars in it for the rows of a table."""
    for place, line in enumerate(lines):
        if line.shape is Shape.DIVIDER and "|" in line.body:
            if place and "|" in lines[place - 1].body:
                lines[place - 1] = replace(lines[place - 1], shape=Shape.ROW)
            after = place + 1
            while after < len(lines) and lines[after].shape is not Shape.BLANK and "|" in lines[after].body:
                lines[after] = replace(lines[after], shape=Shape.ROW)
                after += 1
    return lines


def _without_clock(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Take the time off the lines of a channel's log, and the speaker off its commands."""
    logged = [_LOGGED.match(text) for _, text in lines]
    if sum(found is not None for found in logged) * 2 < sum(bool(text) for _, text in lines):
        return lines
    return [(number, _spoken(text, found) if found else text) for (number, text), found in zip(lines, logged, strict=True)]


def _spoken(text: str, found: re.Match[str]) -> str:
    words = text[found.end() :]
    return words if words.startswith("#") or not found["who"] else f"{found['who']}: {words}"


def _plain(line: str) -> str:
    return clean(line.translate(_INVISIBLE)).replace("\n", " ").translate(_SPACES).rstrip()


def _unquoted(number: int, text: str) -> tuple[int, str, int]:
    found = _QUOTE.match(text)
    if not found:
        return number, text, 0
    return number, text[found.end() :], found[1].count(">")


def _common_quotes(seen: Sequence[tuple[int, str, int]]) -> int:
    """Return the quotes that nearly every line has: those of a text that was forwarded whole."""
    depths = sorted(quotes for _, text, quotes in seen if text.strip())
    if not depths:
        return 0
    return depths[len(depths) // 5] or int(depths[len(depths) // 2] > 0)


def _shape(number: int, text: str, quotes: int) -> Line:
    body = text.lstrip()
    if not body:
        return Line(number, Shape.BLANK, quotes=quotes)
    indent = len(text[: len(text) - len(body)].expandtabs(_TAB))
    shape, mark, words, level = _told_apart(body)
    return Line(number, shape, indent, mark, words.strip(), level, quotes, len(text))


def _told_apart(body: str) -> tuple[Shape, str, str, int]:
    if body.startswith("\\") and reads_as_structure(body[1:]):
        return Shape.TEXT, "", body[1:], 0
    if _FENCE.fullmatch(body):
        return Shape.FENCE, body[:3], "", 0
    if _DIVIDER.fullmatch(body):
        return Shape.DIVIDER, "", body, 0
    if _ROW.fullmatch(body):
        return Shape.ROW, "|", body, 0
    if _RULE.fullmatch(body):
        return Shape.RULE, body[0], body, 0
    found = _HASH.match(body) or _TITLED_HASH.match(body)
    if found:
        return Shape.HASH, "#", found[2], len(found[1])
    found = _WIKI.match(body)
    if found:
        return Shape.WIKI, "=", found[2], len(found[1])
    found = _DASHED.match(body)
    if found:
        return Shape.WIKI, found[1], found[2], 1
    found = _BOLD.match(body)
    if found:
        return Shape.BOLD, found[1], found[2] + found[3], 0
    found = _BULLET.match(body) or _TIGHT_BULLET.match(body) or _LETTER_BULLET.match(body)
    if found:
        return Shape.BULLET, found[1], found[2], 0
    return _numbered(body) or (Shape.TEXT, "", body, 0)


def _numbered(body: str) -> tuple[Shape, str, str, int] | None:
    found = _NUMBER.match(body)
    if found:
        number, words = (found[2], found[3]) if found[2] else (found[4], found[5])
        return Shape.NUMBER, found[1] or number, words, int(number)
    found = _OUTLINE_NUMBER.match(body)
    if found:
        return Shape.NUMBER, found[1], found[3], int(found[2])
    found = _LETTER.match(body)
    if found:
        return Shape.BULLET, f"{found[1]})", found[2], 0
    return None
