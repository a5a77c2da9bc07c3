"""`cycleplan check`: what is wrong with the notes."""

from __future__ import annotations

from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, format_option, root_option, strict_option
from cycleplan.cli.exits import disk_trouble_told

_EXAMPLES = (
    ("See what is wrong with the notes of this project:", "cycleplan check"),
    ("Mark the places in a pull request, and let warnings fail it:", "cycleplan check --format github --strict"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@format_option
@strict_option
@root_option
@click.pass_context
def check(ctx: click.Context, root: Path, form: str, *, strict: bool) -> None:
    """Tell what is wrong with the notes, and where.

    Reads all notes and makes all pages of the plan without writing anything. What it accepts can be built. Each
    problem has a code, which the reference of rules explains.
    """
    from cycleplan import workspace
    from cycleplan.cli.reporting import report
    from cycleplan.site.remembered import outcome_of

    with disk_trouble_told():
        project = workspace.find_project(root)
        intake = workspace.read_notes_folder(project.notes)
        docs = workspace.read_docs(project.docs)
        outcome = outcome_of(project, intake, docs)
    ctx.exit(report(outcome.problems, len(intake.files), form=form, strict=strict, folder=project.notes.name))
