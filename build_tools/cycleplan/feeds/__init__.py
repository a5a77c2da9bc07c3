"""What follows the plan and hands it on: feeds, calendars and data, each a file of the site."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.feeds.atom import atom
from cycleplan.feeds.calendars import calendar_text, calendars
from cycleplan.feeds.channels import MOST, channels
from cycleplan.feeds.data import SCHEMA_PATH, plan_json, schema_json
from cycleplan.feeds.feed import HOME, Feed
from cycleplan.feeds.json_feed import json_feed, json_path
from cycleplan.feeds.llms import llms
from cycleplan.feeds.old import old_feeds
from cycleplan.feeds.table import action_table
from cycleplan.model import Address, LineKind, Plan
from cycleplan.textfile import TextFile


def feeds(plan: Plan) -> tuple[Feed, ...]:
    """Return every feed, calendar and file of data of a plan that has no errors.

    A plan without a ledger has published nothing yet: it has no feeds and no calendars, as there is no day to give.
    """
    made = (*_feeds(plan), *_calendars(plan), *_data(plan))
    return (*made, *old_feeds(plan, made))


def _feeds(plan: Plan) -> Iterator[Feed]:
    for channel in channels(plan):
        text = atom(plan, channel)
        for path in (channel.path, *channel.old_paths):
            yield Feed(TextFile(f"{path}.atom", text), LineKind.FEED, channel.page)
        if channel.is_json_too:
            yield Feed(TextFile(json_path(channel), json_feed(plan, channel)), LineKind.FEED, channel.page)


def _calendars(plan: Plan) -> Iterator[Feed]:
    for calendar in calendars(plan):
        text = calendar_text(plan, calendar)
        for path in (calendar.path, *calendar.old_paths):
            yield Feed(TextFile(f"{path}.ics", text), LineKind.CALENDAR, calendar.page)


def _data(plan: Plan) -> Iterator[Feed]:
    yield Feed(TextFile("plan.json", plan_json(plan)), LineKind.DATA, HOME)
    yield Feed(TextFile(SCHEMA_PATH, schema_json(plan)), LineKind.DATA, HOME)
    yield Feed(TextFile("actions.csv", action_table(plan)), LineKind.DATA, Address("actions"))
    yield Feed(TextFile("llms.txt", llms(plan)), LineKind.DATA, HOME)


__all__ = ["MOST", "Feed", "feeds"]
