"""A published folder keeps what was published once: the last sites, their data files, and every line of the ledger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from projects import texts, tree, write
from published_folder import NEW, NEW_SERVED, OLD, back, put, refuse_links
from publishers import LEDGER

from cycleplan.site.publish import PublishError, published
from cycleplan.site.swap import served


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published"


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


def die(*_: object, **__: object) -> None:
    """End as an interrupted process does."""
    raise KeyboardInterrupt
