"""`cycleplan new`: starts a cycle, a gathering or a topic."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from cycleplan.cli.application import ExampleCommand, day, dry_run_option, root_option


def _line(text: str) -> str:
    """Read one line of text that everybody can see."""
    from cycleplan.prose import unclean

    text = " ".join(text.split())
    for _, character in unclean(text):
        raise click.BadParameter(f"it holds the invisible character {character}; take it out")
    if not text:
        raise click.BadParameter("it is empty")
    return text


def _kind(text: str) -> str:
    """Read a kind of topic."""
    from cycleplan.model import TopicKind

    if text not in tuple(TopicKind):
        raise click.BadParameter(f"{text!r} is not one of {', '.join(TopicKind)}")
    return text


_ORDER = ("cycle", "gathering", "topic")


class _InOrder(click.Group):
    """A group whose commands stand in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_ORDER)


@click.group(cls=_InOrder)
def new() -> None:
    """Start a cycle, a gathering or a topic.

    Each command writes what is needed and leaves the rest of the notes as it is. A cycle can be given by its number
    or by its name: 2024.2/manila and dalmatian/manila are the same gathering.
    """


_CYCLE_EXAMPLES = (("Open a cycle:", "cycleplan new cycle 2025.1 Epoxy --released 2025-04-02"),)
_GATHERING_EXAMPLES = (
    ("Start the notes of a gathering:", "cycleplan new gathering 2024.2/manila --from 2024-04-08 --to 2024-04-12"),
    ("The same for a team that teams.yaml does not have yet:", "cycleplan new gathering 2024.2/nova --add-team Nova"),
)
_TOPIC_EXAMPLES = (
    ("Start a topic:", "cycleplan new topic 2024.2/manila/pool-weigher --title 'Weigh pools' --kind feature"),
    (
        "Take up a topic of an earlier cycle:",
        "cycleplan new topic epoxy/manila/weighers --title Weighers --continues 2024.2/manila/pool-weigher",
    ),
)


@new.command(cls=ExampleCommand, examples=_CYCLE_EXAMPLES)
@click.argument("number")
@click.argument("name", type=_line)
@click.option("--released", type=day, metavar="DAY", help="The day of its release, as 2024-10-02.")
@dry_run_option
@root_option
def cycle(root: Path, number: str, name: str, released: date | None, *, dry_run: bool) -> None:
    """Add a cycle by its NUMBER and NAME to cycles.yaml."""
    from cycleplan.cli.starting import start_cycle

    start_cycle(root, number, name, released, dry_run=dry_run)


@new.command(cls=ExampleCommand, examples=_GATHERING_EXAMPLES)
@click.argument("gathering", metavar="CYCLE/TEAM")
@click.option("--title", type=_line, metavar="TEXT", help="What its page is called.  [default: from the team and the cycle]")
@click.option("--from", "first", type=day, metavar="DAY", help="The first day on which the team met.")
@click.option("--to", "last", type=day, metavar="DAY", help="The last day on which the team met.")
@click.option("--add-team", type=_line, metavar="TITLE", help="Add the team to teams.yaml, too, under this title.")
@dry_run_option
@root_option
def gathering(root: Path, gathering: str, *, dry_run: bool, **values: Any) -> None:
    """Make the folder and the gathering.yaml of a team's part of a gathering."""
    from cycleplan.cli.starting import start_gathering

    first, last = values["first"], values["last"]
    if (first is None) != (last is None):
        raise click.UsageError("Give both --from and --to, or neither.")
    if first and last and last < first:
        raise click.UsageError("--to is before --from.")
    met = (first, last) if first and last else None
    start_gathering(root, gathering, values["title"], met, values["add_team"], dry_run=dry_run)


@new.command(cls=ExampleCommand, examples=_TOPIC_EXAMPLES)
@click.argument("topic", metavar="CYCLE/TEAM/TOPIC")
@click.option("--title", type=_line, required=True, metavar="TEXT", help="What its page is called.")
@click.option("--kind", type=_kind, metavar="KIND", help="What sort of work it is: feature, debt or process.")
@click.option("--summary", type=_line, metavar="TEXT", help="One sentence, shown wherever the topic is listed.")
@click.option("--led-by", multiple=True, metavar="OWNER", help="Who leads it, by a key of owners.yaml; may be repeated.")
@click.option("--continues", metavar="CYCLE/TEAM/TOPIC", help="The topic of an earlier cycle that it takes up.")
@dry_run_option
@root_option
def topic(root: Path, topic: str, *, dry_run: bool, **values: Any) -> None:
    """Make the file of a topic and list it last in its gathering.

    TOPIC becomes a part of the topic's address for ever: choose a short name of a-z, 0-9 and hyphens.
    """
    from cycleplan.cli.starting import start_topic

    start_topic(root, topic, values, dry_run=dry_run)
