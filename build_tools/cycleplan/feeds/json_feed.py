"""Channels as JSON Feed (jsonfeed.org, version 1.1): the same entries as in Atom, for programs."""

from __future__ import annotations

import json
from datetime import date

from cycleplan.feeds.atom import LANGUAGE
from cycleplan.feeds.channels import Channel
from cycleplan.feeds.entries import Entry
from cycleplan.feeds.feed import HOME, at_base, url_of
from cycleplan.model import Address, Plan

_VERSION = "https://jsonfeed.org/version/1.1"


def json_path(channel: Channel) -> str:
    """Return the path of a channel's JSON Feed; it says that it is one, as other files end in `.json` too."""
    return f"{channel.path}.json" if channel.path.endswith("feed") else f"{channel.path}.feed.json"


def json_feed(plan: Plan, channel: Channel) -> str:
    """Return a channel as a JSON Feed."""
    told = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": url_of(plan, channel.page),
        "feed_url": at_base(plan, f"/{json_path(channel)}"),
        "language": LANGUAGE,
        "authors": [{"name": plan.site.title, "url": url_of(plan, HOME)}],
        "items": [_item(plan, entry) for entry in channel.entries],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _item(plan: Plan, entry: Entry) -> dict[str, object]:
    authors = [{"name": key, "url": url_of(plan, Address(f"owners/{key}"))} for key in entry.authors]
    told: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": _midnight(entry.published),
        "date_modified": _midnight(entry.updated),
        "tags": list(entry.tags),
    }
    return told | ({"authors": authors} if authors else {})


def _midnight(day: date) -> str:
    return f"{day}T00:00:00Z"
