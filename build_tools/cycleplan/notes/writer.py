"""Writes and edits notes. An edit touches the text where it is needed and nowhere else, to the byte.

A YAML library that reads a file and writes it again wraps, indents and quotes it anew; so edits are insertions
at the places that the parser tells, and new text alone is written by ruamel.yaml. Each result is read again:
what does not say exactly what was meant is never handed out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from cycleplan.notes.document import Value, as_read, document
from cycleplan.notes.tree import plain, read_tree
from cycleplan.problems import Problem
from cycleplan.prose import one_line
from cycleplan.textfile import TextFile

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LETTERS = (("parts", "p"), ("decisions", "d"), ("actions", "a"))
_COUNTED = re.compile(r"([pda])([0-9]{1,9})", re.ASCII)


class NotEditableError(Exception):
    """A file that cannot be edited as it is: it is no YAML, or it is written in a way that we do not change."""

    def __init__(self, path: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(f"{path} is written in a way that cannot be changed here; change it by hand")
        self.problems = problems


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """Text that takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Item:
    """A part, decision or action item: where it stands, and what it says."""

    letter: str
    node: yaml.MappingNode
    said: dict[str, object]

    @property
    def id(self) -> str:
        found = self.said.get("id", "")
        return found if isinstance(found, str) and one_line(found) else ""

    @property
    def lacks_id(self) -> bool:
        return not self.id and bool(self.node.value) and isinstance(self.said.get("id", ""), str)


def add_entry(file: TextFile, key: str, values: Mapping[str, Value]) -> TextFile:
    """Add a mapping under a key of its own to a file such as cycles.yaml, in the order that its keys have.

    The key must not stand there already. Raises NotEditableError.
    """
    root, said = _read(file)
    body = document("", values).text.replace("\n", "\n  ").rstrip(" ")
    if not isinstance(root, yaml.MappingNode) or not root.value:
        name = _key(key, '"' if key[0].isdigit() else None)
        return _proved(TextFile(file.path, f"{_ended(file.text)}{name}:\n  {body}"), {key: as_read(values)})
    keys = [name.value for name, _ in root.value]
    place = _place_of(key, keys)
    entry = f"{_key(key, root.value[0][0].style)}:\n  {body}".rstrip("\n")
    gap = "\n" if len(keys) == 1 or _has_gaps(file.text, root) else ""
    if place == 0:
        start = root.value[0][0].start_mark.index
        edit = _Edit(start, start, f"{entry}\n{gap}")
    else:
        end = _line_end(file.text, root.value[place - 1][1])
        edit = _Edit(end, end, f"\n{gap}{entry}")
    return _edited(file, [edit], {**said, key: as_read(values)})


def list_topic(gathering: TextFile, topic: str) -> TextFile:
    """Add a topic to the end of a gathering's order. Raises NotEditableError."""
    root, said = _read(gathering)
    if not isinstance(root, yaml.MappingNode) or not root.value:
        raise NotEditableError(gathering.path)
    listed = said.get("topics", [])
    expected = {**said, "topics": [*(listed if isinstance(listed, list) else []), topic]}
    return _edited(gathering, _listing(gathering.text, root, topic), expected)


def add_missing_ids(topic: TextFile, taken: Collection[str] = ()) -> TextFile:
    """Give every part, decision and action item that has no id the next of `p1`, `d1` and `a1`.

    The number is above every one that the topic has or, by `taken`, ever had, so that no address gets a second
    meaning. A topic that lacks none is returned as it is. Raises NotEditableError.
    """
    root, said = _read(topic)
    items = sorted(_items(root, said), key=lambda item: item.node.start_mark.index)
    highest = dict.fromkeys("pda", 0)
    for name in (PurePosixPath(topic.path).stem, *taken, *(item.id for item in items)):
        counted = _COUNTED.fullmatch(name)
        if counted:
            highest[counted[1]] = max(highest[counted[1]], int(counted[2]))
    edits = []
    for item in items:
        if item.lacks_id:
            highest[item.letter] += 1
            item.said["id"] = f"{item.letter}{highest[item.letter]}"
            edits.append(_naming(topic.text, item.node, str(item.said["id"])))
    return _edited(topic, edits, said) if edits else topic


