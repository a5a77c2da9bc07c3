"""What a command says of itself while it works and when it is done: lines on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click


def say(message: str) -> None:
    """Print a line of status."""
    click.echo(message, err=True)


def progress(*, verbose: bool) -> Callable[[str], None]:
    """Return what tells the steps of long work: on a terminal or where asked for, and otherwise nothing."""
    if verbose or sys.stderr.isatty():
        return lambda step: say(click.style(f"  {step}", dim=True))
    return lambda step: None


def shown(path: Path) -> str:
    """Return a path as it is shortest from the working directory, where it is inside."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # somebody removed it
        return str(path)
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
