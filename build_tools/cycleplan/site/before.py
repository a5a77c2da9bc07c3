"""The site that is served while another is made: what is the same in both need not be written once more."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cycleplan.site.manifest import SUMS, Hashes, read_sums
from cycleplan.site.swap import pages_folder, served, site_folder


@dataclass(frozen=True, slots=True)
class Before:
    """A site by the folder of its pages, the hash of each file, and the time at which these were written down, in nanoseconds."""

    pages: Path
    sums: Hashes
    at: int

    def link(self, path: str, hashed: str, to: str) -> bool:
        """Let a new path be that of a file which has this hash; return whether there is one that nobody wrote to since."""
        if self.sums.get(path) != hashed:
            return False
        file = f"{self.pages}/{path}"
        try:
            found = os.lstat(file)
            if not stat.S_ISREG(found.st_mode) or found.st_mtime_ns >= self.at:
                return False
            os.link(file, to)
        except OSError:
            return False
        return True


def find_before(front: Path, read: Callable[[Path], Hashes] = read_sums) -> Before | None:
    """Return the site that is served, if there is one; `read` is what reads the list of its files."""
    name = served(front)
    folder = site_folder(front, name)
    return Before(pages_folder(front, name), read(folder), (folder / SUMS).stat().st_mtime_ns) if name else None
