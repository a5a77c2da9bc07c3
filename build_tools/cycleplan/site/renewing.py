"""The next site out of the one that is served, where only some of its files change.

To link all of a large site anew takes far longer than to write what changes in it. So the site that was served before, which nobody
is sent to any more, is made the same as the one that is served, by the few files in which they differ, and goes on as the next one.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from io import FileIO
from pathlib import Path

from cycleplan.hands import many_hands
from cycleplan.site.before import Before
from cycleplan.site.folders import Fresh
from cycleplan.site.manifest import SUMS, Sums, hash_file, read_sums
from cycleplan.site.swap import HTML, flush_files, names, served, site_folder
from cycleplan.site.untouched import CHANGED, LEFT, Changed, Left, as_json, folders_of, read_changed, read_left, times_of

_BLOCK = 1 << 18
"""Bytes that are hashed and written at a time, few enough to stay near the processor in between."""

_TRIES = 100_000
"""Times that a file is touched until its time is another, which takes a few thousandths of a second at most where the clock goes on."""

_Hashes = Mapping[str, str | None]
"""The hashes of files by their paths, and nothing for those that are gone."""


class CannotRenewError(Exception):
    """The site that is served cannot be made again out of the files that there are."""


class Renewed:
    """A folder with the files of the site that is served, in which some are replaced before it is served itself.

    What is written takes the place of a file, and never goes into it, as others have that too.
    """

    def __init__(self, work: Path, front: Path, before: Before, sums: Sums) -> None:
        """Make the folder `html` in a folder to work in; `sums` is the list of the site that is served, which is the one `before`.

        Raises CannotRenewError where it cannot be made, or where somebody replaced or took away what is to become of it.
        """
        self.html = work / HTML
        self._sums = sums
        self._before = before
        self._name = served(front)
        self._changed: dict[str, str | None] = {}
        self._written: set[str] = set()
        self._folders: set[str] = set()
        self._fresh = Fresh(self.html)
        self._times: Mapping[str, int] = {}
        self._older: Path | None = None
        self._between = self._take_older(work, front)
        for path, hashed in self._between.items():
            self._unlink(path)
            if hashed is not None:
                self._link(path, hashed)

    def listed(self) -> Path:
        """Write the list of its files beside it, and return the path of that."""
        path, files = self.html.with_name(SUMS), {**self._between, **self._changed}
        # The list of the older site lacks a few hashes of the one that is to be; a copy of another would be written as a whole.
        if self._older and self._sums.renew(self._older, files):
            self._older.rename(path)
        else:
            self._sums.write(path, self._changed)
        self._let_be_later(path)
        return path

    def beside(self, listed: Path) -> dict[str, str]:
        """Return the texts that stand beside it and its list: what it has otherwise than the one before, and how it is left."""
        touched = folders_of(f"{name}/" for name in self._folders)
        times = {name: at for name, at in self._times.items() if name not in touched} | times_of(self.html, touched)
        left = Left(listed.stat().st_size, times, self._before.at)
        return {CHANGED: as_json(Changed(self._name, self._changed)), LEFT: as_json(left)}

    def put(self, path: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Let a file have the content of some pieces."""
        digest = hashlib.sha256()
        self._unlink(path)
        with Path(self._fresh.place(path)).open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        self._note(path, digest.hexdigest())

    def replace(self, path: str, texts: Sequence[tuple[str, str]]) -> None:
        """Put texts into the place of others in a file, each of which is there once; raises CannotRenewError where one is not."""
        with (self.html / path).open("rb", buffering=0) as file:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                places = sorted(_place(content, before.encode(), now.encode()) for before, now in texts if before != now)
            if places:
                self.put(path, _replaced(file, places))

    def take(self, paths: Iterable[str]) -> None:
        """Take in files that somebody else wrote into the folder."""
        for path in paths:
            self._note(path, hash_file(self.html / path))

    def remove(self, paths: Iterable[str]) -> None:
        """Take files out."""
        for path in paths:
            self._unlink(path)
            self._changed[path] = None

    def flush(self) -> None:
        """Let all that changed reach the disk; what is linked has reached it. Folders that have nothing any more go."""
        for name in sorted(self._folders, reverse=True):
            with suppress(OSError):
                os.removedirs(self.html / name)
        flush_files(self.html, self._written, [name for name in self._folders if (self.html / name).is_dir()])

    def _let_be_later(self, listed: Path) -> None:
        """Let the list have a later time than what was written: by that it is known which files nobody wrote to since."""
        written = (path for path in (self.html / name for name in self._written) if path.is_file())
        newest = max((path.stat().st_mtime_ns for path in written), default=0)
        for _ in range(_TRIES):
            if listed.stat().st_mtime_ns > newest:
                break
            os.utime(listed)

    def _note(self, path: str, hashed: str) -> None:
        """Take note of a file that was written; one that is the same as before is linked, since that reached the disk."""
        self._written.add(path)
        self._changed[path] = hashed
        if self._sums.get(path) == hashed:
            del self._changed[path]
            if self._before.holds(path, hashed):
                self._link(path, hashed)
                self._written.discard(path)

    def _take_older(self, work: Path, front: Path) -> _Hashes:
        """Take the pages of the site that was served before, and return which of its files are not those of the one that is served."""
        older = [name for name in names(front) if name != self._name and (site_folder(front, name) / HTML).is_dir()]
        if not older:
            self.html.mkdir()
            self._link_all(read_sums(site_folder(front, self._name)))
            return {}
        left = read_left(site_folder(front, older[-1]))
        if left is None or any(left.touched(site_folder(front, older[-1]) / HTML)):
            raise CannotRenewError("somebody was at the site before")
        self._times = left.folders
        between = _between(front, older[-1], self._name)
        # By its new name it is no site any more, and goes with all else here if this process is killed.
        taken = site_folder(front, older[-1]).rename(work / "older")
        (taken / HTML).rename(self.html)
        self._older = taken / SUMS
        return between

    def _link_all(self, files: Mapping[str, str]) -> None:
        """Let a folder without files have all that the site has that is served; each of these is known by its hash already."""
        whole = replace(self._before, sums=files)

        def linked(paths: Sequence[str]) -> bool:
            return all(whole.link(path, files[path], self._fresh.place(path)) for path in paths)

        self._folders.update(path.rpartition("/")[0] for path in files)
        if not all(many_hands()(linked, [*files])):
            raise CannotRenewError("a file is not what it was")

    def _link(self, path: str, hashed: str) -> None:
        """Let a file be that of the site that is served."""
        self._unlink(path)
        if not self._before.link(path, hashed, self._fresh.place(path)):
            raise CannotRenewError(f"{path} is not what it was")

    def _unlink(self, path: str) -> None:
        self._folders.add(path.rpartition("/")[0])
        (self.html / path).unlink(missing_ok=True)


