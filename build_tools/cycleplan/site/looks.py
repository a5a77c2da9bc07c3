"""What the file system says of the files that a site is made of.

As in the index of git, a file is the same while its size, its times, its mode and its number are ("Racy Git" in the technical
documentation of git). A time says nothing of a file that was written as it was looked at, so that more than a look is needed
where a file changed just before.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from pathlib import Path

from cycleplan.marshalled import as_bytes, from_bytes, hash_of
from cycleplan.notes.layout import is_left_alone
from cycleplan.site.fingerprint import CODE, versions
from cycleplan.workspace import DOCS, Project

SETTLED = 2_000_000_000
"""Nanoseconds after which a change has another time than the one before, in every file system there is (FAT has the coarsest)."""
_COMPILED = "__pycache__"
_SAID = attrgetter("st_mtime_ns", "st_ctime_ns", "st_size", "st_mode", "st_ino")
_NAME, _WRITTEN, _CHANGED = map(itemgetter, range(3))
_MANY = 128
"""Folders that are worth another process."""

_Stamp = tuple[str, int, int, int, int, int]
"""The name of a file, when it was written, when it or what is said of it was changed, its size, mode and number."""
Stamps = tuple[bytes, int]
"""The stamps of the files in a folder, sorted, as marshal has them, and their newest time in nanoseconds."""


@dataclass(frozen=True)
class Look:
    """What the file system says of all files: one hash of it, the newest time of one of them, and when that was, in nanoseconds.

    `folders` has the stamps of the notes by the paths of their folders, `others` is the hash for all other files, and `newest_other`
    their newest time.
    """

    hashed: str
    newest: int
    at: int
    folders: Mapping[str, Stamps]
    others: str
    newest_other: int

    @property
    def is_settled(self) -> bool:
        """Tell whether no file was written as it was looked at, so that whatever is written to one shows in its times."""
        return self.newest < settled_at(self.at)


def settled_at(at: int) -> int:
    """Return the time before which a file was written that a look at some time knows by its times, in nanoseconds."""
    return at - SETTLED


def look(project: Project, settings: Iterable[Path]) -> Look:
    """Look at the notes, the pages of docs/, the files of settings and our code, without reading one; raises OSError where it cannot."""
    at = time.time_ns()
    pages = [folder for folder in (project.docs / name for name in DOCS) if folder.is_dir()]
    alone = {"": _packed([(str(path), *_SAID(path.stat())) for path in settings])}
    others = {"": alone, **{str(folder): _below(folder) for folder in (*pages, CODE)}}
    notes = _below(project.notes)
    hashed = hash_of(([*others.items()], [*versions()]))
    newest_other = max(map(_newest, others.values()))
    whole = hash_of((str(project.notes), notes, hashed))
    return Look(whole, max(newest_other, _newest(notes)), at, notes, hashed, newest_other)


def touched(before: Mapping[str, bytes], now: Mapping[str, Stamps], settled: int) -> Iterator[str]:
    """Yield the paths of the notes that are not known to be what they were; what was touched from `settled` on, in nanoseconds, is not.

    `before` has the stamps of each folder then. Raises ValueError where a note is new or gone; an editor may have files beside them.
    """
    for folder in sorted({*before, *now}):
        was, (said, newest) = before.get(folder), now.get(folder, (None, 0))
        if was == said and newest < settled:
            continue
        old, new = (_of_notes(folder, stamps) for stamps in (was, said))
        if [*map(_NAME, old)] != [*map(_NAME, new)]:
            raise ValueError("a note is new or gone")
        changed = (stamp[0] for once, stamp in zip(old, new, strict=True) if once != stamp or max(stamp[1:3]) >= settled)
        yield from (f"{folder}/{name}" if folder else name for name in dict.fromkeys(changed))


def _of_notes(folder: str, packed: bytes | None) -> list[_Stamp]:
    stamps: list[_Stamp] = from_bytes(packed) if packed else []
    return [stamp for stamp in stamps if not is_left_alone(f"{folder}/{stamp[0]}" if folder else stamp[0])]


def _below(folder: Path) -> dict[str, Stamps]:
    """Return the stamps of all files below a folder but what Python compiles, by the paths of their folders, sorted.

    Of links there are also the stamps of what they lead to. Raises OSError where it cannot look.
    """
    if not folder.is_dir():
        return {}
    found, deep = _looked(str(folder), [""], deepest=1)
    if len(deep) < _MANY:
        shares = [_looked(str(folder), deep)]
    else:
        from cycleplan.hands import many_hands

        shares = many_hands()(partial(_looked, str(folder)), deep)
    return dict(sorted(chain(found, *(stamps for stamps, _ in shares))))


def _looked(root: str, some: Sequence[str], deepest: int = sys.maxsize) -> tuple[list[tuple[str, Stamps]], list[str]]:
    """Return the stamps in each of some folders below a root and in those below them, and the folders that are deeper."""
    found, deeper = [], []
    left = [(within, 0) for within in some]
    while left:
        within, depth = left.pop()
        stamps, folders = _scanned(f"{root}/{within}")
        if stamps:
            found.append((within, _packed(stamps)))
        paths = [f"{within}/{name}" if within else name for name in folders]
        if depth < deepest:
            left += [(path, depth + 1) for path in paths]
        else:
            deeper += paths
    return found, deeper


def _scanned(place: str) -> tuple[list[_Stamp], list[str]]:
    """Return the stamps of what is in a folder, and the names of the folders there."""
    stamps, folders = [], []
    # From an open folder, the system looks up one name of each file, and not those of all folders above it as well.
    descriptor = os.open(place, os.O_RDONLY) if os.scandir in os.supports_fd else None
    try:
        with os.scandir(place if descriptor is None else descriptor) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != _COMPILED:
                        folders.append(entry.name)
                    continue
                said = entry.stat(follow_symlinks=False)
                stamps.append((entry.name, *_SAID(said)))
                if stat.S_ISLNK(said.st_mode):
                    stamps.extend(_led_to(entry))
    finally:
        if descriptor is not None:
            os.close(descriptor)
    return stamps, folders


def _led_to(link: os.DirEntry[str]) -> Iterator[_Stamp]:
    # It can lead nowhere, or round in a circle.
    with suppress(OSError):
        yield (link.name, *_SAID(link.stat()))


def _packed(stamps: list[_Stamp]) -> Stamps:
    stamps.sort()
    return as_bytes(stamps), max(max(map(_WRITTEN, stamps)), max(map(_CHANGED, stamps)))


def _newest(folders: Mapping[str, Stamps]) -> int:
    return max((newest for _, newest in folders.values()), default=0)
