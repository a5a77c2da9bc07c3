"""Puts a new site in the place of the old one in a single step, and keeps builds from meeting.

Each site is a folder of its own, `_build/sites/KEY`, that is made aside and renamed when it is whole; the published
one is where the link `_build/html` leads. A folder cannot be renamed over a full one, but a link can be replaced.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cycleplan.workspace import WorkspaceError

try:
    import fcntl
except ImportError:  # Windows has none; there two builds at once are the caller's to avoid.
    fcntl = None  # type: ignore[assignment]

SITES = "sites"
_WORK = "work"
_KEPT = 2


@contextmanager
def alone(build: Path, report: Callable[[str], None]) -> Iterator[None]:
    """Hold the build folder for one build at a time; a second one waits."""
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".lock").open("a") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report("waiting for another build to end")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_current(html: Path, key: str) -> bool:
    """Tell whether the published site is the one of a key."""
    if html.is_symlink():
        return html.readlink() == Path(SITES, key) and html.is_dir()
    marker = _fallback_marker(html)
    return html.is_dir() and marker.is_file() and marker.read_text(encoding="utf-8") == key


def refuse_foreign(html: Path) -> None:
    """Raise WorkspaceError where something that no build of ours made stands in the place of the site."""
    if html.is_symlink() or not html.exists() or _fallback_marker(html).is_file():
        return
    message = f"{html} is not ours; move it away"
    raise WorkspaceError(message)


@contextmanager
def work_folder(build: Path) -> Iterator[Path]:
    """Give an empty folder to build in, and remove it whatever happens; what a killed build left goes first."""
    work = build / _WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def publish(made: Path, html: Path, key: str) -> None:
    """Make a finished folder the published site; `html` leads to the old or the new one at every moment."""
    _flush(made)
    site = html.parent / SITES / key
    site.parent.mkdir(exist_ok=True)
    shutil.rmtree(site, ignore_errors=True)
    made.rename(site)
    try:
        _lead_to(html, f"{SITES}/{key}")
    except OSError:
        if os.name != "nt":
            raise
        _replace_folder(site, html, key)
    _forget_older(site)


def _lead_to(html: Path, target: str) -> None:
    fresh = html.with_name(f".{html.name}.new")
    with suppress(FileNotFoundError):
        fresh.unlink()
    fresh.symlink_to(target, target_is_directory=True)
    fresh.replace(html)


def _replace_folder(site: Path, html: Path, key: str) -> None:
    # Where links are not to be had there is a moment without a site: between the two renames.
    old = html.with_name(f".{html.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if html.exists():
        html.rename(old)
    shutil.copytree(site, html)
    _fallback_marker(html).write_text(key, encoding="utf-8")
    shutil.rmtree(old, ignore_errors=True)


def _fallback_marker(html: Path) -> Path:
    return html.with_name(f".{html.name}.key")


def _forget_older(site: Path) -> None:
    # The last site stays, for whoever is reading a page of it at this moment.
    sites = sorted(site.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in [path for path in sites if path != site][_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
