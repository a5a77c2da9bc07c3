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

    Reads all notes and makes all pages of the plan without writing anything; where nobody touched a file since they
    were built, it tells what was found then. Where topics were edited that have the same items, with other words,
    days, logs, owners or work items, it reads those topics alone. What it accepts can be built. Each problem has a
    code, which the reference of rules explains.
    """
    from cycleplan.cli.reporting import report
    from cycleplan.site.build import problems_of
    from cycleplan.workspace import find_project

    with disk_trouble_told():
        project = find_project(root)
        files, problems = problems_of(project)
    ctx.exit(report(problems, files, project.notes, form=form, strict=strict))
