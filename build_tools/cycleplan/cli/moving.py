"""What `cycleplan rename` and `cycleplan remove` share: notes that are read whole, refusals, and what is told in the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from cycleplan.cli.editing import OpenNotes, apply, open_notes, refusals_told, refuse_problems
from cycleplan.cli.exits import CannotRun, disk_trouble_told
from cycleplan.cli.progress import say, shown
from cycleplan.cli.reporting import count
from cycleplan.moving import FaultyNotesError, Outcome, RefusedError
from cycleplan.workspace import read_kept


def open_whole(root: Path) -> OpenNotes:
    """Read the notes of a project with the drafts that imports keep of them; every file has to be readable."""
    notes = open_notes(root)
    if notes.unread:
        refuse_problems(notes.unread, notes.folder)
    with disk_trouble_told():
        kept = [read_kept(notes.folder, gathering.name) for gathering in notes.plan.gatherings]
    files = {path: file for drafts in kept for path, file in drafts.items()}
    return replace(notes, files=MappingProxyType({**notes.files, **files}))


@contextmanager
def moves_told(folder: Path) -> Iterator[None]:
    """Turn a move in a folder of notes that is refused into the message of the command, or into the problems that they have."""
    with refusals_told(folder):
        try:
            yield
        except FaultyNotesError as error:
            refuse_problems(error.problems, folder)
        except RefusedError as error:
            first = f"{error.message} ({error.hint})" if error.hint else error.message
            below = shown(folder)
            lines = (line if isinstance(line, str) else str(replace(line, at=line.at.below(below))) for line in error.lines)
            raise CannotRun("\n".join((first, *lines))) from error


def carry_out(notes: OpenNotes, outcome: Outcome, what: str, *, dry_run: bool) -> None:
    """Write what a move comes to, or show it, and tell what was written of it: `what` names one entry."""
    apply(notes, outcome.changed, gone=outcome.gone, dry_run=dry_run)
    entries = (*outcome.redirects, *outcome.removals)
    if dry_run:
        say("nothing was written (--dry-run)")
    elif entries:
        say(f"{count(len(entries), what)} written; run cycleplan check, then cycleplan record")
    elif outcome.is_published:
        say(f"the ledger does not have that address, so no {what} is needed")
    else:
        say(f"nothing is published yet (there is no ledger), so no {what} is needed")
