"""The next site out of the one that is served: the same but for what was put, and nothing is written into what others have too."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from projects import texts, write_all

from cycleplan.site.before import find_before
from cycleplan.site.manifest import SUMS, as_sums, glance_at_sums, hash_files, read_sums
from cycleplan.site.renewing import CannotRenewError, Renewed
from cycleplan.site.swap import names, put_in_place, served, site_folder
from cycleplan.site.untouched import CHANGED, LEFT, Left, as_json, folders_of, times_of

FIRST = {"index.html": "First\n", "a/one.html": "One\n", "a/two.html": "Two\n", "gone/in/x.txt": "x\n"}
SECOND = {"index.html": "Second\n", "a/one.html": "One\n", "a/two.html": "Two!\n", "new/y.txt": "y\n"}


def serve(folder: Path, name: str, files: Mapping[str, str]) -> None:
    """Serve a site."""
    made = write_all(folder / "made" / "html", files)
    sums = hash_files(made)
    left = Left(len(as_sums(sums)), times_of(made, folders_of(sums)))
    put_in_place(made, folder / "html", name, {LEFT: as_json(left)}, as_sums(sums))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    serve(tmp_path, "first", FIRST)
    serve(tmp_path, "second", SECOND)
    return tmp_path


def renewed(folder: Path) -> Renewed:
    """Return the site that is served, anew."""
    before, sums = find_before(folder / "html"), glance_at_sums(site_folder(folder / "html", served(folder / "html")))
    assert before
    work = folder / f"work-{len([*folder.iterdir()])}"
    work.mkdir()
    return Renewed(work, folder / "html", before, sums)


def put(site: Renewed, path: str, text: str) -> None:
    """Let a file have a text."""
    site.put(path, [text.encode()])


def listed(site: Renewed) -> str:
    """Return the list of the files that are there."""
    return as_sums(hash_files(site.html))


def served_renewed(folder: Path, name: str, site: Renewed) -> None:
    """Serve a site that is renewed."""
    list_ = site.listed()
    put_in_place(site.html, folder / "html", name, site.beside(list_), list_, None)


def served_anew(folder: Path, name: str, path: str, text: str) -> None:
    """Serve a site that is renewed but for one file, as a build does."""
    site = renewed(folder)
    put(site, path, text)
    served_renewed(folder, name, site)


def test_the_older_site_becomes_the_one_that_is_served(folder: Path):
    inode = (folder / "sites/first/html/a/one.html").stat().st_ino
    site = renewed(folder)

    assert texts(site.html) == SECOND
    assert site.listed().read_text(encoding="utf-8") == listed(site)
    assert (site.html / "a/one.html").stat().st_ino == inode
    assert (site.html / "a/two.html").samefile(folder / "html/a/two.html")
    assert (names(folder / "html"), texts(folder / "html")) == (["second"], SECOND)


def test_without_an_older_site_all_is_linked(tmp_path: Path):
    serve(tmp_path, "only", FIRST)
    site = renewed(tmp_path)

    assert texts(site.html) == FIRST
    assert all((site.html / path).samefile(tmp_path / "html" / path) for path in FIRST)


def test_what_is_put_is_in_no_other_site(folder: Path):
    site = renewed(folder)
    put(site, "a/one.html", "One more\n")
    put(site, "index.html", "Third\n")
    put(site, "z/z.txt", "z\n")
    site.flush()

    assert texts(site.html) == SECOND | {"a/one.html": "One more\n", "index.html": "Third\n", "z/z.txt": "z\n"}
    assert site.listed().read_text(encoding="utf-8") == listed(site)
    assert texts(folder / "html") == SECOND


def test_the_list_of_the_older_site_becomes_that_of_the_next(folder: Path):
    served_anew(folder, "third", "index.html", "Third\n")
    older = folder / "sites/second" / SUMS
    os.utime(older, ns=(1, 1))
    inode = older.stat().st_ino
    site = renewed(folder)
    put(site, "a/one.html", "One more\n")
    list_ = site.listed()

    assert list_.read_text(encoding="utf-8") == listed(site)
    assert (list_.stat().st_ino, list_.stat().st_mtime_ns > 1) == (inode, True)


@pytest.mark.parametrize(
    ("said", "wrong"), [("a/one.html", "a/onf.html"), ("new/y.txt\n", "new/y.txt\n\n"), ("a/one.html\n", "a/one.htm\n\n")]
)
def test_a_list_that_is_not_what_it_was_does_not(said: str, wrong: str, folder: Path):
    served_anew(folder, "third", "index.html", "Third\n")
    older = folder / "sites/second" / SUMS
    older.write_text(older.read_text(encoding="utf-8").replace(said, wrong), encoding="utf-8")
    site = renewed(folder)
    put(site, "a/one.html", "One more\n")

    assert site.listed().read_text(encoding="utf-8") == listed(site)


def test_the_list_of_an_older_site_that_had_other_files_does_not(folder: Path):
    put(site := renewed(folder), "new/z.txt", "z\n")
    site.remove(["new/y.txt"])
    served_renewed(folder, "third", site)
    site = renewed(folder)
    put(site, "a/one.html", "One more\n")

    assert site.listed().read_text(encoding="utf-8") == listed(site)


def test_no_folder_is_left_empty(folder: Path):
    site = renewed(folder)
    site.remove(["new/y.txt"])
    site.flush()

    assert {path.relative_to(site.html).as_posix() for path in site.html.rglob("*") if path.is_dir()} == {"a"}


def test_a_folder_that_is_gone_keeps_nothing_from_being_renewed(folder: Path):
    for name in ("third", "fourth", "fifth"):
        site = renewed(folder)
        site.remove(["new/y.txt"])
        site.flush()
        served_renewed(folder, name, site)

    assert texts(renewed(folder).html) == {path: text for path, text in SECOND.items() if path != "new/y.txt"}


def test_a_text_is_put_in_the_place_of_another(folder: Path):
    site = renewed(folder)
    put(site, "plan.json", "[1,\n22,\n3]\n")
    site.replace("plan.json", [("22", "23"), ("3]", "4]")])

    assert (site.html / "plan.json").read_text(encoding="utf-8") == "[1,\n23,\n4]\n"
    assert site.listed().read_text(encoding="utf-8") == listed(site)


def test_texts_are_put_into_a_file_of_many_blocks(folder: Path):
    lines = [f"<{number}>\n" for number in range(200_000)]
    site = renewed(folder)
    put(site, "plan.json", "".join(lines))
    site.replace("plan.json", [(lines[at], f"{at} is longer now\n") for at in (150_000, 0, 60_000, 60_001, 199_999)])

    expected = [f"{at} is longer now\n" if at in (0, 60_000, 60_001, 150_000, 199_999) else line for at, line in enumerate(lines)]
    assert (site.html / "plan.json").read_text(encoding="utf-8") == "".join(expected)
    assert site.listed().read_text(encoding="utf-8") == listed(site)


@pytest.mark.parametrize("old", ["4", "2"])
def test_a_text_that_is_not_there_once_is_not_replaced(old: str, folder: Path):
    site = renewed(folder)
    put(site, "plan.json", "[1, 2, 2]\n")

    with pytest.raises(CannotRenewError):
        site.replace("plan.json", [(old, "5")])


def test_files_are_taken_out_and_in(folder: Path):
    site = renewed(folder)
    site.remove(["a/one.html", "a/two.html"])
    (site.html / "a/two.html").write_text("Two!\n", encoding="utf-8")
    (site.html / "a/three.html").write_text("Three\n", encoding="utf-8")
    site.take(["a/two.html", "a/three.html"])

    assert texts(site.html) == {path: text for path, text in SECOND.items() if path != "a/one.html"} | {"a/three.html": "Three\n"}
    assert site.listed().read_text(encoding="utf-8") == listed(site)
    assert (site.html / "a/two.html").samefile(folder / "html/a/two.html")


def test_a_file_that_somebody_wrote_to_is_not_taken_over(folder: Path):
    (folder / "html/a/two.html").write_text("Otherwise\n", encoding="utf-8")

    with pytest.raises(CannotRenewError):
        renewed(folder)
    assert served(folder / "html") == "second"


def test_a_site_of_which_nothing_is_known_is_not_taken(folder: Path):
    (folder / "sites/first" / SUMS).unlink()

    assert texts(renewed(folder).html) == SECOND
    assert texts(folder / "sites/first/html") == FIRST


def test_a_list_of_files_that_are_not_there_makes_no_site(folder: Path):
    shutil.rmtree(folder / "sites/first")
    sums = folder / "sites/second" / SUMS
    sums.write_text(sums.read_text(encoding="utf-8").replace("new/y.txt", "new/z.txt"), encoding="utf-8")

    with pytest.raises(CannotRenewError):
        renewed(folder)


def test_one_site_after_another_differs_in_what_was_put(folder: Path):
    for number, path in enumerate(("a/one.html", "b/new.html", "index.html", "a/one.html")):
        before = texts(folder / "html")
        served_anew(folder, f"renewed{number}", path, f"{number}\n")

        assert texts(folder / "html") == before | {path: f"{number}\n"}
        assert (folder / "sites" / f"renewed{number}" / SUMS).read_text(encoding="utf-8") == as_sums(hash_files(folder / "html"))
    assert names(folder / "html") == ["renewed2", "renewed3"]


def test_what_differs_is_known_without_the_lists_of_files(folder: Path):
    served_anew(folder, "third", "a/one.html", "Three\n")
    # Whoever reads it would unlink what it lacks.
    (folder / "sites/second" / SUMS).write_text("", encoding="utf-8")
    site = renewed(folder)

    assert texts(site.html) == SECOND | {"a/one.html": "Three\n"}
    assert (site.html / "a/one.html").samefile(folder / "html/a/one.html")


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"of": "first", "files": {}}', '{"of": "second"}', '{"of": "second", "files": [1]}'])
def test_a_site_of_which_it_is_not_known_what_was_put_is_not_renewed(damage: str, folder: Path):
    served_anew(folder, "third", "a/one.html", "Three\n")
    (folder / "sites/third" / CHANGED).write_text(damage, encoding="utf-8")

    with pytest.raises(CannotRenewError):
        renewed(folder)


HARM: dict[str, Callable[[Path], object]] = {
    "is gone": lambda page: page.unlink(),
    "is another": lambda page: page.replace(page.with_name("two.html")),
    "got the place of another": lambda page: page.with_name("two.html").replace(page),
    "is gone with its folder": lambda page: shutil.rmtree(page.parent),
    "has one more beside it": lambda page: page.with_name("three.html").touch(),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_site_in_which_somebody_replaced_something_becomes_no_other(harm: Callable[[Path], object], folder: Path):
    harm(folder / "sites/first/html/a/one.html")

    with pytest.raises(CannotRenewError):
        renewed(folder)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"size": 1, "folders": {}}', '{"size": 1, "folders": {}, "since": 0}'])
def test_a_site_of_which_it_is_not_known_how_it_was_left_is_not_taken(content: str, folder: Path):
    (folder / "sites/second" / LEFT).write_text(content, encoding="utf-8")

    assert find_before(folder / "html") is None


@pytest.mark.parametrize("content", [b"", b"\xff", None])
def test_a_site_with_another_list_than_it_had_is_not_taken(content: bytes | None, folder: Path):
    sums = folder / "sites/second" / SUMS
    size = sums.stat().st_size
    if content is None:
        (folder / "html").unlink()
        (folder / "html").symlink_to("sites/first/html")
        (folder / "sites/first" / SUMS).unlink()
    else:
        sums.write_bytes(content * size)

    assert find_before(folder / "html") is None


def test_what_was_written_to_before_another_file_was_put_is_not_what_it_was(folder: Path):
    served_anew(folder, "third", "a/one.html", "Three\n")
    (folder / "sites/third/html/a/two.html").write_text("Harm\n", encoding="utf-8")
    served_anew(folder, "fourth", "index.html", "Fourth\n")
    found = find_before(folder / "html")

    assert found
    held = {path for path, hashed in read_sums(folder / "sites/fourth").items() if found.holds(path, hashed)}
    assert held == {"index.html", "new/y.txt"}


def test_texts_that_stand_within_each_other_are_not_replaced(folder: Path):
    site = renewed(folder)
    put(site, "plan.json", "[1, 2, 3]\n")

    with pytest.raises(CannotRenewError):
        site.replace("plan.json", [("1, 2", "4"), ("2, 3", "5")])


def test_a_text_that_stays_is_not_looked_for(folder: Path):
    site = renewed(folder)
    site.replace("index.html", [("x", "x")])

    assert texts(site.html) == SECOND


def test_how_a_site_of_links_is_left_is_known_of_all_its_folders(tmp_path: Path):
    serve(tmp_path, "first", FIRST)
    site = renewed(tmp_path)
    put(site, "a/one.html", "Another\n")
    site.flush()

    assert json.loads(site.beside(site.listed())[LEFT])["folders"] == times_of(site.html, folders_of(FIRST))
    assert times_of(site.html, folders_of(FIRST)).keys() == {"", "a", "gone", "gone/in"}
