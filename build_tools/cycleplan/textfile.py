"""A file as a value: what the pure core takes in and gives out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TextFile:
    """A path relative to its folder, with forward slashes, and its text with `\\n` line ends, or with those of its format."""

    path: str
    text: str
