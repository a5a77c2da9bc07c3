"""Running text in lines: what breaks where, and what gets a backslash."""

from __future__ import annotations

import sys

import pytest

from cycleplan.mail.summary.marks import reads_as_structure, source_shielded, unshielded
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.prose import columns

STRUCTURE = (
    *("# a", "## a", "- a", "-- ", "* a", "* * *", "+ a", "> a", "1. a", "12) a", "(3) a", "a) b", "iv. b", "1.2. b", "[1] a", "[x] a"),
    *("AI: a", "AIs:", "ai a", "AR: a", "ACTION: a", "(action: a)", "Agreed: a", "AGREED", "Decision: a", "Topic: a", "From a", "=="),
    *("~~", "\\", "_", "`a`", "| a |", "• a", "– a", "✓ a", "\u00a0a", "\u200d# a", ": a", ".. a", "^^^", "… a"),
)
RUNNING = (
    *(
        "a",
        "Été",
        "日本",
        "2024.2 is a cycle",
        "19.0.0",
        "2024-07-01",
        '"quoted"',
        "(aside)",
        "<https://e.example>",
        "@wren",
        "/usr",
        "$HOME",
    ),
    *("from here", "Fromage", "Aid", "Arm", "Topical", "e.g. this", "3 of them", "'a'", "“a”"),
)


@pytest.mark.parametrize("text", STRUCTURE)
def test_what_reads_as_structure_gets_a_backslash_that_can_be_taken_away(text):
    assert reads_as_structure(text)
    assert wrapped(text) == [f"\\{text}".rstrip(" ")]
    assert unshielded(wrapped(text)[0]) == text.rstrip(" ")


@pytest.mark.parametrize("text", RUNNING)
def test_running_text_stays_as_it_is(text):
    assert wrapped(text) == [text]


def test_lines_break_at_spaces_and_only_there():
    assert wrapped("one two-three four", 9) == ["one", "two-three", "four"]
    assert wrapped("one\ttwo\u00a0three\nfour", 9) == ["one", "two\u00a0three", "four"]


def test_a_line_breaks_before_another_word_where_the_next_reads_as_structure():
    assert wrapped("as the pad says [2] here", 15) == ["as the pad", "says [2] here"]
    assert wrapped("one two # # #", 7) == ["one", "two # #", "\\#"]


def test_a_line_that_begins_with_a_backslash_is_not_wider_for_it():
    assert wrapped("[1] [2] [3] [4]", 8) == ["\\[1] [2]", "\\[3] [4]"]


def test_text_behind_a_lead_stands_as_it_is_and_goes_on_behind_the_indent():
    assert wrapped("# one two # three", 8, lead="- ", indent="  ") == ["- # one", "  two #", "  three"]
    assert wrapped("", lead="- ") == ["-"]
    assert wrapped("") == []


def test_a_tail_is_divided_only_where_no_line_holds_it():
    assert wrapped("one two", 12, lead="- ", indent="  ", tail="[done 1]") == ["- one", "  two", "  \\[done 1]"]
    assert wrapped("one", 14, lead="- ", indent="  ", tail="[done 1]") == ["- one [done 1]"]
    assert wrapped("one", 8, lead="- ", indent="  ", tail="[done 1 23]") == ["- one", "  \\[done", "  1 23]"]


def test_wide_characters_are_two_columns():
    assert columns("日本a") == 5


def test_each_character_is_as_wide_alone_as_beside_others():
    assert [one for one in map(chr, range(sys.maxunicode + 1)) if columns(one) != columns(f"{one}日") - 2] == []
    assert wrapped("日本 日本", 8) == ["日本", "日本"]
    assert wrapped("日本 日本", 9) == ["日本 日本"]


def test_nothing_invisible_gets_out_and_no_line_end_gets_in():
    assert wrapped("a\u202eb\x00 c\u2028# d\x0b# e", 40) == ["a⟨U+202E⟩b⟨U+0000⟩ c # d # e"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a (b) <c>", "a (b) <c>"),
        ("<https://e.example>", "\\<https://e.example>"),
        ("a\\<mailto:b", "a\\\\\\<mailto:b"),
        ("(No Address: x", "\\(No Address: x"),
        ("(spec a) \\\\(found later: b", "\\(spec a) \\\\\\\\\\(found later: b"),
    ],
)
def test_what_reads_as_a_source_in_a_note_gets_a_backslash(text, shown):
    assert source_shielded(text) == shown
