"""What was fine lately, kept in a file so that it is not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from cycleplan.cli.linkchecking.answer import Answer, Verdict

_VERSION = 1


class BadMemoryError(ValueError):
    """A file that does not hold a memory."""


@dataclass(frozen=True, slots=True)
class Memory:
    """An answer that was good, and its day."""

    on: date
    answer: Answer

    def is_fresh(self, today: date, days: int) -> bool:
        """Tell whether the day is one of the last so many; a day to come, which another clock has written, is none."""
        return 0 <= (today - self.on).days < days


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class _Entry:
    on: date
    leads_to: str = ""
    moved_to: str = ""


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class _File:
    version: int
    fine: dict[str, _Entry]


_FILES = TypeAdapter(_File)


def read_memory(text: str | bytes) -> Mapping[str, Memory]:
    """Return the memories of a file by their addresses; raises BadMemoryError."""
    try:
        file = _FILES.validate_json(text)
    except ValidationError as error:
        raise BadMemoryError("not what a link check writes") from error
    if file.version != _VERSION:
        raise BadMemoryError(f"of version {file.version}")
    return {url: Memory(entry.on, _answer(entry)) for url, entry in file.fine.items()}


def written_memory(memories: Mapping[str, Memory]) -> str:
    """Return the file of these memories, without the answers that are to be asked for again."""
    kept = sorted((url, memory) for url, memory in memories.items() if memory.answer.is_good)
    fine = {url: _Entry(memory.on, memory.answer.leads_to, memory.answer.moved_to) for url, memory in kept}
    return _FILES.dump_json(_File(_VERSION, fine), indent=1, exclude_defaults=True).decode() + "\n"


def _answer(entry: _Entry) -> Answer:
    return Answer(Verdict.MOVED if entry.moved_to else Verdict.FINE, leads_to=entry.leads_to, moved_to=entry.moved_to)
