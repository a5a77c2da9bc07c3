"""What the file system says of the files that a site is made of: while it says the same, none of them need be read.

As in the index of git, a file is the same while its size, its times, its mode and its number are ("Racy Git" in the technical
documentation of git). A time says nothing of a file that was written as it was looked at, so what is looked at too soon
after a change is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cycleplan.site.fingerprint import CODE, versions
from cycleplan.site.folders import entries_below
from cycleplan.workspace import DOCS, Project

STAMPS = "stamps.json"
"""The file in the folder of the build that has what was looked at."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a change has another time than the one before, in every file system there is (FAT has the coarsest)."""
_COMPILED = "__pycache__"

_Stamp = tuple[str, int, int, int, int, int]
"""The name of a file, when it was written, when it or what is said of it was changed, its size, mode and number."""


@dataclass(frozen=True, slots=True)
class Look:
    """The hash of what the file system says of all files, the newest time of one of them, and when it was looked at, in nanoseconds."""

    hashed: str
    newest: int
    at: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found by reading the files of a look: the key of their site, and how many files of notes there are."""

    key: str
    files: int


def look(project: Project, settings: Iterable[Path]) -> Look:
    """Look at the notes, the pages of docs/, the files of settings and our code, without reading one; raises OSError where it cannot."""
    at, newest, digest = time.time_ns(), 0, hashlib.sha256()
    pages = [folder for folder in (project.docs / name for name in DOCS) if folder.is_dir()]
    alone = ("", [_stamp(str(path), path.stat()) for path in settings])
    for place, stamps in (alone, *((folder, _below(folder)) for folder in (project.notes, *pages, CODE))):
        newest = max(newest, max((stamp[1] for stamp in stamps), default=0), max((stamp[2] for stamp in stamps), default=0))
        digest.update(repr((str(place), stamps)).encode("utf-8", "surrogatepass"))
    digest.update(repr([*versions()]).encode())
    return Look(digest.hexdigest(), newest, at)


def recall(project: Project, looked: Look) -> Seen | None:
    """Return what was found when it all looked the same, if that was kept."""
    try:
        kept = json.loads((project.build / STAMPS).read_text(encoding="utf-8"))
        return Seen(str(kept["key"]), int(kept["files"])) if kept["looked"] == looked.hashed else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep(project: Project, looked: Look, seen: Seen) -> None:
    """Keep what was found by reading the files after they were looked at, unless one had only just been written."""
    if looked.at - looked.newest > SETTLED:
        fresh = project.build / f".{STAMPS}.new"
        with suppress(OSError):
            fresh.write_text(json.dumps({"looked": looked.hashed, **asdict(seen)}), encoding="utf-8")
            fresh.replace(project.build / STAMPS)


def _below(folder: Path) -> list[_Stamp]:
    """Return the stamps of all files below a folder but what Python compiles, and of links also those of what they lead to."""
    found = [(path, entry) for path, entry in entries_below(folder) if f"{_COMPILED}/" not in path]
    stamps = [_stamp(path, entry.stat(follow_symlinks=False)) for path, entry in found]
    led_to = [_stamp(path, entry.stat()) for path, entry in found if entry.is_symlink() and Path(entry.path).exists()]
    return sorted((*stamps, *led_to))


def _stamp(name: str, said: os.stat_result) -> _Stamp:
    return (name, said.st_mtime_ns, said.st_ctime_ns, said.st_size, said.st_mode, said.st_ino)
