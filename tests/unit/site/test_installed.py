"""The versions of what is installed, told by the names of folders."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from projects import write

from cycleplan.site.fingerprint import versions as of_all
from cycleplan.site.installed import versions

FIRST = ("Some_Thing-1.2.dist-info", "other.thing-2.0.1-py3.11.egg-info", "module-5.dist-info")
SECOND = ("some_thing-3.dist-info", "late-0.1.dist-info", "no_version.egg-info", "notes-4.txt", "-6.dist-info")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, names in (("first", FIRST), ("second", SECOND)):
        for name in names:
            (tmp_path / folder / name).mkdir(parents=True)
    write(tmp_path / "second/asked.egg-info/PKG-INFO", "Metadata-Version: 2.1\nName: asked\nVersion: 7.1\n")
    write(tmp_path / "second/asked.py", "")
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("first", "gone", "second")])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("some-thing", "1.2"),  # the first of two, as Python imports that
        ("Other_Thing", "2.0.1"),
        ("late", "0.1"),
        ("asked", "7.1"),  # tells no version by its name
        ("notes", "not installed"),
        ("absent", "not installed"),
    ],
)
@pytest.mark.usefixtures("folders")
def test_a_package_is_told_by_the_name_of_its_folder_or_by_itself(name: str, expected: str):
    assert [*versions([name])] == [f"{name} {expected}"]


@pytest.mark.usefixtures("folders")
def test_a_package_that_may_be_missing_is_asked_only_where_its_module_is_there():
    assert [*versions([], ["module", "asked", "no_version"])] == ["module 5", "asked 7.1", "no_version not installed"]


def test_what_is_told_here_is_what_each_package_says_itself():
    lines = [line.split(" ", 1) for line in [*of_all()][1:]]

    assert len(lines) > 15
    assert [(name, told) for name, told in lines if told not in ("not installed", version(name))] == []
