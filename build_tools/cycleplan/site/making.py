"""Makes a site of notes that were checked: source, pages, index, what stands beside them, and the guard over all of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from cycleplan.model import TWIN, LineKind, SearchKind
from cycleplan.pipeline import Outcome
from cycleplan.rendering import SERVER_FILES, WEB_MANIFEST
from cycleplan.site.allowed import NOT_FOUND, PAGEFIND
from cycleplan.site.errors import SiteError
from cycleplan.site.guard import PageReading, faults_between, lost_addresses, read_page, stray_files
from cycleplan.site.known import KNOWN, as_known
from cycleplan.site.pagefind import UNUSED, index_pages, narrowing, require_pagefind
from cycleplan.site.sphinx import run_sphinx, settings_of
from cycleplan.site.swap import put_in_place, refuse_foreign, work_folder
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, write_source

_FAULTS_SHOWN = 20
MANIFEST = "manifest.json"
ALTERNATES = "alternates.json"
FOUND = "found.json"
CHOICES = "choices.json"
_FOLLOWED = {
    (LineKind.FEED, "atom"): "application/atom+xml",
    (LineKind.FEED, "json"): "application/feed+json",
    (LineKind.CALENDAR, "ics"): "text/calendar",
}
"""The media types of what a page names in its head (RFC 4287, section 7; JSON Feed 1.1; RFC 5545, section 8.1)."""


def make_site(project: Project, outcome: Outcome, docs: tuple[TextFile, ...], key: str, report: Callable[[str], None]) -> int:
    """Make the site of a key and put it in the place of the one that is served; return how many pages it has.

    Raises SiteError and WorkspaceError where it cannot; the last good site stays in every case.
    """
    refuse_foreign(project.html)
    if _has_pagefind(outcome):
        require_pagefind()
    report("writing the source of the pages")
    files = source_files(outcome, docs)
    write_source(project.source, files)
    with work_folder(project.build) as work:
        out = work / "html"
        out.mkdir()
        run_sphinx(project, settings_of(outcome.plan), out, report)
        _tidy(out)
        if _has_pagefind(outcome):
            report("indexing the pages")
            _index(out, outcome, docs)
        lay_over(out, outcome, docs)
        report("checking the written pages")
        readings = check_written(out, outcome, docs)
        put_in_place(out, project.html, key, {KNOWN: as_known(len(readings), outcome.problems)})
    return len(readings)


def _index(out: Path, outcome: Outcome, docs: Iterable[TextFile]) -> None:
    index_pages(out, outcome.findings, (file.path.removesuffix(".md") for file in docs if file.path.endswith(".md")))
    for path in [path for name in UNUSED for path in (out / "_static").glob(name)]:
        path.unlink()


def source_files(outcome: Outcome, docs: Iterable[TextFile]) -> tuple[TextFile, ...]:
    """Return every file that Sphinx reads, with the manifest that its guard holds them against."""
    files = (*outcome.pages, *outcome.pictures, *docs)
    sources = (file for file in files if file.path.endswith((".md", ".svg")))
    hashes = {file.path.removesuffix(".md"): hashlib.sha256(file.text.encode()).hexdigest() for file in sources}
    beside = {MANIFEST: hashes, ALTERNATES: _alternates(outcome), FOUND: _found(outcome), CHOICES: _choices(outcome)}
    return (*files, *(_json_file(name, value) for name, value in beside.items()))


def _json_file(name: str, value: object) -> TextFile:
    return TextFile(name, json.dumps(value, indent=0, sort_keys=True) + "\n")


def _alternates(outcome: Outcome) -> Mapping[str, list[tuple[str, str]]]:
    """Return what follows each page and its text, for its head; what follows a team has no page of its own."""
    found: dict[str, list[tuple[str, str]]] = {}
    for feed in outcome.feeds:
        kind = "text/plain" if feed.path == f"{feed.page.page}{TWIN}" else _FOLLOWED.get((feed.kind, feed.path.rpartition(".")[2]))
        if kind and not feed.path.startswith("teams/"):
            found.setdefault(feed.page.page, []).append((feed.path, kind))
    for path, name in outcome.docs_twins.items():
        if path == f"{name}{TWIN}":
            found.setdefault(name, []).append((path, "text/plain"))
    return found


def _found(outcome: Outcome) -> Mapping[str, list[tuple[str, str]]]:
    """Return what is typed to find each page of the plan, with the fragment that it leads to; what was removed is not found."""
    removed = {tombstone.name for tombstone in outcome.tombstones}
    names = {page: list[tuple[str, str]]() for page in outcome.anchors if page not in removed}
    for finding in outcome.findings:
        typed = filter(None, (*finding.names, finding.status))
        names[finding.at.page].extend((name, finding.at.fragment) for name in typed)
    return names


def _choices(outcome: Outcome) -> Mapping[str, list[str]]:
    """Return what a search can be narrowed down by, where Pagefind searches; cycles stand newest first."""
    found: dict[str, set[str]] = {}
    for finding in outcome.findings if _has_pagefind(outcome) else ():
        for name, values in narrowing(finding).items():
            found.setdefault(name, set()).update(values)
    return {name: sorted(values, key=str.casefold, reverse=name == "cycle") for name, values in found.items()}


def check_written(out: Path, outcome: Outcome, docs: Iterable[TextFile]) -> dict[str, PageReading]:
    """Read a written site again and return what its pages hold; raises SiteError for anything that has no place there."""
    pages = (file.path.removesuffix(".md") for file in (*outcome.pages, *docs) if file.path.endswith(".md"))
    expected = {f"{page}.html": outcome.anchors.get(page, ()) for page in pages} | {"search.html": (), NOT_FOUND: ()}
    leading = {f"{page.name}.html": page.minted for page in outcome.redirects}
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() or path.is_symlink())
    whole, there = expected | leading, frozenset(written)
    readings = {
        path: read_page(
            path,
            (out / path).read_text(encoding="utf-8"),
            whole[path],
            leads_on=path in leading,
            root=outcome.plan.site.root if path == NOT_FOUND else "",
        )
        for path in written
        if path in whole
    }
    apart = (NOT_FOUND, *leading, *(f"{tombstone.name}.html" for tombstone in outcome.tombstones))
    faults = [
        *(f"{path}: not written" for path in (*whole, *outcome.docs_twins) if path not in there),
        *lost_addresses(readings, written, outcome.plan.ledger.published),
        *stray_files(
            written,
            (*whole, *SERVER_FILES, WEB_MANIFEST, *outcome.docs_twins, *(f.path for f in outcome.feeds), *_index_files(outcome, written)),
        ),
        *(fault for reading in readings.values() for fault in reading.faults),
        *faults_between(readings, apart),
        *(f"{path}: names {file}, which is not there" for path, page in readings.items() for file in page.files if file not in there),
    ]
    if faults:
        more = f"\nand {len(faults) - _FAULTS_SHOWN} more" if len(faults) > _FAULTS_SHOWN else ""
        raise SiteError("the written site is refused:\n" + "\n".join(faults[:_FAULTS_SHOWN]) + more)
    return readings


def _index_files(outcome: Outcome, written: Iterable[str]) -> Iterator[str]:
    if _has_pagefind(outcome):
        yield from (path for path in written if PAGEFIND.fullmatch(path))


def _has_pagefind(outcome: Outcome) -> bool:
    return outcome.plan.site.search is SearchKind.PAGEFIND


def lay_over(out: Path, outcome: Outcome, docs: Iterable[TextFile]) -> None:
    """Write what Sphinx does not make: pages that lead on, files for servers, schemas, and texts where they were once."""
    for file in (*outcome.beside(), *(file for file in docs if file.path.endswith(".json"))):
        if not (out / file.path).resolve().is_relative_to(out.resolve()):
            raise SiteError(f"{file.path} would be written outside the site")
        (out / file.path).parent.mkdir(parents=True, exist_ok=True)
        (out / file.path).write_text(file.text, encoding="utf-8", newline="\n")
    for path, name in outcome.docs_twins.items():
        if path != f"{name}{TWIN}":
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(out / f"{name}{TWIN}", out / path)


def _tidy(out: Path) -> None:
    # What Sphinx keeps for its next run, and an empty folder for the sources that are not published.
    (out / ".buildinfo").unlink(missing_ok=True)
    shutil.rmtree(out / "_sources", ignore_errors=True)
