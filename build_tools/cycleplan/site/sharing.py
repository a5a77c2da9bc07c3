"""Renders a share of a site, on one of several machines; `assemble` lays the shares of all together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cycleplan.hands import many_hands
from cycleplan.pipeline import run
from cycleplan.problems import Problem
from cycleplan.site.build import PARTS, Wanted, renderers, settings_files
from cycleplan.site.fingerprint import program
from cycleplan.site.parts import divide, share_of
from cycleplan.site.rendering import Run, cites, render_parts
from cycleplan.site.sources import Sources
from cycleplan.site.store import Store
from cycleplan.site.swap import alone, work_folder
from cycleplan.workspace import Project, read_docs, read_notes_folder


@dataclass(frozen=True, slots=True)
class Shared:
    """How a share of a site was rendered: how many parts and pages it has, or nothing where problems kept it from being."""

    files: int
    problems: tuple[Problem, ...]
    parts: int = 0
    pages: int = 0
    is_rendered: bool = False


def render_share(project: Project, number: int, count: int, *, report: Callable[[str], None], wanted: Wanted) -> Shared:
    """Render one of so many shares of a site into the store, counted from 1, unless it is there already.

    Raises SiteError and WorkspaceError where it cannot.
    """
    with alone(project.build, report), renderers(project, wanted) as workers:
        intake, docs = read_notes_folder(project.notes), read_docs(project.docs)
        report("checking the notes")
        outcome = run(intake.files, intake.problems, docs, hands=many_hands(wanted.most))
        if not outcome.is_publishable or (wanted.strict and outcome.problems):
            return Shared(len(intake.files), outcome.problems)
        share = share_of((part for part in divide(Sources(outcome, docs)) if not cites(part)), number, count)
        asked = Run(project, Store(project.build / PARTS), program(settings_files(project)), workers, report, wanted.force)
        with work_folder(project.build) as work:
            render_parts(asked, share, work)
    return Shared(len(intake.files), outcome.problems, len(share), sum(len(part.pages) for part in share), is_rendered=True)
