"""Notes as files: the only package that knows YAML."""

from cycleplan.notes.layout import FileKind, NotesPath, is_left_alone, notes_path
from cycleplan.notes.reader import Notes, read_notes
from cycleplan.notes.rules import RULES

__all__ = ["RULES", "FileKind", "Notes", "NotesPath", "is_left_alone", "notes_path", "read_notes"]
