"""How wide words are in a picture: an estimate on the wide side, since no font is known when it is drawn."""

from __future__ import annotations

import unicodedata
from functools import cache

LINE = 17
"""The height of a line of text."""

_NARROW = frozenset("fijlrtI.,:;'|!()[]/ -")
_WIDE = frozenset("mwMWOQ@%&_+=<>~")


def width(text: str) -> int:
    """Return how many units a line of text takes."""
    return sum(map(_width, text))


def shortened(text: str, room: int) -> str:
    """Return a text that fits some units, with an ellipsis for what is left out."""
    if width(text) <= room:
        return text
    taken, end = _width("…"), 0
    for character in text:
        taken += _width(character)
        if taken > room:
            break
        end += 1
    return f"{text[:end].rstrip()}…"


def wrapped(text: str, room: int) -> tuple[str, ...]:
    """Return a text on one line, or on two of which the second has an ellipsis for what does not fit."""
    words = text.split()
    first = ""
    while words and width(f"{first} {words[0]}".strip()) <= room:
        first = f"{first} {words.pop(0)}".strip()
    rest = shortened(" ".join(words), room)
    return tuple(line for line in (first, rest) if line)


def newest_of(shown: int, there_are: int) -> str:
    """Return the words for a picture that has the newest cycles only, or none where it has all."""
    return f"the newest {shown} of {there_are} cycles" if shown < there_are else ""


@cache
def _width(character: str) -> int:
    if character in _NARROW:
        return 6
    if character in _WIDE:
        return 14
    if unicodedata.east_asian_width(character) in "WF":
        return 18
    if not character.isascii():
        return 15 if character.isupper() else 13
    return 10 if character.isupper() else 9
