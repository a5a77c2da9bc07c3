"""All stages in a row, without a disk: text files in, pages and problems out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cycleplan.checks import check
from cycleplan.model import Plan
from cycleplan.notes import Notes, read_notes
from cycleplan.pages import anchors, newest_planned, pages
from cycleplan.problems import Problem
from cycleplan.rendering import render
from cycleplan.textfile import TextFile


@dataclass(frozen=True, slots=True)
class Checked:
    """Notes that were read and checked."""

    notes: Notes
    problems: tuple[Problem, ...]

    @property
    def plan(self) -> Plan:
        return self.notes.plan

    @property
    def is_publishable(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What notes come to: the plan, its problems in file order, and its pages where no problem is an error.

    `anchors` has the fragments that each page mints, by the page's name.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    pages: tuple[TextFile, ...] = ()
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_publishable(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


def check_files(files: Iterable[TextFile], problems: Iterable[Problem] = ()) -> Checked:
    """Read and check notes; `problems` are those that were met before, of files that could not be read."""
    notes = read_notes(files, problems)
    return Checked(notes, check(notes))


def run(files: Iterable[TextFile], problems: Iterable[Problem] = ()) -> Outcome:
    """Return the pages of notes, or the problems that keep them from being made."""
    checked = check_files(files, problems)
    if not checked.is_publishable:
        return Outcome(checked.plan, checked.problems)
    made = tuple(pages(checked.plan))
    fragments = {page.name: tuple(anchor.fragment for anchor in anchors(page)) for page in made}
    return Outcome(checked.plan, checked.problems, tuple(map(render, made)), MappingProxyType(fragments))


__all__ = ["Checked", "Outcome", "check_files", "newest_planned", "run"]
