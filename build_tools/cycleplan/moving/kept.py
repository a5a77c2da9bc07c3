"""The drafts that imports keep beside the notes, which are notes by their form and have the same names in them."""

from __future__ import annotations

from cycleplan.notes.layout import NotesPath, notes_path

FOLDER = ".imports/"


def is_kept(path: str) -> bool:
    """Tell whether a file is one that an import keeps."""
    return path.startswith(FOLDER)


def place_in_notes(path: str) -> NotesPath | None:
    """Return what a file is, and what the notes are that a kept draft became."""
    return notes_path(path.removeprefix(FOLDER))
