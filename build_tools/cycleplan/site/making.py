"""Makes a site of notes that were checked: source, pages, index, what stands beside them, and the guard over all of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from cycleplan.memory import Facts, Memory
from cycleplan.model import TWIN, SearchKind
from cycleplan.pipeline import Outcome
from cycleplan.rendering import SERVER_FILES, WEB_MANIFEST
from cycleplan.site.allowed import NOT_FOUND, PAGEFIND
from cycleplan.site.before import Before, find_before
from cycleplan.site.errors import SiteError, refuse
from cycleplan.site.folders import Fresh, entries_below
from cycleplan.site.guard import PageReading, faults_between, lost_addresses, read_page, stray_files
from cycleplan.site.known import KNOWN, as_known
from cycleplan.site.laying import MERGED, lay_together
from cycleplan.site.manifest import as_sums, hash_file, hash_files
from cycleplan.site.pagefind import UNUSED, files_of, require_pagefind, write_finder
from cycleplan.site.parts import divide
from cycleplan.site.readings import as_json, from_json
from cycleplan.site.rendering import Run, render_parts
from cycleplan.site.sources import Sources, kept_of
from cycleplan.site.swap import clear, flush, put_in_place, refuse_foreign, work_folder
from cycleplan.site.untouched import LEFT, Left, folders_of, times_of
from cycleplan.site.untouched import as_json as as_left
from cycleplan.site.volumes import Volume, divided
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, write_source


@dataclass(frozen=True, slots=True)
class Made:
    """A site that was made: how many pages it has, what its pages were made of, and what to remember."""

    pages: int
    sources: Sources
    memory: Memory


def make_site(
    project: Project, outcome: Outcome, docs: tuple[TextFile, ...], key: str, run: Run, remove: Callable[[Path], None] = clear
) -> Made:
    """Make the site of a key and put it in the place of the one that is served; `remove` is what older sites are removed by.

    Raises SiteError and WorkspaceError where it cannot; the last good site stays in every case.
    """
    refuse_foreign(project.html)
    if has_pagefind(outcome):
        require_pagefind()
    run.report("writing the source of the pages")
    sources = Sources(outcome, docs)
    write_source(project.source, sources.whole(), None if run.force else kept_of(project.source))
    with work_folder(project.build) as work:
        out = work / "html"
        out.mkdir()
        with ThreadPoolExecutor(1) as beside:
            # Whoever waits for the processes that render has time for what Sphinx has no part in.
            before = None if run.force else find_before(project.html)
            laid_over: list[Future[dict[str, str]]] = []
            begin = partial(_lay_over_for_good, out, outcome, docs, before)
            parts = render_parts(run, divide(sources), work, lambda: laid_over.append(beside.submit(begin)))
            known = laid_over[0].result()
        flushed = frozenset(known)
        run.report("laying the parts together")
        lay_together([part.html for part in parts.values()], [part.files for part in parts.values()], out)
        repeat_twins(out, outcome)
        known |= {path: hashed for part in parts.values() for path, hashed in part.files.items() if path not in MERGED}
        if has_pagefind(outcome):
            run.report("indexing the pages")
            known |= _index(out, outcome, docs, known, before, run)
        run.report("checking the written pages")
        read = {path: from_json(reading) for path, reading in outcome.readings().items()}
        readings = check_written(out, outcome, docs, read | {path: one for part in parts.values() for path, one in part.pages.items()})
        sums = hash_files(out, known)
        listed = as_sums(sums).encode()
        left = Left(len(listed), times_of(out, folders_of(sums)))
        said = {KNOWN: as_known(len(readings), outcome.problems), LEFT: as_left(left)}
        put_in_place(out, project.html, key, said, listed, flushed, remove)
    run.store.forget(parts)
    leading = {f"{page.name}.html" for page in outcome.redirects}
    return Made(len(readings), sources, outcome.memory(sums, {path: as_json(readings[path]) for path in leading}))


def _lay_over_for_good(out: Path, outcome: Outcome, docs: Iterable[TextFile], before: Before | None) -> dict[str, str]:
    hashes = lay_over(out, outcome, docs, before)
    flush(out)
    return hashes


def _index(
    out: Path, outcome: Outcome, docs: Iterable[TextFile], hashes: Mapping[str, str], before: Before | None, run: Run
) -> Mapping[str, str]:
    """Write the index, and return the hash of each of its files; a volume that comes out as it did is linked to that of the site before."""
    from cycleplan.site.pagefind_index import index_pages

    assert outcome.making is not None
    volumes = volumes_of(outcome, docs)
    keys = {volume: volume.key(hashes) for volume in volumes}
    found = {volume: _linked(out, outcome.making.recall_as(_name(volume), key), before) for volume, key in keys.items()}
    index_pages(out, [volume for volume in volumes if not found[volume]], run.most, run.report)
    files = {volume: found[volume] or {path: hash_file(out / path) for path in files_of(out, volume)} for volume in volumes}
    for volume in volumes:
        outcome.making.keep(_name(volume), {"hashed": keys[volume], "files": files[volume]})
    write_finder(out, [volume.name for volume in volumes if volume.name])
    for path in [path for name in UNUSED for path in (out / "_static").glob(name)]:
        path.unlink()
    return {path: hashed for each in files.values() for path, hashed in each.items()}


def volumes_of(outcome: Outcome, docs: Iterable[TextFile]) -> tuple[Volume, ...]:
    """Return the volumes of the index, where Pagefind searches."""
    return divided(outcome.findings, [file.path.removesuffix(".md") for file in docs if file.path.endswith(".md")])


def _linked(out: Path, facts: Facts | None, before: Before | None) -> Mapping[str, str]:
    """Link the files that facts are about to those of the site before, and return them; none where one is not what it was."""
    files: Mapping[str, str] = facts["files"] if facts and before else {}
    fresh = Fresh(out)
    if before and all(before.link(path, hashed, fresh.place(path)) for path, hashed in files.items()):
        return files
    for path in files:
        (out / path).unlink(missing_ok=True)
    return {}


def _name(volume: Volume) -> str:
    return f"pagefind/{volume.name}"


def check_written(
    out: Path, outcome: Outcome, docs: Iterable[TextFile], known: Mapping[str, PageReading] = MappingProxyType({})
) -> dict[str, PageReading]:
    """Read a written site again and return what its pages hold; raises SiteError for anything that has no place there.

    Pages of which that is known already are not read once more.
    """
    pages = (file.path.removesuffix(".md") for file in (*outcome.pages, *docs) if file.path.endswith(".md"))
    expected = {f"{page}.html": outcome.anchors.get(page, ()) for page in pages} | {"search.html": (), NOT_FOUND: ()}
    leading = {f"{page.name}.html": page.minted for page in outcome.redirects}
    written = sorted(path for path, _ in entries_below(out))
    whole, there = expected | leading, frozenset(written)
    readings = {
        path: known.get(path)
        or read_page(
            path,
            (out / path).read_text(encoding="utf-8"),
            whole[path],
            leads_on=path in leading,
            root=outcome.plan.site.root if path == NOT_FOUND else "",
        )
        for path in written
        if path in whole
    }
    beside = (*SERVER_FILES, WEB_MANIFEST, *outcome.docs_twins, *(feed.path for feed in outcome.feeds), *_index_files(outcome, written))
    apart = (NOT_FOUND, *leading, *(f"{tombstone.name}.html" for tombstone in outcome.tombstones))
    refuse(
        [
            *(f"{path}: not written" for path in (*whole, *outcome.docs_twins) if path not in there),
            *lost_addresses(readings, written, outcome.plan.ledger.published),
            *stray_files(written, (*whole, *beside)),
            *(fault for reading in readings.values() for fault in reading.faults),
            *faults_between(readings, apart),
            *(f"{path}: names {file}, which is not there" for path, page in readings.items() for file in page.files if file not in there),
        ]
    )
    return readings


def _index_files(outcome: Outcome, written: Iterable[str]) -> Iterator[str]:
    if has_pagefind(outcome):
        yield from (path for path in written if PAGEFIND.fullmatch(path))


def has_pagefind(outcome: Outcome) -> bool:
    """Tell whether Pagefind searches the site."""
    return outcome.plan.site.search is SearchKind.PAGEFIND


def lay_over(out: Path, outcome: Outcome, docs: Iterable[TextFile], before: Before | None = None) -> dict[str, str]:
    """Write what Sphinx does not make: pages that lead on, files for servers, texts, feeds and schemas; return the hash of each.

    A file that the site before has too is a link to that one.
    """
    hashes, fresh = {}, Fresh(out)
    for file in chain(outcome.beside(), (file for file in docs if file.path.endswith(".json"))):
        if file.path.startswith("/") or ".." in file.path.split("/"):
            raise SiteError(f"{file.path} would be written outside the site")
        hashes[file.path] = file.hashed
        place = fresh.place(file.path)
        if not (before and before.link(file.path, file.hashed, place)):
            Path(place).write_text(file.text, encoding="utf-8", newline="\n")
    return hashes


def repeat_twins(out: Path, outcome: Outcome) -> None:
    """Write the text of a page of the handbook also where it was once."""
    for path, name in outcome.docs_twins.items():
        if path != f"{name}{TWIN}":
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(out / f"{name}{TWIN}", out / path)
