"""Ids can be addresses, and each stands for one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

from cycleplan.model import CYCLE_NUMBER, Key, Topic, why_no_fragment, why_no_id
from cycleplan.model.key import OWNER_HEADINGS, SPEC_HEADINGS, TEAM_HEADINGS, why_no_name
from cycleplan.notes.result import Notes
from cycleplan.problems import Location, Problem, Rule

GOOD_ID = Rule(
    "CP201",
    "An id is 1 to 40 of a-z, 0-9 and inner hyphens, and no reserved name.",
    bad="actions:\n  - {id: Ask_Vendors, task: Ask the vendors.}",
    good="actions:\n  - {id: ask-vendors, task: Ask the vendors.}",
    why="It is part of an address that is to last for decades, on every file system and in every mail. A topic's file is named by its id.",
)
REPEATED_ID = Rule(
    "CP202",
    "An id stands for one thing.",
    bad="actions:\n  - {id: a1, task: File a bug.}\n  - {id: a1, task: File a blueprint.}",
    good="actions:\n  - {id: a1, task: File a bug.}\n  - {id: a2, task: File a blueprint.}",
    why="An address that means two things means nothing. The parts, decisions and action items of a topic share its page.",
)
NEEDED_ID = Rule(
    "CP209",
    "Every part, decision and action item has an id.",
    bad="actions:\n  - {task: File a bug.}",
    good="actions:\n  - {id: a1, task: File a bug.}",
    why="It is the item's address, so it is written down once and never counted: `cycleplan fix` writes it.",
)

RULES = (GOOD_ID, REPEATED_ID, NEEDED_ID)


def ids_can_be_addresses(notes: Notes) -> Iterator[Problem]:
    """Every name that becomes part of an address can last as one."""
    plan = notes.plan
    names = {cycle.name.casefold() for cycle in plan.cycles}

    def why(text: str) -> str:
        return why_no_id(text) or ("it is the name of a cycle" if text in names else "")

    def why_on(headings: Set[str]) -> Callable[[str], str]:
        # The page of each has a fragment of its name.
        return lambda text: why(text) or why_no_name(text, headings)

    for cycle in plan.cycles:
        if not CYCLE_NUMBER.fullmatch(cycle.number):
            yield GOOD_ID.broken(cycle.at, f"{cycle.number!r} is no number of a cycle", "write it as 2024.2")
        reason = why_no_id(cycle.name.lower())
        if reason:
            yield GOOD_ID.broken(cycle.at, f"{cycle.name!r} cannot be the name of a cycle: {reason}", "both names of a cycle are addresses")
        yield from _bad((milestone.key for milestone in cycle.milestones), why_no_fragment)
    for gathering in plan.gatherings:
        yield from _bad((milestone.key for milestone in gathering.milestones), why_no_fragment)
    yield from _bad((Key(team.key, team.at) for team in plan.teams), why_on(TEAM_HEADINGS))
    yield from _bad((Key(owner.key, owner.at) for owner in plan.owners), why_on(OWNER_HEADINGS))
    yield from _bad((Key(spec.id, spec.at) for spec in plan.specs), why_on(SPEC_HEADINGS))
    for topic in plan.topics:
        yield from _bad((topic.whole.id,), lambda text: why(text) or why_no_fragment(text))
        yield from _bad(_minted(topic), why_no_fragment)


def ids_are_not_repeated(notes: Notes) -> Iterator[Problem]:
    """No two things on one page have one id, no topic is listed twice, and no two owners share an alias."""
    for topic in notes.plan.topics:
        yield from _repeated((topic.whole.id, *_minted(topic)), lambda text: f"repeated id {text!r}")
    for gathering in notes.plan.gatherings:
        yield from _repeated(gathering.order, lambda text: f"topic {text!r} listed twice")
        cycle = notes.plan.cycle_by_number.get(gathering.cycle)
        shared = tuple(milestone.key for milestone in cycle.milestones) if cycle else ()
        own = tuple(milestone.key for milestone in gathering.milestones)
        yield from _repeated((*shared, *own), lambda text: f"milestone {text!r} of the cycle and of the gathering")
    yield from _repeated(
        (Key(cycle.name.casefold(), cycle.at) for cycle in reversed(notes.plan.cycles)), lambda text: f"two cycles called {text!r}"
    )
    names = [
        Key(name, owner.at)
        for owner in notes.plan.owners
        for name in {alias.casefold(): alias for alias in (owner.key, *owner.aliases)}.values()
    ]
    yield from _repeated((Key(key.text.casefold(), key.at) for key in names), lambda text: f"two owners called {text!r}")


def ids_are_there(notes: Notes) -> Iterator[Problem]:
    """Every part, decision and action item has an id of its own."""
    for topic in notes.plan.topics:
        for key in _minted(topic):
            if not key.text and topic.path not in notes.faulty:
                yield NEEDED_ID.broken(key.at, "item without an id", "run cycleplan fix")


def _minted(topic: Topic) -> Iterator[Key]:
    yield from (part.id for part in topic.parts)
    for section in topic.sections:
        yield from (action.id for action in section.actions)
        yield from (decision.id for decision in section.decisions)


def _bad(keys: Iterable[Key], why: Callable[[str], str]) -> Iterator[Problem]:
    for key in keys:
        reason = why(key.text) if key.text else ""
        if reason:
            yield GOOD_ID.broken(key.at, f"{key.text!r} cannot be an address: {reason}", "call it otherwise")


def _repeated(keys: Iterable[Key], message: Callable[[str], str]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for key in keys:
        if key.text and first.setdefault(key.text, key.at) != key.at:
            yield REPEATED_ID.broken(key.at, message(key.text), f"the first is at {first[key.text]}")
