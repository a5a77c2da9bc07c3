"""What the file system says of the files that a site is made of: while it says the same, none of them need be read.

As in the index of git, a file is the same while its size, its times, its mode and its number are ("Racy Git" in the technical
documentation of git). A time says nothing of a file that was written as it was looked at, so what is looked at too soon
after a change is not kept.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from cycleplan.notes.layout import is_left_alone
from cycleplan.site.fingerprint import CODE, fingerprint, versions
from cycleplan.site.folders import walk
from cycleplan.workspace import DOCS, Project

STAMPS = "stamps.json"
"""The file in the folder of the build that has what all files looked like together."""
FILES = "files"
"""The file that has what each of the notes looked like, and what was read: the SHA-256 of the rest, and that as marshal writes it."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a change has another time than the one before, in every file system there is (FAT has the coarsest)."""
_PLAINLY = 2
"""The version of marshal that says nothing of how values lie in memory."""
_NAME = itemgetter(0)
_COMPILED = "__pycache__"

_Stamp = tuple[str, int, int, int, int, int]
"""The name of a file, when it was written, when it or what is said of it was changed, its size, mode and number."""


@dataclass(frozen=True)
class Look:
    """What the file system says of all files: one hash of it, the newest time of one of them, and when that was, in nanoseconds.

    `stamps` are those of the notes, `others` is the hash for all other files, and `newest_other` their newest time.
    """

    hashed: str
    newest: int
    at: int
    stamps: tuple[_Stamp, ...]
    others: str
    newest_other: int

    @property
    def is_settled(self) -> bool:
        """Tell whether no file was written as it was looked at, so that whatever is written to one shows in its times."""
        return self.at - self.newest > SETTLED


@dataclass(frozen=True)
class Reading:
    """What was found by reading the files of a look: the hash of each text of the notes and of docs/ by its path, and the program's."""

    notes: Mapping[str, str]
    docs: Mapping[str, str]
    program: str

    @cached_property
    def seen(self) -> Seen:
        """The key of what was read, with the number of the files of notes."""
        return Seen(fingerprint(self.notes, self.docs, self.program), len(self.notes))


@dataclass(frozen=True, slots=True)
class Seen:
    """The key of the site of what was read, and how many files of notes there are."""

    key: str
    files: int


def look(project: Project, settings: Iterable[Path]) -> Look:
    """Look at the notes, the pages of docs/, the files of settings and our code, without reading one; raises OSError where it cannot."""
    at = time.time_ns()
    pages = [folder for folder in (project.docs / name for name in DOCS) if folder.is_dir()]
    alone = ("", [_stamp(str(path), path.stat()) for path in settings])
    others = (alone, *((str(folder), _below(folder)) for folder in (*pages, CODE)))
    notes = _below(project.notes)
    hashed = _hash((others, [*versions()]))
    newest_other = max(_newest(stamps) for _, stamps in others)
    whole = _hash((str(project.notes), notes, hashed))
    return Look(whole, max(newest_other, _newest(notes)), at, tuple(notes), hashed, newest_other)


def recall(project: Project, looked: Look) -> Seen | None:
    """Return what was found when it all looked the same, if that was kept."""
    try:
        kept = json.loads((project.build / STAMPS).read_text(encoding="utf-8"))
        return Seen(str(kept["key"]), int(kept["files"])) if kept["looked"] == looked.hashed else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def recall_but(project: Project, looked: Look) -> tuple[Reading, tuple[str, ...]] | None:
    """Return what was read before with the paths of the notes that may say something else since, where all other files are the same.

    Notes that were written as they were looked at are among them. There is nothing to return where a file of notes is new or gone.
    """
    try:
        kept = _unpacked((project.build / FILES).read_bytes())
        reading = Reading(kept["texts"], kept["docs"], kept["program"])
        settled = kept["at"] - SETTLED
        if kept["others"] != looked.others or looked.newest_other >= settled:
            return None
        before, now = _of_the_same_names(kept["stamps"], looked.stamps)
    except (OSError, ValueError, TypeError, LookupError):
        return None
    found = zip(before, now, strict=True)
    changed = [said[0] for was, said in found if was != said or said[1] >= settled or said[2] >= settled]
    return reading, tuple(path for path in dict.fromkeys(changed) if path in reading.notes)


def keep(project: Project, looked: Look, reading: Reading) -> None:
    """Keep what was found by reading the files after they were looked at; as a whole only where none had only just been written."""
    said = {"at": looked.at, "others": looked.others, "stamps": looked.stamps, "program": reading.program}
    _write(project, FILES, _packed(said | {"texts": dict(reading.notes), "docs": dict(reading.docs)}))
    if looked.is_settled:
        _write(project, STAMPS, json.dumps({"looked": looked.hashed, **asdict(reading.seen)}).encode())


def _write(project: Project, name: str, content: bytes) -> None:
    fresh = project.build / f".{name}.new"
    with suppress(OSError):
        fresh.write_bytes(content)
        fresh.replace(project.build / name)


def _of_the_same_names(*looks: tuple[_Stamp, ...]) -> tuple[tuple[_Stamp, ...], tuple[_Stamp, ...]]:
    """Return what two looks have of the same notes; raises ValueError where others are there. An editor may have files beside them."""
    before, now = looks
    if [*map(_NAME, before)] != [*map(_NAME, now)]:
        before, now = (tuple(stamp for stamp in look if not is_left_alone(stamp[0])) for look in looks)
        if [*map(_NAME, before)] != [*map(_NAME, now)]:
            raise ValueError("a note is new or gone")
    return before, now


def _packed(value: Any) -> bytes:  # as marshal takes it
    content = marshal.dumps(value, _PLAINLY)
    return hashlib.sha256(content).digest() + content


def _unpacked(packed: bytes) -> Any:
    """Return what was packed; raises ValueError for what is damaged, which marshal may not be given."""
    digest, content = packed[: hashlib.sha256().digest_size], packed[hashlib.sha256().digest_size :]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("damaged")
    return marshal.loads(content)  # noqa: S302  # it is what we wrote, and makes nothing but texts and numbers


def _hash(value: Any) -> str:  # as marshal takes it
    # Of the ways to put all this into bytes, the fastest.
    return hashlib.sha256(marshal.dumps(value, _PLAINLY)).hexdigest()


def _newest(stamps: Iterable[_Stamp]) -> int:
    found = tuple(stamps)
    return max(max(map(itemgetter(1), found), default=0), max(map(itemgetter(2), found), default=0))


def _below(folder: Path) -> list[_Stamp]:
    """Return the stamps of all files below a folder but what Python compiles, and of links also those of what they lead to."""
    stamps = []
    for within, entries in walk(folder):
        if _COMPILED in within.split("/"):
            continue
        place = f"{within}/" if within else ""
        for entry in entries:
            said = entry.stat(follow_symlinks=False)
            stamps.append(_stamp(place + entry.name, said))
            if stat.S_ISLNK(said.st_mode) and Path(entry.path).exists():
                stamps.append(_stamp(place + entry.name, entry.stat()))
    stamps.sort()
    return stamps


def _stamp(name: str, said: os.stat_result) -> _Stamp:
    return (name, said.st_mtime_ns, said.st_ctime_ns, said.st_size, said.st_mode, said.st_ino)
