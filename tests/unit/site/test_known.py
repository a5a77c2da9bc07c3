"""What is known of a site is read as it was kept, or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.checks import RULES
from cycleplan.problems import Location, Problem
from cycleplan.site.known import KNOWN, Known, as_known, read_known

words = st.text(st.characters(exclude_categories=["Cs"]))
problems = st.builds(
    Problem, st.builds(Location, words, st.integers(1, 10**6), st.integers(1, 10**6)), st.sampled_from(RULES), words, words
)


@given(st.integers(0, 10**6), st.lists(problems, max_size=5).map(tuple))
def test_what_is_kept_is_read(count: int, found: tuple[Problem, ...]):
    with TemporaryDirectory() as folder:
        Path(folder, KNOWN).write_text(as_known(count, found), encoding="utf-8")
        read = read_known(Path(folder))

    assert read == Known(count, found)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", "null", "{}", '{"pages": 1}', '{"pages": "many", "problems": []}', '{"pages": 1, "problems": [{}]}', "\xff"],
)
def test_what_cannot_be_read_is_not_known(text: str, tmp_path: Path):
    (tmp_path / KNOWN).write_text(text, encoding="latin-1")

    assert read_known(tmp_path) is None


def test_of_a_site_from_before_nothing_is_known(tmp_path: Path):
    assert read_known(tmp_path) is None
