"""Edits of lists and mappings in brackets: a value at its place, or all of it in one line where items come or go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import yaml

from cycleplan.notes.amending.places import Edit, UnusualError, Written, newcomers
from cycleplan.notes.identity import names_of
from cycleplan.notes.pieces import in_brackets, pair


def bracket_edits(written: Written, node: yaml.CollectionNode, said: object, wanted: object) -> Iterator[Edit]:
    """Yield the edits that make what stands in brackets say something else."""
    match node, said, wanted:
        case yaml.MappingNode(), dict(), dict():
            yield from _mapping(written, node, said, wanted)
        case yaml.SequenceNode(), list(), list():
            yield from _list(written, node, said, wanted)
        case _:
            yield Edit(node.start_mark.index, node.end_mark.index, in_brackets(wanted))


def _mapping(written: Written, node: yaml.MappingNode, said: Mapping[str, object], wanted: Mapping[str, object]) -> Iterator[Edit]:
    edits = {key.value: list(_value(written, value, said[key.value], wanted.get(key.value))) for key, value in node.value}
    if said.keys() == wanted.keys():
        yield from chain.from_iterable(edits.values())
        return
    spans = {key.value: (key.start_mark.index, max(key.end_mark.index, value.end_mark.index)) for key, value in node.value}
    stays = [name for name in spans if name in wanted]
    new = newcomers(stays, list(wanted))
    names = [*new.get(None, ()), *chain.from_iterable((name, *new.get(name, ())) for name in stays)]
    pieces = [written.between(*spans[name], edits[name]) if name in spans else pair(name, wanted[name]) for name in names]
    yield _in_one_line(written, node, pieces)


def _list(written: Written, node: yaml.SequenceNode, said: list[object], wanted: list[object]) -> Iterator[Edit]:
    before = {name: (child, old) for name, child, old in zip(names_of(said), node.value, said, strict=True)}
    names = names_of(wanted)
    if names == tuple(before):
        for (child, old), value in zip(before.values(), wanted, strict=True):
            yield from _value(written, child, old, value)
        return
    pieces = []
    for name, value in zip(names, wanted, strict=True):
        if name in before:
            child, old = before[name]
            pieces.append(written.between(child.start_mark.index, child.end_mark.index, _value(written, child, old, value)))
        else:
            pieces.append(in_brackets(value))
    yield _in_one_line(written, node, pieces)


def _value(written: Written, node: yaml.Node, said: object, wanted: object) -> Iterator[Edit]:
    if said == wanted or wanted is None:
        return
    if isinstance(node, yaml.CollectionNode):
        yield from bracket_edits(written, node, said, wanted)
    else:
        yield Edit(node.start_mark.index, node.end_mark.index, in_brackets(wanted))


def _in_one_line(written: Written, node: yaml.CollectionNode, pieces: Iterable[str]) -> Edit:
    start, end = node.start_mark.index, node.end_mark.index
    if written.comments(start, end, node):
        raise UnusualError
    return Edit(start, end, f"{written.text[start]}{', '.join(pieces)}{written.text[end - 1]}")
