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
    REDIRECTS = "redirects"
    REMOVED = "removed"
    LEDGER = "ledger"


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
    "redirects.yaml": FileKind.REDIRECTS,
    "removed.yaml": FileKind.REMOVED,
}


def is_left_alone(path: str) -> bool:
    """Tell whether a path is none of ours: hidden, an editor's copy, or for people who look into the folder."""
    parts = PurePosixPath(path).parts
    return parts[-1].startswith(("README", "LICENSE")) or any(part.startswith((".", "_", "#")) or part.endswith("~") for part in parts)


def notes_path(path: str) -> NotesPath | None:
    """Return what a file is by its path relative to the notes, or nothing where no file has that place."""
    match PurePosixPath(path).parts:
        case (name,) if name in _ROOT:
            return NotesPath(_ROOT[name])
        case ("specs", name) if name.endswith(".yaml"):
            return NotesPath(FileKind.SPECS, team=name.removesuffix(".yaml"))
        case ("ledger", name) if name.endswith(".txt"):
            return NotesPath(FileKind.LEDGER, id=name.removesuffix(".txt"))
        case (cycle, team, "gathering.yaml") if cycle != "specs":
            return NotesPath(FileKind.GATHERING, cycle, team)
        case (cycle, team, name) if name.endswith(".yaml") and cycle != "specs":
            return NotesPath(FileKind.TOPIC, cycle, team, name.removesuffix(".yaml"))
        case _:
            return None