def _between(front: Path, older: str, newer: str) -> _Hashes:
    """Return the files of a site that are others in an older one, or not there, with their hashes."""
    found = read_changed(site_folder(front, newer))
    if found and found.of == older:
        return found.files
    before, now = read_sums(site_folder(front, older)), read_sums(site_folder(front, newer))
    gone = dict.fromkeys(before.keys() - now.keys())
    return {**gone, **{path: hashed for path, hashed in now.items() if before.get(path) != hashed}}


def _place(content: mmap.mmap, before: bytes, now: bytes) -> tuple[int, int, bytes]:
    """Return where a text begins and ends, and what comes there."""
    at = content.find(before)
    if at < 0 or content.find(before, at + 1) >= 0:
        raise CannotRenewError("a file has not what was written into it")
    return at, at + len(before), now


def _replaced(file: FileIO, places: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes | memoryview]:
    """Yield what is to be in the place of a file; a piece is what it is until the next is asked for."""
    buffer, last = memoryview(bytearray(_BLOCK)), 0
    size = os.fstat(file.fileno()).st_size
    for start, end, now in (*places, (size, size, b"")):
        if start < last:
            raise CannotRenewError("a text stands within another")
        yield from _stretch(file, buffer, last, start)
        yield now
        last = end


def _stretch(file: FileIO, buffer: memoryview, start: int, end: int) -> Iterator[memoryview]:
    """Yield what a file has from one place to another."""
    file.seek(start)
    left = end - start
    while left and (read := file.readinto(buffer[:left])):
        yield buffer[:read]
        left -= read
