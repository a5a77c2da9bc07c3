"""`cycleplan build`: the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, format_option, jobs_option, root_option, strict_option, verbose_option
from cycleplan.cli.exits import PROBLEMS, CannotRun, disk_trouble_told

if TYPE_CHECKING:
    from cycleplan.site.build import Built, Wanted
    from cycleplan.workspace import Project

_EXAMPLES = (
    ("Build the site in docs/_build/html:", "cycleplan build"),
    ("Build everything anew, and refuse notes with warnings:", "cycleplan build --force --strict"),
    ("Leave the other processors to others:", "cycleplan build --jobs 1"),
    ("Render on a cluster of Dask:", "cycleplan build --scheduler tcp://10.0.0.1:8786"),
    ("Render the second of four shares of the pages, for cycleplan assemble:", "cycleplan build --part 2/4"),
)


class _Share(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.3 on
    """One of several shares, as in `2/4`."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        number, slash, count = str(value).partition("/")
        if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
            self.fail(f"{value!r} is no share (such as 2/4, the second of four)", param, ctx)
        return int(number), int(count)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.option("--force", is_flag=True, help="Build every part anew, also those that have not changed.")
@click.option("--part", type=_Share(), metavar="K/N", help="Render the K-th of N shares of the pages, and lay nothing together.")
@jobs_option
@click.option("--scheduler", metavar="ADDRESS", default="", help="Render on the workers of this scheduler of Dask.")
@verbose_option
@format_option
@strict_option
@root_option
@click.pass_context
def build(
    ctx: click.Context,
    root: Path,
    form: str,
    *,
    strict: bool,
    verbose: bool,
    jobs: int | None,
    scheduler: str,
    part: tuple[int, int] | None,
    force: bool,
) -> None:
    """Build the site in docs/_build/html.

    Notes with problems stop the build, and the last good site stays as it is. A new site takes its place only when
    it is complete and checked. What did not change is not made again: where only discussions are worded otherwise, a
    build takes about as long for a large plan as for a small one.
    """
    from cycleplan.cli.progress import progress
    from cycleplan.site.build import Wanted

    wanted, step = Wanted(force=force, strict=strict, most=jobs or 0, scheduler=scheduler), progress(verbose=verbose)
    if part:
        ctx.exit(_share(root, part, wanted, step, form=form))
    ctx.exit(build_told(root, wanted, step, form=form))


def build_told(root: Path, wanted: Wanted, step: Callable[[str], None], *, form: str) -> int:
    """Build a site as it is wanted, tell what came of it, and return the exit code."""
    from cycleplan.cli.reporting import exit_code, report
    from cycleplan.site.build import build_site
    from cycleplan.workspace import find_project

    with _refusals_told():
        project = find_project(root)
        built = build_site(project, report=step, wanted=wanted)
    report(built.problems, built.files, project.notes, form=form, strict=wanted.strict)
    _tell(project, built)
    return exit_code(built.problems, strict=wanted.strict) if built.html else PROBLEMS


def _share(root: Path, share: tuple[int, int], wanted: Wanted, step: Callable[[str], None], *, form: str) -> int:
    from cycleplan.cli.progress import say, shown
    from cycleplan.cli.reporting import count, exit_code, report
    from cycleplan.site.build import PARTS
    from cycleplan.site.sharing import render_share
    from cycleplan.workspace import find_project

    with _refusals_told():
        project = find_project(root)
        shared = render_share(project, *share, report=step, wanted=wanted)
    report(shared.problems, shared.files, project.notes, form=form, strict=wanted.strict)
    place = shown(project.build / PARTS)
    what = f"share {share[0]} of {share[1]}: {count(shared.pages, 'page')} in {count(shared.parts, 'part')}, in {place}"
    say(what if shared.is_rendered else "nothing was rendered")
    return exit_code(shared.problems, strict=wanted.strict) if shared.is_rendered else PROBLEMS


@contextmanager
def _refusals_told() -> Iterator[None]:
    from cycleplan.site.errors import SiteError

    with disk_trouble_told():
        try:
            yield
        except SiteError as error:
            raise CannotRun(str(error)) from error


def _tell(project: Project, built: Built) -> None:
    from cycleplan.cli.progress import say, shown
    from cycleplan.cli.reporting import count

    if built.html is None:
        say("nothing was built; the last good site stays" if project.html.exists() else "nothing was built")
    else:
        state = "" if built.changed else "nothing has changed: "
        say(f"{state}{count(built.pages, 'page')} in {shown(project.html)}")
