"""Finds topics that are only worded otherwise since the site that is served was built, with what was kept around them.

Wherever something is not known, or anything else was edited, nothing is found, and the long way is taken that makes everything of all
notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from cycleplan.addresses import ledger_names, name_of, not_recorded
from cycleplan.checks.ledger import RECORDED
from cycleplan.model import KnownPlan, LedgerLine, LineKind, NotKnownError, Topic
from cycleplan.notes.known import Read
from cycleplan.notes.reader import read_topics
from cycleplan.pipeline import Outcome
from cycleplan.problems import Problem, in_file_order
from cycleplan.rewording import Surroundings, is_outlined_alike, words_of
from cycleplan.site.edited import Edited
from cycleplan.site.known import Known
from cycleplan.site.making import Made, has_pagefind, volumes_of
from cycleplan.site.remembered import Remembered
from cycleplan.site.sources import settings_of
from cycleplan.site.surroundings import Kept
from cycleplan.textfile import TextFile, hash_text
from cycleplan.workspace import Project

_NO_DAY = date.min


class OtherwiseError(Exception):
    """More than words was edited, or something is not known or not as it was left: the site is made of all notes."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A topic as it was before and as it is read now, with what is kept around it, in which it is itself the one or the other."""

    before: Topic
    now: Read
    around_before: Kept
    around_now: Kept

    @property
    def name(self) -> str:
        """The name of the topic."""
        return self.before.name

    @property
    def gathering(self) -> str:
        """The name of its gathering."""
        return self.name.rpartition("/")[0]


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


def remember(remembered: Remembered, outcome: Outcome, docs: Iterable[TextFile], made: Made, key: str) -> None:
    """Keep what is to be known of the site of a key that was made of all notes; raises OSError where the disk refuses.

    What is known of the site before has to be forgotten by then.
    """
    remembered.keep_memory(made.memory)
    remembered.keep_around(
        (name, hash_text(f"{said} {tables}"), partial(_kept, around, tables))
        for name, said, around in outcome.surroundings(made.memory)
        for tables in (made.sources.of_page(name),)
    )
    remembered.keep_volumes(volumes_of(outcome, docs) if has_pagefind(outcome) else ())
    known = {"settings": settings_of(outcome.plan), "root": outcome.plan.site.root, "ledger": ledger_names(outcome.plan)}
    remembered.keep_whole(key, known | {"lacking": _as_json(outcome.lacking)})


def _kept(around: Callable[[], Surroundings], tables: Mapping[str, object]) -> Kept:
    return Kept(around(), tables)


def find_rewording(project: Project, edited: Edited, known: Known) -> Rewording:
    """Return what was worded otherwise in edited notes; raises OtherwiseError where something else was edited.

    Topics have all that they had, under the same names and with the same links, so that every check finds the same in them: what may
    be another than before is what the ledger lacks.
    """
    remembered = Remembered(project, edited.before.program)
    wordings, whole = _wordings(remembered, edited, known), remembered.whole(edited.before.seen.key)
    lacking = _lacking_after(wordings, whole)
    if lacking is None:
        return Rewording(remembered, wordings, known.problems, whole, whole)
    others = (problem for problem in known.problems if problem.rule.code != RECORDED.code)
    problems = in_file_order((*others, *not_recorded(lacking)))
    return Rewording(remembered, wordings, problems, whole, {**whole, "lacking": _as_json(lacking)})


def _wordings(remembered: Remembered, edited: Edited, known: Known) -> tuple[Wording, ...]:
    paths = [file.path for file in edited.files]
    if any(path == problem.at.path or path in problem.message for problem in known.problems for path in paths):
        raise OtherwiseError("a file with a problem")
    topics = _Topics(remembered)
    around = {path: topics.around(path) for path in paths}
    now = {file.path: _read_again(file, around[file.path]) for file in edited.files}
    topics.now = {path: read.topic for path, read in now.items()}
    found = tuple(Wording(topics.before(path), now[path], around[path], topics.around(path)) for path in paths)
    if not all(is_outlined_alike(wording.before, wording.now.topic) for wording in found):
        raise OtherwiseError("more than words")
    return found


def _lacking_after(wordings: Iterable[Wording], whole: Mapping[str, Any]) -> Mapping[str, tuple[LedgerLine, ...]] | None:
    """Return what each file of the ledger lacks, or nothing where nothing is recorded."""
    try:
        lacking, names = _from_json(whole["lacking"]), whole["ledger"]
    except (KeyError, ValueError) as error:
        raise OtherwiseError("nothing is known of the ledger") from error
    recorded = [wording for wording in wordings if wording.around_now.around.is_recorded]
    for wording in recorded:
        for line in _lines(wording.name, wording.around_before):
            lacking.get(name_of(line, names), set()).discard(line)
        for line in _lines(wording.name, wording.around_now):
            lacking.setdefault(name_of(line, names), set()).add(line)
    return {name: tuple(sorted(lines)) for name, lines in sorted(lacking.items()) if lines} if recorded else None


def _lines(name: str, kept: Kept) -> Iterable[LedgerLine]:
    """Return the lines that the ledger lacks for the texts on the page of a topic."""
    try:
        lacking = words_of(KnownPlan(kept.around.answers), name).lacking
    except NotKnownError as error:
        raise OtherwiseError(str(error)) from error
    return [LedgerLine(path, _NO_DAY, LineKind.CONTENT, said) for path, said in lacking.items()]


def _from_json(lacking: Mapping[str, Iterable[tuple[str, str, str]]]) -> dict[str, set[LedgerLine]]:
    return {name: {LedgerLine(path, _NO_DAY, LineKind(kind), value) for path, kind, value in lines} for name, lines in lacking.items()}


def _as_json(lacking: Mapping[str, Iterable[LedgerLine]]) -> dict[str, list[tuple[str, str, str]]]:
    return {name: [(line.path, line.kind.value, line.value) for line in lines] for name, lines in lacking.items()}


def _read_again(file: TextFile, kept: Kept) -> Read:
    try:
        return read_topics(KnownPlan(kept.around.answers).site, [file])[file.path]
    except (KeyError, NotKnownError) as error:
        raise OtherwiseError(f"{file.path} has a problem") from error


class _Topics:
    """The topics of earlier readings, and in the place of some those that are there `now`."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._read: dict[str, dict[str, Read]] = {}
        self.now: Mapping[str, Topic] = {}

    def around(self, path: str) -> Kept:
        """Return what is kept around the topic of a file."""
        kept = self._remembered.around(self.before(path).name, self._present)
        if kept is None:
            raise OtherwiseError(f"nothing is known around {path}")
        return kept

    def before(self, path: str) -> Topic:
        """Return the topic of a file as it was read before."""
        gathering = path.rpartition("/")[0]
        if gathering not in self._read:
            self._read[gathering] = self._remembered.topics_of(gathering)
        read = self._read[gathering].get(path)
        if read is None:
            raise OtherwiseError(f"no topic is known of {path}")
        return read.topic

    def _present(self, path: str) -> Topic:
        return self.now.get(path) or self.before(path)
