"""The next site out of the one that is served, where only some of its files change.

To link all of a large site anew takes far longer than to write what changes in it. So the site that was served before, which nobody
is sent to any more, is made the same as the one that is served, by the few files in which they differ, and goes on as the next one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cycleplan.site.before import Before
from cycleplan.site.folders import Fresh
from cycleplan.site.manifest import hash_file, read_sums
from cycleplan.site.swap import HTML, flush_files, names, served, site_folder


class CannotRenewError(Exception):
    """The site that is served cannot be made again out of the files that there are."""


class Renewed:
    """A folder with the files of the site that is served, in which some are replaced before it is served itself.

    `sums` has the hash of each of its files by its path. What is written takes the place of a file, and never goes into it, as others
    have that too.
    """

    def __init__(self, work: Path, front: Path, before: Before) -> None:
        """Make the folder `html` in a folder to work in; raises CannotRenewError where it cannot be made."""
        self.html = work / HTML
        self.sums = dict(before.sums)
        self._before = before
        self._written: set[str] = set()
        self._folders: set[str] = set()
        self._fresh = Fresh(self.html)
        there = self._take_older(work, front)
        for path in there.keys() - before.sums.keys():
            self._unlink(path)
        for path, hashed in before.sums.items():
            if there.get(path) != hashed:
                self._link(path, hashed)

    def put(self, path: str, content: bytes, hashed: str) -> None:
        """Let a file have this content, which has this hash."""
        self._unlink(path)
        Path(self._fresh.place(path)).write_bytes(content)
        self.sums[path] = hashed
        self._written.add(path)

    def replace(self, path: str, texts: Iterable[tuple[str, str]]) -> None:
        """Put texts into the place of others in a file, each of which is there once; raises CannotRenewError where one is not."""
        content = (self.html / path).read_bytes()
        for before, now in texts:
            old, new = before.encode(), now.encode()
            at = content.find(old)
            if at < 0 or (old != new and content.find(old, at + 1) >= 0):
                raise CannotRenewError(f"{path} has not what was written into it")
            content = b"".join((memoryview(content)[:at], new, memoryview(content)[at + len(old) :]))
        self.put(path, content, hashlib.sha256(content).hexdigest())

    def take(self, paths: Iterable[str]) -> None:
        """Take in files that somebody else wrote into the folder."""
        for path in paths:
            hashed = hash_file(self.html / path)
            if self._before.sums.get(path) == hashed:
                self._link(path, hashed)
            else:
                self._written.add(path)
            self.sums[path] = hashed

    def remove(self, paths: Iterable[str]) -> None:
        """Take files out."""
        for path in paths:
            self._unlink(path)
            del self.sums[path]

    def flush(self) -> None:
        """Let all that changed reach the disk; what is linked has reached it. Folders that have nothing any more go."""
        for name in sorted(self._folders, reverse=True):
            with suppress(OSError):
                os.removedirs(self.html / name)
        flush_files(self.html, self._written, [name for name in self._folders if (self.html / name).is_dir()])

    def _take_older(self, work: Path, front: Path) -> Mapping[str, str]:
        """Take the pages of the site that was served before, and return what they are; nothing where there is no such site."""
        older = [name for name in names(front) if name != served(front) and (site_folder(front, name) / HTML).is_dir()]
        if not older:
            self.html.mkdir()
            return {}
        # By its new name it is no site any more, and goes with all else here if this process is killed.
        taken = site_folder(front, older[-1]).rename(work / "older")
        (taken / HTML).rename(self.html)
        return read_sums(taken)

    def _link(self, path: str, hashed: str) -> None:
        """Let a file be that of the site that is served."""
        self._unlink(path)
        if not self._before.link(path, hashed, self._fresh.place(path)):
            raise CannotRenewError(f"{path} is not what it was")

    def _unlink(self, path: str) -> None:
        self._folders.add(path.rpartition("/")[0])
        (self.html / path).unlink(missing_ok=True)
