"""Front matter: what stands between two rows of dashes before a Markdown text, as facts and never as settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import yaml

from cycleplan.mail.outline.addresses import linked
from cycleplan.mail.outline.blocks import Block, Fact, Paragraph, Rule

_MOST_LINES = 200
_MOST_CHARACTERS = 20_000
_DEEPEST = 10
_OPENING = re.compile(r"---\s*")
_CLOSING = re.compile(r"(?:---|\.\.\.)\s*")
_KEY = re.compile(r"(?P<name>[A-Za-z][\w-]{0,60})\s*:(?:\s+(?P<value>.*))?")

_Named = tuple[int, str, str]
"""The line within the front matter from 0, the name, and the value of a fact."""


def front_matter(lines: Sequence[str]) -> tuple[tuple[Block, ...], int]:
    """Return what stands before a text and the number of lines that it takes: facts, or nothing.

    A value inside a value is named by all its keys, `category.label`. What is not YAML is read line by line.
    A line with a `#`, such as one that says where the text is from, may stand before it.
    """
    opening = next((number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("# ")), 0)
    if not opening or not _OPENING.fullmatch(lines[opening - 1]):
        return (), 0
    rest = range(opening + 1, min(len(lines), opening + _MOST_LINES) + 1)
    closing = next((number for number in rest if _CLOSING.fullmatch(lines[number - 1])), 0)
    within = lines[opening : closing - 1] if closing else ()
    if not _begins_with_key(within):
        return (), 0
    before = (Paragraph(linked(line[2:].strip()), (number,)) for number, line in enumerate(lines[: opening - 1], 1) if line.strip())
    return (*before, Rule((opening,)), *_facts(within, opening + 1), Rule((closing,))), closing


def _begins_with_key(within: Sequence[str]) -> bool:
    said = [line for line in within if line.strip() and not line.startswith("#")]
    return bool(said) and _KEY.fullmatch(said[0].strip()) is not None and sum(map(len, within)) <= _MOST_CHARACTERS


def _facts(within: Sequence[str], first: int) -> Iterator[Block]:
    named = _from_yaml(within) or list(_line_by_line(within))
    for (start, name, value), end in _with_ends(named, len(within)):
        yield Fact(name, value, tuple(first + line for line in range(start, end) if within[line].strip()))


def _with_ends(named: Sequence[_Named], end: int) -> Iterator[tuple[_Named, int]]:
    """Yield each fact with the line before which it ends."""
    starts = [start for start, _, _ in named]
    return zip(named, [*(start for _, start in pairwise(starts)), end], strict=True)


def _from_yaml(within: Sequence[str]) -> list[_Named]:
    text = "\n".join(within)
    try:
        if _is_plain(text):
            root = yaml.compose(text, Loader=yaml.SafeLoader)
            return list(_flat(root, "", 0)) if root else []
    except yaml.YAMLError:
        pass
    return []


def _is_plain(text: str) -> bool:
    """Whether YAML has no aliases, and no depth that would be too much to walk."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            return False
    return True


def _flat(node: yaml.Node, name: str, start: int) -> Iterator[_Named]:
    match node:
        case yaml.MappingNode(value=[_, *_] as pairs):
            for position, (key, value) in enumerate(pairs):
                inner = " ".join(str(key.value).split()) if isinstance(key, yaml.ScalarNode) else ""
                yield from _flat(value, f"{name}.{inner}".strip("."), key.start_mark.line if position else start)
        case yaml.SequenceNode(value=[_, *_] as items) if not all(isinstance(item, yaml.ScalarNode) for item in items):
            for position, item in enumerate(items):
                yield from _flat(item, name, item.start_mark.line if position else start)
        case yaml.SequenceNode(value=items):
            yield start, name, ", ".join(" ".join(item.value.split()) for item in items)
        case yaml.ScalarNode(value=value):
            yield start, name, " ".join(value.split())
        case _:
            yield start, name, ""


def _line_by_line(within: Sequence[str]) -> Iterator[_Named]:
    starts = [line for line, text in enumerate(within) if _KEY.fullmatch(text.strip())]
    starts = [0, *starts[1:]] if starts else []
    for start, end in zip(starts, [*starts[1:], len(within)], strict=True):
        text = " ".join(" ".join(within[start:end]).split())
        name, _, value = text.partition(":")
        yield start, name.strip("# "), value.strip()
