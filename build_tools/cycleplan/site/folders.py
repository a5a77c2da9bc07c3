"""Folders with many files: walks that look at each file no more often than somebody asks, and files laid into a new folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(folder: Path) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Yield a folder and each folder below it by its path there, `""` for itself, with what it has that is no folder.

    Links are not followed, and those that lead to folders are among what is no folder. Nothing is in any order. A folder that is
    not there has nothing; raises OSError for one that cannot be read.
    """
    left = [("", str(folder))] if folder.is_dir() else []
    while left:
        within, place = left.pop()
        others = []
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append((f"{within}/{entry.name}" if within else entry.name, entry.path))
                else:
                    others.append(entry)
        yield within, others


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield whatever is below a folder and is no folder itself, by its path there with forward slashes."""
    for within, entries in walk(folder):
        yield from ((f"{within}/{entry.name}" if within else entry.name, entry) for entry in entries)


class Fresh:
    """A folder that files are laid into; each folder in it is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._there: set[str] = set()

    def place(self, path: str) -> str:
        """Return where a file of this path is to be, in a folder that is there."""
        within = path.rpartition("/")[0]
        if within not in self._there:
            os.makedirs(f"{self._folder}/{within}", exist_ok=True)  # noqa: PTH103  # a Path for each of many files costs more than the file
            self._there.add(within)
        return f"{self._folder}/{path}"
