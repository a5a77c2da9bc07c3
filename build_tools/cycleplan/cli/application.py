"""The program: its commands by name, each loaded only when it is asked for, and the options that they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from cycleplan import __version__
from cycleplan.cli.exits import colour

F = TypeVar("F", bound=Callable[..., Any])

_COMMANDS = {
    "init": ("init", "init"),
    "new": ("new", "new"),
    "import": ("importing", "import_"),
    "check": ("check", "check"),
    "fix": ("fix", "fix"),
    "rename": ("rename", "rename"),
    "remove": ("remove", "remove"),
    "record": ("record", "record"),
    "mail": ("mail", "mail"),
    "generate": ("generate", "generate"),
    "build": ("build", "build"),
    "assemble": ("assemble", "assemble"),
    "publish": ("publish", "publish"),
    "serve": ("serve", "serve"),
    "linkcheck": ("linkcheck", "linkcheck"),
}
"""Each command with its module and its name there."""


class ExampleCommand(click.Command):
    """A command whose help ends with examples: command lines, each under a comment that says what it does."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, so that they can be copied."""
        if self.examples:
            with formatter.section("Examples"):
                for what, line in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}# {what}\n{' ' * formatter.current_indent}{line}\n")


class _LazyGroup(click.Group):
    """A group whose commands are modules of this package, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"cycleplan.cli.{module}"), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cycleplan", message="%(prog)s %(version)s")
@click.pass_context
def cycleplan(ctx: click.Context) -> None:
    """Turn the notes of team gatherings into the published plan of a release cycle.

    Notes are YAML files in source_notes/. Write one with `new`, see what is wrong with `check`, and look at the
    site while you write with `serve`; `build` makes the site in docs/_build/html.

    Problems are printed on stdout, all else on stderr. The exit code is 0 where all is well or there are warnings
    only, 1 where the notes have problems, and 2 where the command could not run.
    """
    ctx.color = colour()


def root_option(command: F) -> F:
    """Add the option that names the project."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    text = "A folder of the project, which has source_notes/.  [default: the working directory or the nearest above it]"
    return click.option("-C", "--root", type=kind, default=".", metavar="DIR", help=text)(command)


def format_option(command: F) -> F:
    """Add the option that says in which form problems are printed."""
    kinds = click.Choice(["text", "json", "github"])
    text = "How problems are printed: for people, for programs, or as annotations of a GitHub workflow."
    return click.option("--format", "form", type=kinds, default="text", show_default=True, help=text)(command)


def strict_option(command: F) -> F:
    """Add the option that makes warnings count."""
    return click.option("--strict", is_flag=True, help="Let warnings count as problems.")(command)


def dry_run_option(command: F) -> F:
    """Add the option that shows a change instead of making it."""
    return click.option("--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing.")(command)


def date_option(text: str, *, required: bool = False) -> Callable[[F], F]:
    """Return what adds the option that says a day; no command takes one from the clock unless it is told `today`."""
    return click.option("--date", "day", type=day, metavar="DAY", required=required, help=text)


def day(text: str) -> date:
    """Read a day of the calendar, as notes write it, or `today` for that of UTC, in which the days of a plan begin."""
    if text == "today":
        return today()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise click.BadParameter(f"{text!r} is no day; write it as 2024-04-08")
    return found


def today() -> date:
    """Return the day that it is in UTC."""
    return datetime.now(UTC).date()


def verbose_option(command: F) -> F:
    """Add the option that shows progress where there is no terminal."""
    return click.option("-v", "--verbose", is_flag=True, help="Show the progress also where stderr is no terminal.")(command)


def jobs_option(command: F) -> F:
    """Add the option that says how many processes render."""
    told = "How many processes render pages at a time; without it, one for each processor."
    return click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", default=None, help=told)(command)


def _unknown(name: str) -> str:
    from cycleplan.problems import nearest

    return f"No such command {name!r}. {nearest(name, _COMMANDS).capitalize() or 'See cycleplan --help.'}"
