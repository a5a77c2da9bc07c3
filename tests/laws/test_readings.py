"""Laws of what was read on pages: it is the same after it was kept, and what is no table of it is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.site.guard import PageReading
from cycleplan.site.readings import REFUSED, as_json, as_table, from_json, from_table

names = st.text(max_size=4)
readings = st.builds(
    PageReading,
    faults=st.just(()),
    ids=st.frozensets(names, max_size=5),
    links=st.lists(st.tuples(names, names), max_size=5).map(tuple),
    files=st.lists(names, max_size=3).map(tuple),
)
anything = st.recursive(st.none() | st.integers() | names, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=12)


@given(st.dictionaries(names, readings, max_size=5))
def test_readings_are_the_same_after_they_were_kept(pages: dict[str, PageReading]):
    assert from_table(json.loads(json.dumps(as_table(pages)))) == pages
    assert {path: from_json(json.loads(json.dumps(as_json(reading)))) for path, reading in pages.items()} == pages


@given(anything, anything, anything)
def test_what_is_no_table_is_refused(known: Any, links: Any, pages: Any):
    for table in (known, {"names": known, "links": links, "pages": pages}):
        with suppress(*REFUSED):
            assert isinstance(from_table(table), dict)


def test_a_table_has_each_name_and_link_once():
    reading = PageReading((), frozenset({"a", "b"}), (("x.html", ""), ("y.html", "a"), ("x.html", "")), ("x.txt",))

    assert as_table({"1.html": reading, "2.html": reading}) == {
        "names": ["a", "b", "x.txt"],
        "links": [("x.html", ""), ("y.html", "a")],
        "pages": {"1.html": [[0, 1], [0, 1, 0], [2]], "2.html": [[0, 1], [0, 1, 0], [2]]},
    }


def test_a_place_that_is_on_no_list_is_refused():
    with pytest.raises(IndexError):
        from_table({"names": [], "links": [], "pages": {"1.html": [[0], [], []]}})
