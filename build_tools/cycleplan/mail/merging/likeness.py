"""How alike two texts are, from 0 to 1, at a bounded cost."""

from __future__ import annotations

from collections.abc import Set
from difflib import SequenceMatcher

_LONGEST = 200
_WORTH_A_LOOK = 0.5
_BEGINNING = 12
_CONTINUED = 0.8
"""How alike a text is to one that goes on where it ends."""


class Text:
    """A text with what is needed to compare it with many others."""

    __slots__ = ("folded", "grams", "start")

    def __init__(self, text: str) -> None:
        self.folded = " ".join(text.casefold().split()).rstrip(".:;, ")
        self.start = self.folded[:_LONGEST]
        padded = f" {self.start} "
        self.grams = frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one: Text, other: Text) -> float:
    """Return how alike two texts are, by their characters in order; what is far from alike is 0."""
    if one.folded == other.folded:
        return 1.0
    shorter, longer = sorted((one.folded, other.folded), key=len)
    if len(shorter) >= _BEGINNING and longer.startswith(shorter):
        return _CONTINUED
    if overlap(one.grams, other.grams) < _WORTH_A_LOOK:
        return 0.0
    return SequenceMatcher(None, one.start, other.start, autojunk=False).ratio()


def overlap(one: Set[object], other: Set[object]) -> float:
    """Return which share of two sets is in both."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
