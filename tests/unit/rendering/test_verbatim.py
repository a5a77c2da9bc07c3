"""The note that cites an item fits the lines of a plain-text mail, whatever its title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.model import WIDEST_LINE
from cycleplan.pages.entries import Cite
from cycleplan.rendering.verbatim import footnote

URL = "https://plan.example/2024.2/manila/cephfs.html"


def cite(title: str) -> Cite:
    return Cite(what="topic", number="", title=title, url=URL)


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("CephFS", f"[1] CephFS <{URL}>"),
        ("x" * 19, f"[1] {'x' * 19} <{URL}>"),
        ("x" * 20, f"[1] {'x' * 20}\n    <{URL}>"),
        (f"{'word ' * 13}and {'more ' * 3}", f"[1] {'word ' * 13}and\n    more more more\n    <{URL}>"),
        ("x" * 90, f"[1] {'x' * 90}\n    <{URL}>"),
    ],
)
def test_an_address_stands_on_the_line_of_its_title_where_there_is_room(title: str, note: str):
    assert footnote(cite(title)) == note


@given(st.lists(st.from_regex(r"[a-z<>&`-]{1,60}", fullmatch=True), min_size=1, max_size=30).map(" ".join))
def test_no_word_is_lost_and_no_line_of_more_than_a_word_is_too_long(title: str):
    lines = footnote(cite(title)).split("\n")

    assert " ".join(line.strip() for line in lines) == f"[1] {title} <{URL}>"
    assert [line for line in lines if len(line) > WIDEST_LINE] == []
