"""What stands in calendars: milestones, gatherings, and the days on which open action items are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from cycleplan.feeds.feed import identity, recorded_days, url_of
from cycleplan.model import ActionAt, Address, Gathering, LineKind, Milestone, Plan, state
from cycleplan.prose import one_line, plain_text

_OWN_CHANGE = 1000
"""What a change of an action item counts, where one of its milestone counts 1: so no other milestone makes the number fall."""


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days, the last included. `sequence` grows with each recorded change; `stamp` is the day of the last one.

    `tags` are the kind and, where they are known, the cycle and the team; `owners` the keys of who has taken it on.
    """

    uid: str
    first: date
    last: date
    sequence: int
    stamp: date
    url: str
    summary: str
    description: str
    tags: tuple[str, ...]
    place: str = ""
    owners: tuple[str, ...] = ()


def events(plan: Plan) -> tuple[Event, ...]:
    """Return the events of all recorded items, by day."""
    made = (*_of_cycles(plan), *_of_gatherings(plan), *_of_actions(plan))
    return tuple(sorted(made, key=lambda event: (event.first, event.last, event.uid)))


def _of_cycles(plan: Plan) -> Iterator[Event]:
    for cycle in plan.cycles:
        for milestone in cycle.milestones:
            yield from _of_milestone(plan, milestone, Address(f"{cycle.number}/index", milestone.key.text), (cycle.number,))


def _of_gatherings(plan: Plan) -> Iterator[Event]:
    for gathering in plan.gatherings:
        tags, page = (gathering.cycle, gathering.team), Address(f"{gathering.name}/index")
        for milestone in gathering.milestones:
            yield from _of_milestone(plan, milestone, Address(page.page, milestone.key.text), tags)
        yield from _of_gathering(plan, gathering, page, tags)


def _of_milestone(plan: Plan, milestone: Milestone, address: Address, tags: tuple[str, ...]) -> Iterator[Event]:
    days = recorded_days(plan, address)
    if days:
        yield Event(
            uid=_uid(plan, address),
            first=milestone.first,
            last=milestone.last,
            sequence=_changes(plan, address),
            stamp=days[1],
            url=url_of(plan, address),
            summary=f"{' '.join(tags)}: {milestone.title}",
            description="",
            tags=(LineKind.MILESTONE.value, *tags),
        )


def _of_gathering(plan: Plan, gathering: Gathering, page: Address, tags: tuple[str, ...]) -> Iterator[Event]:
    days = recorded_days(plan, page)
    if days and gathering.first and gathering.last:
        sources = (("Pad", gathering.pad), ("Recording", gathering.recording), ("Mail", gathering.mail))
        yield Event(
            uid=_uid(plan, page),
            first=gathering.first,
            last=gathering.last,
            sequence=_changes(plan, page),
            stamp=days[1],
            url=url_of(plan, page),
            summary=gathering.title,
            description="\n".join(f"{label}: {source.url}" for label, source in sources if source and source.url),
            tags=(LineKind.GATHERING.value, *tags),
            place=gathering.place,
        )


def _of_actions(plan: Plan) -> Iterator[Event]:
    """Yield what is still to be done: whatever is closed leaves the calendar."""
    for at in plan.links.actions:
        if at.action.due and state(at.action.log).is_open:
            yield from _of_action(plan, at)


def _of_action(plan: Plan, at: ActionAt) -> Iterator[Event]:
    address = at.topic.at(at.action.id)
    milestone = _milestone(plan, at)
    days = recorded_days(plan, address)
    due = milestone[0].last if milestone else at.action.due
    if days and isinstance(due, date):
        owners = tuple(key.text for key in at.action.owners)
        yield Event(
            uid=_uid(plan, address),
            first=due,
            last=due,
            sequence=_OWN_CHANGE * _changes(plan, address) + (_changes(plan, milestone[1]) if milestone else 0),
            stamp=max(days[1], plan.changed_on(milestone[1]) or days[1]) if milestone else days[1],
            url=url_of(plan, address),
            summary=f"Due: {one_line(plain_text(at.action.task)) or at.action.id.text}",
            description="\n".join(_said_of(at, owners)),
            tags=(LineKind.ACTION.value, at.topic.cycle, at.topic.team),
            owners=owners,
        )


def _said_of(at: ActionAt, owners: tuple[str, ...]) -> Iterator[str]:
    yield f"Owners: {', '.join(owners) or 'nobody yet'}"
    if not isinstance(at.action.due, date) and at.action.due:
        yield f"At: {at.action.due.text}"
    if at.action.specs:
        yield f"Work items: {', '.join(key.text for key in at.action.specs)}"


def _milestone(plan: Plan, at: ActionAt) -> tuple[Milestone, Address] | None:
    """Return the milestone that an item is due at, with its address: on the gathering's page or on its cycle's."""
    if at.action.due is None or isinstance(at.action.due, date):
        return None
    name = f"{at.topic.cycle}/{at.topic.team}"
    found = plan.milestone(at.action.due.text, name)
    assert found is not None, "checked"
    page = name if found in plan.gathering_by_name[name].milestones else at.topic.cycle
    return found, Address(f"{page}/index", found.key.text)


def _changes(plan: Plan, address: Address) -> int:
    content = plan.ledger.contents.get(plan.first_path(address))
    return content.changes if content else 0


def _uid(plan: Plan, address: Address) -> str:
    """Return what tells an event apart for ever, with the host that made it at its end (RFC 5545, section 3.8.4.7)."""
    parts = urlsplit(identity(plan, address))
    return f"{parts.path}{f'#{parts.fragment}' if parts.fragment else ''}@{parts.netloc}"
