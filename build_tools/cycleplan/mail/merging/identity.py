"""Which topic and which item of a new draft is which of the last one, so that addresses stay when texts are corrected.

What is the same is found first; the rest is compared with its neighbours only, so that the cost is bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from cycleplan.mail.merging.likeness import Text, likeness, overlap

TOPICS_ALIKE = 0.6
ITEMS_ALIKE = 0.75
"""How alike two have to be to be one. An address that shows another thing is worse than a new address."""

_NEIGHBOURS = 100
_LIKELY = 4
_MOST = 3000
_MOST_WORDS = 400
_FEW_WORDS = 8
_SURE_TITLE = 0.85
_NUMBER = re.compile("[0-9]+", re.ASCII)
_COUNTED = re.compile("([a-z])([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells a topic: its id, its title, and the words of all that is said in it (see `words_of`)."""

    id: str
    title: str
    words: frozenset[str]


def words_of(text: str) -> frozenset[str]:
    """Return the first few hundred words of a text; those after them would tell nothing more."""
    found = re.finditer(r"\w+", text)
    return frozenset(word[0].casefold() for word, _ in zip(found, range(_MOST_WORDS), strict=False))


def same_topics(before: Sequence[Seen], after: Sequence[Seen]) -> Mapping[int, int]:
    """Return for each topic after which one before it continues, by their places; new ones are left out.

    The same title says so first, then the same id, then how alike titles and words are.
    """
    old, new = [Text(topic.title) for topic in before], [Text(topic.title) for topic in after]
    found = _equal([text.folded for text in old], [text.folded for text in new], {})
    found |= _equal([topic.id for topic in before], [topic.id for topic in after], found)

    def rough(one: int, other: int) -> float:
        return max(overlap(old[one].grams, new[other].grams), overlap(before[one].words, after[other].words))

    def alike(one: int, other: int) -> float:
        return _topics_alike(likeness(old[one], new[other]), before[one], after[other])

    found |= _most_alike(_Rest.of(len(before), len(after), found), rough, alike, TOPICS_ALIKE)
    return dict(sorted(found.items()))


def same_items(before: Sequence[tuple[str, str]], after: Sequence[str], letter: str = "a", taken: Collection[str] = ()) -> tuple[str, ...]:
    """Return an id for each text: that of the item which it continues, or else the next number of a letter.

    `before` has ids and texts. The number is above every one that is there or, by `taken`, ever was.
    """
    old, new = [Text(text) for _, text in before], [Text(text) for text in after]
    found = _equal([text.folded for text in old], [text.folded for text in new], {})
    rest = _Rest.of(len(old), len(new), found)

    def rough(one: int, other: int) -> float:
        return overlap(old[one].grams, new[other].grams)

    def alike(one: int, other: int) -> float:
        return likeness(old[one], new[other])

    found |= _most_alike(rest, rough, alike, ITEMS_ALIKE)
    known = [id_ for id_, _ in before]
    counted = (_COUNTED.fullmatch(id_) for id_ in (*taken, *known))
    number = max((int(each[2]) for each in counted if each and each[1] == letter), default=0)
    ids = []
    for place in range(len(after)):
        if place not in found:
            number += 1
        ids.append(known[found[place]] if place in found else f"{letter}{number}")
    return tuple(ids)


def _topics_alike(titles: float, old: Seen, new: Seen) -> float:
    """Words say more than titles, which often differ in one word only: `Tempest tests` is not `Rally tests`."""
    if min(len(old.words), len(new.words)) >= _FEW_WORDS:
        words = overlap(old.words, new.words)
        return max(words, 0.7 * words + 0.3 * titles)
    # "Day 1" and "Day 2" are alike to a character and are two topics.
    is_sure = titles >= _SURE_TITLE and _NUMBER.findall(old.title) == _NUMBER.findall(new.title)
    return titles if is_sure else 0.0


def _equal(before: Sequence[Hashable], after: Sequence[Hashable], found: Mapping[int, int]) -> dict[int, int]:
    """Return which are the same, the first with the first, among those that are not found yet."""
    used = set(found.values())
    places = dict(_numbered(before, used))
    return {place: places[key] for key, place in _numbered(after, found.keys()) if key in places and key[0]}


def _numbered(keys: Sequence[Hashable], without: Collection[int]) -> Iterator[tuple[tuple[Hashable, int], int]]:
    known: Counter[Hashable] = Counter()
    for place, key in enumerate(keys):
        if place not in without:
            yield (key, known[key]), place
            known[key] += 1


@dataclass(frozen=True, slots=True)
class _Rest:
    """The places of what is not found yet."""

    old: tuple[int, ...]
    new: tuple[int, ...]

    @classmethod
    def of(cls, before: int, after: int, found: Mapping[int, int]) -> _Rest:
        """Return what is left of so many before and after."""
        used = set(found.values())
        return cls(
            tuple(place for place in range(before) if place not in used), tuple(place for place in range(after) if place not in found)
        )

    def neighbours(self) -> Iterator[tuple[int, dict[int, int]]]:
        """Yield each new place with the old ones around it, and how far each of them is off."""
        for rank, place in enumerate(self.new[:_MOST]):
            middle = rank * len(self.old) // len(self.new)
            start = max(0, middle - _NEIGHBOURS)
            yield place, {old: abs(start + off - middle) for off, old in enumerate(self.old[start : middle + _NEIGHBOURS])}


_Likeness = Callable[[int, int], float]


def _most_alike(rest: _Rest, rough: _Likeness, alike: _Likeness, enough: float) -> dict[int, int]:
    """Return which of the rest continue which, the most alike first and, of those, the nearest in order."""
    pairs = []
    for new, distances in rest.neighbours():
        likely = nlargest(_LIKELY, ((rough(old, new), -distance, old) for old, distance in distances.items()))
        pairs += [(-alike(old, new), -nearness, old, new) for _, nearness, old in likely]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for how, _, old, new in sorted(pairs):
        if -how >= enough and old not in taken and new not in chosen:
            chosen[new] = old
            taken.add(old)
    return chosen
