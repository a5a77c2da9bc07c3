"""Where texts of pages wait until they are written: a large plan has more of them than memory should be filled with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from cycleplan.composing import Shelf
from cycleplan.textfile import File, LateFile, PackedFile, unpack

try:
    import fcntl
except ImportError:  # Windows has none, and no copies of a process either.
    fcntl = None  # type: ignore[assignment]


@contextmanager
def shelf_in(folder: Path) -> Iterator[Shelf]:
    """Give a shelf for as long as the block lasts: a file in a folder, of which nothing stays, however the process ends.

    Copies of the process put their files onto the same one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        yield partial(_put, file.fileno())


def _put(shelf: int, file: PackedFile) -> File:
    with _alone(shelf):
        at = os.lseek(shelf, 0, os.SEEK_END)
        rest = memoryview(file.packed)
        while rest:
            rest = rest[os.write(shelf, rest) :]
    return LateFile(file.path, file.hashed, partial(_text, shelf, at, len(file.packed)))


def _text(shelf: int, at: int, size: int) -> str:
    if hasattr(os, "pread"):
        # It leaves the place alone at which another process may write.
        return unpack(os.pread(shelf, size, at))
    os.lseek(shelf, at, os.SEEK_SET)
    return unpack(os.read(shelf, size))


@contextmanager
def _alone(shelf: int) -> Iterator[None]:
    """Let one process at a time write: copies have one place in a file in common."""
    if fcntl is None:
        yield
        return
    fcntl.lockf(shelf, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(shelf, fcntl.LOCK_UN)
