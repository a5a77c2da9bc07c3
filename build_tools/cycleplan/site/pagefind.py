"""The index of Pagefind, made of the written pages: a browser loads those pieces of it that a search needs.

What Pagefind writes is put in order (`site/pagefind_files.py`), so that the same pages have an index of the same bytes.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from cycleplan.hands import processors
from cycleplan.model import Address
from cycleplan.pages.findings import Finding
from cycleplan.site.allowed import PAGEFIND
from cycleplan.site.errors import SiteError
from cycleplan.site.pagefind_files import is_whole, put_in_order
from cycleplan.site.volumes import Volume

if TYPE_CHECKING:
    from cycleplan.site.pagefind_service import EagerService

FOLDER = "pagefind"
FINDER = Path(__file__).parent.parent / "theme" / "finder.js"
UNUSED = ("documentation_options.js", "doctools.js", "language_data.js", "searchtools.js", "sphinx_highlight.js", "*-stemmer.js")
"""The scripts of Sphinx's own search, which is not there."""

_NEEDED = ("pagefind", "pagefind_bin", "cbor2")
_LONGEST, _PAUSE = 60, 0.01
"""Seconds that a file may take to be whole, and between two looks at it."""
_FOLDERS = ("index", "fragment", "filter")
_PROGRAM = re.compile(r"\.js$|/wasm\.[^/]*$")
"""What a volume shares with the first."""
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


def _nothing(_: str) -> None:
    """Take no notice."""


def index_pages(out: Path, volumes: Iterable[Volume], most: int = 0, report: Callable[[str], None] = _nothing) -> None:
    """Write some volumes of the index of a written site beside its pages, at most so many at a time.

    With 0 these are as many as there are processors. Each has a program of its own, which uses one of them.
    """
    made = tuple(volumes)
    try:
        asyncio.run(_write(out, made, most or processors(), report))
    except OSError as error:
        raise SiteError(f"Pagefind failed: {error}") from error
    for volume in made:
        for path in [path for path in files_of(out, volume) if not PAGEFIND.fullmatch(path) or (volume.name and _PROGRAM.search(path))]:
            (out / path).unlink()


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


async def _write(out: Path, volumes: Sequence[Volume], most: int, report: Callable[[str], None]) -> None:
    from cycleplan.site.pagefind_service import EagerService

    left = iter(sorted(volumes, key=lambda volume: -len(volume.findings)))
    count, done = sum(len(volume.findings) for volume in volumes), 0

    async def some() -> None:
        nonlocal done
        service = EagerService()
        async with service:
            for volume in left:
                await _write_volume(out, volume, service)
                done += len(volume.findings)
                report(f"indexing the pages... [{100 * done // max(count, 1):3d}%]")

    await asyncio.gather(*(some() for _ in range(min(most, len(volumes)))))


async def _write_volume(out: Path, volume: Volume, service: EagerService) -> None:
    index = await service.create_index()
    for record in records(out, volume.findings, volume.docs):
        await index.add_custom_record(
            url=record.url, content=record.content, language=record.language, meta=dict(record.meta), filters=dict(record.filters)
        )
    await index.write_files(str(out / FOLDER / volume.name))
    for path in files_of(out, volume):
        if PAGEFIND.fullmatch(path):
            await _wait_for(out / path)
    # The program keeps what an index is made of, and that of all volumes of a large plan is more than a machine has.
    await index.delete_index()
    put_in_order(out / FOLDER / volume.name)


async def _wait_for(path: Path) -> None:
    """Wait until a file is whole: the program answers before it has written the last bytes, and writes none once it was let end."""
    until = time.monotonic() + _LONGEST
    while not is_whole(path):
        if time.monotonic() > until:
            raise OSError(f"{path.name} was not written to its end")
        await asyncio.sleep(_PAUSE)
