"""What has to be true of the ledger before a site may be published.

Lines that were published once are never changed or taken out. A published folder has them in two places: each site
beside its pages, so that a swap brings both at once, and those of sites that were served and taken back in one file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cycleplan.addresses import unrecorded
from cycleplan.site.errors import SiteError
from cycleplan.site.outcome import outcome_of
from cycleplan.site.swap import site_folder, write_whole
from cycleplan.workspace import Project, read_docs, read_notes_folder

LEDGER = "ledger.txt"
"""The name of the lines, both beside the pages of a site and in the published folder."""


def ledger_lines(text: str) -> tuple[str, ...]:
    """Return the lines of any number of files of the ledger, sorted."""
    return tuple(sorted({line.rstrip() for line in text.split("\n")} - {""}))


def as_ledger(lines: Iterable[str]) -> str:
    """Return lines of the ledger as the text of a file."""
    return "".join(f"{line}\n" for line in lines)


def uncovered(project: Project) -> tuple[str, ...]:
    """Return each address of a project's site that its ledger lacks, or of which it lacks the present text."""
    outcome = outcome_of(project, read_notes_folder(project.notes), read_docs(project.docs))
    lacking = unrecorded(outcome.plan, outcome.serving).values() if outcome.serving else ()
    return tuple(sorted({line.path for lines in lacking for line in lines}))


def lines_served(front: Path, name: str) -> frozenset[str]:
    """Return every line of the ledger that a published folder has ever served, with those of a site in it."""
    files = (front.parent / LEDGER, site_folder(front, name) / LEDGER)
    return frozenset(line for file in files if file.is_file() for line in ledger_lines(_text(file)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SiteError(f"{file} is damaged; put back the lines of the ledger that were published") from error


def remember(front: Path, name: str) -> None:
    """Keep the lines of a site for good, before another one is served that may lack them."""
    write_whole(front.parent / LEDGER, as_ledger(sorted(lines_served(front, name))))
