"""Walks over folders with many files, and files laid into a new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from projects import write

from cycleplan.site.folders import Fresh, entries_below, walk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("a.txt", "b/c.txt", "b/d/e.txt"):
        write(tmp_path / "x" / path, path)
    (tmp_path / "x/empty").mkdir()
    (tmp_path / "x/b/up").symlink_to("..", target_is_directory=True)
    (tmp_path / "x/gone").symlink_to("nowhere")
    return tmp_path / "x"


def test_a_walk_meets_each_folder_and_follows_no_link(folder: Path):
    found = {within: sorted(entry.name for entry in entries) for within, entries in walk(folder)}

    assert found == {"": ["a.txt", "gone"], "b": ["c.txt", "up"], "b/d": ["e.txt"], "empty": []}


def test_whatever_is_no_folder_has_its_path(folder: Path):
    found = {path: entry.is_file() for path, entry in entries_below(folder)}

    assert found == {"a.txt": True, "gone": False, "b/c.txt": True, "b/up": False, "b/d/e.txt": True}


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path):
    assert [*walk(tmp_path / "gone")] == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything meets no refusal")
def test_a_folder_that_cannot_be_read_is_told(folder: Path):
    (folder / "b").chmod(0)
    with pytest.raises(PermissionError):
        [*walk(folder)]


def test_files_are_laid_into_folders_that_are_there(tmp_path: Path):
    fresh = Fresh(tmp_path / "new")
    for path in ("a.txt", "b/c.txt", "b/d.txt", "b/d/e.txt"):
        write(Path(fresh.place(path)), path)

    assert sorted(path for path, _ in entries_below(tmp_path / "new")) == ["a.txt", "b/c.txt", "b/d.txt", "b/d/e.txt"]
