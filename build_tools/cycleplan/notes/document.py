"""Writes a new file of notes as YAML, in the style of the notes that people write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile

Value = str | date | Sequence["Value"] | Mapping[str, "Value"]
"""What a file of notes can say."""

_WIDTH = 100
_UNBROKEN = 1 << 30
_NUMBER = re.compile("0|[1-9][0-9]{0,3}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Texts that people write without quotes, though other readers than ours take them for numbers and days."""

_UNFIT_FOR_BRACKETS = re.compile(r"[][{},\n]")
"""What needs quotes between brackets and nowhere else."""

_BETWEEN_WORDS = re.compile(r"(?<=\S) (?=\S)")
"""Where a line can be broken so that the break reads back as the space that stood there."""

_QUOTED_ON_A_LINE = re.compile(r"^[^\w(]|: |:$| #")
"""What gives a text quotes, which need room too, while it stands on the line of its key."""

_ONLY_QUOTED = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that a block cannot hold: what YAML 1.1 (sections 5.1 and 5.4) refuses or takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes: the column of what stands below its key, and the column that is reached on the key's line."""

    indent: int
    column: int
    in_list: bool = False


def document(path: str, values: Mapping[str, Value]) -> TextFile:
    """Return a file that says these values; it reads back as exactly them, whatever the texts hold.

    Raises ValueError for characters that no YAML can hold, such as lone surrogates.
    """
    expected = as_read(values)
    for styled, width in ((_like_people, _WIDTH), (_quoted, _UNBROKEN)):
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


class _Emitter(RoundTripEmitter):
    """Quotes as people do, and keeps on the line of its key what cannot be folded, such as a long address."""

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        return '"' if style == "'" and not {'"', "\\"} & {*self.event.value} else style

    def write_plain(self, text: Any, split: Any = True) -> None:
        width, self.best_width = self.best_width, _UNBROKEN
        super().write_plain(text, split)
        self.best_width = width


_Styled = Callable[[str, _Place], Any]


def _dumped(values: Mapping[str, Value], styled: _Styled, width: int) -> str:
    emitter = YAML()
    emitter.Emitter = _Emitter
    emitter.width = width
    emitter.allow_unicode = True
    emitter.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    emitter.dump(CommentedMap((key, _node(inner, styled, _below(key, 0))) for key, inner in values.items()), out)
    return out.getvalue()


def _node(value: Value, styled: _Styled, place: _Place) -> Any:
    if isinstance(value, str):
        return styled(value, place)
    if isinstance(value, date):
        return value
    nodes: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        nodes = CommentedMap((key, _node(inner, styled, _below(key, place.indent))) for key, inner in value.items())
    else:
        item = _Place(place.indent + 2, place.indent + 2, in_list=True)
        nodes = CommentedSeq(_node(inner, styled, item) for inner in value)
    if _stands_in_brackets(value, place):
        nodes.fa.set_flow_style()
    return nodes


def _below(key: str, indent: int) -> _Place:
    return _Place(indent + 2, indent + len(key) + 2)


def _stands_in_brackets(value: Sequence[Value] | Mapping[str, Value], place: _Place) -> bool:
    """Tell whether a list of names, or a mapping that is no item of a list, is written on the line of its key."""
    keys = tuple(value) if isinstance(value, Mapping) else ()
    inner = tuple(value.values()) if isinstance(value, Mapping) else tuple(value)
    texts = tuple(str(item) for item in inner if isinstance(item, str | date))
    if len(texts) < len(inner) or any(map(_UNFIT_FOR_BRACKETS.search, texts)):
        return False
    written = 2 * (len(texts) + len(keys)) + sum(map(len, (*keys, *texts)))
    is_apart = place.in_list if keys else any(" " in text for text in texts)
    return not is_apart and place.column + written <= _WIDTH


def _quoted(text: str, place: _Place) -> Any:
    return DoubleQuotedScalarString(text)


def _like_people(text: str, place: _Place) -> Any:
    """Return a text in the style that people give it: bare or in quotes, in a block, or folded where its line gets too long."""
    bare = _number_or_day(text)
    if bare is not None:
        return bare
    if not text or text[0].isspace() or _ONLY_QUOTED.search(text):
        return text
    lines = text.removesuffix("\n").split("\n")
    if any(line != line.rstrip() for line in lines):
        return text
    written = place.column + len(text) + (2 if _QUOTED_ON_A_LINE.search(text) else 0)
    if len(lines) == 1 and written > _WIDTH and "\t" not in text and _BETWEEN_WORDS.search(text):
        return FoldedScalarString(_folded(text, _WIDTH - place.indent))
    return LiteralScalarString(text) if "\n" in text else text


def _number_or_day(text: str) -> int | date | None:
    if _NUMBER.fullmatch(text):
        return int(text)
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _folded(text: str, width: int) -> str:
    """Return a text with ruamel.yaml's mark for a fold, a bell, before each space at which a line ends."""
    lines: list[str] = []
    words: list[str] = []
    length = 0
    for word in _BETWEEN_WORDS.split(text):
        if words and length + len(word) > width:
            lines.append(" ".join(words))
            words, length = [], 0
        words.append(word)
        length += len(word) + 1
    return "\a ".join((*lines, " ".join(words)))
