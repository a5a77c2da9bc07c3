"""Writes the reference of the commands from their own help: `python -m cycleplan.cli.commands_reference FILE`."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from cycleplan.cli.application import ExampleCommand, cycleplan

_PATH = re.compile(r"(?:source_notes|docs)/(?:\w+(?:/\w+)*/?)?|\w+\.yaml|\b20\d\d\.\d(?:/[\w-]+)*|\b[a-z]+/manila")


def commands_reference() -> str:
    """Return a page of Markdown on every command: what it does, its usage, its options and examples."""
    root = click.Context(cycleplan, info_name="cycleplan", **cycleplan.context_settings)
    blocks = ["# Commands", _help(cycleplan)]
    for command, ctx in _commands(root):
        blocks += [f"## {ctx.command_path}", _help(command), _fenced(command.collect_usage_pieces(ctx), ctx.command_path)]
        if isinstance(command, ExampleCommand):
            blocks += [_options(command, ctx), *_examples(command)]
    return "\n\n".join(blocks) + "\n"


def _commands(ctx: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    if not isinstance(ctx.command, click.Group):
        return
    for name in ctx.command.list_commands(ctx):
        command = ctx.command.get_command(ctx, name)
        assert command is not None
        inner = click.Context(command, parent=ctx, info_name=name)
        yield command, inner
        yield from _commands(inner)


def _help(command: click.Command) -> str:
    return _told(inspect.cleandoc(command.help or ""))


def _told(text: str) -> str:
    return _PATH.sub(r"`\g<0>`", text.replace("[", "\\["))


def _fenced(pieces: list[str], path: str) -> str:
    return f"```text\n{' '.join((path, *pieces))}\n```"


def _options(command: click.Command, ctx: click.Context) -> str:
    # Newer versions of click help with arguments, too; their names say enough here.
    options = (parameter for parameter in command.get_params(ctx) if isinstance(parameter, click.Option))
    records = [record for option in options if (record := option.get_help_record(ctx))]
    rows = [f"| `{_cell(names)}` | {_told(_cell(text))} |" for names, text in records]
    return "\n".join(("| Option | What it does |", "| --- | --- |", *rows))


def _cell(text: str) -> str:
    # A bar ends a cell even in code.
    return " ".join(text.split()).replace("|", "\\|")


def _examples(command: ExampleCommand) -> Iterator[str]:
    for what, line in command.examples:
        yield f"{what}\n\n```shell\n{line}\n```"


def main(path: str) -> None:
    """Write the reference to a file."""
    Path(path).write_text(commands_reference(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
