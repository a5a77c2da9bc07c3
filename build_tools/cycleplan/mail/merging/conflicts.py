"""What is left to people: the places of the notes that they and the text both changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cycleplan.mail.merging.values import ABSENT, Step, ValueClash
from cycleplan.notes.identity import Name, names_of
from cycleplan.notes.pieces import in_brackets
from cycleplan.notes.tree import Node, Scalar, Sequence, Table, plain, read_tree
from cycleplan.problems import Location
from cycleplan.textfile import TextFile


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place of the notes that people and the text both changed, with what each says; empty where it says nothing."""

    at: Location
    message: str
    base: str
    mine: str
    theirs: str


def conflicts_in(file: TextFile, clashes: Iterable[ValueClash]) -> tuple[Conflict, ...]:
    """Return clashes as conflicts, each where a person finds it in a file that holds what the merge made."""
    places = _Places(file)
    found = (Conflict(places.of(clash), _message(clash), *map(_shown, (clash.base, clash.mine, clash.theirs))) for clash in clashes)
    return tuple(sorted(found, key=lambda conflict: conflict.at))


class _Places:
    """The places of a file, with the items of each list by name."""

    def __init__(self, file: TextFile) -> None:
        self.start = Location(file.path)
        self.tree, _ = read_tree(file)
        self.items: dict[tuple[Step, ...], dict[Name | None, Node]] = {}

    def of(self, clash: ValueClash) -> Location:
        """Return the place of a clash, or of the nearest thing around it that the file has."""
        at, node = self.start, self.tree
        for depth, step in enumerate(clash.path):
            match node:
                case Table(values, keys) if step.label in values:
                    at, node = keys[step.label].at, values[step.label]
                case Sequence() if step.name in self._items(clash.path[:depth], node):
                    node = self._items(clash.path[:depth], node)[step.name]
                    at = node.at
                case _:
                    return at
        return node.place.at(clash.line) if isinstance(node, Scalar) and node.place.indents else at

    def _items(self, path: tuple[Step, ...], node: Sequence) -> Mapping[Name | None, Node]:
        if path not in self.items:
            self.items[path] = dict(zip(names_of([plain(item) for item in node.items]), node.items, strict=True))
        return self.items[path]


def _message(clash: ValueClash) -> str:
    what = repr(".".join(step.label for step in clash.path))
    if clash.is_order:
        return f"{what} put in another order here and in the text"
    match clash.mine, clash.theirs:
        case ((None | ""), _):
            return f"{what} taken out here, and changed in the text"
        case _, (None | ""):
            return f"{what} changed here, and gone from the text"
        case _:
            return f"{what} changed here, and otherwise in the text"


def _shown(value: object) -> str:
    if value is ABSENT:
        return ""
    return value if isinstance(value, str) else in_brackets(value)
