"""Prose as lines of plain text: how wide text is, where a line ends, and how blocks stand under each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import assert_never
from unicodedata import east_asian_width

from cycleplan.prose.clean import clean
from cycleplan.prose.tree import Block, BulletList, CodeBlock, Inline, NumberedList, Paragraph, Quote

CODE_INDENT = "    "
_GREEK = "\u0370"
"""No character before those of Greek is wide."""
_SPACE = re.compile(r"[ \t\n]+")


def columns(text: str) -> int:
    """Return how wide a text is: every character is one column, the wide ones of East Asia are two (UAX 11).

    Marks that take no room count too, so that a line is never wider than this says.
    """
    if text.isascii() or max(text) < _GREEK:
        return len(text)
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)


def words(text: str) -> list[str]:
    """Return the words of a text once it is clean; no-break spaces and other exotic ones are parts of words."""
    return [word for word in _SPACE.split(clean(text)) if word]


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return a text on one line."""
    return " ".join(words(text))


def end_of_line(found: Sequence[str], position: int, room: int, is_bad_start: Callable[[str], bool]) -> int:
    """Return where the line ends that begins with the word at a position: as late as there is room, at least one word on.

    Where it can, it ends earlier so that the next does not begin with a bad start. Behind the last word it ends where it begins.
    """
    if position == len(found):
        return position
    used, end = columns(found[position]), position + 1
    while end < len(found) and (used := used + 1 + columns(found[end])) <= room:
        end += 1
    if end == len(found):
        return end
    return next((at for at in range(end, position, -1) if not is_bad_start(found[at])), end)


@dataclass(frozen=True, slots=True)
class Laying:
    """How prose is laid out: what its inlines say, and how a text is wrapped to a width."""

    said: Callable[[Iterable[Inline]], str]
    wrapped: Callable[[str, int], list[str]]

    def lines(self, blocks: Iterable[Block], width: int) -> list[str]:
        """Return blocks as lines: a blank line between them, and code as it is, four spaces in."""
        laid = [lines for block in blocks if (lines := self._block(block, width))]
        found = list(laid[0]) if laid else []
        for _, lines in pairwise(laid):
            found += ["", *lines]
        return found

    def _block(self, block: Block, width: int) -> list[str]:
        match block:
            case Paragraph(content):
                return self.wrapped(self.said(content), width)
            case BulletList(items):
                return [line for item in items for line in self._item(item, "- ", width)]
            case NumberedList(items, start):
                return [line for number, item in enumerate(items, start) for line in self._item(item, f"{number}. ", width)]
            case Quote(inner):
                return [f"> {line}".rstrip(" ") for line in self.lines(inner, width - 2)]
            case CodeBlock(text):
                return [f"{CODE_INDENT}{line}".rstrip() for line in clean(text).split("\n")] if text.strip() else []
            case _:
                assert_never(block)

    def _item(self, blocks: tuple[Block, ...], mark: str, width: int) -> Iterator[str]:
        """Yield the lines of an item; a list that follows its first paragraph follows without a blank line."""
        inner = width - columns(mark)
        match blocks:
            case (Paragraph() as first, (BulletList() | NumberedList()) as second, *rest):
                lines = [*self._block(first, inner), *self.lines((second, *rest), inner)]
            case _:
                lines = self.lines(blocks, inner)
        yield (mark + (lines[0] if lines else "")).rstrip(" ")
        yield from ((" " * len(mark) + line).rstrip(" ") for line in lines[1:])
