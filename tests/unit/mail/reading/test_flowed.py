"""Paragraphs that were wrapped for the way are one line each (RFC 3676)."""

from __future__ import annotations

import pytest

from cycleplan.mail.reading.flowed import unflowed


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a ", "b ", "c", "d"], ["a b c", "d"]),
        (["a ", "", "b"], ["a ", "b"]),
        (["> a ", "> b", "c"], ["> a b", "c"]),
        (["> a ", ">> b ", ">> c"], ["> a", ">> b c"]),
        (["a ", "> b"], ["a ", "> b"]),
        ([" From here", "  - an item", " > no quote"], ["From here", " - an item", "> no quote"]),
        (["a ", "-- ", "wren"], ["a ", "-- ", "wren"]),
        (["> -- ", "> wren"], ["> -- ", "> wren"]),
        (["  ", "a"], [" ", "a"]),
        ([], []),
    ],
)
def test_a_paragraph_is_joined(lines: list[str], joined: list[str]):
    assert list(unflowed(lines)) == joined


def test_delsp_takes_the_space_away_that_marks_a_wrap():
    assert list(unflowed(["日本 ", "語", "a  ", "b"], drops_space=True)) == ["日本語", "a b"]
