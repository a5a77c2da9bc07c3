"""What stands at the keys of a table: mappings, texts and names, each with its place.

A key may be left out, and may hold one value or a list of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from cycleplan.model import Key
from cycleplan.notes.tree import Node, Scalar, Sequence, Table
from cycleplan.problems import Location


def table_at(table: Table, key: str) -> Table:
    """Return the mapping at a key; an empty one where none is."""
    found = table.values.get(key)
    return found if isinstance(found, Table) else Table(MappingProxyType({}), MappingProxyType({}), table.at)


def tables_at(table: Table, key: str) -> Iterator[Table]:
    """Yield each mapping at a key, which may hold one or a list of them."""
    for node in _each(table.values.get(key)):
        if isinstance(node, Table):
            yield node


def scalars_at(table: Table, key: str) -> Iterator[Scalar]:
    """Yield each text at a key, which may hold one or a list of them."""
    for node in _each(table.values.get(key)):
        if isinstance(node, Scalar):
            yield node


def place_at(table: Table, key: str) -> Location:
    """Return where the text at a key stands; where the table does, if there is none."""
    return next((scalar.at for scalar in scalars_at(table, key)), table.at)


def keys_at(table: Table, key: str) -> tuple[Key, ...]:
    """Return each name at a key, with its place."""
    return tuple(Key(scalar.text, scalar.at) for scalar in scalars_at(table, key))


def key_at(table: Table, key: str) -> Key | None:
    """Return the name at a key, with its place."""
    return next(iter(keys_at(table, key)), None)


def id_of(table: Table) -> Key:
    """Return the id of what a table holds; an empty one at the table's place where it has none."""
    return key_at(table, "id") or Key("", table.at)


def _each(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)
