"""`cycleplan remove`: takes an item out of the notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, date_option, dry_run_option, root_option

_EXAMPLES = (
    (
        "Take out a topic:",
        "cycleplan remove 2024.2/manila/cephfs --because 'It was noted twice.' --see 2024.2/manila/ganesha --date 2026-11-23",
    ),
    ("See what taking out an action item changes:", "cycleplan remove 2024.2/manila/cephfs#a1 --date 2026-11-23 --dry-run"),
    ("Write down what somebody has deleted:", "cycleplan remove owners/wren --title Wren --date 2026-11-23"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.argument("item")
@click.option("--because", default="", metavar="TEXT", help="Why it goes, in one sentence of Markdown.")
@click.option("--see", default="", metavar="ADDRESS", help="Where to look instead: an address of the plan or of the web.")
@click.option("--title", default="", metavar="TEXT", help="What it was.  [default: its title or its text]")
@date_option("The day of the removal; needed where the item was published.")
@dry_run_option
@root_option
def remove(root: Path, item: str, *, because: str, see: str, title: str, day: date | None, dry_run: bool) -> None:
    """Take the item at the address ITEM out of the notes.

    Topics, parts, decisions, action items, owners and work items can go, as soon as no other notes name them. What
    the ledger has of them is written down in removed.yaml: their addresses stay, and say what was there.
    """
    from cycleplan.cli.moving import carry_out, moves_told, open_whole
    from cycleplan.moving import remove as removed

    notes = open_whole(root)
    with moves_told(notes.folder):
        outcome = removed(notes.files.values(), item, day, title=title, because=because, see=see)
    carry_out(notes, outcome, "removal", dry_run=dry_run)
