"""What was read on written pages, as JSON has it, so that a page that stays the same is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import intern
from typing import Any

from cycleplan.site.guard import PageReading

REFUSED = (ValueError, TypeError, LookupError, AttributeError)
"""What comes of reading something else."""


def as_json(reading: PageReading) -> list[Any]:
    """Return what `from_json` makes a reading without faults of."""
    return [sorted(reading.ids), reading.links, reading.files]


def from_json(read: Iterable[Any]) -> PageReading:
    """Return a reading; the names of pages are many times in those of a site, and once in memory."""
    ids, links, files = read
    return PageReading(
        faults=(),
        ids=frozenset(map(intern, ids)),
        links=tuple((intern(page), intern(fragment)) for page, fragment in links),
        files=tuple(files),
    )


def as_table(readings: Mapping[str, PageReading]) -> dict[str, Any]:
    """Return what `from_table` makes the readings of many pages of: the names and links in all of them once, and for each page where.

    The pages of a part have the same ids, and lead to the same pages, again and again.
    """
    names: dict[str, int] = {}
    links: dict[tuple[str, str], int] = {}
    pages = {
        path: [
            [names.setdefault(name, len(names)) for name in sorted(reading.ids)],
            [links.setdefault(link, len(links)) for link in reading.links],
            [names.setdefault(name, len(names)) for name in reading.files],
        ]
        for path, reading in readings.items()
    }
    return {"names": [*names], "links": [*links], "pages": pages}


def from_table(table: Mapping[str, Any]) -> dict[str, PageReading]:
    """Return the readings of a table by the paths of their pages; raises any of REFUSED for what is no table."""
    names = [*map(intern, table["names"])]
    links = [(intern(page), intern(fragment)) for page, fragment in table["links"]]
    return {
        intern(path): PageReading(
            faults=(),
            ids=frozenset([names[place] for place in ids]),
            links=tuple([links[place] for place in leads]),
            files=tuple([names[place] for place in files]),
        )
        for path, (ids, leads, files) in table["pages"].items()
    }
