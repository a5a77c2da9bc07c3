"""Channels as Atom (RFC 4287)."""

from __future__ import annotations

from datetime import date, datetime, time
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed

from cycleplan.feeds.channels import Channel
from cycleplan.feeds.feed import HOME, at_base, url_of
from cycleplan.model import Address, Plan

LANGUAGE = "en"
"""The language of the pages, which Sphinx writes into each of them."""


def atom(plan: Plan, channel: Channel) -> str:
    """Return a channel as an Atom feed."""
    feed = _Feed(
        title=channel.title,
        link=url_of(plan, channel.page),
        description=None,
        language=LANGUAGE,
        author_name=plan.site.title,
        author_link=url_of(plan, HOME),
        feed_url=at_base(plan, f"/{channel.path}.atom"),
        feed_copyright=rights(plan),
        feed_guid=channel.id,
        updated=_midnight(channel.updated),
    )
    for entry in channel.entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=None,
            content=entry.html,
            unique_id=entry.id,
            pubdate=_midnight(entry.published),
            updateddate=_midnight(entry.updated),
            categories=entry.tags,
            authors=[(key, url_of(plan, Address(f"owners/{key}"))) for key in entry.authors],
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return f"{out.getvalue()}\n"


def rights(plan: Plan) -> str:
    """Return who holds the rights and the terms of use, as far as they are known."""
    return ", ".join(filter(None, (plan.site.copyright, plan.site.licence.title)))


def _midnight(day: date) -> datetime:
    # A day without a time zone is written with a Z, as a day of the ledger has none.
    return datetime.combine(day, time())


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Atom with its own day, where the library would ask the clock, and with all authors of an entry."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        for name, uri in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", uri)
            handler.endElement("author")
