"""How much of a text an import found, and how much of what it found is in the text.

Titles are compared without case, numbering and punctuation, tasks and decisions by their words, addresses exactly.
Each item matches at most one other: the most alike go together first. Counts of many texts add up, so that a text
weighs as much as it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from typing import Any, TypeVar

T = TypeVar("T")
U = TypeVar("U")

SAME_TITLE = 0.9
SAME_WORDS = 0.7

_NUMBERING = re.compile(r"[\s*#]*(?:topic\s*:|(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.):]|[0-9]{1,2}(?:\.[0-9]{1,2})+)\s)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_EVERYBODY = frozenset(("all", "anybody", "anyone", "everybody", "everyone", "nobody", "tbd", "team", "us", "we"))


@dataclass(frozen=True, slots=True)
class Task:
    """An action item as a text has it: the words of its task, and each owner as written."""

    task: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a careful reader takes from a text; what is None is not known, and not scored.

    `parts` has those topics alone whose parts nobody can doubt.
    """

    topics: tuple[str, ...]
    actions: tuple[Task, ...]
    addresses: frozenset[str]
    parts: Mapping[str, tuple[str, ...]] | None = None
    guesses: tuple[Task, ...] | None = None
    decisions: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FoundTask:
    """An action item that an import found; of each owner all the spellings that it is known by."""

    task: str
    owners: tuple[frozenset[str], ...] = ()
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What an import made of a text."""

    topics: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: tuple[FoundTask, ...] = ()
    decisions: tuple[str, ...] = ()
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Count:
    """How many things are in a text, how many were found, and how many of these are right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.wanted + other.wanted, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.wanted + self.found
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one text or of many. `actions` counts marked items with all their owners, `tasks` whoever owns them.

    `guesses` counts what an import marks as a guess against the items without a marker; it says how good the guesses
    are, and a wrong one is no fault elsewhere.
    """

    topics: Count = Count()
    parts: Count = Count()
    actions: Count = Count()
    tasks: Count = Count()
    guesses: Count = Count()
    decisions: Count = Count()
    addresses: Count = Count()

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Score)))


def score(expected: Expectation, result: Result) -> Score:
    """Count what an import found of a text."""
    marked = [action for action in result.actions if not action.is_guess]
    guessed = [action for action in result.actions if action.is_guess]
    return Score(
        topics=compared(expected.topics, result.topics, same_title),
        parts=_compared_parts(expected.parts or {}, result.parts),
        actions=compared(expected.actions, marked, same_action),
        tasks=compared(expected.actions, marked, same_task),
        guesses=Count() if expected.guesses is None else compared(expected.guesses, guessed, same_action),
        decisions=Count() if expected.decisions is None else compared(expected.decisions, result.decisions, same_words),
        addresses=Count(len(expected.addresses), len(result.addresses), len(expected.addresses & result.addresses)),
    )


def total(scores: Iterable[Score]) -> Score:
    """Add the counts of many texts."""
    return sum(scores, start=Score())


def compared(wanted: Sequence[T], found: Sequence[U], likeness: Callable[[T, U], float]) -> Count:
    """Match one to one what is alike at all, the most alike first, and count it."""
    pairs = [(likeness(want, find), i, j) for i, want in enumerate(wanted) for j, find in enumerate(found)]
    taken: set[int] = set()
    matched: set[int] = set()
    for alike, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if alike and i not in taken and j not in matched:
            taken.add(i)
            matched.add(j)
    return Count(len(wanted), len(found), len(matched))


def same_title(wanted: str, found: str) -> float:
    """Return how alike two titles are, and 0 where they are not the same."""
    return _likeness(" ".join(_words(_unnumbered(wanted))), " ".join(_words(_unnumbered(found))), SAME_TITLE)


def same_words(wanted: str, found: str) -> float:
    """Return how alike two sentences are word by word but for addresses, and 0 where they do not say the same."""
    return _likeness(_words(_ADDRESS.sub(" ", wanted)), _words(_ADDRESS.sub(" ", found)), SAME_WORDS)


def same_task(wanted: Task, found: FoundTask) -> float:
    """Return how alike two action items are, whoever owns them."""
    return same_words(wanted.task, found.task)


def same_action(wanted: Task, found: FoundTask) -> float:
    """Return how alike two action items are, and 0 where one has an owner that the other lacks.

    Whether `all` and the like own an item is a matter of taste: they count as nobody.
    """
    return same_task(wanted, found) if _same_owners(wanted.owners, found.owners) else 0


def read_expectation(said: Mapping[str, Any]) -> Expectation:
    """Return what an .expect.yaml or a .gold.json says; keys that it leaves out are not known."""
    return Expectation(
        topics=tuple(said["topics"]),
        actions=_tasks(said["actions"]),
        addresses=frozenset(said["addresses"]),
        parts={title: tuple(parts) for title, parts in said["parts"].items()} if "parts" in said else None,
        guesses=_tasks(said["guesses"]) if "guesses" in said else None,
        decisions=tuple(said["decisions"]) if "decisions" in said else None,
    )


def _tasks(said: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    return tuple(Task(action["task"], tuple(action["owners"])) for action in said)


def _compared_parts(wanted: Mapping[str, Sequence[str]], found: Mapping[str, Sequence[str]]) -> Count:
    # Expectations name the parts of a topic only where no reader can doubt them.
    beyond_doubt = {title: parts for title, parts in found.items() if any(same_title(want, title) for want in wanted)}
    return compared(_lines(wanted), _lines(beyond_doubt), _same_part)


def _lines(parts: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(title, part) for title, parts_of in parts.items() for part in parts_of]


def _same_part(wanted: tuple[str, str], found: tuple[str, str]) -> float:
    topics, parts = (same_title(want, find) for want, find in zip(wanted, found, strict=True))
    return min(topics, parts)


def _same_owners(wanted: Sequence[str], found: Sequence[frozenset[str]]) -> bool:
    names = [name for name in map(_name, wanted) if name not in _EVERYBODY]
    spellings = [owner for owner in ({_name(spelling) for spelling in owner} for owner in found) if not owner & _EVERYBODY]
    count = compared(names, spellings, lambda name, owner: float(name in owner))
    return count.wanted == count.found == count.right


def _likeness(wanted: Sequence[str], found: Sequence[str], least: float) -> float:
    if wanted == found:
        return 1
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    # The two bounds are cheap, and most pairs of a long text fall below them.
    for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio):
        if (alike := ratio()) < least:
            return 0
    return alike


def _unnumbered(title: str) -> str:
    numbering = _NUMBERING.match(title)
    return title[numbering.end() :] if numbering and _words(title[numbering.end() :]) else title


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _name(owner: str) -> str:
    words = _words(owner)
    return " ".join(words[1:] if words[:1] == ["the"] else words).removesuffix(" team")
