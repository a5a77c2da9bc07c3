"""`cycleplan generate`: the pages that Sphinx reads, and nothing after them."""

from __future__ import annotations

from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, format_option, root_option, strict_option
from cycleplan.cli.exits import PROBLEMS, disk_trouble_told

_EXAMPLES = (("Write the pages to docs/_build/source, to look at what the notes become:", "cycleplan generate"),)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@format_option
@strict_option
@root_option
@click.pass_context
def generate(ctx: click.Context, root: Path, form: str, *, strict: bool) -> None:
    """Write the pages that Sphinx reads to docs/_build/source.

    A part of what `cycleplan build` does, for those who work on the pages. Notes with problems stop it, and what was
    written before stays as it is.
    """
    from cycleplan import pipeline, workspace
    from cycleplan.cli.progress import say, shown
    from cycleplan.cli.reporting import count, report
    from cycleplan.site.build import write_pages

    with disk_trouble_told():
        project = workspace.find_project(root)
        intake = workspace.read_notes_folder(project.notes)
        outcome = pipeline.run(intake.files, intake.problems, workspace.read_docs(project.docs))
        code = report(outcome.problems, len(intake.files), project.notes, form=form, strict=strict)
        if code == PROBLEMS:
            say("nothing was written")
            ctx.exit(code)
        written = write_pages(project, outcome, report=say)
    changed = f"{count(written.changed, 'file')} changed, {written.removed} removed, {written.unchanged} unchanged"
    say(f"{changed} in {shown(project.source)}")
