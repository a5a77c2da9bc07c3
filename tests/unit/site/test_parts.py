"""Each page is in one part, and which one follows from its name and the size of its group alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from golden_plan import NOTES
from hypothesis import given
from hypothesis import strategies as st
from projects import DOCS

from cycleplan.pipeline import Outcome, run
from cycleplan.site.parts import Part, divide, share_of
from cycleplan.site.sources import Sources
from cycleplan.textfile import TextFile

OUTCOME = run([TextFile(path, text) for path, text in NOTES.items()], docs=DOCS)
PAGES = tuple(file.path.removesuffix(".md") for file in (*OUTCOME.pages, *DOCS) if file.path.endswith(".md"))
texts = st.text(max_size=5)
parts = st.builds(
    Part,
    name=texts,
    pages=st.just(()),
    files=st.lists(st.builds(TextFile, texts, texts), max_size=3).map(tuple),
    settings=st.dictionaries(texts, texts, max_size=2),
    root=texts,
)


@given(st.integers(1, 10))
def test_each_page_and_each_picture_is_in_one_part(most: int):
    divided = divide(Sources(OUTCOME, DOCS), most)

    assert Counter(page for part in divided for page in part.pages) == Counter(PAGES)
    read = Counter(file.path for part in divided for file in part.files if not file.path.endswith(".json"))
    assert read == Counter(file.path for file in (*OUTCOME.pages, *OUTCOME.pictures, *DOCS))
    assert [part.name for part in divided if part.is_frame] == ["frame"]


def test_a_part_has_what_its_pages_are_made_of():
    (part,) = [part for part in divide(Sources(OUTCOME, DOCS)) if part.name == "2024.2/manila"]
    tables = {file.path: file.text for file in part.files if file.path.endswith(".json")}

    assert part.pages[:2] == ("2024.2/manila/actions", "2024.2/manila/index")
    assert sorted(tables) == ["alternates.json", "found.json", "manifest.json", "minted.json"]
    assert all(page.startswith("2024.2/manila/") for text in tables.values() for page in keys(text) if not page.startswith("pictures/"))
    assert (part.settings["root_doc"], part.settings["ptg_frame"], part.root) == ("2024.2/manila/actions", "0", "/")


@pytest.mark.parametrize(
    ("most", "alone"), [(1, ["actions", "topics", "owners/index", "specs/index", "2024.2/index"]), (64, ["frame"] * 5)]
)
def test_in_a_large_plan_each_page_about_all_of_it_is_a_part_by_itself(most: int, alone: list[str]):
    part_of = {page: part.name for part in divide(Sources(OUTCOME, DOCS), most) for page in part.pages}

    assert [part_of[page] for page in ("actions", "topics", "owners/index", "specs/index", "2024.2/index")] == alone
    assert (part_of["index"], part_of["guide/index"]) == ("frame", "handbook")


def test_a_page_stays_in_its_part_whatever_other_pages_there_are():
    ten, eleven = of_owners(10), of_owners(11)

    assert {page: name for page, name in eleven.items() if page in ten} == ten
    assert set(ten.values()) <= {f"owners/{at}-of-8" for at in range(1, 9)}


def test_a_group_is_divided_as_it_doubles():
    assert [max(name.rpartition("-")[2] for name in of_owners(count).values()) for count in (2, 3, 4, 5, 8, 9)] == [
        *("owners", "2", "2", "4", "4", "8"),
    ]


@given(parts, parts, st.sampled_from(["a", "b"]), st.sampled_from(["a", "b"]))
def test_two_parts_have_one_key_where_they_are_made_of_the_same(one: Part, other: Part, program: str, others: str):
    made_of = [(part.name, part.files, dict(part.settings), part.root, by) for part, by in ((one, program), (other, others))]

    assert (one.key(program) == other.key(others)) == (made_of[0] == made_of[1])


def of_owners(count: int) -> dict[str, str]:
    """Return the part of each of so many owners, where a part has two of them."""
    pages = tuple(TextFile(f"owners/o{number}.md", "# O\n") for number in range(count))
    outcome: Outcome = replace(OUTCOME, pages=pages, pictures=())
    return {page: part.name for part in divide(Sources(outcome, ()), 2) for page in part.pages}


def keys(text: str) -> list[str]:
    """Return the keys of an object in JSON."""
    return list(json.loads(text))


@given(st.integers(1, 10), st.integers(1, 12))
def test_shares_have_each_part_once_and_about_as_many_pages(most: int, count: int):
    divided = divide(Sources(OUTCOME, DOCS), most)
    shares = [share_of(divided, number, count) for number in range(1, count + 1)]
    pages = [sum(len(part.pages) for part in share) for share in shares]

    assert Counter(part.name for share in shares for part in share) == Counter(part.name for part in divided)
    assert max(pages) - min(pages) <= max(len(part.pages) for part in divided)
