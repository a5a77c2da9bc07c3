"""Builds the site of a project, unless that site is there already; to know that, no plan is made, and mostly no file read.

What is needed only where there is something to make is imported only then: it takes longer than to find that there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cycleplan.problems import Problem
from cycleplan.site.edited import find_edited
from cycleplan.site.fingerprint import program
from cycleplan.site.known import Known, read_known
from cycleplan.site.looks import Look, look
from cycleplan.site.stamps import Reading, Seen, keep, recall
from cycleplan.site.swap import alone, is_current, served, site_folder
from cycleplan.site.texts import Texts
from cycleplan.workspace import Project, WorkspaceError, Written, read_docs, read_notes_folder, write_source

if TYPE_CHECKING:
    from cycleplan.pipeline import Outcome
    from cycleplan.site.workers import Renderers

_CATALOGUES = "locale"
"""The folder in that of the settings which has words in other languages."""
PARTS = "parts"
"""The folder of the parts that are rendered, in that of the build."""


@dataclass(frozen=True, slots=True)
class Built:
    """How a build of so many files of notes ended. `html` is where the site is, or nothing where problems kept it from being built."""

    files: int
    problems: tuple[Problem, ...]
    pages: int
    changed: bool
    html: Path | None


def write_pages(project: Project, outcome: Outcome, *, report: Callable[[str], None]) -> Written:
    """Write the source of the pages, while no build is under way, and return how much of it changed."""
    from cycleplan.site.sources import source_files

    with alone(project.build, report):
        return write_source(project.source, source_files(outcome, read_docs(project.docs)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a site is wanted.

    With `force` it is made anew, with `strict` warnings keep it from being built as errors do, and with `assembles` each part has
    to be rendered already. `most` is how many processes may render at a time; with 0, as many as there are processors. A `scheduler` is
    the address of that of a Dask cluster, which then renders.
    """

    force: bool = False
    strict: bool = False
    assembles: bool = False
    most: int = 0
    scheduler: str = ""


def build_site(project: Project, *, report: Callable[[str], None], wanted: Wanted = Wanted()) -> Built:
    """Build the site of a project, unless it is built already.

    Raises SiteError and WorkspaceError where it cannot; the last good site stays in every case.
    """
    with alone(project.build, report):
        return build_held(project, report=report, wanted=wanted)


def build_held(project: Project, *, report: Callable[[str], None], wanted: Wanted = Wanted()) -> Built:
    """Build as `build_site` does, for a caller who holds the build folder and goes on with what was built."""
    looked = _look(project)
    if looked and not wanted.force:
        built = _served(project, recall(project, looked), wanted) or _reworded(project, looked, report, wanted)
        if built:
            return built
    intake = read_notes_folder(project.notes)
    docs = read_docs(project.docs)
    files = len(intake.files)
    notes, pages = ({file.path: file.hashed for file in read} for read in (intake.files, docs))
    found = Reading(Texts.of(notes), pages, program(settings_files(project)))
    key = found.seen.key
    # The key is that of what could be read, so a file that could not must be told here.
    reading = None if intake.problems else found
    if not wanted.force and (built := _served(project, reading.seen if reading else None, wanted)):
        if looked and reading and looked.is_settled:
            keep(project, looked, reading)
        return built

    report("checking the notes")
    with renderers(project, wanted) as workers, ExitStack() as stack:
        from cycleplan.hands import many_hands
        from cycleplan.memory import NOTHING
        from cycleplan.notes.known import KnownTopics
        from cycleplan.pipeline import run
        from cycleplan.site.clearing import cleared_beside
        from cycleplan.site.making import make_site
        from cycleplan.site.remembered import Remembered
        from cycleplan.site.remembering import remember
        from cycleplan.site.rendering import Run
        from cycleplan.site.shelf import shelf_in
        from cycleplan.site.store import Store

        remembered = Remembered(project, found.program)
        topics = KnownTopics() if wanted.force else remembered.topics(intake.files)
        memory = NOTHING if wanted.force else remembered.memory()
        shelf = stack.enter_context(shelf_in(project.build))
        outcome = run(intake.files, intake.problems, docs, memory, topics, many_hands(wanted.most), shelf)
        remembered.keep_topics(topics)
        if not outcome.is_publishable or (wanted.strict and outcome.problems):
            return Built(files, outcome.problems, 0, changed=False, html=None)
        store = Store(project.build / PARTS)
        with suppress(OSError):
            remembered.forget_whole()
        asked = Run(project, store, remembered.program, workers, report, wanted.force, wanted.assembles, project.source, wanted.most)
        with cleared_beside() as remove:
            made = make_site(project, outcome, docs, key, asked, remove)
            with suppress(OSError):
                remember(remembered, outcome, docs, made, key)
    if looked and reading:
        keep(project, looked, reading)
    return Built(files, outcome.problems, made.pages, changed=True, html=project.html)


