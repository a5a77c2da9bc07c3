"""A part is found again as it was put, or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cycleplan.site import store as store_module
from cycleplan.site.guard import PageReading
from cycleplan.site.manifest import hash_files
from cycleplan.site.readings import as_table
from cycleplan.site.store import Form, Rendered, Store

KEY = "ab12"
FORM, READ = Form("2024.2/manila", "form"), {"a": "hash of what was read"}
READING = PageReading(faults=(), ids=frozenset({"top", "a1"}), links=(("index.html", ""), ("a.html", "a1")), files=("a.txt",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "parts")


def test_a_part_is_found_as_it_was_put(store: Store, tmp_path: Path):
    made = put(store, tmp_path, KEY)

    assert store.find(KEY) == made == Rendered(tmp_path / "parts/ab/12/html", hash_files(made.html), {"a.html": READING}, READ)
    assert store.find("ab13") is None


def test_the_last_part_of_a_form_is_found_by_it(store: Store, tmp_path: Path):
    first, second = (put(store, tmp_path, letter * 64) for letter in "ab")

    assert store.find("a" * 64) == first
    assert store.last(FORM) == second
    assert store.last(Form("2024.2/nova", FORM.hashed)) is None
    assert store.last(Form(FORM.name, "of another program")) is None


@pytest.mark.parametrize("said", ["", "form", "form ../../../elsewhere", "form \0", f"form {'c' * 64}", "\udcff"])
def test_a_note_that_says_something_else_leads_to_no_part(said: str, store: Store, tmp_path: Path):
    put(store, tmp_path, "a" * 64)
    (note,) = (tmp_path / "parts/last").iterdir()
    note.write_bytes(said.encode("utf-8", "surrogateescape"))

    assert store.last(FORM) is None


def test_a_damaged_part_is_not_found_by_its_form(store: Store, tmp_path: Path):
    (put(store, tmp_path, "a" * 64).html / "a.html").write_text("damaged", encoding="utf-8")

    assert store.last(FORM) is None


@pytest.mark.parametrize("harm", ["a.html", "a.txt", "more.html", "part.json"])
def test_a_part_that_is_not_what_it_was_is_not_found(harm: str, store: Store, tmp_path: Path):
    made = put(store, tmp_path, KEY)
    (made.html.parent if harm == "part.json" else made.html).joinpath(harm).write_text("{", encoding="utf-8")

    assert store.find(KEY) is None


@pytest.mark.parametrize("read", ["null", "7", '["a"]'])
def test_a_part_of_which_nobody_knows_what_was_read_is_not_found(read: str, store: Store, tmp_path: Path):
    known = put(store, tmp_path, KEY).html.parent / "part.json"
    known.write_text(known.read_text(encoding="utf-8").replace(json.dumps(READ), read), encoding="utf-8")

    assert store.find(KEY) is None


def test_a_part_that_lacks_a_file_is_not_found(store: Store, tmp_path: Path):
    (put(store, tmp_path, KEY).html / "a.txt").unlink()

    assert store.find(KEY) is None


def test_a_part_whose_files_have_each_other_s_place_is_not_found(store: Store, tmp_path: Path):
    html = put(store, tmp_path, KEY).html
    for old, new in (("a.html", "aside"), ("a.txt", "a.html"), ("aside", "a.txt")):
        (html / old).rename(html / new)

    assert store.find(KEY) is None


def test_a_part_takes_the_place_of_a_damaged_one(store: Store, tmp_path: Path):
    (put(store, tmp_path, KEY).html / "a.html").write_text("damaged", encoding="utf-8")
    again = put(store, tmp_path, KEY)

    assert store.find(KEY) == again


def test_what_was_used_last_is_kept_as_far_as_there_is_room(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    places = {key: put(store, tmp_path, key).html.parent for key in ("aa1", "bb2", "cc3", "dd4")}
    for age, key in enumerate(("bb2", "aa1", "cc3", "dd4")):
        os.utime(places[key], ns=(age, age))
    size = sum(path.stat().st_size for path in places["aa1"].rglob("*") if path.is_file())
    monkeypatch.setattr(store_module, "_KEPT_BYTES", 2 * size)

    store.forget(["bb2"])

    assert [key for key, place in places.items() if place.exists()] == ["bb2", "cc3", "dd4"]


def put(store: Store, tmp_path: Path, key: str) -> Rendered:
    """Put a part of one page and its text."""
    made = tmp_path / "made"
    (made / "html").mkdir(parents=True)
    (made / "html/a.html").write_text("<p>A</p>", encoding="utf-8")
    (made / "html/a.txt").write_text("A\n", encoding="utf-8")
    return store.put(key, made, {"files": hash_files(made / "html"), "pages": as_table({"a.html": READING})}, FORM, READ)
