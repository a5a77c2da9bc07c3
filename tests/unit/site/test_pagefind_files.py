"""What Pagefind writes is put in order: filters are sorted, and chunks divided without losing a word."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.site import pagefind_files
from cycleplan.site.pagefind_files import put_in_order

cbor2 = pytest.importorskip("cbor2")
Words = list[tuple[str, list[list[Any]], list[Any]]]


def packed(path: Path, value: object) -> None:
    """Write a file as Pagefind does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(b"pagefind_dcd" + cbor2.dumps(value)))


def unpacked(path: Path) -> Any:
    """Return what a file has that is packed as Pagefind does."""
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def index(folder: Path, chunks: list[Words], filters: dict[str, list[list[Any]]]) -> None:
    """Write an index with some chunks and filters."""
    listed = [[chunk[0][0], chunk[-1][0], f"en_{number:07x}"] for number, chunk in enumerate(chunks)]
    for (_, _, name), chunk in zip(listed, chunks, strict=True):
        packed(folder / "index" / f"{name}.pf_index", [chunk])
    for name, values in filters.items():
        packed(folder / "filter" / f"en_{name}.pf_filter", [name, values])
    packed(folder / "pagefind.en_abc.pf_meta", ["1.5.2", [], listed, [[name, f"en_{name}"] for name in filters], [], []])
    (folder / "pagefind-entry.json").write_text(json.dumps({"languages": {"en": {"hash": "en_abc"}}}), encoding="utf-8")


def meta(folder: Path) -> list[Any]:
    """Return what the one list of an index has."""
    (path,) = folder.glob("*.pf_meta")
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert path.name == f"pagefind.{entry['languages']['en']['hash']}.pf_meta"
    found: list[Any] = unpacked(path)
    return found


def chunk_of(count: int, start: int = 0) -> Words:
    """Return a chunk with so many words, each on pages of its own."""
    return [(f"{number:04d}", [[page, [-25, page * 700], []] for page in range(number % 12)], []) for number in range(start, start + count)]


def words_of(folder: Path, chunks: list[list[str]]) -> Words:
    """Return all words of the chunks that are listed."""
    return [tuple(word) for *_, name in chunks for word in unpacked(folder / "index" / f"{name}.pf_index")[0]]


def test_a_large_chunk_is_divided_into_chunks_of_about_one_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pagefind_files, "_MOST_BYTES", 2000)
    chunks = [chunk_of(400), chunk_of(3, 400)]
    index(tmp_path, chunks, {})
    put_in_order(tmp_path)
    found = meta(tmp_path)[2]
    sizes = [len(gzip.decompress((tmp_path / "index" / f"{name}.pf_index").read_bytes())) for _, _, name in found]

    assert words_of(tmp_path, found) == [word for chunk in chunks for word in chunk]
    assert (len(found), max(sizes) < 2700, min(sizes[:-1]) > 1300) == (sum(sizes) // 2000 + 2, True, True)
    assert {path.stem for path in (tmp_path / "index").iterdir()} == {name for *_, name in found}


def test_each_chunk_is_listed_by_its_first_and_its_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pagefind_files, "_MOST_BYTES", 300)
    index(tmp_path, [chunk_of(80)], {})
    put_in_order(tmp_path)

    for first, last, name in meta(tmp_path)[2]:
        words = [word for word, *_ in unpacked(tmp_path / "index" / f"{name}.pf_index")[0]]
        assert (first, last) == (words[0], words[-1])


def test_a_small_chunk_and_a_single_word_stay_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pagefind_files, "_MOST_BYTES", 500)
    large: Words = [("word", [[page, [], []] for page in range(900)], [])]
    index(tmp_path, [chunk_of(3), large], {})
    put_in_order(tmp_path)
    found = meta(tmp_path)[2]

    assert [(first, last) for first, last, _ in found] == [("0000", "0002"), ("word", "word")]
    assert found[0][2] == "en_0000000"
    assert words_of(tmp_path, found) == [*chunk_of(3), *large]


def test_filters_and_their_values_are_sorted(tmp_path: Path):
    index(tmp_path, [chunk_of(2)], {"team": [["nova", [2]], ["manila", [1]]], "cycle": [["2024.2", [1]]]})
    put_in_order(tmp_path)
    found = meta(tmp_path)[3]

    assert [unpacked(tmp_path / "filter" / f"{name}.pf_filter") for _, name in found] == [
        ["cycle", [["2024.2", [1]]]],
        ["team", [["manila", [1]], ["nova", [2]]]],
    ]


numbers = st.integers(-70_000, 70_000) | st.sampled_from([0x8361, 0x8360, 0x8267, 0x836180])
"""Numbers of one to five bytes, and some that look like the head of a word."""
entries = st.tuples(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.lists(st.tuples(numbers, st.lists(numbers, max_size=4), st.lists(numbers, max_size=2)), max_size=6),
    st.lists(st.tuples(st.text("ab", max_size=3), st.lists(numbers, max_size=2)), max_size=2),
)


@given(st.lists(entries, min_size=1, max_size=40))
def test_where_words_begin_is_told_right_or_not_at_all(words: list[Any]):
    encoded = [cbor2.dumps(word) for word in words]
    head = cbor2.dumps([words])[: -sum(map(len, encoded))]
    places = [len(head) + sum(map(len, encoded[:number])) for number in range(len(words))]
    found = pagefind_files._words(head + b"".join(encoded))

    assert found in ([], [*zip(places, (word for word, *_ in words), strict=True)])


def test_where_words_begin_is_told_where_no_number_looks_like_one():
    words = chunk_of(40)
    assert [word for _, word in pagefind_files._words(cbor2.dumps([words]))] == [word for word, *_ in words]


@given(st.lists(st.tuples(st.text("ab", max_size=4), st.integers(1, 400) | st.just(1700)), min_size=1, max_size=60))
def test_borders_are_of_parts_of_which_none_is_empty_or_far_too_large(words: list[tuple[str, int]]):
    sizes = [size for _, size in words]
    places = [7, *(7 + sum(sizes[: number + 1]) for number in range(len(sizes)))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagefind_files, "_MOST_BYTES", 500)
        borders = [0, *pagefind_files._borders(sorted(word for word, _ in words), places), len(words)]

    assert borders == sorted({*borders})
    assert all(places[end] - places[start] < 500 * 1.3 + 2 * max(sizes) for start, end in pairwise(borders))


@pytest.mark.parametrize(
    ("words", "borders"),
    [
        (["owner", "pond", "pool", "pooled", "pools", "share", "shared"], [5]),
        (["pond", "pool", "pooled", "pools", "ship", "shop", "shut"], [4]),
        (["a", "b", "c", "d", "e", "f", "g"], [3]),
        (["pool", "poola", "poolb", "poolc", "poold", "poole", "poolf"], [3]),
    ],
)
def test_a_border_is_where_words_begin_otherwise(words: list[str], borders: list[int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pagefind_files, "_MOST_BYTES", 40)
    monkeypatch.setattr(pagefind_files, "_LEEWAY", 0.5)

    assert [*pagefind_files._borders(words, range(0, 80, 10))] == borders
