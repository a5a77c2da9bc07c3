"""A look at all files, and which of the notes were touched between two."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from projects import make_project

from cycleplan import hands
from cycleplan.marshalled import as_bytes, from_bytes
from cycleplan.site import looks
from cycleplan.site.build import settings_files
from cycleplan.site.looks import Look, look, touched
from cycleplan.workspace import Project

NOTES = {f"{cycle}/{team}/{topic}.yaml": "" for cycle in ("2024.1", "2024.2") for team in ("manila", "nova") for topic in ("a", "b")}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(looks, "CODE", tmp_path / "code")
    return make_project(tmp_path / "project", {**NOTES, "site.yaml": "", "2024.2/manila/deep/er/c.yaml": "", "__pycache__/x.yaml": ""})


def looked(project: Project) -> Look:
    return look(project, settings_files(project))


def test_each_file_is_looked_at_in_its_folder(project: Project):
    (project.notes / "2024.2/manila/link.yaml").symlink_to("a.yaml")
    (project.notes / "2024.2/manila/away.yaml").symlink_to("nowhere")
    (project.notes / "2024.2/manila/folder").symlink_to("deep", target_is_directory=True)
    (project.notes / "empty").mkdir()
    (project.notes / "2024.2/manila/round.yaml").symlink_to("round.yaml")
    # What was changed by another program can have the time that it was written at elsewhere.
    os.utime(project.notes / "site.yaml", ns=(1, 1))
    expected: dict[str, list[tuple[str, ...]]] = {}
    for path in project.notes.rglob("*"):
        if "__pycache__" not in path.parts and (path.is_symlink() or not path.is_dir()):
            within = path.parent.relative_to(project.notes).as_posix().removeprefix(".")
            said = [path.lstat(), *([path.stat()] if path.is_symlink() and path.exists() else [])]
            found = [(path.name, one.st_mtime_ns, one.st_ctime_ns, one.st_size, one.st_mode, one.st_ino) for one in said]
            expected.setdefault(within, []).extend(found)

    seen = looked(project)

    assert {within: from_bytes(stamps) for within, (stamps, _) in seen.folders.items()} == {
        within: sorted(stamps) for within, stamps in expected.items()
    }
    assert [*seen.folders] == sorted(expected)
    assert {within: newest for within, (_, newest) in seen.folders.items()} == {
        within: max(max(stamp[1:3]) for stamp in stamps) for within, stamps in expected.items()
    }


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("count", [1, 2, 5])
def test_however_many_look_they_see_the_same(count: int, project: Project, monkeypatch: pytest.MonkeyPatch):
    alone = looked(project)
    monkeypatch.setattr(looks, "_MANY", 1)
    monkeypatch.setattr(hands, "FEWEST", 1)
    monkeypatch.setattr(hands, "processors", lambda: count)
    monkeypatch.setattr(hands, "can_copy", lambda: hasattr(os, "fork"))
    together = looked(project)

    assert (together.folders, together.hashed, together.newest) == (alone.folders, alone.hashed, alone.newest)


def test_a_folder_that_may_not_be_read_is_no_look(project: Project, monkeypatch: pytest.MonkeyPatch):
    open_, scandir = os.open, os.scandir

    def refuse(path: object) -> None:
        if str(path).endswith("nova"):
            raise PermissionError(errno.EACCES, "Permission denied", path)

    # Whoever runs the tests as root may read everything, and some systems have no folders that are opened first.
    monkeypatch.setattr(os, "open", lambda path, *flags, **options: refuse(path) or open_(path, *flags, **options))
    monkeypatch.setattr(os, "scandir", lambda path: refuse(path) or scandir(path))
    monkeypatch.setattr(os, "supports_fd", {os.scandir})
    with pytest.raises(PermissionError):
        looked(project)


A = ("a.yaml", 5, 5, 1, 0o100644, 1)
B = ("b.yaml", 7, 6, 1, 0o100644, 2)


@pytest.mark.parametrize(
    ("was", "now", "settled", "expected"),
    [
        ([A, B], [A, B], 8, []),
        ([A, B], [A, B], 7, ["f/b.yaml"]),
        ([A, B], [A, B], 5, ["f/a.yaml", "f/b.yaml"]),
        ([A, B], [A, (*B[:3], 2, *B[4:])], 8, ["f/b.yaml"]),
        ([A], [A, ("a.yaml~", *B[1:])], 8, []),
        ([A, ("README.md", *B[1:])], [A], 8, []),
    ],
)
def test_what_was_touched_is_told(was: list[tuple[str, int]], now: list[tuple[str, int]], settled: int, expected: list[str]):
    newest = max(max(stamp[1:3]) for stamp in now)

    assert [*touched({"f": as_bytes(was)}, {"f": (as_bytes(now), newest)}, settled)] == expected


@pytest.mark.parametrize(("was", "now"), [([A], [A, B]), ([A, B], [A]), ([], [A]), ([A], []), ([A], [("c.yaml", *A[1:])])])
def test_a_note_that_is_new_or_gone_is_more_than_touched(was: list[tuple[str, int]], now: list[tuple[str, int]]):
    before, after = ({"f": said} if said else {} for said in (was, now))
    with pytest.raises(ValueError, match="new or gone"):
        [*touched({name: as_bytes(said) for name, said in before.items()}, {name: (as_bytes(said), 7) for name, said in after.items()}, 8)]


def test_files_of_an_editor_alone_in_a_folder_are_no_notes():
    assert [*touched({}, {".imports": (as_bytes([A]), 5), "f": (as_bytes([("#b", *A[1:])]), 5)}, 8)] == []
