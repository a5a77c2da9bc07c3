"""What each import keeps beside the notes: its drafts as they were, and which texts they were made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cycleplan.notes.document import document
from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile

FOLDER = ".imports"
"""A folder of the notes that nothing else reads, since its name starts with a dot."""


@dataclass(frozen=True, slots=True, order=True)
class Read:
    """A file that an import read: its name without its folder, and the sum of its bytes."""

    name: str
    sha256: str


def read_from(name: str, content: bytes) -> Read:
    """Return what is written down of a file that was read."""
    return Read(name, hashlib.sha256(content).hexdigest())


def kept_path(path: str) -> str:
    """Return where the draft of a file of the notes is kept."""
    return f"{FOLDER}/{path}"


def sources_path(cycle: str, team: str) -> str:
    """Return where the texts of a gathering's last import are written down.

    No topic can have this name, since the drafts stand in the folder that is named after the team.
    """
    return f"{FOLDER}/{cycle}/{team}.sources.yaml"


def sources_file(cycle: str, team: str, read: Iterable[Read]) -> TextFile:
    """Return the file that says which texts the kept drafts of a gathering were made of."""
    listed = [{"name": each.name, "sha256": each.sha256} for each in read]
    return document(sources_path(cycle, team), {"read": listed})


def sources_in(kept: Mapping[str, TextFile], cycle: str, team: str) -> tuple[Read, ...]:
    """Return the texts that the last import read; none where it is not known."""
    file = kept.get(sources_path(cycle, team))
    tree, problems = read_tree(file) if file else (None, ())
    said = plain(tree) if tree and not problems else {}
    listed = said.get("read") if isinstance(said, dict) else None
    tables = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return tuple(Read(str(each.get("name", "")), str(each.get("sha256", ""))) for each in tables)


def is_nothing_new(kept: Mapping[str, TextFile], cycle: str, team: str, read: Iterable[Read]) -> bool:
    """Tell whether these are the very texts of the last import, whatever their files are called."""
    sums = [each.sha256 for each in read]
    return bool(sums) and sums == [each.sha256 for each in sources_in(kept, cycle, team)]
