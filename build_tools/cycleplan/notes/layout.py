"""Which file of the notes is what, by its path alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath


class FileKind(Enum):
    """What a file of the notes holds."""

    SITE = "site"
    CYCLES = "cycles"
    TEAMS = "teams"
    OWNERS = "owners"
    SPECS = "specs"
    GATHERING = "gathering"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class NotesPath:
    """A path of the notes taken apart; names that the kind does not have are empty."""

    kind: FileKind
    cycle: str = ""
    team: str = ""
    id: str = ""


_ROOT = {
    "site.yaml": FileKind.SITE,
    "cycles.yaml": FileKind.CYCLES,
    "teams.yaml": FileKind.TEAMS,
    "owners.yaml": FileKind.OWNERS,
}


def is_left_alone(path: str) -> bool:
    """Tell whether a path is none of ours: hidden, an editor's copy, or the ledger's."""
    parts = PurePosixPath(path).parts
    ours = parts[0] == "ledger" or parts[-1].startswith(("README", "LICENSE"))
    return ours or any(part.startswith((".", "_", "#")) or part.endswith("~") for part in parts)


def notes_path(path: str) -> NotesPath | None:
    """Return what a file is by its path relative to the notes, or nothing where no file has that place."""
    match PurePosixPath(path).parts:
        case (name,) if name in _ROOT:
            return NotesPath(_ROOT[name])
        case ("specs", name) if name.endswith(".yaml"):
            return NotesPath(FileKind.SPECS, team=name.removesuffix(".yaml"))
        case (cycle, team, "gathering.yaml") if cycle != "specs":
            return NotesPath(FileKind.GATHERING, cycle, team)
        case (cycle, team, name) if name.endswith(".yaml") and cycle != "specs":
            return NotesPath(FileKind.TOPIC, cycle, team, name.removesuffix(".yaml"))
        case _:
            return None
