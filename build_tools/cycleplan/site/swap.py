"""Whole sites side by side, one of which is served, and the one step in which another takes its place.

What readers get is the front: `_build/html`, or `current` in a published folder. Beside it stands `sites`, where each
site has a folder of its own with the pages in `html` and, next to them, what is known of the site. A site is made
aside and renamed to its place when it is whole. The front is a symbolic link to the pages of one site: a folder
cannot be renamed over a full one, but a link can be replaced.

Where links are not to be had, the front is the `html` folder itself, moved out of its site: the one site without
pages is the one that is served. Nothing else has to be written down, so nothing can be half written.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cycleplan.site.folders import walk
from cycleplan.site.manifest import SUMS, damages, read_sums
from cycleplan.workspace import WorkspaceError

try:
    import fcntl
except ImportError:  # Windows has none; there two builds at once are the caller's to avoid.
    fcntl = None  # type: ignore[assignment]

SITES = "sites"
HTML = "html"
_WORK = "work"
_AGAIN = "-again"
_KEPT = 2
_NO_LINKS = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""How systems say that they have no links, or none for this user; a full disk says something else."""


class BusyError(WorkspaceError):
    """Another process is at work in the folder, and the caller would not wait."""


@contextmanager
def alone(folder: Path, report: Callable[[str], None], *, work: str = "build", waits: bool = True) -> Iterator[None]:
    """Hold a folder for one process at a time; a second one waits, or raises BusyError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if not waits:
                    message = f"another {work} is under way in {folder}"
                    raise BusyError(message) from error
                report(f"waiting for another {work} to end")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def served(front: Path) -> str:
    """Return the name of the site that is served, or nothing where none is."""
    if front.is_symlink():
        target = front.readlink()
        name = target.parent.name
        return name if target == Path(SITES, name, HTML) and front.is_dir() else ""
    bare = [name for name in names(front) if not (site_folder(front, name) / HTML).exists()] if front.is_dir() else []
    return bare[0] if len(bare) == 1 else ""


def names(front: Path) -> list[str]:
    """Return the names of the sites beside a front, sorted; whatever else is there is not ours."""
    return sorted(sums.parent.name for sums in (front.parent / SITES).glob(f"*/{SUMS}"))


def site_folder(front: Path, name: str) -> Path:
    """Return the folder of a site: its pages, unless they are the front, and what is known of it."""
    return front.parent / SITES / name


def pages_folder(front: Path, name: str) -> Path:
    """Return where the pages of a site are, which is the front for the one that is served."""
    return front if name == served(front) else site_folder(front, name) / HTML


def faults(front: Path, name: str) -> tuple[str, ...]:
    """Return the path of each file in which a site is not what it was when it was made."""
    return tuple(damages(pages_folder(front, name), read_sums(site_folder(front, name))))


def is_current(html: Path, key: str) -> bool:
    """Tell whether the site that is served is the one of a key."""
    return served(html) in (key, key + _AGAIN)


def refuse_foreign(front: Path) -> None:
    """Raise WorkspaceError where something that is not ours stands in the place of the front."""
    if front.is_symlink() or not front.exists() or _fallback_marker(front).is_file():
        return
    message = f"{front} is not ours; move it away"
    raise WorkspaceError(message)


def clear(left: Path) -> None:
    """Remove a folder, a file or a link, which need not be there."""
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to work in, and remove it whatever happens; what killed processes left goes first.

    Its name is new each time: the Sphinx of a build that was killed can go on writing into the old one for a while.
    """
    for left in folder.glob(f"{_WORK}-*"):
        clear(left)
    work = Path(tempfile.mkdtemp(prefix=f"{_WORK}-", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def put_in_place(
    made: Path,
    html: Path,
    key: str,
    beside: Mapping[str, str],
    sums: str | bytes | Path,
    flushed: Container[str] | None = (),
    remove: Callable[[Path], None] = clear,
) -> None:
    """Serve a finished folder as the site of a key, in the place of the old one, which is kept for who is reading it.

    `beside` has texts that belong to the site and are no part of its pages, `sums` is the list of its files with their hashes, or a
    file that has it and goes there, and `flushed` has the paths of those that were flushed to the disk, or nothing where all were. A
    site that is built once more goes to `KEY-again`, since the old one is in the place of its name. What is not kept `remove` is given.
    """
    old = served(html)
    name = key + _AGAIN if old == key else key
    shelve(made, html, name, {SUMS: sums, **beside}, flushed)
    serve(html, name)
    others = (site for site in (html.parent / SITES).iterdir() if site.name != name)
    newest_first = sorted(others, key=lambda site: site.stat().st_mtime_ns, reverse=True)
    forget(html, (site.name for site in newest_first[_KEPT - 1 :]), remove)


def shelve(made: Path, front: Path, name: str, beside: Mapping[str, str | bytes | Path], flushed: Container[str] | None = ()) -> None:
    """Put a finished folder of pages, with the texts that belong beside it, among the sites; nothing serves it yet."""
    if flushed is not None:
        flush(made, flushed)
    whole = made.with_name("whole")
    whole.mkdir()
    made.rename(whole / HTML)
    for path, text in beside.items():
        if isinstance(text, Path):
            text.rename(whole / path)
        else:
            (whole / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        _flush_file(whole / path)
    _flush_entries(whole)
    site = site_folder(front, name)
    site.parent.mkdir(exist_ok=True)
    forget(front, [name])
    whole.rename(site)
    _flush_entries(site.parent)


def serve(front: Path, name: str) -> None:
    """Let the front be the pages of a site; it leads to the old or the new ones at every moment."""
    if front.is_dir() and not front.is_symlink():
        _move_out(front, name)
        return
    fresh = front.with_name(f"{_WORK}-{front.name}")
    clear(fresh)
    try:
        fresh.symlink_to(f"{SITES}/{name}/{HTML}", target_is_directory=True)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _move_out(front, name)
    else:
        fresh.replace(front)
        _flush_entries(front.parent)


def write_whole(path: Path, text: str) -> None:
    """Write a file beside the sites, which holds the old or the new text at every moment."""
    fresh = path.with_name(f"{_WORK}-{path.name}")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    _flush_file(fresh)
    fresh.replace(path)
    _flush_entries(path.parent)


def forget(front: Path, sites: Iterable[str], remove: Callable[[Path], None] = clear) -> None:
    """Remove sites, but never the one that is served; each is gone as a whole before its files go."""
    for name in sites:
        if name != served(front) and site_folder(front, name).exists():
            remove(_set_aside(site_folder(front, name), front.parent))


def _move_out(front: Path, name: str) -> None:
    # There is a moment without a site, between the two renames. The marker says from before them that the folder is ours.
    _fallback_marker(front).touch()
    old = served(front)
    if front.is_symlink():
        front.unlink()
    elif front.exists():
        if old:
            front.rename(site_folder(front, old) / HTML)
        else:
            _set_aside(front, front.parent)
    (site_folder(front, name) / HTML).rename(front)
    _flush_entries(front.parent)


def _set_aside(path: Path, folder: Path) -> Path:
    # A name of its own is all it takes, and a full disk still has that. The next work here clears it away.
    aside = folder / f"{_WORK}-{path.name}"
    clear(aside)
    return path.rename(aside)


def _fallback_marker(front: Path) -> Path:
    return front.with_name(f".{front.name}.key")


def flush(folder: Path, flushed: Container[str] = ()) -> None:
    """Let what is in a folder reach the disk, but for what was `flushed` already. A file with another name elsewhere is one that was."""
    for within, entries in walk(folder):
        for entry in entries:
            path = f"{within}/{entry.name}" if within else entry.name
            if path not in flushed and entry.stat(follow_symlinks=False).st_nlink == 1:
                _flush_file(Path(entry.path))
        _flush_entries(folder / within)


def flush_files(folder: Path, paths: Iterable[str], within: Iterable[str]) -> None:
    """Let some files of a folder reach the disk, and the names of all that is in some folders of it."""
    for path in paths:
        _flush_file(folder / path)
    for name in within:
        _flush_entries(folder / name)


def _flush_file(path: Path) -> None:
    if path.is_file():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _flush_entries(folder: Path) -> None:
    # What names a file is in its folder, and that needs to reach the disk, too. Windows does not open folders.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
