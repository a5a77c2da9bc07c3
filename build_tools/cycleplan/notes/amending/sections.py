"""Makes the text of a part that of a topic, and the other way round; both say the same but for the id."""

from __future__ import annotations

import re

import yaml

from cycleplan.notes.amending import amended
from cycleplan.notes.amending.carrying import Piece
from cycleplan.notes.amending.entries import with_entries
from cycleplan.notes.amending.places import UnusualError, indented
from cycleplan.notes.amending.reading import said_in
from cycleplan.notes.pieces import item
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError
from cycleplan.textfile import TextFile

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DASH = re.compile(r"^-(?= )", re.MULTILINE)
_START = re.compile(r"\A(?:---[ ]*\n)?")


def as_topic(path: str, part: Piece) -> TextFile:
    """Return the file of a topic that was a part; its id is its file's name now. Raises NotEditableError."""
    assert isinstance(part.value, dict)
    wanted = {key: value for key, value in part.value.items() if key != "id"}
    try:
        return amended(TextFile(path, _outdented(part.text)), wanted)
    except (UnusualError, NotEditableError):
        return with_entries(TextFile(path, ""), wanted)


def as_part(topic: TextFile, id_: str) -> Piece:
    """Return the part that a topic becomes. Raises NotEditableError."""
    value = {"id": id_, **said_in(topic)}
    text = _START.sub("", topic.text.removeprefix("\ufeff"))
    root = yaml.compose(text, Loader=_LOADER)
    if isinstance(root, yaml.MappingNode) and not root.flow_style and not root.start_mark.column:
        start = root.start_mark.index
        above, below = text[:start], indented(f"id: {id_}\n{text[start:]}", 2)
        written = f"{above}- {below.removeprefix('  ')}".rstrip("\n")
        tree, problems = read_tree(TextFile(topic.path, f"{written}\n"))
        if tree is not None and not problems and plain(tree) == [value]:
            return Piece(value, written)
    return Piece(value, item(value))


def _outdented(text: str) -> str:
    """Return the mapping behind the dash of an item, from the first column on."""
    root = yaml.compose(text, Loader=_LOADER)
    if not isinstance(root, yaml.SequenceNode) or not isinstance(root.value[0], yaml.MappingNode) or root.value[0].flow_style:
        raise UnusualError
    column = root.value[0].start_mark.column
    dash = _DASH.search(text)
    if dash is None:
        raise UnusualError
    lines = f"{text[: dash.start()]} {text[dash.end() :]}\n".split("\n")
    # Comments above the dash stand at the margin already.
    return "\n".join(line[column:] if not line[:column].strip() else line for line in lines)
