"""What follows the plan and hands it on: feeds, calendars and data, each a file of the site."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.feeds.atom import atom
from cycleplan.feeds.channels import MOST, channels
from cycleplan.feeds.feed import Feed, beside
from cycleplan.feeds.json_feed import json_feed, json_path
from cycleplan.model import LineKind, Plan
from cycleplan.textfile import TextFile


def feeds(plan: Plan) -> tuple[Feed, ...]:
    """Return every feed, calendar and file of data of a plan that has no errors."""
    return (*_feeds(plan),)


def _feeds(plan: Plan) -> Iterator[Feed]:
    for channel in channels(plan):
        text = atom(plan, channel)
        for path in (channel.path, *channel.old_paths):
            yield Feed(TextFile(f"{path}.atom", text), LineKind.FEED, channel.page)
        if channel.is_json_too:
            yield Feed(TextFile(json_path(channel), json_feed(plan, channel)), LineKind.FEED, channel.page)


__all__ = ["MOST", "Feed", "beside", "feeds"]
