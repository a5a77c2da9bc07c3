"""Where notes come from and pages go to: the folders of a project, read and written with care.

Notes are read without following a link, and no more of each file than it may have. Pages are written only where they
changed, and only into a folder that carries our marker.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cycleplan.notes.layout import is_left_alone, notes_path
from cycleplan.notes.rules import FILE_SIZE, READABLE, REGULAR_FILE, UTF8
from cycleplan.problems import Location, Problem
from cycleplan.textfile import File, TextFile

LARGEST = 256 * 1024
LARGEST_LEDGER = 16 * 1024 * 1024
"""Bytes of a file of the ledger: some 150,000 lines, a cycle of every team there is."""
LARGEST_OWNERS = 1024 * 1024
"""Bytes of the file of all owners, which cannot be divided: some 15,000 of them."""
DOCS = ("guide", "reference", "contributor")
MARKER = ".cycleplan"
_MARKER_TEXT = "Cycleplan writes this folder. Whatever else is put here is removed at the next build.\n"


class WorkspaceError(Exception):
    """Something about the folders keeps a command from running at all; the text is one clause."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project under its root."""

    root: Path

    @property
    def notes(self) -> Path:
        return self.root / "source_notes"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def build(self) -> Path:
        return self.docs / "_build"

    @property
    def source(self) -> Path:
        return self.build / "source"

    @property
    def html(self) -> Path:
        return self.build / "html"


@dataclass(frozen=True, slots=True)
class Intake:
    """The files of a notes folder that could be read, and the problems of those that could not."""

    files: tuple[TextFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of a folder were written, removed, and left as they were."""

    changed: int
    removed: int
    unchanged: int


def find_project(start: Path) -> Project:
    """Return the project of a folder: itself, or the nearest above it that has source_notes/."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "source_notes").is_dir():
            return Project(folder)
    message = f"no source_notes/ in {start} or above it; run this in a project, or name one with --root"
    raise WorkspaceError(message)


def read_notes_folder(folder: Path) -> Intake:
    """Read every file of a notes folder that has a place in it, without following links."""
    if not folder.is_dir():
        message = f"no notes folder {folder}"
        raise WorkspaceError(message)
    files: list[TextFile] = []
    problems: list[Problem] = []
    for path in _entries(folder, PurePosixPath(), problems):
        if notes_path(str(path)) is None:
            files.append(TextFile(str(path), ""))
            continue
        read = _read(folder / path, str(path))
        if isinstance(read, TextFile):
            files.append(read)
        else:
            problems.append(read)
    return Intake(tuple(files), tuple(problems))


def read_note(folder: Path, path: str) -> TextFile | Problem:
    """Read a file of a notes folder that has a place in it, without following links, or return why it cannot be read."""
    return _read(folder / path, path)


def read_kept(notes: Path, gathering: str) -> dict[str, TextFile]:
    """Read what imports have kept of a gathering, by path within the notes. Raises WorkspaceError for what cannot be read."""
    folder = notes / ".imports" / gathering
    paths = [*sorted(folder.glob("*.yaml")), folder.with_name(f"{folder.name}.sources.yaml")]
    found = {}
    for path in paths:
        shown = path.relative_to(notes).as_posix()
        read = _read(path, shown) if path.is_file() or path.is_symlink() else None
        if isinstance(read, Problem):
            raise WorkspaceError(f"{shown} {read.message}")
        if read:
            found[shown] = read
    return found


def read_ledger(notes: Path) -> str:
    """Return the text of all files of the ledger, or nothing where there is none."""
    folder = notes / "ledger"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) if folder.is_dir() else []
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


def read_docs(docs: Path) -> tuple[TextFile, ...]:
    """Read the pages of docs/ that people wrote and the schemas beside them, which are published with those of the plan.

    Raises WorkspaceError for a file that cannot be read or is no UTF-8.
    """
    found = (path for name in DOCS for path in sorted((docs / name).rglob("*")) if path.suffix in (".md", ".json"))
    paths = (path for path in found if path.is_file() and not path.is_symlink())
    return tuple(TextFile(path.relative_to(docs).as_posix(), _docs_text(path)) for path in paths)


