"""Builds the site of a project, unless that site is there already; to know that, neither plan nor page is looked at.

What is needed only where there is something to make is imported only then: it takes longer than to find that there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cycleplan.problems import Problem
from cycleplan.site.fingerprint import fingerprint, program
from cycleplan.site.known import read_known
from cycleplan.site.swap import alone, is_current, served, site_folder
from cycleplan.workspace import Project, WorkspaceError, Written, read_docs, read_notes_folder, write_source

if TYPE_CHECKING:
    from cycleplan.pipeline import Outcome


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


def build_site(project: Project, *, report: Callable[[str], None], force: bool = False, strict: bool = False, most: int = 0) -> Built:
    """Build the site of a project, unless it is built already; with `strict`, warnings keep it from being built as errors do.

    `most` is how many processes may render at a time; with 0, as many as there are processors.

    Raises SiteError and WorkspaceError where it cannot; the last good site stays in every case.
    """
    with alone(project.build, report):
        return build_held(project, report=report, force=force, strict=strict, most=most)


def build_held(project: Project, *, report: Callable[[str], None], force: bool = False, strict: bool = False, most: int = 0) -> Built:
    """Build as `build_site` does, for a caller who holds the build folder and goes on with what was built."""
    intake = read_notes_folder(project.notes)
    docs = read_docs(project.docs)
    files = len(intake.files)
    key = fingerprint(intake.files, docs, _settings_files(project))
    # The key is that of what could be read, so a file that could not must be told here.
    if not force and not intake.problems and is_current(project.html, key):
        known = read_known(site_folder(project.html, served(project.html)))
        if known and strict and known.problems:
            return Built(files, known.problems, 0, changed=False, html=None)
        if known:
            return Built(files, known.problems, known.pages, changed=False, html=project.html)
    from cycleplan.site.workers import Workers

    report("checking the notes")
    with Workers(most) as workers:
        from cycleplan.pipeline import run
        from cycleplan.site.making import make_site
        from cycleplan.site.rendering import Run
        from cycleplan.site.store import Store

        outcome = run(intake.files, intake.problems, docs)
        if not outcome.is_publishable or (strict and outcome.problems):
            return Built(files, outcome.problems, 0, changed=False, html=None)
        asked = Run(project, Store(project.build / "parts"), program(_settings_files(project)), workers, report, force)
        pages = make_site(project, outcome, docs, key, asked)
    return Built(files, outcome.problems, pages, changed=True, html=project.html)


def _settings_files(project: Project) -> tuple[Path, ...]:
    found = tuple(path for path in (project.docs / "conf.py", project.docs / "docutils.conf") if path.is_file())
    if not found:
        message = f"no {project.docs / 'conf.py'}; Sphinx needs it"
        raise WorkspaceError(message)
    return found
