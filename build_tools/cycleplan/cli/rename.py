"""`cycleplan rename`: moves what is at an address to another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, date_option, dry_run_option, root_option

_EXAMPLES = (
    ("Give a topic another id:", "cycleplan rename 2024.2/manila/cephfs 2024.2/manila/ceph --date 2026-11-23"),
    (
        "Give an action item another id, and see first what changes:",
        "cycleplan rename 2024.2/manila/cephfs#a1 2024.2/manila/cephfs#file-bug --dry-run",
    ),
    ("Take an action item to another topic:", "cycleplan rename 2024.2/manila/cephfs#a1 2024.2/manila/nfs#a7 --date 2026-11-23"),
    ("Make a part a topic of its own:", "cycleplan rename 2024.2/manila/cephfs#nfsv3 2024.2/manila/nfsv3 --date 2026-11-23"),
    ("Make one topic of two:", "cycleplan rename dalmatian/manila/ganesha dalmatian/manila/cephfs#ganesha --date 2026-11-23"),
    ("Rename an owner:", "cycleplan rename owners/wren owners/mallow --date 2026-11-23"),
    ("Give a work item to another team:", "cycleplan rename specs/manila/quotas specs/nova/quotas --date 2026-11-23"),
    ("Rename a team in all cycles:", "cycleplan rename teams/manila teams/shares --date 2026-11-23"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.argument("old")
@click.argument("new")
@date_option("The day of the redirects; needed where one is written.")
@dry_run_option
@root_option
def rename(root: Path, old: str, new: str, *, day: date | None, dry_run: bool) -> None:
    """Move what is at the address OLD to the address NEW.

    Topics, parts, decisions, action items, owners, work items and teams can move. An address is written without
    .html; a cycle goes by its number or its name. All notes that name the item are changed, comments stay, and
    redirects.yaml leads from each address that the ledger has to the new one.
    """
    from cycleplan.cli.moving import carry_out, moves_told, open_whole
    from cycleplan.moving import rename as moved

    notes = open_whole(root)
    with moves_told(notes.folder):
        outcome = moved(notes.files.values(), old, new, day)
    carry_out(notes, outcome, "redirect", dry_run=dry_run)
