"""What the directives of reStructuredText hold, of whatever name: none is run, and the words of each are kept."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList

_OPTION = re.compile(r":(?P<name>[A-Za-z][\w -]*):(?:\s+(?P<value>.*))?$")
_CODE = ("code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "highlight", "prompt", "raw", "math")
_DRAWINGS = ("graphviz", "digraph", "graph", "mermaid", "uml", "blockdiag", "seqdiag", "actdiag", "nwdiag")
_VERBATIM = frozenset((*_CODE, *_DRAWINGS))
_DELIMITERS = {"tab": "\t", "space": " "}


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive: its first lines up to its options, its options with their lines, and its content."""

    name: str
    head: StringList
    options: dict[str, str]
    option_lines: tuple[int, ...]
    content: StringList

    @property
    def layout(self) -> tuple[int, ...]:
        """The lines that hold nothing but layout."""
        first = () if self.head[0].strip() else numbers(self.head[:1])
        return (*first, *self.option_lines)


def numbers(lines: StringList) -> tuple[int, ...]:
    """Return the numbers of lines in the source, from 1."""
    return tuple(offset + 1 for _, offset in lines.items if offset is not None and offset >= 0)


def directive(name: str, block: StringList) -> Directive:
    """Take a directive apart, whose block begins behind the two colons."""
    end = next((index for index, line in enumerate(block) if index and not line.strip()), len(block))
    start = next((index for index in range(1, end) if _OPTION.match(block[index])), end)
    return Directive(name.lower(), block[:start], _options(block[start:end]), numbers(block[start:end]), block[end:])


def read(state: Any, found: Directive) -> list[nodes.Node]:
    """Return what a directive holds, read by the state of the parser that met it."""
    holder = nodes.container(layout=found.layout)
    if found.name in _VERBATIM:
        holder += _verbatim(found)
    elif found.name in ("image", "figure") and "".join(found.head).strip():
        holder += _image(found)
        state.nested_parse(found.content, 0, holder)
    elif found.name == "csv-table":
        state.nested_parse(found.head, 0, holder)
        holder += _table(_csv_rows(state, found))
    else:
        state.nested_parse(found.head, 0, holder)
        state.nested_parse(found.content, 0, holder)
        if found.name == "list-table":
            _make_table(holder, _count(found, "header-rows"))
    return [holder]


def _options(lines: StringList) -> dict[str, str]:
    options: dict[str, str] = {}
    name = ""
    for line in lines:
        if found := _OPTION.match(line):
            name = found["name"].lower()
            options[name] = found["value"] or ""
        elif name:
            options[name] = f"{options[name]} {line.strip()}"
    return options


def _verbatim(found: Directive) -> nodes.literal_block:
    language, *more = found.head
    code = [line.rstrip() for line in (*more, *found.content)]
    shown = [language.strip(), *code] if language.strip() and not language.strip().isidentifier() else code
    text = "\n".join(shown).strip("\n")
    return nodes.literal_block(text, text, lines=(*numbers(found.head), *numbers(found.content)))


def _image(found: Directive) -> nodes.paragraph:
    address = "".join("".join(found.head).split())
    paragraph = nodes.paragraph(lines=(*numbers(found.head), *found.option_lines))
    paragraph += nodes.reference("", found.options.get("alt", address), refuri=address)
    if target := found.options.get("target", ""):
        paragraph += [nodes.Text(" "), nodes.reference("", target, refuri=target)]
    return paragraph


def _csv_rows(state: Any, found: Directive) -> Iterator[nodes.row]:
    delimiter = _DELIMITERS.get(found.options.get("delim", ","), found.options.get("delim", ","))
    delimiter = delimiter if len(delimiter) == 1 and delimiter not in '"\r\n' else ","
    if header := found.options.get("header", ""):
        yield from _rows(state, [header], delimiter, found.option_lines, 1)
    yield from _rows(state, found.content, delimiter, numbers(found.content), _count(found, "header-rows"))


def _rows(state: Any, lines: Iterable[str], delimiter: str, places: Sequence[int], headers: int) -> Iterator[nodes.row]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    last = 0
    for number, cells in enumerate(filter(None, _records(reader))):
        row = nodes.row(lines=tuple(places[last : reader.line_num]), is_header=number < headers)
        for cell in cells:
            row += nodes.entry("", nodes.paragraph("", "", *state.inline_text(cell.strip(), 1)[0]))
        last = reader.line_num
        yield row


def _records(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        # What is not read here is told apart from what is, and kept as plain text.
        return


def _count(found: Directive, option: str) -> int:
    value = found.options.get(option, "").strip()
    return int(value) if re.fullmatch("[0-9]{1,3}", value, re.ASCII) else 0


def _table(rows: Iterable[nodes.row]) -> nodes.table:
    return nodes.table("", nodes.tgroup("", nodes.tbody("", *rows)))


def _make_table(holder: nodes.container, headers: int) -> None:
    """Make a table of each list whose items are lists."""
    for child in list(holder.children):
        rows = [item.children for item in child.children] if isinstance(child, nodes.bullet_list) else []
        if rows and all(len(row) == 1 and isinstance(row[0], nodes.bullet_list) for row in rows):
            made = (
                nodes.row("", *(nodes.entry("", *cell.children) for cell in row[0].children), is_header=number < headers)
                for number, row in enumerate(rows)
            )
            holder.replace(child, _table(made))
