"""What was made of a plan, remembered so that a later run makes again only what comes out otherwise.

Of each thing it is remembered what it asked of the plan, and the hashes of the answers. While a plan answers the same, the thing
is the same, and the facts that were kept about it hold: what those are is the business of whoever made it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from cycleplan.marshalled import as_bytes, from_bytes
from cycleplan.model import Address, Answers, Ask, Plan, WatchedPlan
from cycleplan.model.asking import Key
from cycleplan.textfile import hash_text

_FORM = 2
_COME_FROM = {"ledger.": "ledger/", "moves.": "redirects.yaml"}
"""What the names of some look-ups begin with, and the paths of the files that these come from and from no other."""

V = TypeVar("V")
Facts = Mapping[str, Any]
"""What is kept about a thing: nothing but texts, numbers and collections."""
Texts = Callable[[str], Mapping[str, str]]
"""Returns the lines of a file by their hashes, by its path; none where it is gone."""


def _no_texts(_: str) -> Mapping[str, str]:
    return {}


class Made(NamedTuple):
    """The places of a thing's asks among all asks, of which a large plan has millions, and what is kept about it."""

    asks: array[int]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Memory:
    """Each ask with the hash of its answer, and the things that were made, by their names.

    `texts` returns the lines that are still in a file of before, by their hashes.

    `sources` has the hash of what some look-ups come from: while that is the same, none of their answers is another.
    """

    answers: tuple[tuple[Ask, str], ...] = ()
    made: Mapping[str, Made] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    texts: Texts = field(default=_no_texts, compare=False)


NOTHING = Memory()


class Making:
    """Things while they are made of a plan, those that a memory has and others; `hashes` has that of each file of the notes."""

    def __init__(self, plan: Plan, hashes: Mapping[str, str], memory: Memory) -> None:
        self._watched = WatchedPlan(plan)
        self._answers = Answers(plan, hashes)
        self._before = memory
        self._sources = {start: _hash_below(hashes, place) for start, place in _COME_FROM.items()}
        same = tuple(start for start, hashed in memory.sources.items() if self._sources.get(start) == hashed)
        self._same = frozenset(name for name in {ask.name for ask, _ in memory.answers} if name.startswith(same))
        self._otherwise = frozenset(
            place for place, (ask, hashed) in enumerate(memory.answers) if ask.name not in self._same and self._answers.of(ask) != hashed
        )
        self._recalled: set[str] = set()
        self._facts: dict[str, Facts] = {}
        self._places: dict[Ask, int] = {}
        self._known: dict[int, str] = {}
        self._asks: dict[str, array[int]] = {}

    def recall(self, name: str) -> Facts | None:
        """Return what is kept about a thing that comes out as it did, and nothing of any other."""
        made = self._before.made.get(name)
        if made is None or not self._otherwise.isdisjoint(made.asks):
            return None
        self._recalled.add(name)
        return made.facts

    def make(self, name: str, how: Callable[[Plan], V]) -> V:
        """Make a thing."""
        made, asks = self.watched(how)
        self.made(name, asks)
        return made

    def watched(self, how: Callable[[Plan], V]) -> tuple[V, frozenset[Ask]]:
        """Return a thing with what it asked, without taking note of that."""
        return self._watched.watched(how)

    def made(self, name: str, asks: Iterable[Ask]) -> None:
        """Take note of what a thing asked that was made."""
        self._recalled.discard(name)
        self._asks[name] = self._placed(asks)

    def recall_as(self, name: str, hashed: str) -> Facts | None:
        """Return what is kept about a thing that was made and has the hash of before."""
        made = self._before.made.get(name)
        self._asks[name] = self._placed(())
        return made.facts if made and made.facts.get("hashed") == hashed else None

    def text_before(self, path: str, hashed: str) -> str | None:
        """Return a text of before by its hash, where the file that has it is still there."""
        return self._before.texts(path).get(hashed)

    def keep(self, name: str, facts: Facts) -> None:
        """Keep facts about a thing that was made or recalled."""
        self._facts[name] = facts

    def kept(self) -> tuple[tuple[str, Facts], ...]:
        """Return the facts that are kept by now."""
        return tuple(self._facts.items())

    def memory(self) -> Memory:
        """Return what is to be remembered: whatever facts are kept about."""
        recalled = {name: self._before.made[name].asks for name in self._facts if name in self._recalled}
        place_of = self._places_of_before({place for asks in recalled.values() for place in asks})
        asked = self._asks | {name: array("L", sorted(map(place_of.__getitem__, asks))) for name, asks in recalled.items()}
        made = {name: Made(asked[name], facts) for name, facts in self._facts.items() if name in asked}
        hashes = (self._known.get(place) or self._answers.of(ask) for ask, place in self._places.items())
        return Memory(tuple(zip(self._places, hashes, strict=True)), made, self._sources)

    def _places_of_before(self, places: Iterable[int]) -> Mapping[int, int]:
        """Return the present place of asks by their places before: many things have asked each of them."""
        found = {}
        for place in sorted(places):
            ask, hashed = self._before.answers[place]
            found[place] = self._places.setdefault(ask, len(self._places))
            if ask.name in self._same:
                self._known[found[place]] = hashed
        return found

    def _placed(self, asks: Iterable[Ask]) -> array[int]:
        """Return the places of asks among all; a large plan has millions of them."""
        return array("L", sorted(self._places.setdefault(ask, len(self._places)) for ask in asks))


def packed(memory: Memory) -> bytes:
    """Return the bytes that `read_memory` reads, which have to be kept with a hash of their own; hashes of answers are of one length."""
    names = {name: place for place, name in enumerate(sorted({ask.name for ask, _ in memory.answers}))}
    return as_bytes(
        {
            "form": _FORM,
            "names": [*names],
            "asked": array("H", [names[ask.name] for ask, _ in memory.answers]).tobytes(),
            "keys": [_spelt(ask.key) for ask, _ in memory.answers],
            "hashes": "".join(hashed for _, hashed in memory.answers),
            "made": {name: (made.asks.tobytes(), made.facts) for name, made in memory.made.items()},
            "sources": memory.sources,
        }
    )


def read_memory(content: bytes, texts: Texts = _no_texts) -> Memory:
    """Return what bytes remember, with the texts that there are; raises ValueError, TypeError or KeyError for values that are no memory."""
    found = from_bytes(content)
    if found["form"] != _FORM:
        raise ValueError(f"form {found['form']}")
    keys, digits = found["keys"], len(found["hashes"]) // (len(found["keys"]) or 1)
    asks = map(Ask, map(found["names"].__getitem__, _read_array("H", found["asked"])), map(_key, keys))
    hashes = (found["hashes"][start : start + digits] for start in range(0, digits * len(keys), digits or 1))
    made = {name: Made(_read_array("L", asked), facts) for name, (asked, facts) in found["made"].items()}
    return Memory(tuple(zip(asks, hashes, strict=True)), made, found["sources"], texts)


def _hash_below(hashes: Mapping[str, str], place: str) -> str:
    """Return the hash of the files whose paths begin in some way."""
    return hash_text(repr(sorted((path, hashed) for path, hashed in hashes.items() if path.startswith(place))))


def _read_array(kind: str, content: bytes) -> array[int]:
    found = array(kind)
    found.frombytes(content)
    return found


def _spelt(key: Key) -> object:
    # The number of a citation is a pair already.
    return (key.page, key.fragment, None) if isinstance(key, Address) else key


def _key(key: Any) -> Any:  # as it was spelt
    match key:
        case (page, fragment, None):
            return Address(page, fragment)
        case _:
            return key
