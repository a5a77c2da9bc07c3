"""A plan that takes down what is asked of it, so that whatever was made of the answers need not be made again while they stay.

`Answers` has the hash of what a plan answers; two plans with the same hash for each ask of a function make it return the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from cycleplan.model.address import Address
from cycleplan.model.asking import WHOLE, Absent, Ask, AskedPlan, Key
from cycleplan.model.plan import Plan
from cycleplan.model.topic import ActionItem, Decision, Section, Topic
from cycleplan.problems import Location

_HASH_BYTES = 16
_HAVE_ITEMS = ("cycles", "gatherings", "topics", "owners", "specs")

V = TypeVar("V")


class WatchedPlan(AskedPlan):
    """A plan that answers as another does, and takes down each ask."""

    def __init__(self, plan: Plan) -> None:
        self.__dict__["_asks"] = asks = set[Ask]()
        super().__init__(_Watch(plan, asks))

    def watched(self, make: Callable[[Plan], V]) -> tuple[V, frozenset[Ask]]:
        """Return what a function makes of the plan, with what it asked."""
        asks: set[Ask] = self.__dict__["_asks"]
        asks.clear()
        made = make(self)
        return made, frozenset(asks)


class _Watch:
    """The look-ups of a plan, which add each ask to `asks`."""

    def __init__(self, plan: Plan, asks: set[Ask]) -> None:
        self._plan, self._asks = plan, asks

    def within(self, name: str) -> Any:
        values = _at(self._plan, name)
        return _Watched(name, values, self._asks) if isinstance(values, Mapping) else _WatchedSet(name, values, self._asks)

    def whole(self, name: str) -> Any:
        self._asks.add(Ask(name, WHOLE))
        return _at(self._plan, name)


class _Watched(Mapping[Any, V]):
    """A look-up that takes down each key; whoever goes through all of it asks for the whole."""

    __slots__ = ("_asks", "_name", "_values")

    def __init__(self, name: str, values: Mapping[Any, V], asks: set[Ask]) -> None:
        self._name, self._values, self._asks = name, values, asks

    def __getitem__(self, key: Key) -> V:
        self._asks.add(Ask(self._name, key))
        return self._values[key]

    def get(self, key: Key, default: Any = None) -> Any:  # as in Mapping
        self._asks.add(Ask(self._name, key))
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asks.add(Ask(self._name, cast("Key", key)))
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self._asks.add(Ask(self._name, WHOLE))
        return iter(self._values)

    def __len__(self) -> int:
        self._asks.add(Ask(self._name, WHOLE))
        return len(self._values)


class _WatchedSet:
    __slots__ = ("_asks", "_name", "_values")

    def __init__(self, name: str, values: frozenset[Address], asks: set[Ask]) -> None:
        self._name, self._values, self._asks = name, values, asks

    def __contains__(self, key: Address) -> bool:
        self._asks.add(Ask(self._name, key))
        return key in self._values


def value_of(plan: Plan, ask: Ask) -> object:
    """Return what a plan answers, or `Absent` where it has nothing under the key."""
    value = _at(plan, ask.name)
    if ask.key is WHOLE:
        return value
    return value.get(ask.key, Absent) if isinstance(value, Mapping) else ask.key in value


def _at(plan: Plan, path: str) -> Any:
    value: Any = plan
    for name in path.split("."):
        value = getattr(value, name)
    return value


class Answers:
    """The hash of what a plan answers to each ask.

    `hashes` has that of each file of the notes by its path: a topic says what its file does. Of everything else the hash is that of
    each field but for where it stands in its file, which nothing shows.
    """

    def __init__(self, plan: Plan, hashes: Mapping[str, str]) -> None:
        self._plan, self._hashes = plan, hashes
        self._known: dict[int, str] = {}
        self._asked: dict[Ask, str] = {}

    def of(self, ask: Ask) -> str:
        """Return the hash of an answer."""
        known = self._asked.get(ask)
        if known is None:
            known = self._asked[ask] = _hash(self._said(self._value(ask)))
        return known

    def _value(self, ask: Ask) -> object:
        # Items are what their pages are, and are said once so.
        return tuple(getattr(self._plan, name) for name in _HAVE_ITEMS) if ask.name == "items" else value_of(self._plan, ask)

    def _said(self, value: object) -> str:
        match value:
            case Topic():
                return f"{value.name}:{self._hashes[value.path]}:{self._site}"
            case str() | None | int() | Address():
                return repr(value)
            case Section() | ActionItem() | Decision():
                # Its topic is in the same answer, and has it once.
                return repr(value.id)
            case tuple():
                return f"({','.join(map(self._said, value))})"
            case Mapping():
                return f"{{{','.join(f'{key!r}:{self._said(one)}' for key, one in value.items())}}}"
            case frozenset():
                return f"{{{','.join(sorted(map(self._said, value)))}}}"
            case _:
                return self._once(value)

    @cached_property
    def _site(self) -> str:
        # The addresses of a topic's evidence come from the trackers of the site.
        return _hash(repr(self._plan.site))

    def _once(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = _hash(_spelt(value))
        return known


def _spelt(value: object) -> str:
    """Return all fields of a value, and of those in it, but for places in files."""
    if isinstance(value, Location):
        return ""
    if isinstance(value, tuple):
        return f"({','.join(map(_spelt, value))})"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_spelt, value)))}}}"
    kind: type = type(value)
    names = _field_names(kind)
    return f"{kind.__name__}({','.join(_spelt(getattr(value, name)) for name in names)})" if names else repr(value)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).hexdigest()
