"""What is wrong with the notes, and where: locations, rules and problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the notes; lines and columns count from 1, columns in code points."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def below(self, folder: str) -> Location:
        """Return the same place in a file whose path leads through the folder of the notes, as people have to open it."""
        return replace(self, path=str(Path(folder, self.path)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in its file, so that an offset into the value becomes a location.

    `indents` holds the columns that stand before each of the value's lines; it is empty where the file
    spells the value in another way than it reads (escapes, folding), and every offset is then the start.
    """

    start: Location
    indents: tuple[int, ...] = ()
    first_line: int = 1

    def at(self, line: int = 0, column: int = 0) -> Location:
        """Return the location of an offset into the value, counted from 0."""
        if line >= len(self.indents):
            return self.start
        return Location(self.start.path, self.first_line + line, self.indents[line] + column + 1)


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that notes must keep to.

    `title` states what good notes do, `bad` and `good` are fragments of notes, `why` says what the rule is for.
    """

    code: str
    title: str
    bad: str
    good: str
    why: str
    severity: Severity = Severity.ERROR

    def broken(self, at: Location, message: str, hint: str = "") -> Problem:
        """Return the problem of this rule being broken at a location."""
        return Problem(at, self, message, hint)


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule broken at one place: a clause without capital or full stop, and what to do about it."""

    at: Location
    rule: Rule
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR

    def __str__(self) -> str:
        label = "" if self.is_error else "warning: "
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.at}: {self.rule.code} {label}{self.message}{hint}"


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by path, line, column and code, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.at, p.rule.code, p.message)))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the known name that is nearest, or nothing where none is near."""
    found = nearest_name(name, known)
    return f"did you mean {found!r}?" if found else ""


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest, or nothing where none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    letters = sorted(name.casefold())
    swapped = [candidate for candidate in by_folded if sorted(candidate) == letters]
    found = swapped or get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""
