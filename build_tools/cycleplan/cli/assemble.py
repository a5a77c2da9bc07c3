"""`cycleplan assemble`: the site out of parts that other machines rendered."""

from __future__ import annotations

from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, format_option, root_option, strict_option, verbose_option

_EXAMPLES = (
    ("On each of two machines, render half of the pages:", "cycleplan build --part 1/2"),
    ("Lay the parts together, once those of both are in docs/_build/parts:", "cycleplan assemble"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@verbose_option
@format_option
@strict_option
@root_option
@click.pass_context
def assemble(ctx: click.Context, root: Path, form: str, *, strict: bool, verbose: bool) -> None:
    """Lay parts together that were rendered by build --part.

    Bring docs/_build/parts of all machines into one folder first. The notes, the code and the versions of what it stands on
    have to be the same on all of them. The site is byte for byte that of build, and is checked as that is; where a part
    is not there, it is named, and the last good site stays.
    """
    from cycleplan.cli.build import build_told
    from cycleplan.cli.progress import progress
    from cycleplan.site.build import Wanted

    ctx.exit(build_told(root, Wanted(strict=strict, assembles=True), progress(verbose=verbose), form=form))
