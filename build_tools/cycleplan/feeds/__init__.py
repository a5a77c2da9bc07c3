"""What follows the plan and hands it on: feeds, calendars and data, each a file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from cycleplan.feeds.atom import atom
from cycleplan.feeds.calendars import calendar_text, calendars
from cycleplan.feeds.channels import MOST, channels
from cycleplan.feeds.crawlers import crawler_files
from cycleplan.feeds.data import SCHEMA_PATH, plan_json, schema_json, topic_line
from cycleplan.feeds.entries import section_html
from cycleplan.feeds.feed import HOME, Feed
from cycleplan.feeds.json_feed import json_feed, json_path
from cycleplan.feeds.llms import llms
from cycleplan.feeds.old import old_feeds
from cycleplan.feeds.spelling import written_in
from cycleplan.feeds.table import action_table
from cycleplan.model import Address, LineKind, Plan


def feeds(plan: Plan, line_of: Callable[[str], str] | None = None) -> tuple[Feed, ...]:
    """Return every feed, calendar and file of data of a plan that has no errors; `line_of` as in `plan_json`.

    A plan without a ledger has published nothing yet: it has no feeds and no calendars, as there is no day to give.
    """
    made = (*_feeds(plan), *_calendars(plan), *_data(plan, line_of))
    return (*made, *old_feeds(plan, made))


def _feeds(plan: Plan) -> Iterator[Feed]:
    for channel in channels(plan):
        for path in (channel.path, *channel.old_paths):
            yield Feed(f"{path}.atom", LineKind.FEED, channel.page, partial(atom, plan, channel), entries=channel.addresses)
        if channel.is_json_too:
            yield Feed(json_path(channel), LineKind.FEED, channel.page, partial(json_feed, plan, channel), entries=channel.addresses)


def _calendars(plan: Plan) -> Iterator[Feed]:
    for calendar in calendars(plan):
        for path in (calendar.path, *calendar.old_paths):
            yield Feed(f"{path}.ics", LineKind.CALENDAR, calendar.page, partial(calendar_text, plan, calendar))


def _data(plan: Plan, line_of: Callable[[str], str] | None) -> Iterator[Feed]:
    yield Feed("plan.json", LineKind.DATA, HOME, partial(plan_json, plan, line_of))
    yield Feed(SCHEMA_PATH, LineKind.DATA, HOME, partial(schema_json, plan))
    yield Feed("actions.csv", LineKind.DATA, Address("actions"), partial(action_table, plan))
    yield Feed("llms.txt", LineKind.DATA, HOME, partial(llms, plan))


__all__ = ["MOST", "Feed", "crawler_files", "feeds", "section_html", "topic_line", "written_in"]
