"""Reads the outline of reStructuredText: its tables, links and targets, and the rest as plain text.

Only what summaries use is understood: list tables (docutils, reStructuredText Directives, List Table), embedded and
named links, roles and literals (docutils, reStructuredText Markup Specification, Inline Markup). Headings are those
of plain text, whose levels are found as docutils finds them, by who comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cycleplan.mail.outline.addresses import linked
from cycleplan.mail.outline.blocks import Block, Fact, Outline, Row, Rule
from cycleplan.mail.outline.plain import read_plain

_TABLE = re.compile(r"(\s*)\.\.\s+list-table::")
_OPTION = re.compile(r"\s*:[\w-]+:")
_CELL = re.compile(r"\s*(?P<row>\*\s+)?-(?:\s+(?P<text>.*))?$")
_TARGET = re.compile(r"\s*\.\.\s+_(?P<name>[^:`]+|`[^`]+`):\s*(?P<url>https?://\S+)?\s*$")
_FIELD = re.compile(r"\.\.\s+(?P<name>title|slug|date|tags|category|link|description|type|author):\s?(?P<value>.*)$")
_EMBEDDED = re.compile(r"`(?P<text>[^`<>]*?)\s*<(?P<url>https?://[^<>`\s]+)>`__?")
_OPEN_LINK = re.compile(r"`[^`<>]*<https?://[^<>`]*$")
_LINK_END = re.compile(r"\s*(?P<rest>[^<>`\s]*>`__?)")
_NAMED = re.compile(r"`(?P<quoted>[^`<>]+)`__?(?!\w)|(?<![\w`])(?P<word>[A-Za-z][\w.+-]*[A-Za-z0-9])_(?![\w_])")
_ROLE = re.compile(r":[\w:+.-]+:`(?P<text>[^`<>]+?)(?:\s*<[^<>`]*>)?`")
_LITERAL = re.compile(r"``(?P<text>[^`]+)``")
_FOOTNOTE = re.compile(r"^(\s*)\.\.\s+(\[\d+\])\s+|(\[\d+\])_(?!\w)")


def read_rest(lines: Sequence[str]) -> Outline:
    """Return the outline of reStructuredText."""
    reading = _Reading(list(lines))
    reading.take_blocks()
    plain = read_plain(reading.with_unused_targets([*reading.inlined()]))
    blocks = sorted((*reading.blocks, *plain.blocks), key=lambda block: block.lines)
    return Outline(tuple(blocks))


@dataclass
class _Reading:
    """The lines of a text, from which what is understood as a whole is taken out."""

    lines: list[str]
    blocks: list[Block] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    """The address of each target by the place of its line."""

    def take_blocks(self) -> None:
        place = 0
        while place < len(self.lines):
            table = _TABLE.match(self.lines[place])
            if table:
                place = self._take_table(place, len(table[1]))
                continue
            self._take_line(place)
            place += 1

    def _take_line(self, place: int) -> None:
        line = self.lines[place]
        target, fact = _TARGET.match(line), _FIELD.match(line)
        if target:
            if target["url"]:
                self.targets[_folded(target["name"])] = self.places[place] = target["url"]
            self._take(place, Rule((place + 1,)))
        elif fact:
            self._take(place, Fact(fact["name"], fact["value"].strip(), (place + 1,)))

    def _take(self, place: int, block: Block) -> None:
        self.blocks.append(block)
        self.lines[place] = ""

    def _take_table(self, start: int, indent: int) -> int:
        """Take a list table out, and return where the text goes on."""
        end = start + 1
        while end < len(self.lines) and (not self.lines[end].strip() or _indent(self.lines[end]) > indent):
            end += 1
        body = [(number, self.lines[number]) for number in range(start + 1, end) if self.lines[number].strip()]
        options = [number for number, line in body if _OPTION.match(line)]
        has_header = any("header-rows" in self.lines[number] for number in options)
        rows = list(_rows([(number, line) for number, line in body if number not in options]))
        self.blocks.append(Rule((start + 1, *(number + 1 for number in options))))
        for place, (numbers, cells) in enumerate(rows):
            contents = tuple(linked(self._inline(cell)) for cell in cells)
            self.blocks.append(Row(contents, numbers, has_header and place == 0))
        self.lines[start:end] = [""] * (end - start)
        return end

    def with_unused_targets(self, lines: list[str]) -> list[str]:
        """Put the addresses back to which no link leads, so that none is lost."""
        text = "\n".join(lines)
        said = [block for block in self.blocks if isinstance(block, Row)]
        shown = text + "".join(str(row.cells) for row in said)
        for place, url in self.places.items():
            if url not in shown:
                lines[place] = url
                self.blocks = [block for block in self.blocks if block.lines != (place + 1,)]
        return lines

    def inlined(self) -> Iterator[str]:
        lines = _with_whole_links(self.lines)
        for line in lines:
            yield self._inline(line)

    def _inline(self, line: str) -> str:
        line = _FOOTNOTE.sub(lambda found: f"{found[1]}{found[2]} " if found[2] else found[3], line)
        if "`" not in line and "_" not in line:
            return line
        line = _EMBEDDED.sub(lambda found: f"[{found['text']}]({found['url']})" if found["text"] else found["url"], line)
        line = _ROLE.sub(lambda found: found["text"], line)
        line = _LITERAL.sub(lambda found: f"`{found['text']}`", line)
        return _NAMED.sub(lambda found: _named(found, self.targets), line)


def _named(found: re.Match[str], targets: Mapping[str, str]) -> str:
    words = found["quoted"] or found["word"]
    url = targets.get(_folded(words))
    if url:
        return f"[{words}]({url})"
    return words if found["quoted"] else found[0]


def _with_whole_links(lines: Sequence[str]) -> list[str]:
    """Return lines in which a link that a wrap has split stands on its first line as a whole."""
    whole = list(lines)
    for place in range(len(whole) - 1):
        if not _OPEN_LINK.search(whole[place]):
            continue
        end = _LINK_END.match(whole[place + 1])
        if end:
            whole[place] += end["rest"]
            rest = whole[place + 1][end.end() :]
            whole[place + 1] = rest if rest.strip() else "."
    return whole


def _rows(body: Sequence[tuple[int, str]]) -> Iterator[tuple[tuple[int, ...], list[str]]]:
    numbers: list[int] = []
    cells: list[str] = []
    for number, line in body:
        cell = _CELL.match(line)
        if cell and cell["row"] and cells:
            yield tuple(numbers), cells
            numbers, cells = [], []
        if cell or not cells:
            cells = [*cells, (cell["text"] or "") if cell else line.strip()]
        else:
            cells[-1] = f"{cells[-1]} {line.strip()}"
        numbers.append(number + 1)
    if cells:
        yield tuple(numbers), cells


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _folded(name: str) -> str:
    return " ".join(name.strip("`").casefold().split())
