"""Why something is not moved or removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cycleplan.problems import Location, Problem


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A place in the notes that names an item, or where one has its name, and what that is."""

    at: Location
    text: str

    def __str__(self) -> str:
        return f"{self.at}: names {self.text!r}"


class RefusedError(Exception):
    """Notes that cannot be changed as was asked: one clause, in the hint what to do about it, and lines, some of them of places."""

    def __init__(self, message: str, hint: str = "", lines: Iterable[str | Named | Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.lines = tuple(lines)


class FaultyNotesError(RefusedError):
    """Notes of which something would be lost, as they have problems already."""

    def __init__(self, message: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(message, "mend these problems first", self.problems)