@dataclass(frozen=True, slots=True)
class Kept:
    """The hashes of files by their paths, and the time at which they were written down, in nanoseconds."""

    hashes: Mapping[str, str]
    at: int


def write_source(folder: Path, files: Iterable[File], kept: Kept | None = None) -> Written:
    """Make a folder hold these files and nothing else; a file that is the same already is not touched, nor is its text made.

    What was `kept` of the folder spares reading a file that nobody wrote to since. Raises WorkspaceError for a folder with files but
    without our marker, and where the disk refuses.
    """
    try:
        _claim(folder)
        wanted: dict[str, File] = {file.path: file for file in files} | {MARKER: TextFile(MARKER, _MARKER_TEXT)}
        stale = [path for path in _present(folder) if path not in wanted]
        for path in stale:
            (folder / path).unlink()
        _remove_empty_folders(folder)
        changed = sum(_write(folder, file, kept) for file in wanted.values())
    except OSError as error:
        message = f"cannot write {error.filename or folder}: {error.strerror}"
        raise WorkspaceError(message) from error
    return Written(changed, len(stale), len(wanted) - changed)


def _entries(root: Path, folder: PurePosixPath, problems: list[Problem]) -> Iterator[PurePosixPath]:
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(READABLE.broken(Location(str(folder)), f"cannot be read: {error.strerror}", "see its permissions"))
        return
    for entry in entries:
        path = folder / _shown(entry.name)
        if is_left_alone(str(path)):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(root, path, problems)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            what = "a link" if entry.is_symlink() else "no regular file"
            problems.append(REGULAR_FILE.broken(Location(str(path)), what, "put the file itself here"))


def _docs_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise WorkspaceError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path} is no UTF-8: byte 0x{error.object[error.start]:02X} at {error.start}"
        raise WorkspaceError(message) from error


def _shown(name: str) -> str:
    # A name that is no UTF-8 cannot be written out; it has no place in the notes anyway.
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(path: Path, shown: str) -> TextFile | Problem:
    at = Location(shown)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor that follows no link has no Path
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return REGULAR_FILE.broken(at, "no regular file", "put the file itself here")
            largest = LARGEST_LEDGER if shown.startswith("ledger/") else LARGEST_OWNERS if shown == "owners.yaml" else LARGEST
            content = file.read(largest + 1)
    except OSError as error:
        return READABLE.broken(at, f"cannot be read: {error.strerror}", "see its permissions")
    if len(content) > largest:
        return FILE_SIZE.broken(at, f"larger than {largest // 1024} KiB", "split it, or leave the raw text in the pad")
    try:
        return TextFile(shown, content.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start)
        column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace"))
        message = f"byte 0x{content[error.start]:02X} is no UTF-8"
        return UTF8.broken(Location(shown, line + 1, column + 1), message, "save the file as UTF-8")


def _claim(folder: Path) -> None:
    if folder.is_symlink():
        message = f"{folder} is a link; remove it"
        raise WorkspaceError(message)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARKER).is_file() and any(folder.iterdir()):
        message = f"{folder} holds files that are not ours; empty it, or remove it"
        raise WorkspaceError(message)


def _present(folder: Path) -> list[str]:
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        links = (name for name in folders if (Path(place) / name).is_symlink())
        found.extend((Path(place) / name).relative_to(folder).as_posix() for name in (*names, *links))
    return found


def _remove_empty_folders(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if Path(place) != folder and not any(Path(place).iterdir()):
            Path(place).rmdir()


def _write(folder: Path, file: File, kept: Kept | None) -> bool:
    name = file.path
    path = folder / name
    # By its name alone: a link that stands in the place of a page is replaced, and never followed.
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        message = f"{name} would be written outside {folder}"
        raise WorkspaceError(message)
    if _holds(path, file, kept):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(file.text, encoding="utf-8", newline="")
    fresh.replace(path)
    return True


def _holds(path: Path, file: File, kept: Kept | None) -> bool:
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(found.st_mode):
        return False
    if kept and kept.hashes.get(file.path) == file.hashed and found.st_mtime_ns < kept.at:
        return True
    content = path.read_bytes()
    return content == file.text.encode() if isinstance(file, TextFile) else hashlib.sha256(content).hexdigest() == file.hashed
