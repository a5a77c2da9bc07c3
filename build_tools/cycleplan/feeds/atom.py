"""Channels as Atom (RFC 4287). What writes it is loaded by whoever writes a feed."""

from __future__ import annotations

from datetime import date, datetime, time
from io import StringIO

from cycleplan.feeds.channels import Channel
from cycleplan.feeds.feed import HOME, at_base, url_of
from cycleplan.model import Address, Plan

LANGUAGE = "en"
"""The language of the pages, which Sphinx writes into each of them."""


def atom(plan: Plan, channel: Channel) -> str:
    """Return a channel as an Atom feed."""
    from cycleplan.feeds.atom_feed import AtomFeed

    feed = AtomFeed(
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
