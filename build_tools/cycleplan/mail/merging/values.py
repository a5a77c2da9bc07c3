"""Three versions of what a file of notes says, joined key by key and item by item; texts and places come later."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cycleplan.mail.merging.paragraphs import join_texts
from cycleplan.notes.identity import Name, names_of

ABSENT = None
"""What stands for a value that a version does not have; notes say strings, lists and dicts only."""


@dataclass(frozen=True, slots=True)
class Step:
    """A key on the way to a value, or an item with its name in the list."""

    label: str
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class ValueClash:
    """A value that both sides changed; `line` counts within the joined value, from 0."""

    path: tuple[Step, ...]
    base: object
    mine: object
    theirs: object
    line: int = 0
    is_order: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """A value with the changes of both sides, what is to be its base from now on, and what was changed twice."""

    value: object
    base: object
    clashes: tuple[ValueClash, ...] = ()


def join(base: object, mine: object, theirs: object, lasting: Collection[str] = (), path: tuple[Step, ...] = ()) -> Joined:
    """Join two values that came of one. Where both sides changed a value, mine stays, and its base does too.

    Items that are called as `lasting` says stay in mine where theirs have them no more.
    """
    if mine == theirs:
        return Joined(mine, theirs)
    if theirs == base:
        return Joined(mine, base)
    match mine, theirs:
        case dict(), dict():
            return _tables(base, mine, theirs, lasting, path)
        case ((list() | None), (list() | None)):
            return _lists(base, mine, theirs, lasting, path)
        case _ if mine == base:
            return Joined(theirs, theirs)
        case str(), str() if "\n" in mine or "\n" in theirs:
            return _prose(base, mine, theirs, path)
        case _:
            return Joined(mine, base, (ValueClash(path, base, mine, theirs),))


def _prose(base: object, mine: str, theirs: str, path: tuple[Step, ...]) -> Joined:
    joined = join_texts(base if isinstance(base, str) else "", mine, theirs)
    # Where a text says a thing several times, the kept base can be read in two ways; then it is left whole.
    is_doubtful = joined.clashes and join_texts(joined.base, joined.text, theirs) != joined
    if is_doubtful or not joined.text.strip():
        return Joined(mine, base, (ValueClash(path, base, mine, theirs),))
    if not joined.clashes:
        return Joined(joined.text, theirs)
    clashes = tuple(ValueClash(path, clash.base, clash.mine, clash.theirs, clash.line) for clash in joined.clashes)
    return Joined(joined.text, joined.base or base, clashes)


def _tables(
    base: object, mine: Mapping[str, object], theirs: Mapping[str, object], lasting: Collection[str], path: tuple[Step, ...]
) -> Joined:
    before = base if isinstance(base, dict) else {}
    order = placed(list(mine), list(theirs))
    found = {key: join(before.get(key), mine.get(key), theirs.get(key), lasting, (*path, Step(key))) for key in placed(order, list(before))}
    value = {key: found[key].value for key in order if found[key].value is not ABSENT}
    next_base = {key: found[key].base for key in placed(list(theirs), list(before)) if found[key].base is not ABSENT}
    return Joined(value, next_base if next_base or before else base, _all_clashes(found.values()))


def _lists(
    base: object, mine: list[object] | None, theirs: list[object] | None, lasting: Collection[str], path: tuple[Step, ...]
) -> Joined:
    """Join lists, where one that is not there is empty."""
    joined = _Lists(base if isinstance(base, list) else [], mine or [], theirs or []).joined(lasting, path)
    value = next((side for side in (theirs, mine) if (side or []) == joined.value), joined.value)
    return Joined(value, joined.base or (base if theirs else theirs), joined.clashes)


class _Lists:
    """Three versions of a list, with a name for each item."""

    def __init__(self, base: Sequence[object], mine: Sequence[object], theirs: Sequence[object]) -> None:
        self.base, self.mine, self.theirs = (dict(zip(names_of(items), items, strict=True)) for items in (base, mine, theirs))

    def joined(self, lasting: Collection[str], path: tuple[Step, ...]) -> Joined:
        """Join the items, then their order."""
        names = dict.fromkeys((*self.mine, *self.theirs, *self.base))
        found = {name: self._item(name, lasting, path) for name in names}
        kept = [name for name in names if name in self.base and name in self.mine and name in self.theirs]
        first, own, other = (_among(kept, version) for version in (self.base, self.mine, self.theirs))
        clash: tuple[ValueClash, ...] = ()
        if own not in (first, other) and other != first:
            clash = (ValueClash(path, _labels(first), _labels(own), _labels(other), is_order=True),)
        is_theirs = own == first and other != first
        order = placed(list(self.theirs), list(self.mine)) if is_theirs else placed(list(self.mine), list(self.theirs))
        next_order = placed(list(self.base), list(self.theirs)) if clash else placed(list(self.theirs), list(self.base))
        value = [found[name].value for name in order if found[name].value is not ABSENT]
        next_base = [found[name].base for name in next_order if found[name].base is not ABSENT]
        return Joined(value, next_base, (*_all_clashes(found.values()), *clash))

    def _item(self, name: Name, lasting: Collection[str], path: tuple[Step, ...]) -> Joined:
        base, mine, theirs = (version.get(name) for version in (self.base, self.mine, self.theirs))
        if theirs is ABSENT and mine is not ABSENT and name[1] in lasting:
            return Joined(mine, ABSENT)
        return join(base, mine, theirs, lasting, (*path, Step(name[1], name)))


_T = TypeVar("_T", bound=Hashable)


def placed(lead: Sequence[_T], others: Sequence[_T]) -> list[_T]:
    """Return names in their order, and each other name after the one that it follows among the others."""
    known = set(lead)
    following: dict[_T | None, list[_T]] = {}
    anchor: _T | None = None
    for name in others:
        if name in known:
            anchor = name
        else:
            following.setdefault(anchor, []).append(name)
    return [*following.get(None, ()), *(each for name in lead for each in (name, *following.get(name, ())))]


def _among(kept: Collection[Name], version: Iterable[Name]) -> list[Name]:
    names = frozenset(kept)
    return [name for name in version if name in names]


def _labels(names: Iterable[Name]) -> list[object]:
    return [name[1] for name in names]


def _all_clashes(found: Iterable[Joined]) -> tuple[ValueClash, ...]:
    return tuple(clash for joined in found for clash in joined.clashes)
