"""An import is tried on texts with what is to be found in each, and addresses are read as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports.reading import addresses_in, cases, read_result
from imports.scoring import Result


def test_where_nothing_was_written_nothing_is_read(tmp_path: Path):
    assert read_result(tmp_path / "notes") == Result()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(see https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("<https://example.org/a>, ", "https://example.org/a"),
        ("https://example.org/a/...", "https://example.org/a/"),
        ("http://example.org/?a=1&b=2#c:", "http://example.org/?a=1&b=2#c"),
    ],
)
def test_an_address_ends_before_the_punctuation_of_its_clause(text: str, address: str):
    assert list(addresses_in(text)) == [address]


def test_each_text_of_the_fixtures_has_what_is_to_be_found_in_it():
    assert len(list(cases())) >= 48
    assert all(case.text.is_file() for case in cases())
