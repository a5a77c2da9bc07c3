"""Changes to notes: read whole, shown as a diff or written whole, and never through a link."""

from __future__ import annotations

import difflib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

import click

from cycleplan.cli.exits import PROBLEMS, CannotRun, disk_trouble_told
from cycleplan.cli.progress import say, shown
from cycleplan.textfile import TextFile

if TYPE_CHECKING:
    from cycleplan.model import Plan
    from cycleplan.problems import Problem


@dataclass(frozen=True, slots=True)
class OpenNotes:
    """A folder of notes: what they say, their files by path, and the problems of files that could not be read."""

    folder: Path
    plan: Plan
    files: Mapping[str, TextFile]
    unread: tuple[Problem, ...] = ()

    def file(self, path: str) -> TextFile:
        """Return a file, which is empty where there is none."""
        return self.files.get(path, TextFile(path, ""))

    def has(self, path: str) -> bool:
        """Tell whether something stands at a path, readable or not."""
        return path in self.files or os.path.lexists(self.folder / path)


def open_notes(root: Path) -> OpenNotes:
    """Read the notes of a project, whatever is wrong with them."""
    from cycleplan.workspace import find_project

    with disk_trouble_told():
        return open_folder(find_project(root).notes)


def open_folder(folder: Path) -> OpenNotes:
    """Read a folder of notes, whatever is wrong with them; one that is not there yet has none."""
    from cycleplan.notes.reader import read_notes
    from cycleplan.workspace import read_notes_folder

    with disk_trouble_told():
        intake = read_notes_folder(folder) if os.path.lexists(folder) else None
    files = intake.files if intake else ()
    by_path = MappingProxyType({file.path: file for file in files})
    return OpenNotes(folder, read_notes(files).plan, by_path, intake.problems if intake else ())


@contextmanager
def refusals_told(folder: Path) -> Iterator[None]:
    """Turn a file of a folder of notes that cannot be edited into its problems and exit 1, or into the message of the command."""
    from cycleplan.notes.writer import NotEditableError

    try:
        yield
    except NotEditableError as error:
        if not error.problems:
            raise CannotRun(str(error)) from error
        refuse_problems(error.problems, folder)


def refuse_problems(problems: Sequence[Problem], folder: Path) -> NoReturn:
    """Tell what has to be mended in a folder of notes before anything can be written there, and exit 1."""
    from cycleplan.cli.reporting import as_text

    click.echo(as_text(problems, folder))
    say("nothing was written; mend these problems first")
    click.get_current_context().exit(PROBLEMS)


def apply(notes: OpenNotes, changed: Sequence[TextFile], *, dry_run: bool, gone: Sequence[str] = ()) -> None:
    """Write the files that differ from the notes and remove those that go, or show how they differ.

    Nothing is touched before everything new is on the disk beside it. Hidden files are written without a word.
    """
    folder = notes.folder
    changed = [file for file in changed if notes.files.get(file.path) != file]
    if dry_run:
        for file in changed:
            show_change(notes.files.get(file.path), file, f"{folder.name}/")
        for path in gone:
            show_change(notes.files.get(path), None, f"{folder.name}/")
        return
    write_files(folder, changed, gone)
    for word, path in (*(("wrote", file.path) for file in changed), *(("removed", path) for path in gone)):
        if not path.startswith("."):
            say(f"{word} {shown(folder / path)}")


def write_files(folder: Path, files: Sequence[TextFile], gone: Sequence[str] = ()) -> None:
    """Write files whole, all of them or none, take others away, and nothing where something would be changed through a link."""
    for path in (*(file.path for file in files), *gone):
        _refuse_links(folder, path)
    _put_in_place(_written_beside(folder, files))
    for path in gone:
        (folder / path).unlink(missing_ok=True)
        _remove_empty(folder / path, folder)


def show_change(before: TextFile | None, after: TextFile | None, folder: str = "") -> None:
    """Print how a file differs; `folder` is where its path starts, seen from the top of the repository."""
    old, new = (file.text.splitlines(keepends=True) if file else [] for file in (before, after))
    source = f"a/{folder}{before.path}" if before else "/dev/null"
    target = f"b/{folder}{after.path}" if after else "/dev/null"
    for line in difflib.unified_diff(old, new, source, target):
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[0])
        text = line.rstrip("\n")
        click.echo(click.style(text, fg=colour) if colour else text)
        if not line.endswith("\n"):
            click.echo("\\ No newline at end of file")


def _refuse_links(folder: Path, path: str) -> None:
    place = folder
    for name in Path(path).parts:
        place /= name
        if place.is_symlink():
            raise CannotRun(f"{shown(place)} is a link, and nothing is written through links", "put the file itself there")


def _written_beside(folder: Path, files: Sequence[TextFile]) -> dict[Path, Path]:
    """Write each file beside its place, and return the places by what was written; none is left where one fails."""
    written: dict[Path, Path] = {}
    try:
        for file in files:
            _write_beside(folder / file.path, file.text, written)
    except BaseException:
        for fresh in written:
            fresh.unlink(missing_ok=True)
        raise
    return written


def _write_beside(path: Path, text: str, written: dict[Path, Path]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode, line_end = _kept(path)
    descriptor, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    written[Path(fresh)] = path
    with open(descriptor, "wb") as file:  # noqa: PTH123  # a descriptor has no Path
        file.write(text.replace("\n", line_end).encode())
        file.flush()
        os.fsync(file.fileno())
    Path(fresh).chmod(mode)


def _put_in_place(written: Mapping[Path, Path]) -> None:
    try:
        for fresh, path in written.items():
            fresh.replace(path)
    except BaseException:
        for fresh in written:
            fresh.unlink(missing_ok=True)
        raise


def _remove_empty(path: Path, root: Path) -> None:
    for folder in path.parents:
        if folder == root or any(folder.iterdir()):
            return
        folder.rmdir()


def _kept(path: Path) -> tuple[int, str]:
    """Return the mode and the line ends that a file has, or that a new one gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode), "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask, "\n"
