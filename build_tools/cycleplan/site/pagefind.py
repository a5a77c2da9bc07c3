"""What the index of Pagefind has of the written pages: a record of each thing that a search finds, and the files of the index.

It is written by `site/pagefind_index.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from cycleplan.model import Address
from cycleplan.pages.findings import Finding
from cycleplan.site.errors import SiteError
from cycleplan.site.volumes import Volume

FOLDER = "pagefind"
FINDER = Path(__file__).parent.parent / "theme" / "finder.js"
UNUSED = ("documentation_options.js", "doctools.js", "language_data.js", "searchtools.js", "sphinx_highlight.js", "*-stemmer.js")
"""The scripts of Sphinx's own search, which is not there."""

_NEEDED = ("pagefind", "pagefind_bin", "cbor2")
_FOLDERS = ("index", "fragment", "filter")
_OF_ALL_CYCLES = "9999"
_NO_TEXT = "h1, nav, script, svg, form, .cite"
_LISTED = ".actions, .rows, .picture-frame ~ .sd-dropdown"
"""What stands in lists on a page, and in those that say what its pictures show, is found by itself, and a browser loads all of the text
of a result to show some words of it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the index says of one thing: where it is, what stands there, what is shown of it and what narrows a search down to it."""

    url: str
    language: str
    content: str
    meta: Mapping[str, str]
    filters: Mapping[str, list[str]] = field(default_factory=dict)


def require_pagefind() -> None:
    """Raise SiteError where Pagefind is not installed."""
    if not all(find_spec(name) for name in _NEEDED):
        remedy = "install it with pip install 'cycleplan[pagefind]', or say 'search: sphinx'"
        raise SiteError(f"site.yaml says 'search: pagefind', and Pagefind is not installed\n{remedy}")


def write_finder(out: Path, older: Iterable[str]) -> None:
    """Write the script that searches the first volume, and the older ones after it."""
    script = FINDER.read_text(encoding="utf-8")
    (out / FOLDER / FINDER.name).write_text(f"const volumes = {json.dumps([*older])};\n{script}", encoding="utf-8", newline="\n")


def files_of(out: Path, volume: Volume) -> list[str]:
    """Return the paths of the files of a volume, sorted."""
    folder = out / FOLDER / volume.name
    places = (folder, *(folder / name for name in _FOLDERS))
    files = (path for place in places for path in place.glob("*") if path.is_file() and path.name != FINDER.name)
    return sorted(path.relative_to(out).as_posix() for path in files)


def records(out: Path, findings: Iterable[Finding], docs: Iterable[str]) -> Iterator[Record]:
    """Yield what the index says of each finding, and of each page of the handbook; the findings of a page stand together."""
    for name, together in groupby(findings, key=lambda found: found.at.page):
        page, whole = _read(out, name), ""
        for found in together:
            if found.lists:
                page.drop(_LISTED)
            yield _record(found, page, whole)
            whole = whole or found.title
    for name in docs:
        page = _read(out, name)
        meta = {"title": page.title or name, "label": "", "names": "", "typed": "", "age": "0"}
        yield Record(f"{name}.html", page.language, page.text(""), meta)


def _record(found: Finding, page: _Page, whole: str) -> Record:
    number = found.cycle.partition(" ")[0]
    meta = {
        "title": found.title,
        "label": " · ".join(filter(None, (found.kind, whole, found.cycle, found.team))),
        # A folder of an id is no name: all that a team has would be found by the name of the team as well as the team is.
        "names": "\n".join(name.lower() for name in (*(() if found.at.fragment else found.ids[-1:]), *found.names)),
        "typed": "\n".join(name.lower() for name in (*found.ids, *found.names, found.title, found.status) if name),
        "age": number or _OF_ALL_CYCLES,
    }
    filters = {name: list(values) for name, values in narrowing(found).items() if values}
    address = Address(found.at.page, found.at.fragment)
    url = f"{address.page}.html" + (f"#{address.fragment}" if address.fragment else "")
    return Record(url, page.language, page.text(found.at.fragment), meta, filters)


def narrowing(found: Finding) -> Mapping[str, tuple[str, ...]]:
    """Return what a search can be narrowed down by to get to a finding, by the name of the choice."""
    one = {"cycle": found.cycle, "team": found.team, "kind": found.kind}
    return {name: (value,) if value else () for name, value in one.items()} | {
        "owner": found.owners,
        "status": (found.status,) if found.status else (),
    }


class _Page:
    """A written page without what is no text of it."""

    def __init__(self, html: str) -> None:
        self._page = LexborHTMLParser(html)
        root, heading = self._page.css_first("html"), self._page.css_first("h1")
        self.language = (root.attributes.get("lang") if root else None) or "en"
        self.title = heading.text() if heading else ""
        self.drop(_NO_TEXT)

    def drop(self, selector: str) -> None:
        """Leave out whatever a selector of CSS selects."""
        for element in self._page.css(selector):
            element.decompose()

    def text(self, fragment: str) -> str:
        """Return what stands at a fragment, or on all of the page."""
        place = self._page.css_first(f'[id="{fragment}"]' if fragment else "main")
        return " ".join(place.text().split()) if place else ""


def _read(out: Path, name: str) -> _Page:
    return _Page((out / f"{name}.html").read_text(encoding="utf-8"))
