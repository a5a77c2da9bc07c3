"""The commands: the only part that prints and that ends the program."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from cycleplan.cli.application import cycleplan
from cycleplan.cli.exits import COULD_NOT_RUN, INTERRUPTED, CannotRun, remedy

_COLLECT_AFTER = 100_000


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end the program with its exit code; a fault of our own is told in one line."""
    # A plan is built up to be kept, and has no cycles: looking for them again and again is a tenth of the time of a command.
    gc.set_threshold(_COLLECT_AFTER, 50, 50)
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: Sequence[str]) -> int:
    try:
        code = cycleplan.main(args=arguments, prog_name="cycleplan", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _told(error)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return _told(CannotRun(f"{error.filename or 'the system'}: {error.strerror or error}", remedy(error)))
    except Exception as error:  # nobody but us should meet a traceback
        return _bug(error)
    return code if isinstance(code, int) else 0


def _told(error: click.ClickException) -> int:
    error.show()
    return error.exit_code


def _unheard() -> int:
    # Whoever read our output has gone. Python would complain once more when it flushes at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return COULD_NOT_RUN


def _bug(error: Exception) -> int:
    if os.environ.get("CYCLEPLAN_TRACEBACK"):
        traceback.print_exception(error)
    said = " ".join(str(error).split())[:300]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    click.echo(f"cycleplan: internal error: {what}; please report it", err=True)
    click.echo("To see where it comes from, run it again with CYCLEPLAN_TRACEBACK=1 in the environment.", err=True)
    return COULD_NOT_RUN


__all__ = ["cycleplan", "main"]