def _read(file: TextFile) -> tuple[yaml.Node | None, dict[str, object]]:
    tree, problems = read_tree(file)
    if problems:
        raise NotEditableError(file.path, problems)
    said = plain(tree) if tree else {}
    root: yaml.Node | None = yaml.compose(file.text, Loader=_LOADER)
    return root, said if isinstance(said, dict) else {}


def _edited(file: TextFile, edits: list[_Edit], expected: object) -> TextFile:
    text = file.text
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return _proved(TextFile(file.path, text), expected)


def _proved(file: TextFile, expected: object) -> TextFile:
    tree, problems = read_tree(file)
    if problems or tree is None or plain(tree) != expected:
        raise NotEditableError(file.path)
    return file


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _key(key: str, style: str | None) -> str:
    """Write a key in the style of its neighbours; keys of ours are made of letters, digits, dots and hyphens."""
    quote = style if style in ("'", '"') else ""
    return f"{quote}{key}{quote}"


def _place_of(key: str, keys: list[str]) -> int:
    """Return before how many keys a new one goes, where the keys stand in order; otherwise behind all."""
    if keys == sorted(keys):
        return sum(known < key for known in keys)
    if keys == sorted(keys, reverse=True):
        return sum(known > key for known in keys)
    return len(keys)


def _has_gaps(text: str, root: yaml.MappingNode) -> bool:
    (_, first), (second, _) = root.value[:2]
    return "\n\n" in text[_line_end(text, first) : second.start_mark.index]


def _line_end(text: str, node: yaml.Node) -> int:
    """Return where the last line of a value ends; the parser's own end of a block is where the next thing starts."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = text.find("\n", len(text[: node.end_mark.index].rstrip()))
    return len(text) if end == -1 else end


def _listing(text: str, root: yaml.MappingNode, topic: str) -> list[_Edit]:
    listed = _value(root, "topics")
    if listed is None or listed.value == "":
        end = _line_end(text, listed or root)
        return [_Edit(end, end, f"\n  - {topic}" if listed else f"\ntopics:\n  - {topic}")]
    if not isinstance(listed, yaml.SequenceNode):
        return []
    if not listed.value:
        return _opening(text, listed, topic, in_block=not root.flow_style)
    last = listed.value[-1]
    if listed.flow_style:
        return [_Edit(last.end_mark.index, last.end_mark.index, f", {topic}")]
    prefix = text[text.rfind("\n", 0, last.start_mark.index) + 1 : last.start_mark.index]
    end = _line_end(text, last)
    return [_Edit(end, end, f"\n{prefix}{topic}")]


def _opening(text: str, listed: yaml.SequenceNode, topic: str, *, in_block: bool) -> list[_Edit]:
    # `[]` becomes a list of lines, which stays readable when it grows.
    start, stop = listed.start_mark.index, listed.end_mark.index
    if not in_block or text[start:stop].strip("[] "):
        return [_Edit(start + 1, start + 1, topic)]
    end = _line_end(text, listed)
    return [_Edit(len(text[:start].rstrip(" ")), stop, ""), _Edit(end, end, f"\n  - {topic}")]


def _naming(text: str, node: yaml.MappingNode, id_: str) -> _Edit:
    blank = _value(node, "id")
    if blank is not None:
        start = blank.start_mark.index
        return _Edit(start, blank.end_mark.index, id_ if text[start - 1] in " \n" else f" {id_}")
    mark = node.value[0][0].start_mark
    gap = ", " if node.flow_style else "\n" + " " * mark.column
    return _Edit(mark.index, mark.index, f"id: {id_}{gap}")


def _value(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    found: yaml.Node | None = next((value for name, value in node.value if name.value == key), None)
    return found


def _items(node: yaml.Node | None, said: dict[str, object]) -> Iterator[_Item]:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, letter in _LETTERS:
        listed, values = _value(node, key), said.get(key)
        if not isinstance(listed, yaml.SequenceNode) or not isinstance(values, list):
            continue
        for child, value in zip(listed.value, values, strict=True):
            if isinstance(child, yaml.MappingNode) and isinstance(value, dict):
                yield _Item(letter, child, value)
                if letter == "p":
                    yield from _items(child, value)
