"""Why something is not moved or removed."""

from __future__ import annotations

from collections.abc import Iterable


class RefusedError(Exception):
    """Notes that cannot be changed as was asked: one clause, in the hint what to do about it, and lines of places."""

    def __init__(self, message: str, hint: str = "", lines: Iterable[object] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.lines = tuple(map(str, lines))
