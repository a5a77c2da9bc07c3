"""What follows from edits of topics alone, by what is known of the site that is served, without looking at any other note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cycleplan.checks.threads import is_sound
from cycleplan.model import Address
from cycleplan.model.alike import has_the_same_items, is_outlined_alike, logs_of
from cycleplan.model.links import names_of
from cycleplan.pages.standing import Front, standing
from cycleplan.problems import Problem
from cycleplan.site.edited import Edited
from cycleplan.site.guard import ids_of
from cycleplan.site.known import Known
from cycleplan.site.lacking import Lacking, as_json
from cycleplan.site.named import Named
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
    whole = remembered.whole(edited.before.seen.key)
    wordings = wordings_of(remembered, whole, edited, known, is_outlined_alike)
    lacking = Lacking(whole)
    if not any(wording.around_now.around.is_recorded for wording in wordings):
        return Rewording(remembered, wordings, known.problems, whole, whole)
    for wording in wordings:
        lacking.reword(wording)
    return Rewording(remembered, wordings, lacking.told_with(known.problems), whole, {**whole, "lacking": as_json(lacking.lines())})


def problems_after(project: Project, edited: Edited, known: Known) -> tuple[Problem, ...]:
    """Return the problems of all notes, of which some topics were edited; raises OtherwiseError where that does not follow."""
    remembered = Remembered(project, edited.before.program)
    whole = remembered.whole(edited.before.seen.key)
    cycles = frozenset(whole.get("ledger", {}).values())
    wordings = wordings_of(remembered, whole, edited, known, partial(has_the_same_items, cycles=cycles))
    has_moves = any(edited.now.notes.get(path) for path in _OF_MOVES)
    return follow(wordings, KnownSite(whole, remembered.named, partial(_ids, project.html), has_moves=has_moves), known.problems)


@dataclass(frozen=True, slots=True)
class KnownSite:
    """What is known of a site: of the whole of it, what notes can name, and the fragments of a page, the latter two if asked for.

    It `has_moves` where a redirect or a removal may lead to any address.
    """

    whole: Mapping[str, Any]
    named: Callable[[], Named | None]
    ids: Callable[[str], Collection[str]]
    has_moves: bool


def follow(wordings: Sequence[Wording], site: KnownSite, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems of all notes, once topics are told otherwise that have the same items; `problems` are those of before.

    No rule finds anything else in them or elsewhere then, but for what breaks one by itself, names that are not there, and what is
    named no longer. Logs and names bring headings to pages, of which the ledger may lack one. Raises OtherwiseError where it does not
    follow from what is known what is told.
    """
    if not all(is_sound(log) for wording in wordings for log in logs_of(wording.now.topic)):
        raise OtherwiseError("a log with a problem")
    lacking = Lacking(site.whole)
    # Where everybody is named who was, nothing has to be known of them: what landed by them is there before and after.
    is_named_otherwise = any(names_of(wording.before) != names_of(wording.now.topic) for wording in wordings)
    named = site.named() if is_named_otherwise else Named({}, {}, frozenset())
    if named is None:
        raise OtherwiseError("it is not known what can be named")
    stood = [_Stood(wording, Front(*site.whole["front"]), named) for wording in wordings]
    _refuse_names(stood, named)
    come, gone = {address for one in stood for address in one.come}, {address for one in stood for address in one.gone}
    if not any(wording.around_now.around.is_recorded for wording in wordings):
        if (come or gone) and site.has_moves:
            raise OtherwiseError("a move may lead to a heading")
        return problems
    if any(map(lacking.has_heading, gone)):
        raise OtherwiseError("a heading that is not recorded may be gone")
    for one in stood:
        before, now = one.before.names, one.now.names
        lacking.reword(one.wording, dict(named.answers(now.owners - before.owners, now.led_to - before.led_to)))
    for address in come | {address for one in stood for address in one.perhaps}:
        there = site.ids(address.page)
        if _GONE in there:
            raise OtherwiseError(f"{address.page} keeps a place for what is gone")
        if address.fragment in there:
            continue
        if address not in come:
            raise OtherwiseError(f"{address} may have come")
        lacking.add_heading(address)
    return lacking.told_with(problems)


class _Stood:
    """What stood on pages because of a topic, and what does now: headings that have come, `perhaps` have come, or may be gone."""

    def __init__(self, wording: Wording, front: Front, named: Named) -> None:
        self.wording = wording
        self.before, self.now = (standing(topic, front, named.landed) for topic in (wording.before, wording.now.topic))
        self.come = self.now.headings - self.before.headings
        # Whether a page has enough ties for a picture depends on its other topics, too.
        ties = {Address(page, "ties") for page in self.before.tied | self.now.tied} if self.is_tied_otherwise else set()
        self.gone = (self.before.headings - self.now.headings) | ties
        self.perhaps = ties - self.now.headings

    @property
    def is_tied_otherwise(self) -> bool:
        return (self.before.tied, self.before.ties) != (self.now.tied, self.now.ties)


def _refuse_names(stood: Iterable[_Stood], named: Named) -> None:
    """Raise OtherwiseError where a name is not there, or where something is named nowhere, before or now."""
    names = [(one.before.names, one.now.names) for one in stood]
    _refuse_unused(named.owners, [(before.owners, now.owners) for before, now in names])
    _refuse_unused(named.specs, [(before.led_to, now.led_to) for before, now in names])


def _refuse_unused(known: Mapping[str, tuple[int, str]], names: Iterable[tuple[Set[str], Set[str]]]) -> None:
    changes = Counter[str]()
    for before, now in names:
        changes.update(now - before)
        changes.subtract(before - now)
    for name, change in changes.items():
        uses = known[name][0] if name in known else 0
        if not uses or uses + change <= 0:
            raise OtherwiseError(f"{name} is not there, or named nowhere else")


def _ids(html: Path, page: str) -> frozenset[str]:
    try:
        return ids_of((html / f"{page}.html").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OtherwiseError(f"{page} is not there") from error
