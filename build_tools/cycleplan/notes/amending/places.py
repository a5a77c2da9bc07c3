"""A text being amended: its edits, its lines, and the comments in it, at the places that the YAML parser tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_LINE = re.compile(r"^(?=[^\n])", re.MULTILINE)


class UnusualError(Exception):
    """A way of writing YAML that is not worth the code to change it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text of YAML with `\\n` line ends."""

    text: str

    def between(self, start: int, end: int, edits: Iterable[Edit]) -> str:
        """Return what stands between two places once it is edited; edits do not overlap, and may come in any order."""
        pieces = []
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            pieces += [self.text[start : edit.start], edit.text]
            start = edit.end
        return "".join((*pieces, self.text[start:end]))

    def line_start(self, index: int) -> int:
        """Return where the line of a place starts."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, node: yaml.Node) -> int:
        """Return where the last line of a value ends; the parser's own end of a block is where the next thing starts."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        said = node.end_mark.index
        while said > node.start_mark.index and self.text[said - 1].isspace():
            said -= 1
        end = self.text.find("\n", said)
        return len(self.text) if end == -1 else end

    def is_behind_dash(self, node: yaml.Node) -> bool:
        """Tell whether a node does not start its line."""
        start = node.start_mark.index
        return bool(self.text[self.line_start(start) : start].strip())

    def comments(self, start: int, end: int, *nodes: yaml.Node) -> list[str]:
        """Return the comments between two places; what looks like one inside a text of these nodes is none."""
        gaps = []
        for node in _scalars(nodes):
            gaps.append(self.text[start : max(start, node.start_mark.index)])
            if node.style in ("|", ">"):
                gaps.append(self.text[node.start_mark.index : node.end_mark.index].partition("\n")[0])
            start = max(start, node.end_mark.index)
        gaps.append(self.text[start : max(start, end)])
        return [comment.rstrip() for gap in gaps for comment in _COMMENT.findall(gap)]

    def comment_lines(self, start: int, end: int, column: int, *nodes: yaml.Node) -> str:
        """Return the comments between two places, each on a line of its own."""
        return "".join(f"{' ' * column}{comment}\n" for comment in self.comments(start, end, *nodes))


def indented(text: str, column: int) -> str:
    """Return text with spaces before each of its lines that is not empty."""
    return _LINE.sub(" " * column, text)


def newcomers(known: Iterable[str], wanted: Sequence[str]) -> dict[str | None, list[str]]:
    """Return the names that are not known, by the known one that each follows."""
    names = set(known)
    found: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for name in wanted:
        if name in names:
            anchor = name
        else:
            found.setdefault(anchor, []).append(name)
    return found


def _scalars(nodes: Iterable[yaml.Node]) -> Iterator[yaml.ScalarNode]:
    for node in nodes:
        if isinstance(node, yaml.ScalarNode):
            yield node
        else:
            yield from _scalars(chain.from_iterable(child if isinstance(child, tuple) else (child,) for child in node.value))
