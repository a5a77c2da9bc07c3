"""Who works on what: topics with the owners and the work items that they are tied to, as pictures show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cycleplan.model import Owner, Plan, Spec, Status, Topic, state
from cycleplan.pages import links
from cycleplan.pages.entries import Link

MOST = 40
"""How many owners, topics or work items a picture holds; those with the most ties come first."""
FEWEST_TIES = 2
"""A picture of less says nothing that a word would not say better."""

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TiedTopic:
    """A topic with its owners and its work items, as a list names them."""

    topic: Link
    status: Status
    owners: tuple[Link, ...]
    specs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Three columns in the notes' order, and the ties between them by their places.

    `held` has (owner, topic), `leading` (topic, work item). `left_out` counts what there was no room for.
    """

    owners: tuple[Link, ...]
    topics: tuple[TiedTopic, ...]
    specs: tuple[Link, ...]
    held: tuple[tuple[int, int], ...]
    leading: tuple[tuple[int, int], ...]
    left_out: int = 0


def ties_of(plan: Plan, topics: Iterable[Topic], around: str = "") -> Ties | None:
    """Return topics with everything that they are tied to, or nothing where that is too little for a picture.

    `around` is the key of the owner or the name of the work item that has room whatever else there is.
    """
    known = tuple(topics)
    owned = {topic.name: _owners(topic) for topic in known}
    led = {topic.name: plan.links.specs_of_topic.get(topic.name, ()) for topic in known}
    shown = _most_tied(known, Counter({topic: len(owned[topic.name]) + len(led[topic.name]) for topic in known}))
    holders = Counter(key for topic in known for key in owned[topic.name])
    named = Counter(name for topic in known for name in led[topic.name])
    owners = _most_tied(tuple(dict.fromkeys(key for topic in shown for key in owned[topic.name])), holders, around)
    specs = _most_tied(tuple(dict.fromkeys(name for topic in shown for name in led[topic.name])), named, around)
    owner_places, spec_places = {key: place for place, key in enumerate(owners)}, {name: place for place, name in enumerate(specs)}
    found = Ties(
        owners=tuple(links.owner_link(plan, key) for key in owners),
        topics=tuple(_tied(plan, topic, owned[topic.name], led[topic.name]) for topic in shown),
        specs=links.spec_links(plan, specs),
        held=tuple((owner_places[key], place) for place, topic in enumerate(shown) for key in owned[topic.name] if key in owner_places),
        leading=tuple((place, spec_places[name]) for place, topic in enumerate(shown) for name in led[topic.name] if name in spec_places),
        left_out=len(known) + len(holders) + len(named) - len(shown) - len(owners) - len(specs),
    )
    return found if len(found.held) + len(found.leading) >= FEWEST_TIES else None


def ties_around_owner(plan: Plan, owner: Owner) -> Ties | None:
    """Return the topics that an owner leads or has an action item in, with everybody and everything tied to them."""
    held = (at.topic for at in plan.links.held_by.get(owner.key, ()))
    return ties_of(plan, dict.fromkeys((*plan.links.led_by.get(owner.key, ()), *held)), owner.key)


def ties_around_spec(plan: Plan, spec: Spec) -> Ties | None:
    """Return the topics that lead to a work item, with everybody and everything tied to them."""
    return ties_of(plan, plan.links.topics_to_spec.get(spec.name, ()), spec.name)


def _owners(topic: Topic) -> tuple[str, ...]:
    leaders = (key.text for section in topic.sections for key in section.led_by)
    holders = (key.text for _, action in topic.actions() for key in action.owners)
    return tuple(dict.fromkeys((*leaders, *holders)))


def _most_tied(found: Sequence[T], ties: Counter[T], around: str = "") -> tuple[T, ...]:
    """Return as many as a picture holds, in their order."""
    if len(found) <= MOST:
        return tuple(found)
    chosen = frozenset(sorted(range(len(found)), key=lambda place: (found[place] != around, -ties[found[place]], place))[:MOST])
    return tuple(one for place, one in enumerate(found) if place in chosen)


def _tied(plan: Plan, topic: Topic, owners: Iterable[str], specs: Iterable[str]) -> TiedTopic:
    return TiedTopic(
        topic=links.topic_link(topic),
        status=state(topic.whole.log),
        owners=tuple(links.owner_link(plan, key) for key in owners),
        specs=links.spec_links(plan, specs),
    )
