"""The short way to the next site, where discussions are only worded otherwise: it takes about as long at any size of a plan.

Nothing is taken on trust: what is shown of each topic is made as it was before, too, and held against the files of the site that is
served. Wherever something does not come out as expected, the long way is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cycleplan.feeds import written_in
from cycleplan.model import KnownPlan, NotKnownError, SearchKind
from cycleplan.model.alike import is_reworded
from cycleplan.rewording import Shown, shown
from cycleplan.site.before import Before, find_before
from cycleplan.site.errors import SiteError
from cycleplan.site.following import Rewording
from cycleplan.site.guard import PageReading, read_page
from cycleplan.site.known import KNOWN, as_known
from cycleplan.site.laying import INDEX, amend_index
from cycleplan.site.manifest import glance_at_sums
from cycleplan.site.parts import Part
from cycleplan.site.readings import from_table
from cycleplan.site.remembered import Remembered
from cycleplan.site.rendering import jobs_of
from cycleplan.site.renewing import CannotRenewError, Renewed
from cycleplan.site.sources import amend_sources, tables_of
from cycleplan.site.swap import put_in_place, served, site_folder, work_folder
from cycleplan.site.tables import MINTED
from cycleplan.site.wordings import OtherwiseError, Wording
from cycleplan.site.workers import Renderers
from cycleplan.textfile import hash_text
from cycleplan.workspace import Project


@dataclass(frozen=True, slots=True)
class _Edit:
    """A topic that is worded otherwise, with what is shown of it before and now."""

    wording: Wording
    before: Shown
    now: Shown

    @property
    def page(self) -> str:
        return f"{self.wording.name}.html"

    @property
    def minted(self) -> list[str]:
        return self.wording.around_now.tables[MINTED]  # type: ignore[return-value]  # as `Sources.of_page` has it


@dataclass(frozen=True, slots=True)
class _Rendered:
    """The written page of a topic, and the index of the search of that page alone, which Pagefind's sites have none of."""

    html: bytes
    index: str


def build_reworded(project: Project, rewording: Rewording, workers: Renderers, key: str, pages: int) -> None:
    """Make the site of a key, which has so many pages, out of the one that is served, and put it in its place.

    Raises OtherwiseError where it cannot; the last good site stays.
    """
    try:
        sums = glance_at_sums(site_folder(project.html, served(project.html)))
    except (OSError, ValueError) as error:
        raise OtherwiseError("no site is served") from error
    before = find_before(project.html, lambda _: sums)
    if before is None:
        raise OtherwiseError("nothing is known of how the site was left")
    try:
        edits = [_edit(project, wording, before) for wording in rewording.wordings]
    except ValueError as error:
        raise OtherwiseError("its list is damaged") from error
    with work_folder(project.build) as work:
        try:
            rendered = _render(project, edits, work, workers, rewording.before, before)
            renewed = Renewed(work, project.html, before, sums)
            _put(renewed, edits, rendered)
            _index(renewed, rewording.remembered, edits, rendered)
            renewed.flush()
            listed = renewed.listed()
        except (OSError, ValueError, LookupError, SiteError, CannotRenewError) as error:
            raise OtherwiseError(str(error)) from error
        rewording.remembered.forget_whole()
        beside = {KNOWN: as_known(pages, rewording.problems), **renewed.beside(listed)}
        put_in_place(renewed.html, project.html, key, beside, listed, None)
    with suppress(OSError):
        _keep(project, rewording, edits, key)


def _edit(project: Project, wording: Wording, before: Before) -> _Edit:
    """Return what is shown of a topic; raises OtherwiseError where what is known does not make what the site has."""
    name, texts = wording.name, wording.around_now.around.texts
    if not is_reworded(wording.before, wording.now.topic):
        raise OtherwiseError(f"{name} says something else beside its discussions")
    try:
        old, new = (shown(name, kept.around) for kept in (wording.around_before, wording.around_now))
        source = (project.source / f"{name}.md").read_text(encoding="utf-8")
    except (NotKnownError, OSError, ValueError) as error:
        raise OtherwiseError(str(error)) from error
    if old.source.text != source or any(before.sums.get(path) != hash_text(old.text) for path in texts):
        raise OtherwiseError(f"{name} was not made of what is known")
    if (old.fragments, old.pictures) != (new.fragments, new.pictures):
        raise OtherwiseError(f"{name} has other fragments or pictures")
    return _Edit(wording, old, new)


