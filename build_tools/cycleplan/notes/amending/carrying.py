"""Carries an item of a list from one file of notes to another as it is written.

Its comments, quotes and wrapping go along. Where it is written in a way that cannot be cut out, such as between
brackets, it is written anew, and its comments stay behind. Each result is read again before it is handed out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from cycleplan.notes.amending import amended
from cycleplan.notes.amending.lines import ListItem, items_in_lines
from cycleplan.notes.amending.places import UnusualError, Written, indented
from cycleplan.notes.amending.reading import Steps, node_at, said_in, says, value_at
from cycleplan.notes.pieces import item
from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile


@dataclass(frozen=True, slots=True)
class Piece:
    """What an item or an entry says, and its lines from the first column on, with the comments above it."""

    value: object
    text: str


def take_item(file: TextFile, steps: Steps) -> tuple[TextFile, Piece]:
    """Take the item at the end of some steps out of its list; a list that is left empty goes too. Raises NotEditableError."""
    *above, place = steps
    listed = value_at(said_in(file), tuple(above))
    assert isinstance(listed, list)
    assert isinstance(place, int)
    rest = [each for number, each in enumerate(listed) if number != place]
    wanted = _with(said_in(file), tuple(above), rest or None)
    try:
        return _cut_item(file, tuple(above), place, wanted)
    except UnusualError:
        return amended(file, wanted), Piece(listed[place], item(listed[place]))


def put_item(file: TextFile, steps: Steps, piece: Piece, order: Sequence[str] = ()) -> TextFile:
    """Put an item at the end of a list, which begins with it where there is none; `order` has keys in their usual order.

    Raises NotEditableError.
    """
    said = said_in(file)
    *above, key = steps
    listed = value_at(said, tuple(above)).get(key)  # type: ignore[attr-defined]  # what has lists is a mapping
    if listed == []:
        # Between brackets an item that is no word is hard to read, so such a list begins anew.
        file = amended(file, _with(said, steps, None))
    wanted = _with(said, steps, [*(listed or []), piece.value], order)
    file = amended(file, wanted)
    written = Written(file.text)
    try:
        last = _items(written, file, steps)[-1]
    except UnusualError:
        return file
    text = f"{file.text[: last.start]}{indented(piece.text, _column(written, last.start))}{file.text[last.end :]}"
    carried = TextFile(file.path, text)
    return carried if says(carried, wanted) else file


def _cut_item(file: TextFile, steps: Steps, place: int, wanted: Mapping[str, object]) -> tuple[TextFile, Piece]:
    written = Written(file.text)
    found = _items(written, file, steps)
    start, end = found[place].gap, min(found[place].end + 1, len(file.text))
    cut = start
    if len(found) == 1:
        cut, start = _key_lines(written, file, steps)
    elif place == 0:
        end += len(file.text[end:]) - len(file.text[end:].lstrip("\n"))
    piece = Piece(found[place].said, _at_the_margin(file.text[start : found[place].end], _column(written, found[place].start)))
    left = TextFile(file.path, file.text[:cut] + file.text[end:])
    tree, problems = read_tree(TextFile(file.path, f"{piece.text}\n"))
    if not says(left, wanted) or problems or tree is None or plain(tree) != [piece.value]:
        raise UnusualError
    return left, piece


def _key_lines(written: Written, file: TextFile, steps: Steps) -> tuple[int, int]:
    """Return where the line of a list's key starts, and the line below it."""
    mapping = node_at(file, steps[:-1])
    key = next(key for key, _ in mapping.value if key.value == steps[-1])
    start = written.line_start(key.start_mark.index)
    below = written.text.find("\n", key.end_mark.index) + 1
    if written.is_behind_dash(key) or written.text[key.end_mark.index : below].strip() != ":":
        raise UnusualError
    return start, below


def _items(written: Written, file: TextFile, steps: Steps) -> list[ListItem]:
    node, said = node_at(file, steps), value_at(said_in(file), steps)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not isinstance(said, list):
        raise UnusualError
    return list(items_in_lines(written, node, said).values())


def _with(said: object, steps: Steps, value: object, order: Sequence[str] = ()) -> dict[str, object]:
    """Return what is said with another value at the end of some steps, or without its key where the value is None."""
    step, *rest = steps
    if rest:
        inner = _with(value_at(said, (step,)), tuple(rest), value, order)
        if isinstance(said, list):
            return [inner if number == step else each for number, each in enumerate(said)]  # type: ignore[return-value]
        return {key: inner if key == step else each for key, each in _entries(said)}
    assert isinstance(step, str)
    entries = {key: each for key, each in _entries(said) if key != step or value is not None}
    if value is None or step in entries:
        return {key: value if key == step else each for key, each in entries.items()}
    before = order[: order.index(step)] if step in order else tuple(entries)
    place = max((number for number, key in enumerate(entries, 1) if key in before), default=len(entries))
    pairs = list(entries.items())
    return dict([*pairs[:place], (step, value), *pairs[place:]])


def _entries(said: object) -> list[tuple[str, object]]:
    assert isinstance(said, dict)
    return list(said.items())


def _column(written: Written, index: int) -> int:
    line = written.text[index:]
    return len(line) - len(line.lstrip(" "))


def _at_the_margin(text: str, column: int) -> str:
    lines = text.lstrip("\n").split("\n")
    if any(line[:column].strip() for line in lines):
        raise UnusualError
    return "\n".join(line[column:] for line in lines)
