"""What a command ends with: its exit code, and the message where it could not run."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

CLEAN = 0
PROBLEMS = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130


class CannotRun(click.ClickException):
    """A command cannot do its work at all: one clause that says why, and in the hint what to do about it."""

    exit_code = COULD_NOT_RUN

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on stderr; lines after its first, which list what it speaks of, are indented."""
        first, *others = ["".join(map(_visible, line)) for line in self.message.splitlines()] or [""]
        click.echo(f"{click.style('cycleplan:', fg='red', bold=True)} {first}", file=file, err=file is None, color=colour())
        for line in others:
            click.echo(f"  {line}", file=file, err=file is None)


_REMEDIES = {
    errno.EEXIST: "a file is in the place of a folder; move it away",
    errno.ENOTDIR: "a file is in the place of a folder; move it away",
    errno.EISDIR: "a folder is in the place of a file; move it away",
    errno.ENOSPC: "make room on the disk, and run it again",
    errno.EDQUOT: "make room on the disk, and run it again",
    errno.EACCES: "see its permissions",
    errno.EPERM: "see its permissions",
    errno.EROFS: "nothing can be written there; work on a copy",
}


def remedy(error: BaseException | None) -> str:
    """Return what to do where the system refuses something, if that is known."""
    if not isinstance(error, OSError):
        return ""
    if isinstance(error, FileExistsError) and error.filename and (there := Path(error.filename)).is_symlink() and not there.exists():
        return "it is a link that leads nowhere; remove it, or make the folder that it leads to"
    return _REMEDIES.get(error.errno or 0, "")


def colour() -> bool | None:
    """Return False where NO_COLOR is set (no-color.org), and otherwise nothing: a terminal decides."""
    return False if os.environ.get("NO_COLOR") else None


def _visible(character: str) -> str:
    return character if character.isprintable() else f"\\x{ord(character):02x}"


@contextmanager
def disk_trouble_told() -> Iterator[None]:
    """Turn what the folders of a project refuse into the message of the command."""
    from cycleplan.workspace import WorkspaceError

    try:
        yield
    except WorkspaceError as error:
        raise CannotRun(str(error), remedy(error.__cause__)) from error
