"""Ids for new topics and parts: from the words of their titles, short enough for a line of mail.

An id is an address for ever, so it is made once, when a topic is drafted, and never follows its title again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from cycleplan.mail.drafting.people import slug
from cycleplan.model import WIDEST_LINE, Address, why_no_fragment, why_no_id

_SMALL = """
a an and are as at by for from in into is it its of on or our s that the this to vs via we with
"""
_SMALL_WORDS = frozenset(_SMALL.split())
_SHORTEST = 8
_ROOM_FOR_ITEM = len("#a99")


def room_for_topic(base: str, gathering: str) -> int:
    """Return how many characters the id of a topic can have, so that the addresses of its items fit a line of mail."""
    taken = len("[1] ") + len(base.rstrip("/") + Address(f"{gathering}/").canonical) + _ROOM_FOR_ITEM
    return min(max(WIDEST_LINE - taken, _SHORTEST), 32)


def room_for_part(base: str, page: str) -> int:
    """Return how many characters the id of a part can have."""
    taken = len("[1] ") + len(base.rstrip("/") + Address(page).canonical) + len("#")
    return min(max(WIDEST_LINE - taken, 0), 32)


def topic_id(title: str, room: int, taken: Collection[str]) -> str:
    """Return an id for a topic that no other has."""
    names = [_shortened(title, room), _shortened(" ".join(reversed(_after_label(title))), room)]
    good = next((name for name in names if name and name not in taken and not why_no_fragment(name)), names[0] or "topic")
    return _free(good, room, taken, why_no_fragment)


def part_id(title: str, room: int, taken: Collection[str]) -> str:
    """Return an id for a part, or nothing where its title gives none that is short enough."""
    name = _shortened(title, room) if room >= _SHORTEST else ""
    return _free(name, room, taken, why_no_fragment) if name else ""


def _after_label(title: str) -> tuple[str, ...]:
    """Return what stands behind a label such as `Technical debt - `, and before it."""
    before, _, after = title.partition(" - ") if " - " in title else title.partition(": ")
    return (before, after) if after else (title,)


def _shortened(title: str, room: int) -> str:
    words = slug(title).split("-")
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    name = ""
    for word in telling:
        longer = f"{name}-{word}" if name else word
        if len(longer) > room:
            break
        name = longer
    return name or telling[0][:room].strip("-")


def _free(name: str, room: int, taken: Collection[str], why_not: Callable[[str], str]) -> str:
    if name not in taken and not why_not(name) and not why_no_id(name):
        return name
    number = 2
    while True:
        tail = f"-{number}"
        candidate = f"{name[: max(room - len(tail), 1)].strip('-')}{tail}"
        if candidate not in taken and not why_not(candidate):
            return candidate
        number += 1
