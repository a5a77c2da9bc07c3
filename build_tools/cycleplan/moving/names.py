"""Every name in a file of notes with the place at which it stands: of owners, work items, topics, and of what the file has itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from cycleplan.moving.kept import place_in_notes
from cycleplan.notes.amending.reading import Steps
from cycleplan.notes.layout import FileKind
from cycleplan.notes.tree import Node, Scalar, Sequence, Table, read_tree
from cycleplan.problems import Location, Place
from cycleplan.prose import Mention, PlanLink, inlines, read_phrase, read_prose
from cycleplan.textfile import TextFile


class NameKind(Enum):
    """What a name names, as far as it is written otherwise than the rest."""

    OWNER = auto()
    SPEC = auto()
    TOPIC = auto()
    CONTINUED = auto()
    LISTED = auto()
    """A topic in the order of its gathering."""
    ID = auto()
    """What a file of a topic calls something on its page."""
    KEY = auto()
    """What a file calls an owner, a work item or a team."""
    ADDRESS = auto()
    """An address in full."""
    REMOVED = auto()
    """The address of what is no more."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the steps to the text that it stands in, and the line and the column within that text, counted from 0."""

    kind: NameKind
    text: str
    scalar: Scalar
    steps: Steps
    line: int = 0
    column: int = 0

    @property
    def at(self) -> Location:
        return self.scalar.place.at(self.line, self.column)


LISTS: Mapping[str, NameKind] = {"led_by": NameKind.OWNER, "owners": NameKind.OWNER, "specs": NameKind.SPEC, "topics": NameKind.LISTED}
"""Keys of lists of names."""

VALUES: Mapping[str, NameKind] = {
    "spec": NameKind.SPEC,
    "continues": NameKind.CONTINUED,
    "id": NameKind.ID,
    "see": NameKind.ADDRESS,
}
"""Keys of one name."""

PHRASES = frozenset(("summary", "text", "task", "review", "missing", "where", "result", "because"))
PROSES = frozenset(("introduction", "discussion", "closing"))
"""Keys of Markdown: of one paragraph, and of any number."""

_KEYED = {
    FileKind.OWNERS: NameKind.KEY,
    FileKind.SPECS: NameKind.KEY,
    FileKind.TEAMS: NameKind.KEY,
    FileKind.REMOVED: NameKind.REMOVED,
}
"""What the keys of a whole file are, where they are names that can change."""

_LINKS = {"topic": NameKind.TOPIC, "spec": NameKind.SPEC, "owner": NameKind.OWNER}


def names_in(file: TextFile) -> Iterator[Name]:
    """Yield every name in a file in the file's order; a file that cannot be read, or has no place in the notes, has none."""
    place = place_in_notes(file.path)
    if place is None or place.kind in (FileKind.LEDGER, FileKind.SITE, FileKind.CYCLES):
        return
    tree, _ = read_tree(file)
    if not isinstance(tree, Table):
        return
    if place.kind in _KEYED:
        for key, scalar in tree.keys.items():
            yield Name(_KEYED[place.kind], key, scalar, (key,))
    yield from _names(tree, ())


def _names(node: Node, steps: Steps) -> Iterator[Name]:
    match node:
        case Table(values):
            for key, value in values.items():
                yield from _names(value, (*steps, key))
        case Sequence(items):
            for place, item in enumerate(items):
                yield from _names(item, (*steps, place))
        case Scalar():
            yield from _in_scalar(node, steps)


def _in_scalar(scalar: Scalar, steps: Steps) -> Iterator[Name]:
    match steps:
        case (*_, str(key), int()) if key in LISTS:
            yield Name(LISTS[key], scalar.text, scalar, steps)
        case (*_, str(key)) if key in VALUES:
            yield Name(VALUES[key], scalar.text, scalar, steps)
        case (*_, "log", int(), "to"):
            yield Name(NameKind.TOPIC, scalar.text, scalar, steps)
        case (str(key), "to") if "/" in key:
            yield Name(NameKind.ADDRESS, scalar.text, scalar, steps)
        case (*_, str(key)) if key in PHRASES or key in PROSES:
            yield from _in_markdown(scalar, steps, has_blocks=key in PROSES)
        case _:
            pass


def _in_markdown(scalar: Scalar, steps: Steps, *, has_blocks: bool) -> Iterator[Name]:
    # Read as if every line began in the first column, so that a location is an offset into the text.
    place = Place(Location(""), (0,) * (scalar.text.count("\n") + 1))
    said = read_prose(scalar.text, place)[0] if has_blocks else read_phrase(scalar.text, place)[0]
    for inline in inlines(said):
        match inline:
            case Mention(owner, at):
                yield Name(NameKind.OWNER, owner, scalar, steps, at.line - 1, at.column - 1 + len("@"))
            case PlanLink(_, kind, name, at):
                yield Name(_LINKS[kind], name, scalar, steps, at.line - 1, at.column - 1 + len(f"[{kind}:"))
            case _:
                pass
