"""What programs that walk through sites ask for: `robots.txt` (RFC 9309) and the sitemap (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import count, takewhile
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cycleplan.feeds.feed import HOME, Feed, at_base, url_of
from cycleplan.model import Address, LineKind, Plan

ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
MOST_ADDRESSES = 50_000
"""So many addresses may a file of a sitemap have."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def crawler_files(plan: Plan, pages: Iterable[str], most: int = MOST_ADDRESSES) -> Iterator[Feed]:
    """Yield `robots.txt` and the sitemap of the pages of these names; one with too many addresses is in several files.

    There are never fewer files than were published once, however few pages are left.
    """
    names = tuple(pages)
    yield Feed(ROBOTS, LineKind.DATA, HOME, partial(robots, plan))
    parts = max(-(-len(names) // most), _published_parts(plan))
    if parts <= 1:
        yield Feed(SITEMAP, LineKind.DATA, HOME, partial(sitemap, plan, names))
        return
    paths = [_part(number) for number in range(1, parts + 1)]
    yield Feed(SITEMAP, LineKind.DATA, HOME, partial(_index, plan, paths))
    for start, path in enumerate(paths):
        yield Feed(path, LineKind.DATA, HOME, partial(sitemap, plan, names[start::parts]))


def robots(plan: Plan) -> str:
    """Return the text that lets everybody in and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {at_base(plan, f'/{SITEMAP}')}\n"


def sitemap(plan: Plan, names: Iterable[str]) -> str:
    """Return the sitemap of pages, with the day on which the ledger last recorded a change of what a page shows."""
    changed, root = _changed(plan), Element("urlset", xmlns=_NAMESPACE)
    for name in names:
        page = SubElement(root, "url")
        SubElement(page, "loc").text = url_of(plan, Address(name))
        if name in changed:
            SubElement(page, "lastmod").text = changed[name].isoformat()
    return _written(root)


def _index(plan: Plan, paths: Iterable[str]) -> str:
    root = Element("sitemapindex", xmlns=_NAMESPACE)
    for path in paths:
        SubElement(SubElement(root, "sitemap"), "loc").text = at_base(plan, f"/{path}")
    return _written(root)


def _changed(plan: Plan) -> Mapping[str, date]:
    found: dict[str, date] = {}
    for item in plan.items:
        on = plan.changed_on(item.address)
        if on:
            found[item.address.page] = max(on, found.get(item.address.page, on))
    return found


def _part(number: int) -> str:
    return f"sitemap-{number}.xml"


def _published_parts(plan: Plan) -> int:
    return sum(1 for _ in takewhile(lambda number: f"/{_part(number)}" in plan.ledger.published, count(1)))


def _written(root: Element) -> str:
    indent(root, "")
    return _HEAD + tostring(root, encoding="unicode") + "\n"
