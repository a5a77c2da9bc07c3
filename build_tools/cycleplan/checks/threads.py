"""Time runs one way: logs go forward, and a topic takes up an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cycleplan.checks.names import logs
from cycleplan.model import LogEntry, Topic
from cycleplan.notes.result import Notes
from cycleplan.problems import Problem, Rule

LOG_ORDER = Rule(
    "CP401",
    "The entries of a log stand in the order of their days.",
    bad="log:\n  - {date: 2024-09-03, status: done, text: Merged, evidence: review 1}\n"
    "  - {date: 2024-07-16, status: open, text: Filed, evidence: bug 2}",
    good="log:\n  - {date: 2024-07-16, status: open, text: Filed, evidence: bug 2}\n"
    "  - {date: 2024-09-03, status: done, text: Merged, evidence: review 1}",
    why="The last entry is the state.",
)
LOG_EVIDENCE = Rule(
    "CP402",
    "Every entry of a log has its evidence.",
    bad="log:\n  - {date: 2024-09-03, status: done, text: Merged.}",
    good="log:\n  - {date: 2024-09-03, status: done, text: Merged., evidence: commit openstack/manila 97bf510bc}",
    why="What became of a plan is a claim that others must be able to look up.",
)
NO_LOOP = Rule(
    "CP403",
    "A topic takes up a topic of an earlier cycle.",
    bad="# 2024.2/manila/cephfs.yaml\ncontinues: 2024.2/manila/cephfs",
    good="# 2024.2/manila/cephfs.yaml\ncontinues: 2024.1/manila/cephfs",
    why="The thread of a subject runs through the cycles from the first to the last, and a loop has neither.",
)

RULES = (LOG_ORDER, LOG_EVIDENCE, NO_LOOP)


def logs_are_in_order(notes: Notes) -> Iterator[Problem]:
    """Every entry of a log is as late as the one before it, or later."""
    for log, _ in logs(notes):
        for before, entry in _out_of_order(log):
            yield LOG_ORDER.broken(entry.at, f"entry of {entry.on} after one of {before.on}", "put the earlier one first")


def log_entries_have_evidence(notes: Notes) -> Iterator[Problem]:
    """Every entry of a log says what proves it."""
    for log, _ in logs(notes):
        for entry in _unproved(log):
            if entry.at.path not in notes.faulty:
                yield LOG_EVIDENCE.broken(
                    entry.at, f"entry of {entry.on} without evidence", "add evidence: commit PROJECT HASH, or another kind"
                )


def is_sound(log: tuple[LogEntry, ...]) -> bool:
    """Tell whether a log by itself breaks no rule."""
    return not any(_out_of_order(log)) and not any(_unproved(log))


def topics_continue_earlier_ones(notes: Notes) -> Iterator[Problem]:
    """What a topic or a part continues belongs to an earlier cycle, so that no thread is a loop."""
    for topic in notes.plan.topics:
        for section in topic.sections:
            if not section.continues:
                continue
            earlier = notes.plan.topic(section.continues.text, f"{topic.cycle}/{topic.team}")
            if earlier and not _is_before(earlier, topic):
                message = f"{topic.name!r} continues {earlier.name!r}, which is not of an earlier cycle"
                yield NO_LOOP.broken(section.continues.at, message, "name the topic that it takes up")


def _out_of_order(log: tuple[LogEntry, ...]) -> Iterator[tuple[LogEntry, LogEntry]]:
    return ((before, entry) for before, entry in pairwise(log) if entry.on < before.on)


def _unproved(log: tuple[LogEntry, ...]) -> Iterator[LogEntry]:
    return (entry for entry in log if not entry.evidence)


def _is_before(earlier: Topic, topic: Topic) -> bool:
    return earlier.cycle < topic.cycle
