"""What stands on pages because of one topic: the headings that it brings, to its own page and to others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cycleplan.model import Address, Plan, Topic, state
from cycleplan.model.alike import logs_of
from cycleplan.model.links import Names, names_of
from cycleplan.pages.cycle import newest_planned
from cycleplan.pages.ties import FEWEST_TIES
from cycleplan.pages.timeline import landed_on


@dataclass(frozen=True, slots=True)
class Front:
    """What the home page shows: the cycle of a number, and of that the only gathering of a name, or none where there are several."""

    cycle: str
    gathering: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Who and what a topic names, how many `ties` it has to them, and the headings that are on pages because of it.

    A heading is there as long as any topic or work item brings it. `tied` are the pages with a picture of ties in which the topic is,
    if it has any; they have a heading for that if all topics on them together have enough. Headings that come of threads, `history` and
    `threads`, are none of these: where one may come or go, topics do not have the same items (`model/alike.py`).
    """

    names: Names
    ties: int
    tied: frozenset[str]
    headings: frozenset[Address]


def front_of(plan: Plan) -> Front:
    """Return what the home page of a plan shows."""
    newest = newest_planned(plan)
    gatherings = [gathering.name for gathering in plan.gatherings if newest and gathering.cycle == newest.number]
    return Front(newest.number if newest else "", gatherings[0] if len(gatherings) == 1 else "")


def standing(topic: Topic, front: Front, landed: Collection[str]) -> Standing:
    """Return what stands on pages because of a topic; `landed` has the work items that are done by their own logs.

    Whatever else has an address is there whoever leads a topic or holds an action item, and whatever work items and logs there are.
    """
    names = names_of(topic)
    owners, specs = names.led_by | names.held_by, names.led_to
    gathering = f"{topic.cycle}/{topic.team}"
    tied = {topic.name, f"{gathering}/index", *(f"owners/{owner}" for owner in owners), *(f"specs/{spec}" for spec in specs)}
    tied |= {"index"} if gathering == front.gathering else set()
    ties = len(owners) + len(specs)
    return Standing(
        names=names,
        ties=ties,
        tied=frozenset(tied) if ties else frozenset(),
        headings=frozenset(
            (
                *_by_logs(topic, gathering, front, has_landed=not specs.isdisjoint(landed)),
                *_by_names(names),
                *(Address(page, "ties") for page in tied if ties >= FEWEST_TIES),
            )
        ),
    )


def _by_logs(topic: Topic, gathering: str, front: Front, *, has_landed: bool) -> Iterator[Address]:
    if topic.whole.log or topic.whole.checked:
        yield Address(topic.name, "outcome")
    for _, action in topic.actions():
        if not state(action.log).is_open:
            yield Address(f"{gathering}/actions", "closed")
            yield from (Address(f"owners/{owner.text}", "closed") for owner in action.owners)
            if not action.owners:
                yield Address("unowned", "closed")
    if has_landed or any(map(landed_on, logs_of(topic))):
        yield Address(f"{gathering}/index", "landed")
        yield Address(f"{topic.cycle}/index", "landed")
        if topic.cycle == front.cycle:
            yield Address("index", "landed")


def _by_names(names: Names) -> Iterator[Address]:
    yield from (Address(f"owners/{owner}", "led") for owner in names.led_by)
    yield from (Address(f"owners/{owner}", "mentioned") for owner in names.mentioned)
    yield from (Address(f"specs/{spec}", "action-items") for spec in names.in_actions)
    yield from (Address(f"specs/{spec}", "decisions") for spec in names.in_decisions)
