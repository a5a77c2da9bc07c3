"""Puts a new site in the place of the old one in a single step, and keeps builds from meeting.

Each site is a folder of its own, `_build/sites/KEY`, that is made aside and renamed when it is whole; the published
one is where the link `_build/html` leads. A folder cannot be renamed over a full one, but a link can be replaced.
A site that is built once more goes to `KEY-again`, since the old one is in the place of its name.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cycleplan.workspace import WorkspaceError

try:
    import fcntl
except ImportError:  # Windows has none; there two builds at once are the caller's to avoid.
    fcntl = None  # type: ignore[assignment]

SITES = "sites"
_WORK = "work"
_AGAIN = "-again"
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
        return html.readlink() in (Path(SITES, key), Path(SITES, key + _AGAIN)) and html.is_dir()
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
    """Give an empty folder to build in, and remove it whatever happens; what killed builds left goes first.

    Its name is new each time: the Sphinx of a build that was killed can go on writing into the old one for a while.
    """
    for left in build.glob(f"{_WORK}-*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=f"{_WORK}-", dir=build))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def publish(made: Path, html: Path, key: str) -> None:
    """Make a finished folder the published site; `html` leads to the old or the new one at every moment."""
    _flush(made)
    sites = html.parent / SITES
    sites.mkdir(exist_ok=True)
    published = html.readlink().name if html.is_symlink() else ""
    site = sites / (key + _AGAIN if published == key else key)
    shutil.rmtree(site, ignore_errors=True)
    made.rename(site)
    if html.is_dir() and not html.is_symlink():
        _replace_folder(site, html, key)
    else:
        _lead_to(site, html, key)
    _forget_older(site)


def _lead_to(site: Path, html: Path, key: str) -> None:
    fresh = html.with_name(f".{html.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(f"{SITES}/{site.name}", target_is_directory=True)
    except OSError:
        _replace_folder(site, html, key)
    else:
        fresh.replace(html)


def _replace_folder(site: Path, html: Path, key: str) -> None:
    # Where links are not to be had there is a moment without a site: between the two renames. The marker says
    # from before them that the folder is ours, and only after them which site it holds.
    old = html.with_name(f".{html.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    _fallback_marker(html).write_text("", encoding="utf-8")
    if html.is_symlink():
        html.unlink()
    elif html.exists():
        html.rename(old)
    site.rename(html)
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
