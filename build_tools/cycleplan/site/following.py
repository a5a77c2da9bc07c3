"""What follows from edits of topics alone, by what is known of the site that is served, without looking at any other note."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cycleplan.checks.threads import is_sound
from cycleplan.model import Address
from cycleplan.model.alike import has_the_same_links, is_outlined_alike, logs_of
from cycleplan.pages.standing import headings_by_logs
from cycleplan.problems import Problem
from cycleplan.site.edited import Edited
from cycleplan.site.guard import ids_of
from cycleplan.site.known import Known
from cycleplan.site.lacking import Lacking, as_json
from cycleplan.site.remembered import Remembered
from cycleplan.site.wordings import OtherwiseError, Wording, wordings_of
from cycleplan.workspace import Project

_OF_MOVES = ("redirects.yaml", "removed.yaml")
_GONE = "no-longer-here"
"""The heading of what a page keeps a place for."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Topics that are worded otherwise, the problems of all notes then, and what is known of the whole site by then.

    What builds remember, and `before` what they know of the whole site, are of the site that is served.
    """

    remembered: Remembered
    wordings: tuple[Wording, ...]
    problems: tuple[Problem, ...]
    before: Mapping[str, Any]
    whole: Mapping[str, Any]


def find_rewording(project: Project, edited: Edited, known: Known) -> Rewording:
    """Return what was worded otherwise in edited notes; raises OtherwiseError where something else was edited.

    Topics have all that they had, under the same names and with the same links, so that every check finds the same in them: what may
    be another than before is what the ledger lacks.
    """
    remembered = Remembered(project, edited.before.program)
    wordings, whole = wordings_of(remembered, edited, known, is_outlined_alike), remembered.whole(edited.before.seen.key)
    lacking = Lacking(whole)
    if not _are_recorded(wordings):
        return Rewording(remembered, wordings, known.problems, whole, whole)
    for wording in wordings:
        lacking.reword(wording)
    return Rewording(remembered, wordings, lacking.told_with(known.problems), whole, {**whole, "lacking": as_json(lacking.lines())})


def problems_after(project: Project, edited: Edited, known: Known) -> tuple[Problem, ...]:
    """Return the problems of all notes, of which some topics were edited; raises OtherwiseError where that does not follow."""
    remembered = Remembered(project, edited.before.program)
    whole = remembered.whole(edited.before.seen.key)
    alike = partial(has_the_same_links, cycles=Lacking(whole).cycles)
    has_moves = any(edited.now.notes.get(path) for path in _OF_MOVES)
    return follow(wordings_of(remembered, edited, known, alike), whole, known.problems, partial(_ids, project.html), has_moves=has_moves)


def follow(
    wordings: Sequence[Wording],
    whole: Mapping[str, Any],
    problems: tuple[Problem, ...],
    ids: Callable[[str], Collection[str]],
    *,
    has_moves: bool,
) -> tuple[Problem, ...]:
    """Return the problems of all notes, once topics are told otherwise that have all that they had, under the same names and links.

    Whatever their words, their days and their logs are, no rule finds anything else in them or elsewhere, but for what breaks a rule by
    itself. A log brings headings to pages, its own and others, of which the ledger may lack one. `problems` are those of before, `whole`
    what is known of the site by then, and `ids` returns the fragments that a page of it has. Raises OtherwiseError where nothing follows.
    """
    if not all(is_sound(log) for wording in wordings for log in logs_of(wording.now.topic)):
        raise OtherwiseError("a log with a problem")
    lacking = Lacking(whole)
    come, gone = _headings_between(wordings, whole["newest"])
    if not _are_recorded(wordings):
        if (come or gone) and has_moves:
            raise OtherwiseError("a move may lead to a heading")
        return problems
    if any(map(lacking.has_heading, gone)):
        raise OtherwiseError("a heading that is not recorded may be gone")
    for wording in wordings:
        lacking.reword(wording)
    for address in come:
        there = ids(address.page)
        if _GONE in there:
            raise OtherwiseError(f"{address.page} keeps a place for what is gone")
        if address.fragment not in there:
            lacking.add_heading(address)
    return lacking.told_with(problems)


def _are_recorded(wordings: Iterable[Wording]) -> bool:
    return any(wording.around_now.around.is_recorded for wording in wordings)


def _headings_between(wordings: Iterable[Wording], newest: str) -> tuple[frozenset[Address], frozenset[Address]]:
    """Return the headings that topics bring to pages and did not bring before, and those that they no longer do."""
    come, gone = set[Address](), set[Address]()
    for wording in wordings:
        before, now = (headings_by_logs(topic, newest) for topic in (wording.before, wording.now.topic))
        come |= now - before
        gone |= before - now
    return frozenset(come), frozenset(gone)


def _ids(html: Path, page: str) -> frozenset[str]:
    try:
        return ids_of((html / f"{page}.html").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OtherwiseError(f"{page} is not there") from error
