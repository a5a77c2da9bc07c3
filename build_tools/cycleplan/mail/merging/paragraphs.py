"""Three versions of one text joined, paragraph by paragraph and item by item.

Two paragraphs are the same where they say the same words: people wrap lines anew, and so do programs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_BULLET = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])\s", re.ASCII)
_MOST = 2000
"""Paragraphs of a text that are compared one by one; a text of more is one."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A place where both sides changed a text: its line in the joined text, counted from 0, and what each has there."""

    line: int
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class JoinedText:
    """A text with the changes of both sides, and what is to be its base from now on."""

    text: str
    base: str
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph or an item: the white space before it, its text, and its words."""

    gap: str
    text: str
    words: str


_Slot = tuple[_Unit, ...]


def join_texts(base: str, mine: str, theirs: str) -> JoinedText:
    """Join two texts that came of one; where both sides changed a place, mine stays and the base does too."""
    before, ours, others = _units(base), _units(mine), _units(theirs)
    kept: list[_Unit] = []
    next_base: list[_Unit] = []
    clashes: list[tuple[int, _Slot, _Slot, _Slot]] = []
    slots = zip(_slots(before, before), _slots(before, ours), _slots(before, others), strict=True)
    for old, own, other in slots:
        is_clash = not _same(own, other) and not _same(own, old) and not _same(other, old)
        if is_clash:
            clashes.append((len(kept), old, own, other))
        kept += other if _same(own, old) and not _same(other, old) else own
        next_base += old if is_clash else other
    lines = _lines(kept)
    found = (Clash(lines[place], *map(_shown, versions)) for place, *versions in clashes)
    return JoinedText(_written(kept, mine), _written(next_base, theirs), tuple(found))


def _units(text: str) -> list[_Unit]:
    starts = _starts(text)
    bodies = [text[start:end].rstrip() for start, end in pairwise((*starts, len(text)))]
    found: list[_Unit] = []
    end = 0
    for start, body in zip(starts, bodies, strict=True):
        found.append(_Unit(text[end:start], body, " ".join(body.split())))
        end = start + len(body)
    return found


def _starts(text: str) -> list[int]:
    starts = []
    offset, follows_blank = 0, True
    for line in text.split("\n"):
        is_blank = not line.strip()
        if not is_blank and (follows_blank or _BULLET.match(line)):
            starts.append(offset)
        follows_blank = is_blank
        offset += len(line) + 1
    return starts if len(starts) <= _MOST else starts[:1]


def _slots(base: Sequence[_Unit], other: Sequence[_Unit]) -> list[_Slot]:
    """Return what another version has before, in place of, and after each paragraph of the base, in turns."""
    slots: list[_Slot] = [()] * (2 * len(base) + 1)
    for what, start, end, first, last in SequenceMatcher(None, _told_apart(base), _told_apart(other), autojunk=False).get_opcodes():
        if what == "insert":
            slots[2 * start] = tuple(other[first:last])
        elif what == "equal" or (what == "replace" and end - start == last - first):
            for place, unit in zip(range(start, end), other[first:last], strict=True):
                slots[2 * place + 1] = (unit,)
        elif what == "replace":
            slots[2 * start + 1] = tuple(other[first:last])
    return slots


def _told_apart(units: Iterable[_Unit]) -> list[tuple[str, int]]:
    # Paragraphs that are often said would make the matcher slow, so each is told apart by its number.
    known: Counter[str] = Counter()
    found = []
    for unit in units:
        found.append((unit.words, known[unit.words]))
        known[unit.words] += 1
    return found


def _same(one: _Slot, other: _Slot) -> bool:
    return [unit.words for unit in one] == [unit.words for unit in other]


def _shown(slot: _Slot) -> str:
    return "".join(_pieces(slot))


def _written(units: Sequence[_Unit], like: str) -> str:
    """Return paragraphs as one text that ends as another does."""
    return "".join(_pieces(units)) + like[len(like.rstrip()) :] if units else ""


def _lines(units: Sequence[_Unit]) -> list[int]:
    """Return on which line each paragraph starts, and the last line where something after them all is meant."""
    pieces = _pieces(units)
    lines, line = [], 0
    for gap, text in zip(pieces[::2], pieces[1::2], strict=True):
        line += gap.count("\n")
        lines.append(line)
        line += text.count("\n")
    return [*lines, line]


def _pieces(units: Sequence[_Unit]) -> list[str]:
    pieces = []
    for place, unit in enumerate(units):
        if place == 0:
            pieces.append(unit.gap if "\n" not in unit.gap else "")
        else:
            pieces.append(unit.gap if "\n" in unit.gap else "\n\n")
        pieces.append(unit.text)
    return pieces
