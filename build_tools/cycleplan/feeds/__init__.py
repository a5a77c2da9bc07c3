"""What follows the plan and hands it on: feeds, calendars and data, each a file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cycleplan.feeds.atom import atom
from cycleplan.feeds.calendars import calendar_text, calendars
from cycleplan.feeds.channels import MOST, channels
from cycleplan.feeds.crawlers import crawler_files
from cycleplan.feeds.data import SCHEMAS, is_divided, plan_json, schema_json, topic_line, topics_path
from cycleplan.feeds.data.handed import Handed, HandedOn, file_of
from cycleplan.feeds.entries import section_html
from cycleplan.feeds.feed import HOME, Feed
from cycleplan.feeds.json_feed import json_feed, json_path
from cycleplan.feeds.llms import llms
from cycleplan.feeds.old import old_feeds
from cycleplan.feeds.spelling import written_in
from cycleplan.feeds.table import action_table
from cycleplan.model import Address, LineKind, Plan, Topic
from cycleplan.textfile import File


def feeds(plan: Plan, handed: Handed | None = None) -> tuple[Feed, ...]:
    """Return every feed, calendar and file of data of a plan that has no errors; `handed` has its topics as JSON, or they are made anew.

    A plan without a ledger has published nothing yet: it has no feeds and no calendars, as there is no day to give.
    """
    made = (*_feeds(plan), *_calendars(plan), *_data(plan, handed or HandedOn(plan)))
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


def _data(plan: Plan, handed: Handed) -> Iterator[Feed]:
    yield Feed("plan.json", LineKind.DATA, HOME, partial(plan_json, plan, handed.line), entries=partial(_at, _whole_topics(plan)))
    for gathering in plan.gatherings:
        page, find = Address(f"{gathering.name}/index"), partial(handed.file, gathering.name)
        topics = partial(_at, plan.topics_of.get(gathering.name, ()))
        yield Feed(topics_path(gathering.name), LineKind.DATA, page, partial(_text, find), entries=topics, find=find)
    for path in SCHEMAS:
        yield Feed(path, LineKind.DATA, HOME, partial(schema_json, plan, path))
    yield Feed("actions.csv", LineKind.DATA, Address("actions"), partial(action_table, plan))
    yield Feed("llms.txt", LineKind.DATA, HOME, partial(llms, plan))


def _whole_topics(plan: Plan) -> tuple[Topic, ...]:
    """Return the topics that plan.json has."""
    return () if is_divided(plan) else plan.topics


def _at(topics: Iterable[Topic]) -> tuple[Address, ...]:
    return tuple(topic.at() for topic in topics)


def _text(find: Callable[[], File]) -> str:
    return find().text


__all__ = ["MOST", "Feed", "Handed", "crawler_files", "feeds", "file_of", "section_html", "topic_line", "topics_path", "written_in"]
