"""A part out of the one that was rendered of it before: since no page needs another, only those are rendered that are read otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cycleplan.site.folders import Fresh
from cycleplan.site.laying import INDEX, INVENTORY, MERGED, index_of, inventory_of, link_or_copy, merge_indexes, merge_inventories
from cycleplan.site.manifest import hash_file
from cycleplan.site.parts import HANDBOOK, Part, page_of
from cycleplan.site.readings import as_table, from_table
from cycleplan.site.store import Form, Rendered
from cycleplan.site.tables import ALTERNATES, FOUND, MANIFEST, MINTED, as_file
from cycleplan.textfile import File, hash_text

_OF_EACH_PAGE = (ALTERNATES, FOUND, MINTED)
_OF_THE_RUN = "root_doc"
"""The page that a run of Sphinx begins with, on which no other depends."""


def form_of(part: Part, program: str) -> Form:
    """Return what a part has in common with those that only differ by what is read for each of their pages."""
    settings = {name: value for name, value in part.settings.items() if name != _OF_THE_RUN}
    others = [[file.path, file.hashed] for file in part.files if not _is_of_pages(file)]
    return Form(part.name, hash_text(json.dumps([program, settings, part.root, others])))


def read_for(part: Part) -> dict[str, str]:
    """Return the hash of what is read for each page of a part; of none in the handbook, whose pages can have other files with them."""
    if part.name == HANDBOOK:
        return {}
    read: dict[str, list[object]] = {page: [] for page in part.pages}
    for file in part.files:
        if file.path in _OF_EACH_PAGE:
            for page, said in json.loads(file.text).items():
                read[page].append([file.path, said])
        elif _is_source(file):
            read[page_of(file.path)].append([file.path, file.hashed])
    return {page: hash_text(json.dumps(said)) for page, said in read.items()}


def narrowed(part: Part, read: Mapping[str, str], older: Rendered | None) -> Part:
    """Return what is left of a part to be rendered: all of it where no page was read before as it is now."""
    if older is None or not _has_pages_only(part, older):
        return part
    pages = [page for page in part.pages if older.read.get(page) != read[page]] or [*part.pages[:1]]
    return part if len(pages) == len(part.pages) else _only(part, frozenset(pages))


def completed(part: Part, rendered: Part, older: Rendered, html: Path, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Complete a folder in which some pages of a part were rendered by the others of an older one; return the answer for all of them.

    Raises SiteError where a page is there twice.
    """
    kept = [page for page in part.pages if page not in rendered.pages]
    fresh = Fresh(html)
    for page in kept:
        link_or_copy(f"{older.html}/{page}.html", fresh.place(f"{page}.html"))
    files = {**answer["files"], **{f"{page}.html": older.files[f"{page}.html"] for page in kept}}
    for name in sorted(MERGED & files.keys()):
        _merge(older.html / name, html / name, kept)
        files[name] = hash_file(html / name)
    pages = from_table(answer["pages"]) | {f"{page}.html": older.pages[f"{page}.html"] for page in kept}
    return {**answer, "files": files, "pages": as_table(pages)}


def _merge(older: Path, newer: Path, kept: list[str]) -> None:
    if newer.name == INVENTORY:
        newer.write_bytes(merge_inventories([inventory_of(older.read_bytes(), kept), newer.read_bytes()]))
    elif newer.name == INDEX:
        whole = merge_indexes([index_of(older.read_text(encoding="utf-8"), kept), newer.read_text(encoding="utf-8")])
        newer.write_text(whole, encoding="utf-8")


def _only(part: Part, pages: frozenset[str]) -> Part:
    chosen = tuple(sorted(pages))
    return replace(part, pages=chosen, files=tuple(_files(part, pages)), settings={**part.settings, _OF_THE_RUN: chosen[0]})


def _files(part: Part, pages: frozenset[str]) -> Iterator[File]:
    for file in part.files:
        if _is_source(file):
            if page_of(file.path) in pages:
                yield file
        elif _is_of_pages(file):
            yield as_file(file.path, {name: said for name, said in json.loads(file.text).items() if page_of(name) in pages})
        else:
            yield file


def _has_pages_only(part: Part, older: Rendered) -> bool:
    """Tell whether an older part has all of its pages, and nothing beside them but what every run makes of all of them."""
    pages = {f"{page}.html" for page in older.read}
    is_whole = bool(pages) and pages <= older.files.keys() and pages <= older.pages.keys()
    return is_whole and (part.is_frame or older.files.keys() <= pages | MERGED)


def _is_source(file: File) -> bool:
    return file.path.endswith((".md", ".svg"))


def _is_of_pages(file: File) -> bool:
    return _is_source(file) or file.path in (MANIFEST, *_OF_EACH_PAGE)
