"""What cannot be seen is named, and nothing is cut off."""

from __future__ import annotations

import sys

import pytest

from cycleplan.problems import Location, Place
from cycleplan.prose import clean, one_line, unclean, unclean_characters


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Señor 😀 שלום", "Señor 😀 שלום"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("pools\u202eleveled", "pools⟨U+202E⟩leveled"),
        ("a\x00b\x1b[31m\x7f", "a⟨U+0000⟩b⟨U+001B⟩[31m⟨U+007F⟩"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("\ud800\uffff\U0010ffff", "⟨U+D800⟩⟨U+FFFF⟩⟨U+10FFFF⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("क्\u200dष \u200fא", "क्\u200dष \u200fא"),
    ],
)
def test_text_has_one_clean_form(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_nothing_that_is_written_out_can_be_printed() -> None:
    assert [character for character in map(chr, range(sys.maxunicode + 1)) if character.isprintable() and changes(character)] == []


def changes(character: str) -> bool:
    """Tell whether a character changes where it stands beside one that cannot be printed."""
    return clean(f"{character}\t") != f"{character}\t"


def test_unclean_characters_are_told_with_their_offsets() -> None:
    assert list(unclean("a\u202eb\x00")) == [(1, "U+202E"), (3, "U+0000")]


def test_one_line_folds_every_kind_of_white_space() -> None:
    assert one_line("  a\u2028 b\t\u00a0c\n") == "a b c"


def test_invisible_characters_are_reported_once_a_line() -> None:
    place = Place(Location("t.yaml", 2, 13), (2, 2, 2), 3)
    assert [str(problem) for problem in unclean_characters("a\u202eb\u202e\u200b\n\nc\u200b", place)] == [
        "t.yaml:3:4: CP307 warning: invisible character U+202E, U+200B (take it out)",
        "t.yaml:5:4: CP307 warning: invisible character U+200B (take it out)",
    ]