def problems_of(project: Project) -> tuple[int, tuple[Problem, ...]]:
    """Return how many files of notes a project has and what is wrong with them; nothing is written.

    Where nothing was touched since the site that is served was built, that is known, and no file of them is read. Where only words,
    days and logs of topics were edited, it follows from what is known, and no other note is read.
    """
    with suppress(WorkspaceError):  # without settings of Sphinx there was no build
        if (looked := _look(project)) and (found := _known_problems(project, looked)):
            return found
    from cycleplan.site.outcome import outcome_of

    intake = read_notes_folder(project.notes)
    return len(intake.files), outcome_of(project, intake, read_docs(project.docs)).problems


def _known_problems(project: Project, looked: Look) -> tuple[int, tuple[Problem, ...]] | None:
    """Return what `problems_of` does where that is known of the site that is served, or follows from it."""
    if built := _served(project, recall(project, looked), Wanted()):
        return built.files, built.problems
    edited = find_edited(project, looked)
    known = _known(project) if edited else None
    if edited is None or known is None:
        return None
    if not edited.files:
        return len(edited.now.notes), known.problems
    from cycleplan.site.following import problems_after
    from cycleplan.site.wordings import OtherwiseError

    try:
        return len(edited.now.notes), problems_after(project, edited, known)
    except OtherwiseError:
        return None


def _served(project: Project, seen: Seen | None, wanted: Wanted) -> Built | None:
    """Return how building what was seen ends where its site is served already."""
    if seen is None or not is_current(project.html, seen.key):
        return None
    known = _known(project)
    if known is None:
        return None
    if wanted.strict and known.problems:
        return Built(seen.files, known.problems, 0, changed=False, html=None)
    return Built(seen.files, known.problems, known.pages, changed=False, html=project.html)


def _look(project: Project) -> Look | None:
    try:
        return look(project, settings_files(project))
    except OSError:
        # Whatever it is, reading the files tells it better.
        return None


def _reworded(project: Project, looked: Look, report: Callable[[str], None], wanted: Wanted) -> Built | None:
    """Build where notes are at most worded otherwise since the site that is served was built, or return nothing."""
    edited = None if wanted.assembles or wanted.scheduler else find_edited(project, looked)
    known = _known(project) if edited else None
    if edited is None or known is None:
        return None
    seen = edited.now.seen
    if not edited.files:
        if looked.is_settled:
            keep(project, looked, edited.now)
        return _served(project, seen, wanted)
    from cycleplan.site.following import find_rewording
    from cycleplan.site.rewording import build_reworded
    from cycleplan.site.wordings import OtherwiseError

    try:
        rewording = find_rewording(project, edited, known)
        if wanted.strict and rewording.problems:
            return Built(seen.files, rewording.problems, 0, changed=False, html=None)
        report("rendering what is worded otherwise")
        with renderers(project, wanted) as workers:
            build_reworded(project, rewording, workers, seen.key, known.pages)
    except OtherwiseError:
        return None
    keep(project, looked, edited.now)
    return Built(seen.files, rewording.problems, known.pages, changed=True, html=project.html)


def _known(project: Project) -> Known | None:
    """Return what is known of the site that is served."""
    return read_known(site_folder(project.html, served(project.html)))


@contextmanager
def renderers(project: Project, wanted: Wanted) -> Iterator[Renderers]:
    """Give what renders the parts of a site; processes of this machine are started at once, unless they have nothing to do."""
    if wanted.scheduler:
        from cycleplan.site.cluster import Cluster

        with Cluster(wanted.scheduler, settings_files(project)) as cluster:
            yield cluster
        return
    from cycleplan.site.workers import Workers

    with Workers(wanted.most) as workers:
        if not wanted.assembles:
            workers.warm()
        yield workers


def settings_files(project: Project) -> tuple[Path, ...]:
    """Return the files that Sphinx has its settings and the words of its pages from; raises WorkspaceError where there are no settings."""
    found = tuple(path for path in (project.docs / "conf.py", project.docs / "docutils.conf") if path.is_file())
    if not found:
        message = f"no {project.docs / 'conf.py'}; Sphinx needs it"
        raise WorkspaceError(message)
    return (*found, *sorted(path for path in (project.docs / _CATALOGUES).rglob("*.mo") if path.is_file()))
