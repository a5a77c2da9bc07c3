"""`cycleplan fix`: what a program can mend in notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, dry_run_option, root_option
from cycleplan.cli.exits import CLEAN, PROBLEMS

if TYPE_CHECKING:
    from cycleplan.model import Ledger
    from cycleplan.problems import Problem
    from cycleplan.textfile import TextFile

_EXAMPLES = (
    ("See which ids would be written:", "cycleplan fix --dry-run"),
    ("Write them:", "cycleplan fix"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@dry_run_option
@root_option
@click.pass_context
def fix(ctx: click.Context, root: Path, *, dry_run: bool) -> None:
    """Write the ids that parts, decisions and action items lack.

    An id is a part of an address for ever. The new ones are p1, d1 and a1 and so on, above every number that the
    topic has or has published before; all else in the files stays as it is, to the byte. Files that are no YAML are
    left alone and reported.
    """
    from cycleplan.cli.editing import apply, open_notes
    from cycleplan.cli.progress import say
    from cycleplan.cli.reporting import as_text, count

    notes = open_notes(root)
    fixed, problems = _fixed(tuple(notes.files.values()), notes.plan.ledger)
    apply(notes, fixed, dry_run=dry_run)
    if problems:
        click.echo(as_text(problems, notes.folder))
    written = "would get" if dry_run else "got"
    say(f"{count(len(fixed), 'file')} {written} ids" if fixed else "no id was missing")
    ctx.exit(PROBLEMS if problems else CLEAN)


def _fixed(files: tuple[TextFile, ...], ledger: Ledger) -> tuple[list[TextFile], list[Problem]]:
    from cycleplan.notes.layout import FileKind, notes_path
    from cycleplan.notes.writer import NotEditableError, add_missing_ids

    fixed: list[TextFile] = []
    problems: list[Problem] = []
    for file in files:
        place = notes_path(file.path)
        if place is None or place.kind is not FileKind.TOPIC:
            continue
        try:
            after = add_missing_ids(file, ledger.fragments.get(file.path.removesuffix(".yaml"), frozenset()))
        except NotEditableError as error:
            problems.extend(error.problems or _by_hand(file.path))
            continue
        if after != file:
            fixed.append(after)
    return fixed, problems


def _by_hand(path: str) -> tuple[Problem, ...]:
    from cycleplan.checks.ids import NEEDED_ID
    from cycleplan.problems import Location

    return (NEEDED_ID.broken(Location(path), "items without an id, written in a way that fix does not change", "write the ids by hand"),)
