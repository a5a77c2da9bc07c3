"""The files of a site and their hashes, in the form that `sha256sum --check` reads, so that anybody can hold a site against it."""

from __future__ import annotations

import hashlib
import mmap
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from cycleplan.site.folders import entries_below

SUMS = "SHA256SUMS"
"""The name of the list, which stands beside the pages of a site."""
_DIGITS, _BETWEEN = 64, "  "


def hash_file(path: Path) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_files(html: Path, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return the hash of every file below a folder by its path there, sorted; files whose hash is known are not read."""
    return {path: known.get(path) or hash_file(html / path) for path in sorted(files_below(html))}


def files_below(folder: Path) -> Iterator[str]:
    """Return the path of every file below a folder, with forward slashes."""
    return (path for path, entry in entries_below(folder) if entry.is_file())


def as_sums(files: Mapping[str, str]) -> str:
    """Return the list of files with their hashes."""
    return "".join(f"{hashed}{_BETWEEN}{path}\n" for path, hashed in files.items())


class Hashes(Protocol):
    """What has the hash of each file by its path."""

    def get(self, path: str, /) -> str | None:
        """Return the hash of a file, or nothing where there is no such file."""


def read_sums(site: Path) -> dict[str, str]:
    """Return what the list of a site says, which is nothing where there is none."""
    sums = site / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    return {path: hashed for hashed, _, path in (line.partition("  ") for line in lines)}


def glance_at_sums(site: Path) -> Sums:
    """Return the list of a site without reading it; raises OSError where there is none, and ValueError where it is empty."""
    with (site / SUMS).open("rb") as file:
        return Sums(site / SUMS, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


@dataclass(frozen=True, slots=True)
class Sums:
    """The list of a site as it stands in its file, with sorted paths. Few of the lines are looked at to find one."""

    path: Path
    content: mmap.mmap

    def get(self, path: str) -> str | None:
        """Return the hash of a file, or nothing where the list has no such file."""
        start, end = self._place(path.encode())
        return self.content[start : start + _DIGITS].decode() if end > start else None

    def write(self, to: Path, files: Mapping[str, str | None]) -> None:
        """Write the list in which some files have other hashes, or are there or not, where nothing is given."""
        places = [(*self._place(path.encode()), _line(path, hashed) if hashed else b"") for path, hashed in sorted(files.items())]
        if all(end - start == len(line) for start, end, line in places):
            # Where no line comes or goes, the system copies a large list in less time than it takes to read it.
            shutil.copyfile(self.path, to)
            with to.open("r+b") as file:
                for start, _, line in places:
                    file.seek(start)
                    file.write(line)
            return
        last = 0
        with to.open("wb") as file:
            for start, end, line in (*places, (len(self.content), 0, b"")):
                file.write(self.content[last:start])
                file.write(line)
                last = end

    def renew(self, older: Path, files: Mapping[str, str | None]) -> bool:
        """Write into the list of an older site what this one has, with other hashes of some files, and return whether that could be done.

        `files` are all in which the two differ. It can where each of them is in this list before and after, and the lists are of one size:
        then both have the same paths, and each line is where it was.
        """
        places = [(*self._place(path.encode()), _line(path, hashed) if hashed else b"") for path, hashed in sorted(files.items())]
        if older.stat().st_size != len(self.content) or any(end - start != len(line) for start, end, line in places):
            return False
        with older.open("r+b") as file:
            for start, _, line in places:
                file.seek(start)
                file.write(line)
        return True

    def _place(self, path: bytes) -> tuple[int, int]:
        """Return where the line of a path begins and ends, or where it would stand, twice."""
        low, high = 0, len(self.content)
        while low < high:
            start = self.content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.content.find(b"\n", start) + 1 or len(self.content)
            found = self.content[start + _DIGITS + len(_BETWEEN) : end - 1]
            if found == path:
                return start, end
            low, high = (end, high) if found < path else (low, start)
        return low, low


def _line(path: str, hashed: str) -> bytes:
    return f"{hashed}{_BETWEEN}{path}\n".encode()


def damages(html: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the path of each file that a folder lacks, holds in other bytes, or holds beyond the list."""
    present = hash_files(html)
    for path in sorted({*files, *present}):
        if files.get(path) != present.get(path):
            yield path
