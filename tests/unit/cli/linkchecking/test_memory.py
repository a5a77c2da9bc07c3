"""What was fine is kept for some days; all else is forgotten."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import unicode_texts

from cycleplan.cli.linkchecking import Answer, BadMemoryError, Memory, Verdict, read_memory, written_memory

DAY = date(2024, 5, 15)


def test_good_answers_are_written_and_read_back():
    good = {
        "https://a.example/": Memory(DAY, Answer(Verdict.FINE)),
        "https://b.example/": Memory(DAY, Answer(Verdict.FINE, leads_to="https://b.example/c")),
        "https://c.example/": Memory(DAY, Answer(Verdict.MOVED, leads_to="https://d.example/e", moved_to="https://d.example/")),
    }
    bad = {"https://x.example/": Memory(DAY, Answer(Verdict.DEAD, "404 Not Found")), "https://y/": Memory(DAY, Answer(Verdict.UNSURE))}

    assert read_memory(written_memory({**bad, **good})) == good


def test_the_file_is_sorted_and_says_no_more_than_it_has_to():
    memories = {url: Memory(DAY, Answer(Verdict.FINE)) for url in ("https://b.example/", "https://a.example/")}

    assert written_memory(memories) == (
        "{\n"
        ' "version": 1,\n'
        ' "fine": {\n'
        '  "https://a.example/": {\n'
        '   "on": "2024-05-15"\n'
        "  },\n"
        '  "https://b.example/": {\n'
        '   "on": "2024-05-15"\n'
        "  }\n"
        " }\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("on", "days", "is_fresh"),
    [
        (date(2024, 5, 15), 1, True),
        (date(2024, 5, 2), 14, True),
        (date(2024, 5, 1), 14, False),
        (date(2024, 5, 15), 0, False),
        (date(2024, 5, 16), 14, False),
    ],
)
def test_a_memory_is_fresh_for_so_many_days(on: date, days: int, *, is_fresh: bool):
    assert Memory(on, Answer(Verdict.FINE)).is_fresh(DAY, days) is is_fresh


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not what a link check writes"),
        ("{", "not what a link check writes"),
        ("[]", "not what a link check writes"),
        ('{"version": 1, "fine": {"https://a.example/": {"on": "yesterday"}}}', "not what a link check writes"),
        ('{"version": 1, "fine": {}, "more": 1}', "not what a link check writes"),
        ('{"version": 2, "fine": {}}', "of version 2"),
    ],
)
def test_a_file_of_something_else_is_refused(text: str, why: str):
    with pytest.raises(BadMemoryError, match=f"^{why}$"):
        read_memory(text)


@given(st.binary() | unicode_texts)
def test_no_file_is_a_fault(text: str | bytes):
    with suppress(BadMemoryError):
        assert read_memory(written_memory(read_memory(text))) == read_memory(text)
