"""The parts that a site is rendered in: no page needs another to be rendered, so that each part is a run of Sphinx by itself.

A part is small enough to be rendered again for one edit, and large enough that starting it costs little beside its pages.
Which part a page is in follows from its name and from how many pages its group has, never from what it says: an edit
touches the parts of the pages that it changes, and moves no page to another part.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cycleplan.site.allowed import DOCS
from cycleplan.site.sources import Sources, settings_of
from cycleplan.site.tables import PICTURES
from cycleplan.textfile import File

FRAME = "frame"
"""The pages about the whole plan, with everything that a site has once: style sheets, scripts, the search page.

In a plan with more groups than a part has pages, it is the home page alone, and the others are parts by themselves.
"""
HANDBOOK = "handbook"
MOST_PAGES = 64
"""Of a part, on average; a group with more is divided."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that are rendered together: all that Sphinx reads for them, its settings, and the path of the site at its host."""

    name: str
    pages: tuple[str, ...]
    files: tuple[File, ...]
    settings: Mapping[str, str]
    root: str

    @property
    def is_frame(self) -> bool:
        return self.name == FRAME

    def key(self, program: str) -> str:
        """Return the hash of everything that the part's bytes come from; `program` is that of what makes sites."""
        read = [[file.path, file.hashed] for file in self.files]
        return hashlib.sha256(json.dumps([program, self.name, read, dict(self.settings), self.root]).encode()).hexdigest()


def divide(sources: Sources, most: int = MOST_PAGES) -> tuple[Part, ...]:
    """Return the parts of a site, the largest first."""
    outcome = sources.outcome
    names = [file.path for file in sources.files if file.path.endswith(".md")]
    is_large = len({*map(_group, names)}) > most
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[_alone(name) if is_large else _group(name)].append(name.removesuffix(".md"))
    part_of = {page: name for group, pages in groups.items() for name, page in _sliced(group, sorted(pages), most)}
    files: dict[str, list[File]] = {name: [] for name in part_of.values()}
    for file in sources.files:
        part = part_of.get(page_of(file.path), HANDBOOK)
        if part in files:
            files[part].append(file)
    settings, root = settings_of(outcome.plan), outcome.plan.site.root
    parts = (
        Part(
            name=name,
            pages=(pages := tuple(sorted(file.path.removesuffix(".md") for file in chosen if file.path.endswith(".md")))),
            files=(*chosen, *sources.tables(chosen, is_frame=name == FRAME)),
            # A run of Sphinx has a page that it begins with.
            settings={**settings, "root_doc": pages[0], "ptg_frame": str(int(name == FRAME))},
            root=root,
        )
        for name, chosen in files.items()
    )
    return tuple(sorted(parts, key=lambda part: (-len(part.pages), part.name)))


def share_of(parts: Iterable[Part], number: int, count: int) -> tuple[Part, ...]:
    """Return the parts that one of so many machines renders, counted from 1; each gets about as many pages as the others."""
    pages, shares = [0] * count, [list[Part]() for _ in range(count)]
    for part in parts:
        least = pages.index(min(pages))
        pages[least] += len(part.pages)
        shares[least].append(part)
    return tuple(shares[number - 1])


def _group(path: str) -> str:
    """Return what a page belongs to: a gathering, the owners, the specs of a team, the handbook, or the frame."""
    if path.startswith(DOCS):
        return HANDBOOK
    folders = path.split("/")[:-1]
    if path.endswith("/index.md") and len(folders) == 1:
        return FRAME
    return "/".join(folders) or FRAME


def _alone(path: str) -> str:
    """Return what a page of a large plan belongs to: there, a page about all of it has as much as hundreds of others."""
    group = _group(path)
    return group if group != FRAME or path == "index.md" else path.removesuffix(".md")


def _sliced(group: str, pages: list[str], most: int) -> Iterator[tuple[str, str]]:
    """Yield each page of a group with the name of its part; how many parts there are changes only as the group doubles."""
    slices = 1
    while len(pages) > slices * most and group not in (FRAME, HANDBOOK):
        slices *= 2
    for page in pages:
        at = int(hashlib.sha256(page.encode()).hexdigest()[:8], 16) % slices
        yield group if slices == 1 else f"{group}/{at + 1}-of-{slices}", page


def page_of(path: str) -> str:
    """Return the page that a file is for: its text, or a picture of it, which is named after it."""
    if path.startswith(PICTURES):
        return path.removeprefix(PICTURES).rpartition(".svg")[0].rpartition(".")[0]
    return path.removesuffix(".md")
