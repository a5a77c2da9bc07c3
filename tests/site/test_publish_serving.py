"""A folder of its publishers alone serves one whole site at every moment, with links and without, and however many publish at once."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from projects import make_project, publish_project, recorded_project, texts, write, write_all
from published_folder import NEW, NEW_SERVED, OLD, back, put, refuse_links
from publishers import LEDGER, quiet

from cycleplan.site.build import build_site
from cycleplan.site.publish import PublishError, held, publish_site, published
from cycleplan.site.swap import BusyError, faults, served
from cycleplan.workspace import WorkspaceError


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published"


# Whose the folder is.


def test_a_folder_with_other_files_is_refused(target: Path):
    write(target / "thesis.txt", "years of work")

    with pytest.raises(WorkspaceError, match="holds files that are not ours; empty it, or publish to another"):
        put(target, OLD)
    assert texts(target) == {"thesis.txt": "years of work"}


def test_a_file_in_place_of_the_folder_is_refused(target: Path):
    write(target, "years of work")

    with pytest.raises(WorkspaceError, match="is no folder"):
        put(target, OLD)


def test_a_folder_in_place_of_the_link_is_refused(target: Path):
    put(target, OLD)
    (target / "current").unlink()
    write(target / "current" / "thesis.txt", "years of work")

    with pytest.raises(WorkspaceError, match="is not ours; move it away"):
        put(target, OLD)


def test_an_empty_folder_and_one_whose_publisher_had_just_begun_are_taken(target: Path):
    target.mkdir()
    put(target, OLD)
    begun = target.with_name("begun")
    write(begun / ".cycleplan-published", "")

    put(begun, OLD)
    assert texts(begun / "current") == texts(target / "current") == OLD


# Where links are not to be had.


def test_without_links_the_front_is_a_folder_and_sites_can_be_swapped_all_the_same(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "symlink", refuse_links)
    first, second = put(target, OLD).name, put(target, NEW).name

    assert ((target / "current").is_symlink(), texts(target / "current"), served(target / "current")) == (False, NEW_SERVED, second)
    assert (back(target), texts(target / "current"), faults(target / "current", second)) == (first, OLD, ())


def test_without_links_a_publisher_killed_between_its_two_steps_loses_nothing(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "symlink", refuse_links)
    first, second = put(target, OLD).name, put(target, NEW).name
    (target / "current").rename(target / "sites" / second / "html")

    assert (published(target / "current"), [faults(target / "current", name) for name in (first, second)]) == ([first, second], [(), ()])
    put(target, {"index.html": "third"})
    assert texts(target / "current") == {"index.html": "third", "a/feed.atom": "<feed/>"}


# Several at once.


def test_a_second_publisher_waits_and_says_so(target: Path):
    said: list[str] = []
    waiting = threading.Event()

    def tell(message: str) -> None:
        said.append(message)
        waiting.set()

    def second() -> None:
        with held(target, tell) as front:
            publish_site(write_all(target.with_name("second"), NEW), LEDGER, front, report=quiet)

    thread = threading.Thread(target=second)
    with held(target, quiet) as front:
        thread.start()
        assert waiting.wait(timeout=60)
        publish_site(write_all(target.with_name("first"), OLD), LEDGER, front, report=quiet)
    thread.join(timeout=60)

    assert (said, texts(target / "current")) == (["waiting for another publish to end"], NEW_SERVED)


def test_a_second_publisher_that_will_not_wait_is_told(target: Path):
    with held(target, quiet), pytest.raises(BusyError, match="another publish is under way in "), held(target, quiet, waits=False):
        pass
    assert put(target, OLD).is_new


def test_a_reader_meets_whole_sites_only(target: Path):
    put(target, OLD)
    whole, met, ended = [OLD, NEW_SERVED], [], threading.Event()

    def read() -> None:
        while not ended.is_set():
            met.append(texts((target / "current").resolve()))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(20):
        put(target, (NEW, OLD)[number % 2])
    ended.set()
    reader.join(timeout=60)

    # What NEW carries on stays; OLD has the feed of its own.
    assert met
    assert [files for files in met if files not in whole] == []


# From the notes.


def test_a_built_site_that_was_changed_by_hand_is_built_anew(tmp_path: Path):
    project = recorded_project(tmp_path / "tiny")
    build_site(project, report=quiet)
    write(project.html / "index.html", "defaced")
    publish_project(project, "Manila")

    assert "Tiny plan" in (tmp_path / "published" / "current" / "index.html").read_text(encoding="utf-8")


def test_a_project_without_a_ledger_is_not_published(tmp_path: Path):
    project = make_project(tmp_path / "tiny")

    with pytest.raises(PublishError) as told:
        publish_project(project, "Manila")
    assert str(told.value).splitlines()[:3] == [
        "the ledger lacks these addresses of the site, or their present texts (run cycleplan record --date today, and commit the ledger):",
        "/",
        "/#cycles",
    ]
    assert not (tmp_path / "published" / "current").exists()
