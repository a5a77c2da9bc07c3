"""Parts that were rendered, each in a folder by the hash of what it was made of, so that none is rendered twice.

A part is whole or not there: it is made aside and renamed to its place. It is found again only if each of its files still
has the bytes that it had, so that parts can be brought from other machines, and a file that somebody edited is not used.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cycleplan.site.folders import entries_below
from cycleplan.site.guard import PageReading
from cycleplan.site.manifest import damages
from cycleplan.site.readings import REFUSED, from_table
from cycleplan.site.swap import flush
from cycleplan.textfile import hash_text

PAGES = "html"
KNOWN = "part.json"
_SEEN = ".seen"
_LAST = "last"
_KEPT_BYTES = 256 * 2**20
"""Of parts that the newest site does not have."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A part as it was rendered: where its files are, the hash of each, and what its pages hold for others.

    `read` has the hash of what was read for each page.
    """

    html: Path
    files: Mapping[str, str]
    pages: Mapping[str, PageReading]
    read: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """What parts have in common that differ by what is read for their pages: a name, and the hash of all else that they come from."""

    name: str
    hashed: str


class Store:
    """The parts below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Rendered | None:
        """Return the part of a key, where it is there and undamaged."""
        place = self._place(key)
        try:
            known = json.loads((place / KNOWN).read_text(encoding="utf-8"))
            part = Rendered(place / PAGES, known["files"], from_table(known["pages"]), dict(known["read"]))
            if not _is_seen(place, part):
                if any(damages(part.html, part.files)):
                    return None
                _see(place)
            os.utime(place)
        except (OSError, *REFUSED):
            return None
        return part

    def last(self, form: Form) -> Rendered | None:
        """Return the part of a form that was put last, where it is the last of its name, still there, and undamaged."""
        try:
            said, _, key = self._note(form.name).read_text(encoding="utf-8").partition(" ")
        except (OSError, ValueError):
            return None
        return self.find(key) if said == form.hashed else None

    def put(self, key: str, made: Path, answer: Mapping[str, Any], form: Form, read: Mapping[str, str]) -> Rendered:
        """Take in a part that was made in a folder, whose pages are in `html` there, and return it; `read` is what was read for each."""
        place = self._place(key)
        (made / KNOWN).write_text(json.dumps({"files": answer["files"], "pages": answer["pages"], "read": read}), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        flush(made)
        made.rename(place)
        _see(place)
        self._note(form.name).parent.mkdir(exist_ok=True)
        self._note(form.name).write_text(f"{form.hashed} {key}", encoding="utf-8")
        return Rendered(place / PAGES, answer["files"], from_table(answer["pages"]), read)

    def forget(self, used: Iterable[str]) -> None:
        """Remove the parts that are not among the used ones, but keep some of those that were used last."""
        kept, left = {self._place(key) for key in used}, _KEPT_BYTES
        others = sorted((place for place in self.folder.glob("??/*") if place not in kept), key=lambda place: place.stat().st_mtime_ns)
        for place in reversed(others):
            left -= sum(entry.stat().st_size for _, entry in entries_below(place))
            if left < 0:
                shutil.rmtree(place, ignore_errors=True)

    def _note(self, name: str) -> Path:
        """Return the file that says which part of a name was put last."""
        return self.folder / _LAST / hash_text(name)[:32]

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _is_seen(place: Path, part: Rendered) -> bool:
    """Tell whether the files of a part are known to have their bytes: they were read here, and nobody wrote to or replaced one since.

    A part that was brought from another folder or machine has other numbers in the file system, and was not seen here.
    """
    seen = place / _SEEN
    if not seen.is_file() or seen.read_text(encoding="utf-8") != _numbers(place):
        return False
    at = seen.stat().st_mtime_ns
    there = {path: entry for path, entry in entries_below(part.html) if entry.is_file()}
    return part.files.keys() == there.keys() and all(entry.stat(follow_symlinks=False).st_mtime_ns < at for entry in there.values())


def _see(place: Path) -> None:
    (place / _SEEN).write_text(_numbers(place), encoding="utf-8")


def _numbers(place: Path) -> str:
    """Return the hash of the numbers that the file system has for a part and for each of its files."""
    return hash_text(repr((place.stat().st_ino, sorted((path, entry.inode()) for path, entry in entries_below(place / PAGES)))))
