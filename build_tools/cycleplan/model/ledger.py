"""The ledger: every address that was ever published, the item that it stands for, and when its content changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from cycleplan.model.address import at_path
from cycleplan.problems import Location


class LineKind(StrEnum):
    """What a line of the ledger speaks of: the kind of thing that its address leads to, or an item's content."""

    CYCLE = "cycle"
    GATHERING = "gathering"
    TOPIC = "topic"
    PART = "part"
    DECISION = "decision"
    ACTION = "action"
    REFERENCE = "reference"
    MILESTONE = "milestone"
    OWNER = "owner"
    SPEC = "spec"
    PAGE = "page"
    HEADING = "heading"
    NAME = "name"
    SHORT = "short"
    FEED = "feed"
    CALENDAR = "calendar"
    DATA = "data"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, order=True)
class LedgerLine:
    """One line: an address as a path from the site's root, the day it was recorded, its kind, and a value.

    `value` is the path that the item was first published under, which is what tells items apart for ever; in a line
    of the kind `content` it is the hash of what the item then said.
    """

    path: str
    on: date
    kind: LineKind
    value: str
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Content:
    """What the ledger has of an item's content: the newest day, the hashes recorded on it, and how often it changed."""

    on: date
    hashes: frozenset[str]
    changes: int = 0


@dataclass(frozen=True)
class Ledger:
    """All lines of all files of the ledger, sorted."""

    lines: tuple[LedgerLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)

    @cached_property
    def published(self) -> Mapping[str, LedgerLine]:
        """The line of each address that was ever published, by its path; of two of one address, the older."""
        found: dict[str, LedgerLine] = {}
        for line in self.lines:
            if line.kind is not LineKind.CONTENT:
                found.setdefault(line.path, line)
        return MappingProxyType(found)

    @cached_property
    def contents(self) -> Mapping[str, Content]:
        """The newest recorded content of each item, by the path that it was first published under."""
        found: dict[str, Content] = {}
        for line in self.lines:
            if line.kind is LineKind.CONTENT:
                known = found.get(line.path)
                same_day = known.hashes if known and known.on == line.on else frozenset()
                found[line.path] = Content(line.on, same_day | {line.value}, known.changes + 1 if known else 0)
        return MappingProxyType(found)

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """The short path of each item that has one, by the path that it was first published under."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line.kind is LineKind.SHORT:
                found.setdefault(line.value, line.path)
        return MappingProxyType(found)

    @cached_property
    def fragments(self) -> Mapping[str, frozenset[str]]:
        """Every fragment that was ever published, by the name of its page."""
        found: dict[str, set[str]] = {}
        for path in self.published:
            if "#" in path:
                address = at_path(path)
                found.setdefault(address.page, set()).add(address.fragment)
        return MappingProxyType({page: frozenset(fragments) for page, fragments in found.items()})

    def long_path(self, path: str) -> str:
        """Return the first path of the item that a short path stands for; any other path is returned as it is."""
        line = self.published.get(path)
        return line.value if line and line.kind is LineKind.SHORT else path

    @cached_property
    def newest(self) -> date | None:
        """The day of the newest line, or nothing where there is none."""
        return max((line.on for line in self.lines), default=None)
