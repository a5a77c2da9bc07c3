"""What the file system says of the files of a site, and what is known again by it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from projects import TINY, make_project, write

from cycleplan.marshalled import from_bytes, sealed
from cycleplan.site import looks, stamps
from cycleplan.site.build import settings_files
from cycleplan.site.looks import SETTLED, Look, look
from cycleplan.site.stamps import Reading, Seen, keep, recall, recall_but
from cycleplan.site.texts import Texts
from cycleplan.workspace import Project

READING = Reading(Texts.of({path: f"hash of {path}" for path in TINY}), {"guide/index.md": "hash"}, "program")
SEEN = READING.seen
WEIGHER = "2024.2/manila/weigher.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    write(tmp_path / "code/making.py", "made = 1\n")
    write(tmp_path / "elsewhere/linked.py", "made = 1\n")
    (tmp_path / "code/linked.py").symlink_to(tmp_path / "elsewhere/linked.py")
    (tmp_path / "code/gone.py").symlink_to(tmp_path / "elsewhere/gone.py")
    monkeypatch.setattr(looks, "CODE", tmp_path / "code")
    project = make_project(tmp_path / "project")
    project.build.mkdir()
    return project


def looked(project: Project) -> Look:
    """Look at the files of a project as if all had been written long ago."""
    now = look(project, settings_files(project))
    return replace(now, at=now.newest + SETTLED + 1)


def rewritten(path: Path) -> None:
    """Write the same bytes, and set the time back to what it was: only the time of the change tells it."""
    before = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    """Put another file with the same bytes and the same times into the place of one."""
    before, fresh = path.stat(), path.with_name("fresh")
    fresh.write_bytes(path.read_bytes())
    os.utime(fresh, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh.replace(path)


CHANGES: dict[str, Callable[[Project], object]] = {
    "a note says more": lambda project: write(project.notes / "teams.yaml", "manila: {title: Manila!}\n"),
    "a note was written again": lambda project: rewritten(project.notes / "teams.yaml"),
    "a note was replaced": lambda project: replaced(project.notes / "2024.2/manila/weigher.yaml"),
    "a note is new": lambda project: write(project.notes / "2024.2/manila/more.yaml", ""),
    "a note is gone": lambda project: (project.notes / "2024.2/manila/weigher.yaml").unlink(),
    "a note has another name": lambda project: (project.notes / "teams.yaml").rename(project.notes / "team.yaml"),
    "a note is a link": lambda project: (project.notes / "2024.2/manila/link.yaml").symlink_to("weigher.yaml"),
    "a note may not be read": lambda project: (project.notes / "teams.yaml").chmod(0),
    "a folder has another name": lambda project: (project.notes / "2024.2/manila").rename(project.notes / "2024.2/nova"),
    "a page of the handbook": lambda project: write(project.docs / "guide/index.md", "# Guide\n"),
    "the first page of a folder": lambda project: write(project.docs / "reference/index.md", "# Reference\n"),
    "a setting of Sphinx": lambda project: write(project.docs / "conf.py", ""),
    "a setting of docutils": lambda project: (project.docs / "docutils.conf").unlink(),
    "what a link in the code leads to": lambda project: write(project.root.parent / "elsewhere/linked.py", "made = 2\n"),
    "what a link in the code led to once": lambda project: write(project.root.parent / "elsewhere/gone.py", "made = 2\n"),
    "the code": lambda _: write(looks.CODE / "making.py", "made = 2\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_touched_is_read_again(change: Callable[[Project], object], project: Project):
    before = looked(project)
    keep(project, before, READING)
    untouched = recall(project, looked(project))
    change(project)

    assert (untouched, recall(project, looked(project))) == (SEEN, None)


def test_another_version_of_a_package_is_another_look(project: Project, monkeypatch: pytest.MonkeyPatch):
    keep(project, looked(project), READING)
    monkeypatch.setattr(looks, "versions", lambda: ["sphinx 99"])

    assert recall(project, looked(project)) is None


def test_what_is_compiled_or_built_meanwhile_is_not_looked_at(project: Project):
    before = looked(project)
    write(looks.CODE / "__pycache__/making.cpython-311.pyc", "compiled")
    write(project.build / "source/index.md", "# Plan\n")
    write(project.docs / "other.md", "# Nothing of ours\n")

    assert looked(project) == before


def test_a_look_has_the_newest_time_there_is(project: Project):
    path = project.notes / "2024.2/manila/weigher.yaml"
    ahead = path.stat().st_mtime_ns + 3600 * 10**9
    os.utime(path, ns=(ahead, ahead))

    assert look(project, settings_files(project)).newest == ahead


@pytest.mark.parametrize(("since", "kept"), [(-1, None), (0, None), (SETTLED, None), (SETTLED + 1, SEEN)])
def test_what_was_written_as_it_was_looked_at_is_not_kept(since: int, kept: Seen | None, project: Project):
    now = look(project, settings_files(project))
    keep(project, replace(now, at=now.newest + since), READING)

    assert recall(project, now) == kept


@pytest.mark.parametrize("text", ["", "{", "[]", '{"looked": "LOOK"}', '{"looked": "LOOK", "key": "key", "files": null}', "\udcff"])
def test_what_is_damaged_is_not_known(text: str, project: Project):
    now = looked(project)
    (project.build / stamps.STAMPS).write_bytes(text.replace("LOOK", now.hashed).encode("utf-8", "surrogateescape"))

    assert recall(project, now) is None


@pytest.mark.skipif(sys.platform == "win32", reason="names are texts there")
def test_a_name_that_is_no_text_is_looked_at(project: Project):
    before = looked(project)
    (project.notes / os.fsdecode(b"\xff.yaml")).touch()

    assert looked(project).hashed != before.hashed


NOTES_EDITED: dict[str, Callable[[Project], object]] = {
    "a note says more": CHANGES["a note says more"],
    "a note was written again": CHANGES["a note was written again"],
    "a note may not be read": CHANGES["a note may not be read"],
}
TOPIC_REPLACED = CHANGES["a note was replaced"]


def kept(project: Project) -> None:
    """Keep what is there, as if all had been written long ago."""
    keep(project, looked(project), READING)


@pytest.mark.parametrize("change", NOTES_EDITED.values(), ids=NOTES_EDITED)
def test_notes_that_are_touched_are_told(change: Callable[[Project], object], project: Project):
    kept(project)
    untouched = recall_but(project, looked(project))
    change(project)

    assert (untouched, recall_but(project, looked(project))) == ((READING, ()), (READING, ("teams.yaml",)))


def test_several_notes_that_are_touched_are_told(project: Project):
    kept(project)
    NOTES_EDITED["a note says more"](project)
    TOPIC_REPLACED(project)
    found = recall_but(project, looked(project))

    assert found is not None
    assert {*found[1]} == {"teams.yaml", WEIGHER}


@pytest.mark.parametrize("change", [change for name, change in CHANGES.items() if name not in (*NOTES_EDITED, "a note was replaced")])
def test_whatever_else_is_touched_is_more_than_an_edit(change: Callable[[Project], object], project: Project):
    kept(project)
    change(project)

    assert recall_but(project, looked(project)) is None


def test_a_note_that_was_written_as_it_was_looked_at_may_say_something_else(project: Project):
    now = look(project, settings_files(project))
    named = {f"{folder}/{stamp[0]}".lstrip("/"): max(stamp[1:3]) for folder, said in now.folders.items() for stamp in from_bytes(said[0])}
    newest = max(named.values())
    keep(project, replace(now, at=newest + SETTLED, newest_other=0), READING)
    found = recall_but(project, replace(now, newest_other=0))

    assert found == (READING, tuple(sorted(path for path, written in named.items() if written == newest)))


def test_other_files_that_were_written_as_they_were_looked_at_may_say_something_else(project: Project):
    now = look(project, settings_files(project))
    keep(project, replace(now, at=now.newest_other + SETTLED), READING)

    assert recall_but(project, now) is None


def test_what_was_not_read_is_not_told_where_it_is_touched(project: Project):
    write(project.notes / "2024.2/manila/pads.txt", "A pad.\n")
    kept(project)
    write(project.notes / "2024.2/manila/pads.txt", "Two pads.\n")

    assert recall_but(project, looked(project)) == (READING, ())


def test_files_of_an_editor_are_no_notes(project: Project):
    kept(project)
    write(project.notes / "2024.2/manila/.weigher.yaml.swp", "swap")
    write(project.notes / "README.md", "What is here.\n")

    assert recall_but(project, looked(project)) == (READING, ())


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[:-1], lambda content: content[:40] + b"i" + content[41:]])
def test_a_damaged_list_of_files_is_none(damage: Callable[[bytes], bytes], project: Project):
    kept(project)
    files = project.build / stamps.FILES
    files.write_bytes(damage(files.read_bytes()))

    assert recall_but(project, looked(project)) is None


def test_a_list_of_files_from_elsewhere_is_none(project: Project):
    (project.build / stamps.FILES).write_bytes(sealed({"texts": {}, "docs": {}, "program": ""}))

    assert recall_but(project, looked(project)) is None
