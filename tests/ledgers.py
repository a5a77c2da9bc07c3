"""Ledgers for tests: what `cycleplan record` would write of notes made of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cycleplan.pipeline import Outcome, record_all, run
from cycleplan.textfile import TextFile

FIRST = date(2024, 4, 22)


def outcome_of(notes: Mapping[str, str]) -> Outcome:
    """Return what notes come to, by the text of each file."""
    return run(TextFile(path, text) for path, text in notes.items())


def recorded(notes: Mapping[str, str], on: date = FIRST, docs: Iterable[TextFile] | None = None) -> dict[str, str]:
    """Return notes with everything in the ledger that it lacks. Raises AssertionError where they have problems."""
    outcome, files = record_all([TextFile(path, text) for path, text in notes.items()], (), docs, on)
    assert [str(problem) for problem in outcome.problems if problem.is_error] == []
    return {**notes, **{file.path: file.text for file in files}}


def problems_of(notes: Mapping[str, str]) -> list[str]:
    """Return the problems of notes as they are printed."""
    return [str(problem) for problem in outcome_of(notes).problems]
