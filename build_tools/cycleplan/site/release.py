"""From notes to a published site: built, or built already, held against the ledger, and handed on while no other build can touch it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cycleplan.site.build import Built, Wanted, build_held
from cycleplan.site.ledger import ledger_lines, uncovered
from cycleplan.site.publish import Publication, PublishError, listed
from cycleplan.site.swap import alone, faults, served
from cycleplan.workspace import Project, read_ledger

Hand = Callable[[Path, tuple[str, ...]], Publication]
"""What takes the pages of a site and the lines of its ledger."""


def release(project: Project, hand: Hand, *, report: Callable[[str], None], waits: bool = True) -> tuple[Built, Publication | None]:
    """Build the site of a project and hand it on; where its notes have problems there is no publication.

    Raises SiteError and WorkspaceError where the site cannot be built or must not be published.
    """
    with alone(project.build, report, waits=waits):
        built = build_held(project, report=report)
        if built.html and faults(built.html, served(built.html)):
            report("building the site anew, since its files have been changed")
            built = build_held(project, report=report, wanted=Wanted(force=True))
        if built.html is None:
            return built, None
        _refuse_uncovered(uncovered(project))
        return built, hand(built.html, ledger_lines(read_ledger(project.notes)))


def _refuse_uncovered(addresses: tuple[str, ...]) -> None:
    if addresses:
        message = "the ledger lacks these addresses of the site, or their present texts"
        raise PublishError(f"{message} (run cycleplan record --date today, and commit the ledger):\n{listed(addresses)}")
