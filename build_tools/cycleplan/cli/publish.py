"""`cycleplan publish`: the site in a folder that a web server serves."""

from __future__ import annotations

import re
from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, format_option, root_option, strict_option, verbose_option
from cycleplan.cli.exits import CannotRun

_EXAMPLES = (
    ("Publish into a folder, of which a web server serves current/:", "cycleplan publish --to /srv/plan"),
    ("See what that would come to:", "cycleplan publish --to /srv/plan --dry-run"),
    ("Serve the site before again:", "cycleplan publish --to /srv/plan --rollback"),
    ("See which sites are kept there:", "cycleplan publish --to /srv/plan --list"),
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[^/\\]{2,}:")
"""An address, or a path on another machine as rsync and scp spell it; a single letter is a drive of Windows."""


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.option("--to", "target", metavar="DIR", required=True, help="The folder to publish into, made if missing.")
@click.option("--keep", type=click.IntRange(min=1), default=5, show_default=True, metavar="N", help="How many sites to keep there.")
@click.option("--rollback", "rolls_back", is_flag=True, help="Build nothing, and serve the site before the one that is served.")
@click.option("--list", "lists", is_flag=True, help="Build nothing, and list the sites that are kept.")
@click.option("--dry-run", is_flag=True, help="Say what would be published, and leave the folder as it is.")
@click.option("--no-wait", is_flag=True, help="Give up where another publish or build is under way.")
@verbose_option
@format_option
@strict_option
@root_option
@click.pass_context
def publish(
    ctx: click.Context,
    root: Path,
    target: str,
    keep: int,
    form: str,
    *,
    rolls_back: bool,
    lists: bool,
    dry_run: bool,
    no_wait: bool,
    strict: bool,
    verbose: bool,
) -> None:
    """Build the site and publish it into a folder.

    The site is checked, copied beside the one that is served, held against what was built byte by byte, and then
    takes its place in one step: serve the folder DIR/current. The last sites are kept. Feeds and data files that the
    new site no longer makes stay.

    A site is refused whose addresses the ledger does not have, and a ledger that lacks a line that was published
    before.
    """
    from cycleplan.cli.progress import progress
    from cycleplan.cli.publishing import Wish, list_sites, publish_project, roll_back_site

    if rolls_back and lists:
        raise click.UsageError("Give --rollback or --list, not both.")
    wish = Wish(_local(target), keep, dry_run=dry_run, waits=not no_wait)
    if lists:
        list_sites(wish)
    elif rolls_back:
        roll_back_site(wish)
    else:
        ctx.exit(publish_project(root, wish, progress(verbose=verbose), form=form, strict=strict))


def _local(target: str) -> Path:
    if not target.strip():
        raise CannotRun("--to names no folder", "write --to /srv/plan")
    if _ELSEWHERE.match(target):
        hint = "publish into a folder and send that on: docs/guide/publishing.md has recipes for rsync, rclone and the pages services"
        raise CannotRun(f"{target!r} is no folder of this machine", hint)
    return Path(target).resolve()
