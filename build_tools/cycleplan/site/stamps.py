"""What builds keep of a look at all files, and of what was read then: while files look the same, none of them need be read.

What is looked at too soon after a change is not kept as a whole, since its times say nothing then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property

from cycleplan.marshalled import sealed, unsealed
from cycleplan.site.fingerprint import fingerprint
from cycleplan.site.looks import Look, settled_at, touched
from cycleplan.site.texts import Texts
from cycleplan.workspace import Project

STAMPS = "stamps.json"
"""The file in the folder of the build that has what all files looked like together."""
FILES = "files"
"""The file that has what the notes looked like, and what was read."""


@dataclass(frozen=True)
class Reading:
    """What was found by reading the files of a look: the hash of each text of the notes and of docs/ by its path, and the program's."""

    notes: Texts
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
        kept = unsealed((project.build / FILES).read_bytes())
        reading = Reading(Texts(kept["texts"]), kept["docs"], kept["program"])
        settled = settled_at(kept["at"])
        if kept["others"] != looked.others or looked.newest_other >= settled:
            return None
        return reading, tuple(path for path in touched(kept["folders"], looked.folders, settled) if reading.notes.get(path))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def keep(project: Project, looked: Look, reading: Reading) -> None:
    """Keep what was found by reading the files after they were looked at; as a whole only where none had only just been written."""
    folders = {folder: said for folder, (said, _) in looked.folders.items()}
    said = {"at": looked.at, "others": looked.others, "folders": folders, "program": reading.program}
    _write(project, FILES, sealed(said | {"texts": dict(reading.notes.folders), "docs": dict(reading.docs)}))
    if looked.is_settled:
        _write(project, STAMPS, json.dumps({"looked": looked.hashed, **asdict(reading.seen)}).encode())


def _write(project: Project, name: str, content: bytes) -> None:
    fresh = project.build / f".{name}.new"
    with suppress(OSError):
        fresh.write_bytes(content)
        fresh.replace(project.build / name)
