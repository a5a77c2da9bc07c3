"""`cycleplan build`: the whole site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, format_option, jobs_option, root_option, strict_option, verbose_option
from cycleplan.cli.exits import PROBLEMS, CannotRun, disk_trouble_told

if TYPE_CHECKING:
    from cycleplan.site.build import Built
    from cycleplan.workspace import Project

_EXAMPLES = (
    ("Build the site in docs/_build/html:", "cycleplan build"),
    ("Build everything anew, and refuse notes with warnings:", "cycleplan build --force --strict"),
    ("Leave the other processors to others:", "cycleplan build --jobs 1"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.option("--force", is_flag=True, help="Build every part anew, also those that have not changed.")
@jobs_option
@verbose_option
@format_option
@strict_option
@root_option
@click.pass_context
def build(ctx: click.Context, root: Path, form: str, *, strict: bool, verbose: bool, jobs: int | None, force: bool) -> None:
    """Build the site in docs/_build/html.

    Notes with problems stop the build, and the last good site stays as it is. A new site takes its place only when
    it is complete and checked.
    """
    from cycleplan.cli.progress import progress
    from cycleplan.cli.reporting import exit_code, report
    from cycleplan.site.build import build_site
    from cycleplan.site.errors import SiteError
    from cycleplan.workspace import find_project

    with disk_trouble_told():
        project = find_project(root)
        try:
            built = build_site(project, report=progress(verbose=verbose), force=force, strict=strict, most=jobs or 0)
        except SiteError as error:
            raise CannotRun(str(error)) from error
    report(built.problems, built.files, form=form, strict=strict, folder=project.notes.name)
    _tell(project, built)
    ctx.exit(exit_code(built.problems, strict=strict) if built.html else PROBLEMS)


def _tell(project: Project, built: Built) -> None:
    from cycleplan.cli.progress import say, shown
    from cycleplan.cli.reporting import count

    if built.html is None:
        say("nothing was built; the last good site stays" if project.html.exists() else "nothing was built")
    else:
        state = "" if built.changed else "nothing has changed: "
        say(f"{state}{count(built.pages, 'page')} in {shown(project.html)}")
