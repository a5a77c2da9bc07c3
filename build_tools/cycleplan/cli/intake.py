"""Reads the files that an import is given, each with a clear word where it cannot be read."""

from __future__ import annotations

import mmap
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cycleplan.cli.exits import CannotRun

if TYPE_CHECKING:
    from cycleplan.mail.reading import Mailbox
    from cycleplan.mail.source import Source


def read_sources(files: Sequence[Path], message_id: str) -> list[Source]:
    """Return the sources of files in order; `-` is standard input. Raises CannotRun."""
    from cycleplan.mail.reading import read_source
    from cycleplan.mail.source import UnreadableError

    sources = []
    for path in files:
        with _content(path) as content:
            try:
                sources.append(read_source(path.name or "-", content, message_id=message_id))
            except UnreadableError as error:
                raise CannotRun(f"{path}: {error}", error.hint) from error
    return sources


@contextmanager
def _content(path: Path) -> Iterator[Mailbox]:
    """Give the bytes of a file; those of a mailbox are mapped and not read, so that a large archive costs no memory."""
    from cycleplan.mail.reading import LARGEST_SOURCE

    if str(path) == "-":
        yield sys.stdin.buffer.read(LARGEST_SOURCE + 1)
        return
    if not path.exists():
        raise CannotRun(f"there is no file {str(path)!r}", "see its name")
    if not path.is_file():
        raise CannotRun(f"{str(path)!r} is no regular file", "name the file itself")
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content
