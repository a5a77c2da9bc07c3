"""Publishes a built site: beside the one that is served, held against it byte by byte, and then in its place in one step.

A published folder has a marker, a lock, the lines of the ledger of sites that were taken back, `sites`, and
`current`, which a web server serves (see `cycleplan.site.swap`). Sites are numbered in the order in which they were published.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cycleplan.site.allowed import PAGEFIND
from cycleplan.site.errors import SiteError
from cycleplan.site.ledger import LEDGER, as_ledger, lines_served, remember
from cycleplan.site.manifest import SUMS, as_sums, hash_files, read_sums
from cycleplan.site.swap import (
    HTML,
    alone,
    faults,
    forget,
    names,
    pages_folder,
    refuse_foreign,
    serve,
    served,
    shelve,
    site_folder,
    work_folder,
)
from cycleplan.textfile import hash_text
from cycleplan.workspace import WorkspaceError

FRONT = "current"
MARKER = ".cycleplan-published"
KEPT = 5
"""How many sites are kept where nobody says otherwise."""

_MARKER_TEXT = "Cycleplan publishes into this folder. Serve the folder `current`; all else is looked after by `cycleplan publish`.\n"
_DATA = (".atom", ".ics", ".json", ".csv", ".txt", ".xml")
_NAME = re.compile(r"(\d{4,})-[0-9a-f]{12}")
_SHOWN = 5


class PublishError(SiteError):
    """The site cannot be published, and the one that is served stays. The text says why."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What it comes to, or came to, that a site is published.

    `files` has the hash of every file by its path; `carried` are those of them that only the site before makes.
    `is_new` is false where the site before, which is `name` then, is the same.
    """

    name: str
    before: str
    files: Mapping[str, str]
    carried: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        return self.name != self.before

    @property
    def pages(self) -> int:
        return sum(path.endswith(".html") for path in self.files)


def front_of(folder: Path) -> Path:
    """Return what a web server serves of a published folder; raises WorkspaceError for a folder that is not ours."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is no folder"
        raise WorkspaceError(message)
    if folder.is_dir() and not (folder / MARKER).is_file() and any(folder.iterdir()):
        message = f"{folder} holds files that are not ours; empty it, or publish to another"
        raise WorkspaceError(message)
    refuse_foreign(folder / FRONT)
    return folder / FRONT


@contextmanager
def held(folder: Path, report: Callable[[str], None], *, waits: bool = True) -> Iterator[Path]:
    """Hold a published folder, made if missing, for one publisher at a time, and give its front.

    Raises WorkspaceError for a folder that is not ours, and BusyError where another publisher has it and nobody waits.
    """
    front = front_of(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARKER).exists():
        (folder / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    with alone(folder, report, work="publish", waits=waits):
        yield front


def plan_publication(html: Path, ledger: tuple[str, ...], front: Path) -> Publication:
    """Return what publishing a built site would come to; raises PublishError where it must not be published."""
    before = served(front) or max(published(front), key=_number, default="")
    _refuse_missing_lines(sorted(lines_served(front, before) - {*ledger}))
    old = hash_files(pages_folder(front, before)) if before else {}
    made = hash_files(html)
    carried = tuple(_carried(old, made))
    _refuse_damaged(carried, old, read_sums(site_folder(front, before)))
    files = dict(sorted({**{path: old[path] for path in carried}, **made}.items()))
    is_same = before and files == old and frozenset(ledger) == lines_served(front, before)
    name = before if is_same else f"{_number(max(names(front), key=_number, default='')) + 1:04d}-{hash_text(as_sums(files))[:12]}"
    return Publication(
        name,
        before,
        files,
        carried,
        added=tuple(path for path in files if path not in old),
        changed=tuple(path for path in files if path in old and old[path] != files[path]),
        removed=tuple(path for path in old if path not in files),
    )


def publish_site(html: Path, ledger: tuple[str, ...], front: Path, *, keep: int = KEPT, report: Callable[[str], None]) -> Publication:
    """Publish a built site into a folder that the caller holds; the front leads to the old or the new one at every moment.

    Raises PublishError where it must not be published, and OSError where the disk refuses; the old site stays.
    """
    plan = plan_publication(html, ledger, front)
    with work_folder(front.parent) as work:
        # What is newer than the served one was taken back, or was left by a publisher that was killed.
        forget(front, [name for name in published(front) if served(front) and _number(name) > _number(plan.before)])
        if plan.is_new:
            report("copying the site")
            _copy(plan, html, front, work / HTML)
            shelve(work / HTML, front, plan.name, {SUMS: as_sums(plan.files), LEDGER: as_ledger(ledger)})
            report("checking the copy")
            _serve_whole(front, plan.name)
        forget(front, published(front)[:-keep])
    return plan


def published(front: Path) -> list[str]:
    """Return the names of the sites that are kept, in the order in which they were published."""
    return sorted((name for name in names(front) if _NAME.fullmatch(name)), key=_number)


def site_before(front: Path) -> str:
    """Return the name of the site that a roll-back serves; raises PublishError where none is kept or it is damaged."""
    now = served(front)
    earlier = [name for name in published(front) if not now or _number(name) < _number(now)]
    if not earlier:
        message = f"no site before {now} is kept" if now else "nothing is published there"
        raise PublishError(message)
    _refuse_faults(front, earlier[-1], f"the site {earlier[-1]} is not what was published")
    return earlier[-1]


def roll_back(front: Path) -> str:
    """Serve the site before the one that is served, in a folder that the caller holds, and return its name."""
    before = site_before(front)
    remember(front, served(front))
    serve(front, before)
    return before


def listed(lines: Sequence[str]) -> str:
    """Return the first few of some lines, with how many more there are."""
    more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])


def _copy(plan: Publication, html: Path, front: Path, made: Path) -> None:
    old = pages_folder(front, plan.before) if plan.before else made
    kept = {*plan.files} - {*plan.added, *plan.changed}
    for path in plan.files:
        target = made / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in kept:
            # The same file again: what web servers and mirrors tell apart by its time stays as it was for them.
            with suppress(OSError):
                os.link(old / path, target)
        if not target.exists():
            shutil.copyfile((old if path in plan.carried else html) / path, target)


def _serve_whole(front: Path, name: str) -> None:
    try:
        _refuse_faults(front, name, "the copy is not what was built")
        serve(front, name)
    except BaseException:
        forget(front, [name])
        raise


def _carried(old: Mapping[str, str], made: Mapping[str, str]) -> Iterator[str]:
    """Yield the data files of the site before that the new one does not make, where no other file of it is in their way."""
    folders = {str(parent) for path in made for parent in PurePosixPath(path).parents}
    for path in old:
        parents = {str(parent) for parent in PurePosixPath(path).parents}
        if path.endswith(_DATA) and not PAGEFIND.fullmatch(path) and path not in made and path not in folders and parents.isdisjoint(made):
            yield path


def _refuse_faults(front: Path, name: str, what: str) -> None:
    damaged = faults(front, name)
    if damaged:
        raise PublishError(f"{what}:\n{listed(damaged)}")


def _refuse_missing_lines(missing: Sequence[str]) -> None:
    if missing:
        message = "the ledger lacks lines that were published before (put them back; none is ever changed or taken out):\n"
        raise PublishError(message + listed(missing))


def _refuse_damaged(carried: Sequence[str], old: Mapping[str, str], sums: Mapping[str, str]) -> None:
    damaged = [path for path in carried if old[path] != sums.get(path)]
    if damaged:
        message = "files that stay from the site before are not what was published (put them back, or delete them there):\n"
        raise PublishError(message + listed(damaged))


def _number(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0
