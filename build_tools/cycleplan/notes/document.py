"""Writes a new file of notes as YAML, in the style of the notes that people write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile

Value = str | date | Sequence["Value"] | Mapping[str, "Value"]
"""What a file of notes can say."""

_WIDTH = 100
_UNBROKEN = 1 << 30


def document(path: str, values: Mapping[str, Value]) -> TextFile:
    """Return a file that says these values; it reads back as exactly them, whatever the texts hold.

    Raises ValueError for characters that no YAML can hold, such as lone surrogates.
    """
    expected = as_read(values)
    for styled, width in ((_like_people, _WIDTH), (DoubleQuotedScalarString, _UNBROKEN)):
        file = TextFile(path, _dumped(values, styled, width))
        tree, problems = read_tree(file)
        if tree is not None and not problems and plain(tree) == expected:
            return file
    raise ValueError("text that YAML cannot hold")


def as_read(value: Value) -> object:
    """Return a value as the reader of notes returns it: strings, lists and dicts."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: as_read(inner) for key, inner in value.items()}
    return [as_read(inner) for inner in value]


def _dumped(values: Mapping[str, Value], styled: Callable[[str], str], width: int) -> str:
    emitter = YAML()
    emitter.width = width
    emitter.allow_unicode = True
    emitter.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    emitter.dump(_nodes(values, styled, depth=0), out)
    return out.getvalue()


def _nodes(value: Value, styled: Callable[[str], str], *, depth: int) -> Any:
    if isinstance(value, str):
        return styled(value)
    if isinstance(value, date):
        return value
    nodes: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        nodes = CommentedMap((key, _nodes(inner, styled, depth=depth + 1)) for key, inner in value.items())
    else:
        nodes = CommentedSeq(_nodes(inner, styled, depth=depth + 1) for inner in value)
    if depth and _is_short(value):
        nodes.fa.set_flow_style()
    return nodes


def _is_short(value: Sequence[Value] | Mapping[str, Value]) -> bool:
    inner = list(value.values()) if isinstance(value, Mapping) else list(value)
    return all(isinstance(item, date) or (isinstance(item, str) and "\n" not in item) for item in inner) and len(str(inner)) <= _WIDTH


def _like_people(text: str) -> str:
    lines = text.split("\n")
    is_block = len(lines) > 1 and not text[0].isspace() and not any(line != line.rstrip() for line in lines)
    return LiteralScalarString(text) if is_block else text
