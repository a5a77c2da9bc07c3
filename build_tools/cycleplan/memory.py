"""What was made of a plan, remembered so that a later run makes again only what comes out otherwise.

Of each thing it is remembered what it asked of the plan, and the hashes of the answers. While a plan answers the same, the thing
is the same, and the facts that were kept about it hold: what those are is the business of whoever made it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from cycleplan.model import Address, Answers, Ask, Plan, WatchedPlan
from cycleplan.textfile import hash_text

_FORM = 1

V = TypeVar("V")
Facts = Mapping[str, Any]
"""What is kept about a thing, as JSON has it."""


class Made(NamedTuple):
    """The places of a thing's asks among all asks, of which a large plan has millions, and what is kept about it."""

    asks: array[int]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Memory:
    """Each ask with the hash of its answer, and the things that were made, by their names; `texts` has some of them by their hashes."""

    answers: tuple[tuple[Ask, str], ...] = ()
    made: Mapping[str, Made] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict, compare=False)


NOTHING = Memory()


class Making:
    """Things while they are made of a plan, those that a memory has and others; `hashes` has that of each file of the notes."""

    def __init__(self, plan: Plan, hashes: Mapping[str, str], memory: Memory) -> None:
        self._watched = WatchedPlan(plan)
        self._answers = Answers(plan, hashes)
        self._before = memory
        self._otherwise = frozenset(place for place, (ask, hashed) in enumerate(memory.answers) if self._answers.of(ask) != hashed)
        self._recalled: set[str] = set()
        self._facts: dict[str, Facts] = {}
        self._places: dict[Ask, int] = {}
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

    def text(self, name: str, how: Callable[[Plan], str]) -> str:
        """Return a text: that of before where it comes out the same and is still there."""
        facts = self.recall(name)
        known = self._before.texts.get(facts["hashed"]) if facts else None
        text = self.make(name, how) if known is None else known
        self.keep(name, {"hashed": hash_text(text)})
        return text

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
        return Memory(tuple((ask, self._answers.of(ask)) for ask in self._places), made)

    def _places_of_before(self, places: Iterable[int]) -> Mapping[int, int]:
        """Return the present place of asks by their places before: many things have asked each of them."""
        return {place: self._places.setdefault(self._before.answers[place][0], len(self._places)) for place in sorted(places)}

    def _placed(self, asks: Iterable[Ask]) -> array[int]:
        """Return the places of asks among all; a large plan has millions of them."""
        return array("L", sorted(self._places.setdefault(ask, len(self._places)) for ask in asks))


def as_text(memory: Memory) -> str:
    """Return the text that `read_memory` reads."""
    answers = [[ask.name, _spelt(ask), hashed] for ask, hashed in memory.answers]
    return json.dumps({"form": _FORM, "answers": answers, "made": memory.made}, separators=(",", ":"), default=list)


def read_memory(text: str, texts: Mapping[str, str]) -> Memory:
    """Return what a text remembers, with the texts that there are; raises ValueError, TypeError or KeyError for one that is no memory."""
    found = json.loads(text)
    if found["form"] != _FORM:
        raise ValueError(f"form {found['form']}")
    answers = tuple((Ask(name, _key(key)), hashed) for name, key, hashed in found["answers"])
    return Memory(answers, {name: Made(array("L", asks), facts) for name, (asks, facts) in found["made"].items()}, texts)


def _spelt(ask: Ask) -> object:
    return ask.key if not isinstance(ask.key, Address) else {"page": ask.key.page, "fragment": ask.key.fragment}


def _key(key: Any) -> Any:  # as JSON has it
    return Address(**key) if isinstance(key, dict) else tuple(key) if isinstance(key, list) else key
