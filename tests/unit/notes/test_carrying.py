"""Items and entries are carried as they are written, or written anew where they cannot be cut out."""

from __future__ import annotations

import pytest

from cycleplan.notes.amending.carrying import Piece, put_item, take_item
from cycleplan.notes.amending.entries import put_entry, take_entry, with_entries
from cycleplan.notes.amending.reading import said_in
from cycleplan.notes.amending.sections import as_part, as_topic
from cycleplan.textfile import TextFile


def taken(text: str, *steps: int | str) -> tuple[str, str]:
    left, piece = take_item(TextFile("t.yaml", text), steps)
    return left.text, piece.text


@pytest.mark.parametrize(
    ("text", "steps", "left", "piece"),
    [
        ("a:\n- {id: x}\n- {id: y}\nb: z\n", ("a", 0), "a:\n- {id: y}\nb: z\n", "- {id: x}"),
        ("a:\n- {id: x}\n- {id: y}\nb: z\n", ("a", 1), "a:\n- {id: x}\nb: z\n", "- {id: y}"),
        ("a:\n  - id: x  # one\n\n  # two\n  - id: y\n", ("a", 1), "a:\n  - id: x  # one\n", "# two\n- id: y"),
        ("a:\n  - id: x\n\n  - id: y\n", ("a", 0), "a:\n  - id: y\n", "- id: x"),
        (
            "b: z\na:\n  # only\n  - id: x\n    t: |\n      One.\n\n      Two.\n",
            ("a", 0),
            "b: z\n",
            "# only\n- id: x\n  t: |\n    One.\n\n    Two.",
        ),
        ("p:\n- id: x\n  a:\n  -   id: y\n      t: z\nb: z\n", ("p", 0, "a", 0), "p:\n- id: x\nb: z\n", "-   id: y\n    t: z"),
        ("a: [{id: x}, {id: y}]  # both\n", ("a", 0), "a: [{id: y}]  # both\n", "- id: x"),
        ("b: z\na: # why\n- id: x\n", ("a", 0), "b: z\n# why\n", "- id: x"),
    ],
)
def test_an_item_is_cut_out_with_its_comments(text, steps, left, piece):
    assert taken(text, *steps) == (left, piece)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("b: z\n", "b: z\na:\n  # new\n  - id: n   # here\n"),
        ("a: []\nb: z\n", "a:\n  # new\n  - id: n   # here\nb: z\n"),
        ("a:\n- id: x\nb: z\n", "a:\n- id: x\n# new\n- id: n   # here\nb: z\n"),
        ("a: [{id: x}]\nb: z\n", "a: [{id: x}, {id: n}]\nb: z\n"),
    ],
)
def test_an_item_is_put_at_the_end_of_a_list_as_it_is_written(text, after):
    piece = Piece({"id": "n"}, "# new\n- id: n   # here")
    order = ("b", "a") if text == "b: z\n" else ("a", "b")
    assert put_item(TextFile("t.yaml", text), ("a",), piece, order).text == after


ENTRIES = "# All.\n\none:  # first\n  x: 'y'\n\n# The second.\ntwo: {x: y}\n"


def test_an_entry_is_carried_to_another_file_under_another_key():
    left, piece = take_entry(TextFile("t.yaml", ENTRIES), "two")
    assert (left.text, piece.text) == ("# All.\n\none:  # first\n  x: 'y'\n", "# The second.\ntwo: {x: y}")
    assert put_entry(TextFile("u.yaml", "a:\n  x: z\n"), "two", "b", piece).text == "a:\n  x: z\n\n# The second.\nb: {x: y}\n"
    left, piece = take_entry(TextFile("t.yaml", ENTRIES), "one")
    assert left.text == "# All.\n\n# The second.\ntwo: {x: y}\n"
    assert put_entry(TextFile("u.yaml", ""), "one", "three", piece).text == "three:  # first\n  x: 'y'\n"


def test_a_file_without_its_last_entry_is_empty_but_for_comments():
    left, piece = take_entry(TextFile("t.yaml", "one: {x: 'y'}\n"), "one")
    assert (left.text, piece.text) == ("", "one: {x: 'y'}")
    left, _ = take_entry(TextFile("t.yaml", "# All.\n\none: {x: 'y'}\n"), "one")
    assert (left.text, said_in(left)) == ("# All.\n{}\n", {})


def test_entries_fill_empty_files_and_leave_equal_ones_alone():
    assert with_entries(TextFile("t.yaml", "# All.\n{}\n"), {"a": {"x": "y"}}).text == "# All.\na: {x: y}\n"
    assert with_entries(TextFile("t.yaml", "# All.\n\n{}\n"), {}).text == "# All.\n\n{}\n"
    assert with_entries(TextFile("t.yaml", "a: {x: y}  # a\n"), {"b": {"x": "y"}}).text == "# a\nb: {x: y}\n"


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("# why\n-   id: x   # one\n    title: T\n    body: |\n      One.", "# why\n# one\ntitle: T\nbody: |\n  One.\n"),
        ('- {id: x, title: T, body: "One.\\n"}', "title: T\nbody: |\n  One.\n"),
    ],
)
def test_a_part_becomes_a_topic(piece, text):
    assert as_topic("t.yaml", Piece({"id": "x", "title": "T", "body": "One.\n"}, piece)).text == text


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("# why\ntitle: T   # t\nbody: |\n  One.\n\n  Two.\n", "# why\n- id: x\n  title: T   # t\n  body: |\n    One.\n\n    Two."),
        ("---\ntitle: T\n", "- id: x\n  title: T"),
        ("{title: T}\n", "- id: x\n  title: T"),
    ],
)
def test_a_topic_becomes_a_part(text, piece):
    assert as_part(TextFile("t.yaml", text), "x").text == piece
