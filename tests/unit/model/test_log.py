"""The state of a thing is what its log says last."""

from __future__ import annotations

from datetime import date

from cycleplan.model import LogEntry, Status, state
from cycleplan.prose import Phrase


def entry(status: Status) -> LogEntry:
    return LogEntry(date(2024, 9, 3), status, Phrase(), ())


def test_nothing_in_the_log_means_open() -> None:
    assert state(()) is Status.OPEN


def test_the_last_entry_is_the_state() -> None:
    assert state((entry(Status.DONE), entry(Status.IN_PROGRESS))) is Status.IN_PROGRESS


def test_only_open_and_in_progress_are_open() -> None:
    assert [status for status in Status if status.is_open] == [Status.OPEN, Status.IN_PROGRESS]
