"""How a site was left, kept beside it: whatever somebody wrote to it since shows, without looking at each of its files.

A file that comes, goes or gets the place of another shows in the time of its folder, and one that is written to in its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LEFT = "left.json"
CHANGED = "changed.json"
"""What is kept beside a site that was made out of another: the name of that one, and the hash of each file that is another in it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A site as it was left: the size of the list of its files in bytes, and the time of each of its folders in nanoseconds.

    Its files were written before `since`, in nanoseconds; with 0, before that list was.
    """

    size: int
    folders: Mapping[str, int]
    since: int = 0

    def touched(self, html: Path) -> Iterator[str]:
        """Yield the path of each folder of the pages in which something came, went or was replaced since."""
        for name, at in self.folders.items():
            try:
                is_same = os.stat(f"{html}/{name}").st_mtime_ns == at  # noqa: PTH116  # a Path for each costs more
            except OSError:
                is_same = False
            if not is_same:
                yield name


@dataclass(frozen=True, slots=True)
class Changed:
    """What a site has otherwise than one of some name: the hash of each file by its path, and nothing for those that are gone."""

    of: str
    files: Mapping[str, str | None]


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders that files of some paths are in, and all above them; `""` is the topmost."""
    found = {""}
    for path in paths:
        within = path.rpartition("/")[0]
        while within not in found:
            found.add(within)
            within = within.rpartition("/")[0]
    return found


def times_of(html: Path, folders: Iterable[str]) -> dict[str, int]:
    """Return the time of each folder, sorted; those that are not there have none."""
    return {name: (html / name).stat().st_mtime_ns for name in sorted(folders) if (html / name).is_dir()}


def as_json(said: Left | Changed) -> str:
    """Return the text that `read_left` or `read_changed` reads."""
    return json.dumps({name: getattr(said, name) for name in type(said).__slots__}, default=dict) + "\n"


def read_left(site: Path) -> Left | None:
    """Return how a site was left, where that is known."""
    try:
        found = json.loads((site / LEFT).read_text(encoding="utf-8"))
        return Left(int(found["size"]), dict(found["folders"]), int(found["since"]))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def read_changed(site: Path) -> Changed | None:
    """Return what a site has otherwise than the one that it was made of, where it was made so and that is known."""
    try:
        found = json.loads((site / CHANGED).read_text(encoding="utf-8"))
        return Changed(str(found["of"]), dict(found["files"]))
    except (OSError, ValueError, TypeError, LookupError):
        return None
