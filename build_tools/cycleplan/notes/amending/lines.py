"""Edits of lists and mappings in lines: rows of pieces, each with the comments above it, that can come, go and move."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import yaml

from cycleplan.notes.amending.brackets import bracket_edits
from cycleplan.notes.amending.places import Edit, UnusualError, Written, indented, newcomers
from cycleplan.notes.identity import Name, names_of
from cycleplan.notes.pieces import entry, item


def line_edits(written: Written, node: yaml.Node, said: object, wanted: object) -> Iterator[Edit]:
    """Yield the edits that make a list or a mapping say something else; something of it has to stay."""
    match node, said, wanted:
        case yaml.CollectionNode(flow_style=True), _, _:
            yield from bracket_edits(written, node, said, wanted)
        case yaml.MappingNode(), dict(), dict():
            yield from _mapping(written, node, said, wanted)
        case yaml.SequenceNode(), list(), list():
            yield from _list(written, node, said, wanted)
        case _:
            raise UnusualError


def _mapping(written: Written, node: yaml.MappingNode, said: Mapping[str, object], wanted: Mapping[str, object]) -> Iterator[Edit]:
    stays = [(key, value) for key, value in node.value if key.value in wanted]
    if not stays:
        raise UnusualError
    yield from _removals(written, node, wanted)
    for key, value in stays:
        if said[key.value] != wanted[key.value]:
            yield from _entry(written, (key, value), said[key.value], wanted[key.value])
    ends = {key.value: written.line_end(value) for key, value in stays}
    column = stays[0][0].start_mark.column
    for anchor, names in newcomers(ends, list(wanted)).items():
        lines = [indented(entry(name, wanted[name]), column) for name in names]
        if anchor is None:
            start = stays[0][0].start_mark.index
            yield Edit(start, start, "".join(f"{line.lstrip(' ')}\n{' ' * column}" for line in lines))
        else:
            yield Edit(ends[anchor], ends[anchor], "".join(f"\n{line}" for line in lines))


def _removals(written: Written, node: yaml.MappingNode, wanted: Mapping[str, object]) -> Iterator[Edit]:
    entries = node.value
    column = entries[0][0].start_mark.column
    if entries[0][0].value not in wanted and written.is_behind_dash(entries[0][0]):
        # The first entry of an item stands behind its dash, which the next one that stays takes over.
        leading = next(place for place, (key, _) in enumerate(entries) if key.value in wanted)
        start, end = entries[0][0].start_mark.index, entries[leading][0].start_mark.index
        if written.comments(start, end, *(node for entry in entries[:leading] for node in entry)):
            raise UnusualError
        yield Edit(start, end, "")
        entries = entries[leading:]
    for key, value in entries:
        if key.value not in wanted:
            start, end = written.line_start(key.start_mark.index), min(written.line_end(value) + 1, len(written.text))
            yield Edit(start, end, written.comment_lines(start, end, column, key, value))


def _entry(written: Written, pair: tuple[yaml.Node, yaml.Node], said: object, wanted: object) -> Iterator[Edit]:
    key, value = pair
    if isinstance(value, yaml.CollectionNode) and _shares(value, said, wanted):
        yield from line_edits(written, value, said, wanted)
        return
    start, line_end = key.start_mark.index, written.line_end(value)
    in_lines = isinstance(value, yaml.CollectionNode) and not value.flow_style
    end = line_end if in_lines else min(value.end_mark.index, line_end)
    column = key.start_mark.column
    text = indented(entry(key.value, wanted), column).lstrip(" ")
    comments = written.comments(start, line_end, key, value)
    if "\n" not in text and not written.comments(start, end, key, value):
        yield Edit(start, end, text)
    elif comments and written.is_behind_dash(key):
        raise UnusualError
    else:
        yield Edit(start, line_end, "".join(f"{comment}\n{' ' * column}" for comment in comments) + text)


def _shares(node: yaml.CollectionNode, said: object, wanted: object) -> bool:
    """Tell whether anything of a value stays, so that it is worth changing piece by piece."""
    match said, wanted:
        case dict(), dict():
            return bool(wanted) and (node.flow_style or not said.keys().isdisjoint(wanted))
        case list(), list():
            return bool(wanted) and (node.flow_style or not set(names_of(said)).isdisjoint(names_of(wanted)))
        case _:
            return False


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: where its lines start and end, and from where on what stands above them belongs to it."""

    gap: int
    start: int
    end: int
    node: yaml.Node
    said: object


def _list(written: Written, node: yaml.SequenceNode, said: list[object], wanted: list[object]) -> Iterator[Edit]:
    pieces = items_in_lines(written, node, said)
    names = names_of(wanted)
    if names == tuple(pieces):
        for piece, value in zip(pieces.values(), wanted, strict=True):
            yield from _item(written, piece, value)
        return
    places = list(pieces.values())
    rows = "".join(_rows(written, pieces, dict(zip(names, wanted, strict=True)), node.start_mark.column))
    yield Edit(places[0].start, places[-1].end, rows.removesuffix("\n"))


def _rows(written: Written, pieces: Mapping[Name, ListItem], wanted: Mapping[Name, object], column: int) -> Iterator[str]:
    orphans = _comments_of_gone(written, pieces, wanted.keys(), column)
    blank = "\n" if _is_spaced(written, list(pieces.values())) else ""
    is_first = True
    for name, value in wanted.items():
        above, row = "", ""
        if name in pieces:
            piece = pieces[name]
            above, row = written.text[piece.gap : piece.start], written.between(piece.start, piece.end, _item(written, piece, value))
        above = above.lstrip("\n") if is_first else above or blank
        yield f"{orphans.get(name, '')}{above}{row or indented(item(value), column)}\n"
        is_first = False
    yield orphans[None]


def _item(written: Written, piece: ListItem, wanted: object) -> Iterator[Edit]:
    if piece.said != wanted:
        yield from line_edits(written, piece.node, piece.said, wanted)


def items_in_lines(written: Written, node: yaml.SequenceNode, said: list[object]) -> dict[Name, ListItem]:
    """Return where each item of a list in lines stands, by its name. Raises UnusualError."""
    if written.is_behind_dash(node):
        raise UnusualError
    dash = re.compile(rf"^ {{{node.start_mark.column}}}-(?=\s)", re.MULTILINE)
    pieces: dict[Name, ListItem] = {}
    gap = written.line_start(node.start_mark.index)
    for name, child, value in zip(names_of(said), node.value, said, strict=True):
        found = dash.search(written.text, gap)
        if found is None or found.start() > child.start_mark.index:
            raise UnusualError
        end = max(written.line_end(child), found.end())
        pieces[name] = ListItem(gap, found.start(), end, child, value)
        gap = min(end + 1, len(written.text))
    return pieces


def _is_spaced(written: Written, pieces: list[ListItem]) -> bool:
    return len(pieces) > 1 and all("\n\n" in written.text[piece.gap - 1 : piece.start] for piece in pieces[1:])


def _comments_of_gone(written: Written, pieces: Mapping[Name, ListItem], stays: Set[Name], column: int) -> dict[Name | None, str]:
    """Return the comments of items that go, by the next item below that stays."""
    found: dict[Name | None, str] = {}
    pending = ""
    for name, piece in pieces.items():
        if name in stays:
            found[name], pending = pending, ""
        else:
            pending += written.comment_lines(piece.gap, piece.end, column, piece.node)
    return {**found, None: pending}
