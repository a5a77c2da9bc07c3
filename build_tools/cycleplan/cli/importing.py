"""`cycleplan import`: notes from the summary of a gathering."""

from __future__ import annotations

from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, root_option

_EXAMPLES = (
    ("See what a mail comes to, and write nothing:", "cycleplan import summary.eml --cycle 2024.2 --team manila --dry-run"),
    ("Write its notes:", "cycleplan import summary.eml --cycle 2024.2 --team manila"),
    (
        "Take one message out of a list's archive:",
        "cycleplan import list.mbox --message-id '<id@example.org>' --cycle 2024.2 --team manila",
    ),
    ("Look at the notes of another team in a folder of their own:", "cycleplan import pad.txt --cycle 2024.2 --team nova --to nova_notes"),
)


@click.command("import", cls=ExampleCommand, examples=_EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--cycle", required=True, metavar="CYCLE", help="The cycle, by its number or its name.")
@click.option("--team", required=True, metavar="TEAM", help="The team, by its key in teams.yaml.")
@click.option("--add-team", metavar="TITLE", help="What the team is called, where teams.yaml does not have it yet.")
@click.option("--message-id", default="", metavar="ID", help="Which message of an mbox to read.")
@click.option("--to", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Write into this notes folder, made if missing.")
@click.option("--dry-run", is_flag=True, help="Report what would be written, and write nothing.")
@click.option("--keep-mine", is_flag=True, help="Settle every conflict with edited notes in favour of the notes.")
@click.option(
    "--report", "report_path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.json", help="Write the report as JSON, too."
)
@root_option
@click.pass_context
def import_(
    ctx: click.Context,
    root: Path,
    files: tuple[Path, ...],
    cycle: str,
    team: str,
    add_team: str | None,
    message_id: str,
    folder: Path | None,
    report_path: Path | None,
    *,
    dry_run: bool,
    keep_mine: bool,
) -> None:
    """Make notes of the summary of a gathering: a mail, a pad, or a post.

    Reads plain text, messages, mboxes, HTML, Markdown and reStructuredText; - is standard input. Writes
    gathering.yaml and one file for each topic, and adds new owners and work items to owners.yaml and specs. What is
    a guess has `review` with the reason. The report tells what was found, and every line of the text that went
    nowhere.

    Importing the same text again changes nothing. Importing a corrected text keeps what people have edited since;
    where both changed the same thing, the notes stay as they are, and the conflict is shown.
    """
    from cycleplan.cli.intake import read_sources
    from cycleplan.cli.taking_in import Order, take_in

    sources = read_sources(files, message_id)
    order = Order(root, folder, cycle, team, add_team, keep_mine=keep_mine, dry_run=dry_run)
    ctx.exit(take_in(sources, order, report_path))
