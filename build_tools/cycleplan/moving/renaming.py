"""Moves what is at an address to another, in all files of the notes at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cycleplan.model import Move, Removal
from cycleplan.moving import forwarding, tombstones
from cycleplan.moving.claims import Claims
from cycleplan.moving.exchange import Exchange
from cycleplan.moving.forwarding import redirects_after, with_redirects
from cycleplan.moving.kept import is_kept
from cycleplan.moving.proof import refuse_another_plan, refuse_lost_addresses, refuse_new_problems, statement
from cycleplan.moving.refusal import FaultyNotesError, RefusedError
from cycleplan.moving.relocating import Files, relocated
from cycleplan.moving.replacing import exchange_names
from cycleplan.moving.requests import read_request
from cycleplan.moving.tombstones import with_earlier
from cycleplan.moving.transfer import Renaming, Transfer
from cycleplan.notes.reader import read_notes
from cycleplan.notes.result import Notes
from cycleplan.problems import in_file_order
from cycleplan.textfile import TextFile

UNDATED = date.min
"""The day of what has none yet."""

UNREADABLE = "the notes cannot be read as a whole"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change of notes comes to: files that are new or differ, paths that are no more, and what is written of it."""

    changed: tuple[TextFile, ...]
    gone: tuple[str, ...]
    redirects: tuple[Move, ...] = ()
    removals: tuple[Removal, ...] = ()
    is_published: bool = True


def rename(files: Iterable[TextFile], old: str, new: str, on: date | None = None) -> Outcome:
    """Move what is at one address to another, with redirects from every address that the ledger has of it.

    Among the files are the drafts that imports keep. `on` is the day of the redirects, where there are any. Raises
    RefusedError and NotEditableError.
    """
    before = {file.path: file for file in files}
    notes = read_whole(before)
    claims = Claims(notes.plan)
    transfer = read_request(claims, old, new)
    claims.refuse_taken(transfer.exchange)
    redirects = redirects_after(claims, transfer.exchange, on or UNDATED)
    after = relocated(notes.plan, _exchanged(notes, before, transfer), transfer)
    forward(claims, after, redirects)
    fresh = tuple(move for move in redirects if move not in notes.plan.redirects and move.on == (on or UNDATED))
    outcome = replace(compared(before, after), redirects=fresh, is_published=bool(notes.plan.ledger))
    refuse_undated(outcome, "a redirect")
    _prove(notes, read_afterwards(after), claims, transfer)
    return outcome


def read_whole(files: Mapping[str, TextFile]) -> Notes:
    """Read notes of which nothing is lost to a fault. Raises FaultyNotesError where something is."""
    notes = read_notes(file for file in files.values() if not is_kept(file.path))
    faults = in_file_order(problem for problem in notes.problems if problem.is_error)
    if faults:
        raise FaultyNotesError(UNREADABLE, faults)
    return notes


def read_afterwards(files: Mapping[str, TextFile]) -> Notes:
    """Read notes as they would be. Raises RefusedError where something of them would be lost."""
    try:
        return read_whole(files)
    except FaultyNotesError as error:
        raise RefusedError(UNREADABLE, "these problems would be new", error.problems) from error


def write_or_leave_out(files: Files, file: TextFile) -> None:
    """Put a file among others, or take it out where it has become empty."""
    if file.text:
        files[file.path] = file
    else:
        files.pop(file.path, None)


def forward(claims: Claims, files: Files, redirects: Iterable[Move]) -> None:
    """Write the redirects among files, and what else has to be said where they have changed."""
    write_or_leave_out(files, with_redirects(files.get(forwarding.PATH, TextFile(forwarding.PATH, "")), redirects))
    write_or_leave_out(files, with_earlier(files.get(tombstones.PATH, TextFile(tombstones.PATH, "")), claims, redirects))


def compared(before: Mapping[str, TextFile], after: Mapping[str, TextFile]) -> Outcome:
    """Return how files differ."""
    changed = tuple(file for path, file in sorted(after.items()) if before.get(path) != file)
    return Outcome(changed, tuple(sorted(before.keys() - after.keys())))


def refuse_undated(outcome: Outcome, what: str) -> None:
    """Raise RefusedError where something is written that needs its day and has none."""
    days = (*(move.on for move in outcome.redirects), *(removal.on for removal in outcome.removals))
    if UNDATED in days:
        raise RefusedError(f"{what} is written, and that needs its day", "add --date, such as --date 2026-11-23")


def _exchanged(notes: Notes, files: Mapping[str, TextFile], transfer: Transfer) -> Files:
    # A kept draft is what a text once was made into. It follows names, but not items from one list to another.
    follows = isinstance(transfer, Renaming)
    return {
        path: file if is_kept(path) and not follows else exchange_names(notes.plan, file, transfer.exchange) for path, file in files.items()
    }


def _prove(before: Notes, after: Notes, claims: Claims, transfer: Transfer) -> None:
    exchange = transfer.exchange
    moved = frozenset() if isinstance(transfer, Renaming) else frozenset(exchange.table.values())
    names = frozenset(address.page.removeprefix("owners/") for pair in exchange.table.items() for address in pair)
    refuse_new_problems(before, after)
    expected, found = statement(before.plan, exchange, names), statement(after.plan, Exchange(), names)
    refuse_another_plan(expected.unordered(moved), found.unordered(moved))
    refuse_lost_addresses(claims, after.plan, exchange)
