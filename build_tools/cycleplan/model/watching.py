"""A plan that takes down what is asked of it, so that whatever was made of the answers need not be made again while they stay.

An *ask* is the name of one of the plan's look-ups with the key that was looked up, or with `WHOLE` for all of it. `Answers` has
the hash of what a plan answers; two plans with the same hash for each ask of a function make it return the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Final, NamedTuple, TypeVar, cast

from cycleplan.model.address import Address
from cycleplan.model.ledger import Ledger
from cycleplan.model.links import Links
from cycleplan.model.moves import Moves
from cycleplan.model.plan import Plan
from cycleplan.model.topic import ActionItem, Decision, Section, Topic
from cycleplan.problems import Location

Key = str | tuple[str, int] | Address | None
WHOLE: Final = None
_HASH_BYTES = 16

V = TypeVar("V")


class Ask(NamedTuple):
    """What was asked of a plan: the path of an attribute, and the key that was looked up there."""

    name: str
    key: Key


_FIELDS = ("site", "cycles", "teams", "owners", "specs", "gatherings", "topics", "redirects", "removals", "items")
_MAPPINGS = (
    *("cycle_by_number", "team_by_key", "owner_by_key", "spec_by_name", "gathering_by_name", "topic_by_name", "topics_of", "shorts"),
    *("_cycle_by_name", "_milestones"),
)
_IN_LINKS = (
    *("led_by", "held_by", "specs_of_owner", "mentioned_in", "topics_to_spec", "actions_to_spec", "decisions_to_spec", "pages_to_spec"),
    *("pages_to_topic", "specs_of_topic", "continued_by", "carried_from", "references", "cited_in"),
)
_IN_LEDGER = ("published", "contents", "shorts", "fragments")
_IN_MOVES = ("by_old", "by_new")
_HAVE_ITEMS = ("cycles", "gatherings", "topics", "owners", "specs")


class WatchedPlan(Plan):
    """A plan that answers as another does, and adds each ask to `asks`.

    Whatever it has no watch over is not there at all, so that nothing is asked unseen.
    """

    def __init__(self, plan: Plan) -> None:
        asks: set[Ask] = set()
        watch = {name: _Watched(name, getattr(plan, name), asks) for name in _MAPPINGS}
        moves = (_Watched(f"moves.{name}", getattr(plan.moves, name), asks) for name in _IN_MOVES)
        self.__dict__.update(
            watch,
            asks=asks,
            links=_WatchedLinks(plan.links, asks),
            ledger=_WatchedLedger(plan.ledger, asks),
            moves=Moves(*moves),
            _removed=_WatchedSet("_removed", plan._removed, asks),  # noqa: SLF001  # it is a Plan, too
            _watched=plan,
        )

    def watched(self, make: Callable[[Plan], V]) -> tuple[V, frozenset[Ask]]:
        """Return what a function makes of the plan, with what it asked."""
        asks: set[Ask] = self.__dict__["asks"]
        asks.clear()
        made = make(self)
        return made, frozenset(asks)


def _whole(name: str) -> property:
    def get(self: Any) -> Any:  # whatever the attribute is
        self.__dict__["asks"].add(Ask(name, WHOLE))
        return getattr(self.__dict__["_watched"], name)

    return property(get)


for _name in _FIELDS:
    setattr(WatchedPlan, _name, _whole(_name))


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


class _WatchedLinks:
    def __init__(self, links: Links, asks: set[Ask]) -> None:
        self._links, self._asks = links, asks
        for name in _IN_LINKS:
            setattr(self, name, _Watched(f"links.{name}", getattr(links, name), asks))

    @property
    def actions(self) -> object:
        self._asks.add(Ask("links.actions", WHOLE))
        return self._links.actions


class _WatchedLedger:
    def __init__(self, ledger: Ledger, asks: set[Ask]) -> None:
        self._ledger, self._asks = ledger, asks
        for name in _IN_LEDGER:
            setattr(self, name, _Watched(f"ledger.{name}", getattr(ledger, name), asks))

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def lines(self) -> tuple[object, ...]:
        self._asks.add(Ask("ledger.lines", WHOLE))
        return self._ledger.lines

    @property
    def newest(self) -> date | None:
        self._asks.add(Ask("ledger.newest", WHOLE))
        return self._ledger.newest

    def long_path(self, path: str) -> str:
        line = cast("_Watched[Any]", self.published).get(path)  # type: ignore[attr-defined]  # set by its name
        return self._ledger.long_path(path) if line else path


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
        if ask.name == "items":
            return tuple(getattr(self._plan, name) for name in _HAVE_ITEMS)
        value: Any = self._plan
        for name in ask.name.split("."):
            value = getattr(value, name)
        if ask.key is WHOLE:
            return value
        return value.get(ask.key, _Absent) if isinstance(value, Mapping) else ask.key in value

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


class _Absent:
    """Stands for no answer."""


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
