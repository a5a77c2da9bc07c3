"""Entries of a file that is one mapping, carried to another file as they are written; and files of entries as a whole."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from cycleplan.notes.amending import amended
from cycleplan.notes.amending.carrying import Piece
from cycleplan.notes.amending.places import UnusualError, Written
from cycleplan.notes.amending.reading import root_of, said_in, says
from cycleplan.notes.pieces import entry
from cycleplan.notes.writer import add_entry
from cycleplan.textfile import TextFile


def take_entry(file: TextFile, key: str) -> tuple[TextFile, Piece]:
    """Take a key with its value out of a file; comments on the lines right above it go along. Raises NotEditableError."""
    said = said_in(file)
    wanted = {name: value for name, value in said.items() if name != key}
    try:
        return _cut_entry(file, key, wanted)
    except UnusualError:
        left = amended(file, wanted) if wanted else without_entries(file)
        return left, Piece(said[key], entry(key, said[key]))


def put_entry(file: TextFile, old: str, key: str, piece: Piece) -> TextFile:
    """Put an entry that was called `old` into a file under a key. Raises NotEditableError."""
    assert isinstance(piece.value, Mapping)
    file = add_entry(file, key, piece.value)
    written = Written(file.text)
    try:
        start, end = _entry_lines(written, root_of(file), key, above=False)
    except UnusualError:
        return file
    renamed = _renamed(piece.text, old, key)
    blank = written.text[start:end].removeprefix(written.text[start:end].rstrip("\n"))
    carried = TextFile(file.path, f"{file.text[:start]}{renamed}{blank}{file.text[end:]}")
    return carried if says(carried, said_in(file)) else file


def with_entries(file: TextFile, values: Mapping[str, object]) -> TextFile:
    """Make a file of entries say these values in their order, whatever it said before. Raises NotEditableError."""
    said = said_in(file)
    if values == said:
        return file
    if not values:
        return without_entries(file)
    if not values.keys().isdisjoint(said):
        return amended(file, values)
    comments = without_entries(file).text.removesuffix("{}\n")
    lines = "".join(f"{entry(key, value)}\n" for key, value in values.items())
    return TextFile(file.path, comments + lines)


def without_entries(file: TextFile) -> TextFile:
    """Return a file that says nothing: empty, or an empty mapping below the comments that it has."""
    root = root_of(file)
    comments = Written(file.text).comments(0, len(file.text), *([root] if root else []))
    return TextFile(file.path, "".join(f"{comment}\n" for comment in comments) + ("{}\n" if comments else ""))


def _cut_entry(file: TextFile, key: str, wanted: Mapping[str, object]) -> tuple[TextFile, Piece]:
    start, end = _entry_lines(Written(file.text), root_of(file), key)
    before, after = file.text[:start], file.text[end:]
    left = TextFile(file.path, before + after if after or not before else before.rstrip("\n") + "\n")
    piece = Piece(said_in(file)[key], file.text[start:end].rstrip("\n"))
    if not says(left, wanted) or not says(TextFile(file.path, f"{piece.text}\n"), {key: piece.value}):
        raise UnusualError
    return left if wanted else without_entries(left), piece


def _entry_lines(written: Written, root: yaml.MappingNode | None, key: str, *, above: bool = True) -> tuple[int, int]:
    """Return where the lines of an entry start and end, with the comments above it and the empty lines below it."""
    if root is None or root.flow_style:
        raise UnusualError
    place = next(number for number, (name, _) in enumerate(root.value) if name.value == key)
    name, value = root.value[place]
    start, end = written.line_start(name.start_mark.index), min(written.line_end(value) + 1, len(written.text))
    if name.start_mark.column:
        raise UnusualError
    while above and place and (line := written.text[written.line_start(start - 1) : start]).lstrip().startswith("#"):
        start -= len(line)
    return start, end + len(written.text[end:]) - len(written.text[end:].lstrip("\n"))


def _renamed(text: str, old: str, key: str) -> str:
    root = root_of(TextFile("", text))
    assert root is not None
    name = root.value[0][0]
    assert name.value == old, "a piece has one entry"
    return f"{text[: name.start_mark.index]}{key}{text[name.end_mark.index :]}"
