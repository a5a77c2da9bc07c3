"""Three versions of one file of notes joined: what the last import made, what people made of it, and the new draft."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cycleplan.mail.merging.conflicts import Conflict, conflicts_in
from cycleplan.mail.merging.values import ABSENT, Joined, join
from cycleplan.notes.amending import amended
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError
from cycleplan.problems import Location
from cycleplan.textfile import TextFile


@dataclass(frozen=True, slots=True)
class Merged:
    """What the notes are to say, what is left to people, and the draft to keep for the next time.

    `text` is nothing where people took the file away, and `base` where none is to be kept.
    """

    text: TextFile | None
    conflicts: tuple[Conflict, ...]
    base: TextFile | None


def merge(base: TextFile | None, mine: TextFile | None, theirs: TextFile, *, settle: bool = False, lasting: Collection[str] = ()) -> Merged:
    """Join a new draft into notes that came of an earlier one.

    Where both changed a place, mine stays and is told as a conflict, again and again until the notes say what the
    draft says, or until somebody settles it. Items called as `lasting` says are never taken out of mine.
    """
    merged = _merged(base, mine, theirs, lasting)
    return Merged(merged.text, (), theirs) if settle else merged


def _merged(base: TextFile | None, mine: TextFile | None, theirs: TextFile, lasting: Collection[str]) -> Merged:
    if mine is None:
        return Merged(theirs, (), theirs) if base is None else _taken_away(base, theirs)
    if mine.text == theirs.text:
        return Merged(mine, (), theirs)
    old, own, other = _said(base), _said(mine), _said(theirs)
    if own is ABSENT or other is ABSENT or (base is not None and old is ABSENT):
        return _unread(base, mine, theirs)
    if own == other:
        return Merged(theirs if base and mine.text == base.text else mine, (), theirs)
    if base is None:
        return Merged(mine, (_whole(mine, "written by hand, and the text says something else", None, theirs),), None)
    joined = join(old, own, other, lasting)
    if mine.text == base.text and joined.value == other:
        return Merged(theirs, (), theirs)
    try:
        text = _amended(mine, joined.value)
    except NotEditableError:
        return Merged(mine, (_whole(mine, "written in a way that is not merged", base, theirs),), base)
    return Merged(text, conflicts_in(text, joined.clashes), _next_base(base, theirs, joined))


def _taken_away(base: TextFile, theirs: TextFile) -> Merged:
    if _said(base) == _said(theirs):
        return Merged(None, (), base)
    conflict = Conflict(Location(theirs.path), "taken out of the notes, and changed in the text", base.text, "", theirs.text)
    return Merged(None, (conflict,), base)


def _unread(base: TextFile | None, mine: TextFile, theirs: TextFile) -> Merged:
    """Merge whole files, since one of them cannot be read."""
    if base is not None and mine.text == base.text:
        return Merged(theirs, (), theirs)
    if base is not None and theirs.text == base.text:
        return Merged(mine, (), base)
    what = "written by hand, and the text says something else" if base is None else "changed, and no YAML that can be merged"
    return Merged(mine, (_whole(mine, what, base, theirs),), base)


def _whole(mine: TextFile, message: str, base: TextFile | None, theirs: TextFile) -> Conflict:
    return Conflict(Location(mine.path), message, base.text if base else "", mine.text, theirs.text)


def _said(file: TextFile | None) -> dict[str, object] | None:
    tree, problems = read_tree(file) if file else (None, ())
    said = plain(tree) if tree and not problems else ABSENT
    return said if isinstance(said, dict) else ABSENT


def _amended(file: TextFile, value: object) -> TextFile:
    assert isinstance(value, dict)
    return amended(file, value)


def _next_base(base: TextFile, theirs: TextFile, joined: Joined) -> TextFile:
    if not joined.clashes:
        return theirs
    try:
        return _amended(base, joined.base)
    except NotEditableError:
        return base
