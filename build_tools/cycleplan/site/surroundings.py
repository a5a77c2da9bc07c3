"""The surroundings of topics as they are kept: a file for each gathering, in which topics stand by the paths of their files alone.

So a topic that is worded otherwise is itself in its surroundings, without anything being written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cycleplan.model import Ask, ReferenceAt, Topic
from cycleplan.pages.surroundings import Surroundings
from cycleplan.site.sealed import as_bytes, from_bytes

Topics = Callable[[str], Topic]
"""Returns the topic of a file's path; raises KeyError where it is not known."""

_PATH = "\0topic"
"""Stands before the path of a topic's file. No text of a note has a NUL."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a topic: its surroundings, and the values of the tables that stand beside its page, by the names of those."""

    around: Surroundings
    tables: Mapping[str, object]


def pack(kept: Iterable[tuple[str, Kept]]) -> bytes:
    """Return the bytes for the topics of a gathering, by their names; what several of them ask is there once."""
    shared: dict[Ask, object] = {}
    own = {}
    for name, one in kept:
        leading = {ask: _bare(value) for ask, value in one.around.answers.items() if _leads_to_topics(ask)}
        shared |= {ask: _bare(value) for ask, value in one.around.answers.items() if ask not in leading}
        own[name] = as_bytes((one.around._replace(answers=leading), dict(one.tables)))
    return as_bytes((shared, own))


def unpack(content: bytes, name: str, topics: Topics) -> Kept:
    """Return what was kept of the topic of a name, with the topics that there are now; raises any of DAMAGED, or KeyError for no topic."""
    shared, own = from_bytes(content)
    around, tables = from_bytes(own[name])
    leading = {ask: _whole(value, topics) for ask, value in around.answers.items()}
    return Kept(around._replace(answers={**shared, **leading}), tables)


def _leads_to_topics(ask: Ask) -> bool:
    return ask.name == "topic_by_name" or ask.name.startswith("links.")


def _bare(value: Any) -> Any:
    """Return a value with the paths of topics for topics."""
    match value:
        case Topic():
            return (_PATH, value.path)
        case ReferenceAt(page, reference):
            return ReferenceAt(_bare(page), reference)
        case tuple() if type(value) is tuple:
            return tuple(map(_bare, value))
        case _:
            return value


def _whole(value: Any, topics: Topics) -> Any:
    match value:
        case (str(mark), str(path)) if mark == _PATH:
            return topics(path)
        case ReferenceAt(page, reference):
            return ReferenceAt(_whole(page, topics), reference)
        case tuple() if type(value) is tuple:
            return tuple(_whole(one, topics) for one in value)
        case _:
            return value
