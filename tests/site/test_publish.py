"""A published folder serves one whole site at every moment, and keeps what was published once."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from projects import make_project, publish_project, recorded_project, texts, tree, write, write_all
from publishers import LEDGER, quiet

from cycleplan.site.build import build_site
from cycleplan.site.publish import Publication, PublishError, held, publish_site, published, roll_back
from cycleplan.site.swap import BusyError, faults, served
from cycleplan.workspace import WorkspaceError

OLD = {"index.html": "old", "a/topic.html": "topic", "a/feed.atom": "<feed/>", "_static/style.css": "body {}", "gone.html": "gone"}
NEW = {"index.html": "new", "a/topic.html": "topic", "b/other.html": "other", "_static/style.css": "body {}"}
NEW_SERVED = {**NEW, "a/feed.atom": "<feed/>"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published"


def put(target: Path, files: Mapping[str, str], ledger: tuple[str, ...] = LEDGER, keep: int = 5) -> Publication:
    """Publish pages that are made of text."""
    with held(target, quiet) as front:
        return publish_site(write_all(target.with_name("made"), files), ledger, front, keep=keep, report=quiet)


def back(target: Path) -> str:
    """Serve the site before."""
    with held(target, quiet) as front:
        return roll_back(front)


# What a folder holds after a publish.


def test_a_published_site_is_what_was_built(target: Path):
    done = put(target, OLD)

    assert (texts(target / "current"), done.pages, done.is_new, done.added) == (OLD, 3, True, tuple(sorted(OLD)))
    assert sorted(path.name for path in target.iterdir()) == [".cycleplan-published", ".lock", "current", "sites"]
    assert (target / "sites" / done.name / "ledger.txt").read_text(encoding="utf-8") == f"{LEDGER[0]}\n"


def test_the_hashes_beside_a_site_are_of_its_files(target: Path):
    name = put(target, OLD).name

    lines = (target / "sites" / name / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line[66:]: line[:64] for line in lines} == tree(target / "current")


def test_what_changed_is_told_and_data_files_of_the_site_before_stay(target: Path):
    before = put(target, OLD).name
    done = put(target, NEW)

    assert (done.before, done.added, done.changed, done.removed, done.carried) == (
        before,
        ("b/other.html",),
        ("index.html",),
        ("gone.html",),
        ("a/feed.atom",),
    )
    assert texts(target / "current") == NEW_SERVED


def test_a_data_file_stays_through_any_number_of_sites_until_somebody_deletes_it(target: Path):
    put(target, {"index.html": "0", "x.json": "{}", "y.txt": "y"})
    for number in range(1, 7):
        put(target, {"index.html": str(number)}, keep=2)
    assert texts(target / "current") == {"index.html": "6", "x.json": "{}", "y.txt": "y"}

    (target / "current" / "x.json").unlink()
    put(target, {"index.html": "7"})
    assert texts(target / "current") == {"index.html": "7", "y.txt": "y"}


@pytest.mark.parametrize("files", [{"index.html": "2", "x.json/index.html": "a folder"}, {"index.html": "2", "a": "a file"}])
def test_a_data_file_gives_way_to_what_needs_its_place(target: Path, files: dict[str, str]):
    put(target, {"index.html": "1", "x.json": "{}", "a/b.json": "{}"})
    put(target, files)

    assert texts(target / "current").items() >= files.items()


def test_a_data_file_that_was_changed_since_is_not_passed_on(target: Path):
    put(target, {"index.html": "1", "x.json": "{}"})
    write(target / "current" / "x.json", "{1}")

    with pytest.raises(PublishError, match=r"not what was published \(put them back, or delete them there\):\nx\.json"):
        put(target, {"index.html": "2"})
    assert (target / "current" / "index.html").read_text(encoding="utf-8") == "1"


def test_the_same_site_again_changes_nothing(target: Path):
    first = put(target, OLD)
    again = put(target, OLD)

    assert (again.name, again.is_new, published(target / "current")) == (first.name, False, [first.name])


def test_a_served_file_that_was_changed_is_put_right_by_the_next_publish(target: Path):
    put(target, OLD)
    write(target / "current" / "index.html", "defaced")
    done = put(target, OLD)

    assert (done.is_new, texts(target / "current")) == (True, OLD)


def test_files_that_stay_the_same_keep_their_times(target: Path):
    put(target, OLD)
    os.utime(target / "current" / "a/topic.html", (1_000_000_000, 1_000_000_000))
    put(target, NEW)

    assert (target / "current" / "a/topic.html").stat().st_mtime == 1_000_000_000


def test_where_files_cannot_be_linked_they_are_copied(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "link", refuse_links)
    put(target, OLD)
    put(target, NEW)

    assert texts(target / "current") == NEW_SERVED


def test_the_last_sites_are_kept_and_no_more(target: Path):
    made = [put(target, {"index.html": str(number)}, keep=3).name for number in range(6)]

    assert (published(target / "current"), served(target / "current")) == (made[3:], made[5])


def test_what_is_not_ours_among_the_sites_is_left_alone(target: Path):
    put(target, OLD)
    write(target / "sites" / "notes" / "mine.txt", "mine")
    put(target, NEW, keep=1)

    assert (target / "sites" / "notes" / "mine.txt").read_text(encoding="utf-8") == "mine"


# Going back.


def test_going_back_serves_the_site_before_and_the_next_publish_goes_forward(target: Path):
    names = [put(target, {"index.html": text}).name for text in "abc"]

    assert (back(target), texts(target / "current")) == (names[1], {"index.html": "b"})
    assert (back(target), texts(target / "current")) == (names[0], {"index.html": "a"})
    after = put(target, {"index.html": "c"})
    assert (texts(target / "current"), after.before, published(target / "current")) == (
        {"index.html": "c"},
        names[0],
        [names[0], after.name],
    )
    assert (back(target), texts(target / "current")) == (names[0], {"index.html": "a"})


def test_there_is_no_going_back_beyond_the_first_site(target: Path):
    name = put(target, OLD).name

    with pytest.raises(PublishError, match=f"no site before {name} is kept"):
        back(target)
    assert texts(target / "current") == OLD


def test_a_site_that_was_damaged_is_not_gone_back_to(target: Path):
    name = put(target, OLD).name
    put(target, NEW)
    write(target / "sites" / name / "html" / "index.html", "defaced")

    with pytest.raises(PublishError, match=f"the site {name} is not what was published:\nindex.html"):
        back(target)
    assert texts(target / "current") == NEW_SERVED


# The ledger.


def test_a_ledger_that_lacks_published_lines_is_refused_and_the_first_are_named(target: Path):
    lines = tuple(f"/{number}.html 2026-11-23 page /{number}.html" for number in range(8))
    put(target, OLD, lines)

    with pytest.raises(PublishError) as told:
        put(target, NEW, lines[7:])
    assert str(told.value).splitlines() == [
        "the ledger lacks lines that were published before (put them back; none is ever changed or taken out):",
        *lines[:5],
        "and 2 more",
    ]
    assert texts(target / "current") == OLD


def test_lines_of_a_site_that_was_taken_back_are_not_forgotten(target: Path):
    put(target, OLD, ("a",))
    put(target, NEW, ("a", "b"))
    back(target)

    with pytest.raises(PublishError, match=r"\nb$"):
        put(target, {"index.html": "third"}, ("a",))
    assert put(target, {"index.html": "third"}, ("a", "b", "c")).is_new


def test_lines_of_a_site_that_was_never_served_do_not_count(target: Path, monkeypatch: pytest.MonkeyPatch):
    put(target, OLD, ("a",))
    monkeypatch.setattr("cycleplan.site.publish.serve", die)
    with pytest.raises(KeyboardInterrupt):
        put(target, NEW, ("a", "b"))
    monkeypatch.undo()

    assert put(target, {"index.html": "third"}, ("a",)).is_new


def test_new_lines_alone_are_published_too(target: Path):
    put(target, OLD, ("a",))
    done = put(target, OLD, ("a", "b"))

    assert (done.is_new, done.changed) == (True, ())
    with pytest.raises(PublishError, match="lacks lines"):
        put(target, OLD, ("a",))


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


def refuse_links(*_: object, **__: object) -> None:
    """Do as a file system without links does."""
    raise OSError(errno.EPERM, "Operation not permitted")


def die(*_: object, **__: object) -> None:
    """End as an interrupted process does."""
    raise KeyboardInterrupt
