"""What Sphinx reads of a plan: pages, pictures, the handbook, tables of what it has to know of each page, and settings."""

from __future__ import annotations

import json
import mmap
import os
import shutil
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from cycleplan.model import TWIN, LineKind, Plan, SearchKind
from cycleplan.pages import newest_planned
from cycleplan.pipeline import Outcome
from cycleplan.site.pagefind import narrowing
from cycleplan.site.tables import ALTERNATES, CHOICES, FOUND, MANIFEST, MINTED, as_file
from cycleplan.textfile import File, TextFile
from cycleplan.workspace import Kept

_FOLLOWED = {
    (LineKind.FEED, "atom"): "application/atom+xml",
    (LineKind.FEED, "json"): "application/feed+json",
    (LineKind.CALENDAR, "ics"): "text/calendar",
}
"""The media types of what a page names in its head (RFC 4287, section 7; JSON Feed 1.1; RFC 5545, section 8.1)."""


class Sources:
    """The files that Sphinx reads of an outcome, and the tables that go with any choice of them."""

    def __init__(self, outcome: Outcome, docs: Iterable[TextFile]) -> None:
        self.outcome = outcome
        self.files: tuple[File, ...] = (*outcome.pages, *outcome.pictures, *docs)

    def whole(self) -> tuple[File, ...]:
        """Return every file, with the tables of all pages."""
        return (*self.files, *self.tables(self.files, is_frame=True))

    def tables(self, files: Iterable[File], *, is_frame: bool) -> tuple[TextFile, ...]:
        """Return the tables of the pages among some files; the frame has what a search can be narrowed down by, too."""
        read = [file for file in files if file.path.endswith((".md", ".svg"))]
        pages = {name: self.of_page(name) for name in (file.path.removesuffix(".md") for file in read if file.path.endswith(".md"))}
        return tables_of(read, pages, {CHOICES: self._choices} if is_frame else {})

    def of_page(self, page: str) -> Mapping[str, object]:
        """Return what each table has of a page, by the name of the table; a page has no part in some."""
        has = {ALTERNATES: self._alternates.get(page), FOUND: self._found.get(page)}
        return {name: value for name, value in has.items() if value is not None} | {MINTED: sorted(self.outcome.anchors.get(page, ()))}

    @cached_property
    def _alternates(self) -> Mapping[str, list[tuple[str, str]]]:
        """What follows each page and its text, for its head; what follows a team has no page of its own."""
        found: dict[str, list[tuple[str, str]]] = {}
        for feed in self.outcome.feeds:
            kind = "text/plain" if feed.path == f"{feed.page.page}{TWIN}" else _FOLLOWED.get((feed.kind, feed.path.rpartition(".")[2]))
            if kind and not feed.path.startswith("teams/"):
                found.setdefault(feed.page.page, []).append((feed.path, kind))
        for path, name in self.outcome.docs_twins.items():
            if path == f"{name}{TWIN}":
                found.setdefault(name, []).append((path, "text/plain"))
        return found

    @cached_property
    def _found(self) -> Mapping[str, list[tuple[str, str]]]:
        """What is typed to find each page of the plan, with the fragment that it leads to; what was removed is not found."""
        removed = {tombstone.name for tombstone in self.outcome.tombstones}
        names = {page: list[tuple[str, str]]() for page in self.outcome.anchors if page not in removed}
        for finding in self.outcome.findings:
            typed = filter(None, (*finding.names, finding.status))
            names[finding.at.page].extend((name, finding.at.fragment) for name in typed)
        return names

    @cached_property
    def _choices(self) -> Mapping[str, list[str]]:
        """What a search can be narrowed down by, where Pagefind searches; cycles stand newest first."""
        found: dict[str, set[str]] = {}
        for finding in self.outcome.findings if self.outcome.plan.site.search is SearchKind.PAGEFIND else ():
            for name, values in narrowing(finding).items():
                found.setdefault(name, set()).update(values)
        return {name: sorted(values, key=str.casefold, reverse=name == "cycle") for name, values in found.items()}


def tables_of(
    read: Iterable[File], pages: Mapping[str, Mapping[str, object]], others: Mapping[str, Mapping[str, object]] = MappingProxyType({})
) -> tuple[TextFile, ...]:
    """Return the tables for pages and pictures that are read, with what each table has of each page, and with others."""
    whole: dict[str, Mapping[str, object]] = {MANIFEST: {file.path.removesuffix(".md"): file.hashed for file in read}}
    for name in (ALTERNATES, FOUND, MINTED):
        whole[name] = {page: values[name] for page, values in pages.items() if name in values}
    return tuple(as_file(name, rows) for name, rows in (whole | dict(others)).items())


def source_files(outcome: Outcome, docs: Iterable[TextFile]) -> tuple[File, ...]:
    """Return every file that Sphinx reads, with the manifest that its guard holds them against."""
    return Sources(outcome, docs).whole()


def kept_of(folder: Path) -> Kept | None:
    """Return the hashes of the sources in a folder that were written before, by the manifest that is written after them."""
    manifest = folder / MANIFEST
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))
        hashes = {path if path.endswith(".svg") else f"{path}.md": str(hashed) for path, hashed in found.items()}
        return Kept(hashes, manifest.stat().st_mtime_ns)
    except (OSError, ValueError, AttributeError):
        return None


def amend_sources(folder: Path, changed: Iterable[tuple[TextFile, TextFile]]) -> None:
    """Let sources that were written say something else, each as it was and as it is now, and the manifest have their hashes.

    It keeps its time: of what was written since nobody knows what it says, be it by us.
    """
    manifest = folder / MANIFEST
    written, fresh = manifest.stat().st_mtime_ns, _beside(manifest)
    # It is large, and its hashes are of one length: a copy by the system in which some are others takes less than to read it.
    shutil.copyfile(manifest, fresh)
    with fresh.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        for before, now in changed:
            said = f'{json.dumps(now.path.removesuffix(".md"))}: "'.encode()
            at = content.find(said + before.hashed.encode())
            if at >= 0:
                content[at + len(said) : at + len(said) + len(now.hashed)] = now.hashed.encode()
            _write(folder / now.path, now.text)
    fresh.replace(manifest)
    os.utime(manifest, ns=(written, written))


def _write(path: Path, text: str) -> None:
    fresh = _beside(path)
    fresh.write_text(text, encoding="utf-8", newline="")
    fresh.replace(path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def settings_of(plan: Plan) -> dict[str, str]:
    """Return what Sphinx must know of the whole site."""
    cycle = newest_planned(plan)
    return {
        "project": plan.site.title,
        "html_title": plan.site.title,
        "html_baseurl": plan.site.base,
        "html_theme_options.cycle": cycle.label if cycle else "",
        "html_theme_options.copyright": plan.site.copyright,
        "html_theme_options.search": plan.site.search.value,
        "html_theme_options.licence": plan.site.licence.title,
        "html_theme_options.licence_url": plan.site.licence.url,
    }
