"""`cycleplan record`: the addresses and texts that the ledger lacks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, date_option, dry_run_option, root_option, today
from cycleplan.cli.exits import PROBLEMS, CannotRun, disk_trouble_told

_EXAMPLES = (
    ("See what the ledger lacks:", "cycleplan record --date today --dry-run"),
    ("Write it down, before you publish:", "cycleplan record --date today"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@date_option("The day of the record, as 2024-04-22 or today.", required=True)
@dry_run_option
@root_option
@click.pass_context
def record(ctx: click.Context, root: Path, day: date, *, dry_run: bool) -> None:
    """Write down in source_notes/ledger/ what the plan serves and the ledger lacks.

    What the ledger has is promised for ever: a build fails as long as one of its addresses leads nowhere. Run it in
    the change that adds an address or mends a text, and commit what it writes. Lines are added, and none is changed or
    taken out. Notes with problems are not recorded.
    """
    from cycleplan import pipeline, workspace
    from cycleplan.cli.editing import OpenNotes, apply
    from cycleplan.cli.progress import say
    from cycleplan.cli.reporting import as_text
    from cycleplan.notes.ledger import FOLDER, sorted_ledger

    _refuse_the_future(day)
    with disk_trouble_told():
        project = workspace.find_project(root)
        intake = workspace.read_notes_folder(project.notes)
        docs = workspace.read_docs(project.docs)
    merged = {file.path: sorted_ledger(file) for file in intake.files if file.path.startswith(f"{FOLDER}/")}
    whole = tuple(merged.get(file.path, file) for file in intake.files)
    _refuse_the_past(day, pipeline.check_files(whole, intake.problems).plan.ledger.newest)
    outcome, changed = pipeline.record_all(whole, intake.problems, docs, day)
    files = tuple((merged | {file.path: file for file in changed}).values())
    if not outcome.is_publishable:
        click.echo(as_text([problem for problem in outcome.problems if problem.is_error], project.notes))
        say("nothing was recorded; mend these problems first")
        ctx.exit(PROBLEMS)
    notes = OpenNotes(project.notes, outcome.plan, {file.path: file for file in intake.files})
    apply(notes, files, dry_run=dry_run)
    added = sum(len(file.text.splitlines()) for file in files) - sum(len(notes.file(file.path).text.splitlines()) for file in files)
    say(_said(added, dry_run=dry_run))


def _refuse_the_future(day: date) -> None:
    # Nothing earlier could be recorded after it. Somewhere it is a day later than in UTC.
    if day > today() + timedelta(days=1):
        raise CannotRun(f"{day} has not come yet", "record on the day on which you publish")


def _refuse_the_past(day: date, newest: date | None) -> None:
    if newest and day < newest:
        raise CannotRun(f"the ledger goes to {newest} already, and {day} is before that", "record on that day or a later one")


def _said(added: int, *, dry_run: bool) -> str:
    from cycleplan.cli.reporting import count

    if not added:
        return "the ledger lacks nothing"
    return f"{count(added, 'line')} {'would be added' if dry_run else 'added; commit them with the change'}"
