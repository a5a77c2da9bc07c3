"""Calendars (RFC 5545): which there are, and their text. What writes them is loaded by whoever writes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from cycleplan.feeds.events import Event, events
from cycleplan.feeds.feed import HOME, stem, url_of
from cycleplan.feeds.teams import FOLDER, team_names
from cycleplan.model import Address, Cycle, Owner, Plan, Team

if TYPE_CHECKING:
    import icalendar

Find = Callable[[], Iterable[Event]]

_PRODUCT = "-//Cycleplan//Cycleplan//EN"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one calendar shows; `path` is its file without the ending, from the site's root, and `find` returns its events."""

    path: str
    page: Address
    title: str
    find: Find
    old_paths: tuple[str, ...] = ()


def calendars(plan: Plan) -> Iterator[Calendar]:
    """Yield every calendar of a plan; none where nothing is recorded, as events would have no day of their last change."""
    if not plan.ledger:
        return
    site, found = plan.site.title, cache(lambda: events(plan))
    yield Calendar("calendar", HOME, site, found)
    for cycle in plan.cycles:
        page = Address(f"{cycle.number}/index")
        yield Calendar(f"{stem(page)}calendar", page, f"{site}: {cycle.label}", _of_cycle(cycle, found))
    for names in team_names(plan):
        team = names.team
        yield Calendar(f"{FOLDER}/{team.key}", HOME, f"{site}: {team.title}", _of_team(plan, team, found), names.old_paths)
    for owner in plan.owners:
        yield Calendar(f"owners/{owner.key}", Address(f"owners/{owner.key}"), f"{site}: {owner.label}", _of_owner(owner, found))


def calendar_text(plan: Plan, calendar: Calendar) -> str:
    """Return a calendar as an iCalendar object, with the line ends that RFC 5545 asks for."""
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("name", calendar.title)
    made.add("x-wr-calname", calendar.title)
    made.add("url", url_of(plan, calendar.page))
    found = tuple(calendar.find())
    for event in found:
        made.add_component(_event(event))
    if not found:
        made.add_component(_placeholder())
    written: bytes = made.to_ical()
    return written.decode()


def _of_cycle(cycle: Cycle, found: Find) -> Find:
    return lambda: (event for event in found() if cycle.number in event.tags)


def _of_owner(owner: Owner, found: Find) -> Find:
    return lambda: (event for event in found() if owner.key in event.owners)


def _of_team(plan: Plan, team: Team, found: Find) -> Find:
    """Return what finds the events of a team, and those of the cycles that it has gathered for."""
    cycles = {gathering.cycle for gathering in plan.gatherings if gathering.team == team.key}

    def is_meant(event: Event) -> bool:
        _, cycle, *teams = event.tags
        return team.key in teams or (not teams and cycle in cycles)

    return lambda: filter(is_meant, found())


def _event(event: Event) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", _midnight(event.stamp))
    made.add("sequence", event.sequence)
    made.add("dtstart", event.first)
    # The end of whole days is the day after the last one (RFC 5545, section 3.6.1).
    if event.last < date.max:
        made.add("dtend", event.last + timedelta(days=1))
    made.add("summary", event.summary)
    made.add("url", event.url)
    made.add("categories", list(event.tags))
    made.add("transp", "TRANSPARENT")
    for name, value in (("description", event.description), ("location", event.place)):
        if value:
            made.add(name, value)
    return made


def _placeholder() -> icalendar.Timezone:
    """Return a component that shows nothing, since a calendar must have one (RFC 5545, section 3.6)."""
    import icalendar

    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    made = icalendar.Timezone()
    made.add("tzid", "UTC")
    made.add_component(standard)
    return made


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
