"""A file of the site before is taken over where nobody wrote to it since, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cycleplan.site.before import Before, find_before
from cycleplan.site.manifest import as_sums, hash_files
from cycleplan.site.swap import put_in_place
from cycleplan.site.untouched import LEFT, Left, as_json, times_of

TEXT = "A\n"


@pytest.fixture
def before(tmp_path: Path) -> Before:
    made = tmp_path / "work" / "html"
    made.mkdir(parents=True)
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    sums = as_sums(hash_files(made))
    put_in_place(made, tmp_path / "html", "key", {LEFT: as_json(Left(len(sums), times_of(made, [""])))}, sums)
    found = find_before(tmp_path / "html")
    assert found
    return found


def test_where_no_site_is_served_there_is_none(tmp_path: Path):
    assert find_before(tmp_path / "html") is None


def test_the_same_file_gets_another_name(before: Before, tmp_path: Path):
    assert before.link("a.txt", before.sums["a.txt"], str(tmp_path / "again.txt"))
    assert (tmp_path / "again.txt").samefile(before.pages / "a.txt")


@pytest.mark.parametrize("harm", ["written to", "replaced by a link", "taken away"])
def test_a_file_that_is_no_longer_what_it_was_is_not_taken(harm: str, before: Before, tmp_path: Path):
    path = before.pages / "a.txt"
    if harm == "written to":
        path.write_text("B\n", encoding="utf-8")
        os.utime(path, ns=(before.at, before.at))
    else:
        path.unlink()
    if harm == "replaced by a link":
        path.symlink_to("/etc/hostname")

    assert not before.link("a.txt", before.sums["a.txt"], str(tmp_path / "again.txt"))
    assert not (tmp_path / "again.txt").exists()


@pytest.mark.parametrize(("path", "hashed"), [("a.txt", "0" * 64), ("b.txt", "0" * 64)])
def test_another_file_is_not_taken(path: str, hashed: str, before: Before, tmp_path: Path):
    assert not before.link(path, hashed, str(tmp_path / "again.txt"))


def test_a_name_that_is_taken_stays_what_it_is(before: Before, tmp_path: Path):
    (tmp_path / "again.txt").write_text("B\n", encoding="utf-8")

    assert not before.link("a.txt", before.sums["a.txt"], str(tmp_path / "again.txt"))
    assert (tmp_path / "again.txt").read_text(encoding="utf-8") == "B\n"