def _render(
    project: Project, edits: Iterable[_Edit], work: Path, workers: Renderers, whole: Mapping[str, Any], before: Before
) -> dict[str, _Rendered]:
    """Render the page of each topic by itself, as no page needs another; raises OtherwiseError where it leads elsewhere than before."""
    parts = {edit.wording.name: _part(edit, whole) for edit in edits}
    minted = {edit.wording.name: edit.minted for edit in edits}
    found = {}
    for job, answer in workers.render([*jobs_of(project, parts, work / "plan")], len(parts)):
        name, out = job["key"], Path(job["out"])
        if answer.get("failed") or answer["faults"]:
            raise OtherwiseError(f"{name} cannot be rendered by itself")
        page = f"{name}.html"
        old = read_page(page, (before.pages / page).read_text(encoding="utf-8"), minted[name])
        if _leads(from_table(answer["pages"])[page]) != _leads(old):
            raise OtherwiseError(f"{name} leads elsewhere")
        index = out / INDEX
        found[name] = _Rendered((out / page).read_bytes(), index.read_text(encoding="utf-8") if index.is_file() else "")
    return found


def _part(edit: _Edit, whole: Mapping[str, Any]) -> Part:
    name, read = edit.wording.name, (edit.now.source, *edit.now.pictures)
    return Part(
        name=name,
        pages=(name,),
        files=(*read, *tables_of(read, {name: edit.wording.around_now.tables})),
        settings={**whole["settings"], "root_doc": name, "ptg_frame": "0"},
        root=whole["root"],
    )


def _leads(reading: PageReading) -> tuple[object, ...]:
    return (reading.ids, reading.links, reading.files)


def _put(renewed: Renewed, edits: Iterable[_Edit], rendered: Mapping[str, _Rendered]) -> None:
    changes: dict[str, list[tuple[str, str]]] = {}
    for edit in edits:
        page = rendered[edit.wording.name]
        renewed.put(edit.page, [page.html])
        for path in edit.wording.around_now.around.texts:
            renewed.put(path, [edit.now.text.encode()])
        for path in edit.wording.around_now.around.data:
            changes.setdefault(path, []).append((edit.before.line, edit.now.line))
        for fragment, paths in edit.wording.around_now.around.feeds.items():
            for path in paths:
                words = (written_in(path, shown.words.entries[fragment]) for shown in (edit.before, edit.now))
                changes.setdefault(path, []).append((*words,))  # type: ignore[arg-type]  # there are two
    for path, replaced in changes.items():
        renewed.replace(path, replaced)


def _index(renewed: Renewed, remembered: Remembered, edits: Iterable[_Edit], rendered: Mapping[str, _Rendered]) -> None:
    """Let a search find what the pages say now."""
    made = [edit.wording for edit in edits]
    if KnownPlan(made[0].around_now.around.answers).site.search is SearchKind.PAGEFIND:
        from cycleplan.site.pagefind import files_of
        from cycleplan.site.pagefind_index import index_pages

        volumes = {volume.name: volume for wording in made if (volume := remembered.volume_of(wording.name))}
        if any(all(wording.name not in volume.pages for volume in volumes.values()) for wording in made):
            raise OtherwiseError("a topic is in no volume of the index")
        for volume in volumes.values():
            renewed.remove(files_of(renewed.html, volume))
        index_pages(renewed.html, volumes.values())
        renewed.take([path for volume in volumes.values() for path in files_of(renewed.html, volume)])
        return
    whole = (renewed.html / INDEX).read_text(encoding="utf-8")
    for name, page in rendered.items():
        whole = amend_index(whole, name, page.index)
    renewed.put(INDEX, [whole.encode()])


def _keep(project: Project, rewording: Rewording, edits: Iterable[_Edit], key: str) -> None:
    """Let sources and what is remembered be those of the site of a key."""
    amend_sources(project.source, [(edit.before.source, edit.now.source) for edit in edits])
    now = {wording.before.path: wording.now for wording in rewording.wordings}
    for gathering in {wording.gathering for wording in rewording.wordings}:
        read = rewording.remembered.topics_of(gathering)
        rewording.remembered.keep_topics_of(gathering, {path: now.get(path, one) for path, one in read.items()})
    rewording.remembered.keep_whole(key, rewording.whole)
