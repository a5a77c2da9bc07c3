"""The site that is served while another is made: what is the same in both need not be written once more."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from cycleplan.site.manifest import SUMS, Hashes, read_sums
from cycleplan.site.swap import pages_folder, served, site_folder
from cycleplan.site.untouched import read_changed, read_left


@dataclass(frozen=True, slots=True)
class Before:
    """A site by the folder of its pages and the hash of each file.

    Its files were written before the time `at`, in nanoseconds, but for `later` ones, which were before `ended`. In the folders that
    were `touched` somebody replaced something since.
    """

    pages: Path
    sums: Hashes
    at: int
    ended: int
    later: Container[str] = ()
    touched: frozenset[str] = frozenset()

    def holds(self, path: str, hashed: str) -> bool:
        """Tell whether there is a file of this path and hash that nobody wrote to since."""
        if self.sums.get(path) != hashed or path.rpartition("/")[0] in self.touched:
            return False
        try:
            found = os.lstat(f"{self.pages}/{path}")
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_mtime_ns < (self.ended if path in self.later else self.at)

    def link(self, path: str, hashed: str, to: str) -> bool:
        """Let a new path be that of a file which has this hash; return whether there is one that nobody wrote to since."""
        if not self.holds(path, hashed):
            return False
        try:
            os.link(f"{self.pages}/{path}", to)
        except OSError:
            return False
        return True


def find_before(front: Path, read: Callable[[Path], Hashes] = read_sums) -> Before | None:
    """Return the site that is served, if there is one and it is known how it was left; `read` is what reads the list of its files."""
    name = served(front)
    folder, pages = site_folder(front, name), pages_folder(front, name)
    left = read_left(folder) if name else None
    if left is None:
        return None
    try:
        said = (folder / SUMS).stat()
        sums = read(folder)
    except (OSError, ValueError):
        return None
    if said.st_size != left.size:
        return None
    changed, ended = read_changed(folder), said.st_mtime_ns
    return Before(pages, sums, left.since or ended, ended, changed.files if changed else (), frozenset(left.touched(pages)))
