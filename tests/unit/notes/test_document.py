"""New notes are laid out as people lay them out, and read back as what was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cycleplan.notes.document import Value, as_read, document
from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile

WIDTH = 100


def said(file: TextFile) -> object:
    """Return what a file says; raises AssertionError where it has a problem."""
    tree, problems = read_tree(file)
    assert (tree is None, problems) == (False, ())
    return plain(tree)


def test_a_document_is_written_as_people_write_it():
    values = {"title": "Weigh pools", "met": {"from": date(2024, 4, 8)}, "led_by": ["a", "b"], "discussion": "One.\n\nTwo.\n", "topics": []}
    assert document("t.yaml", values).text == (
        "title: Weigh pools\nmet: {from: 2024-04-08}\nled_by: [a, b]\ndiscussion: |\n  One.\n\n  Two.\ntopics: []\n"
    )


SENTENCE = "The drivers differ in what they tell of a share that is being moved, and nobody has written down yet which of them is right"
ITEMS = """\
decisions:
  - id: d1
    text: Keep it.
actions:
  - id: a1
    task: >-
      The drivers differ in what they tell of a share that is being moved, and nobody has written
      down yet which of them is right: ask.
    owners: [wren, mallow]
    due: 2024-06-10
    log:
      - date: 2024-05-01
        status: done
        text: "Asked: all."
        evidence:
          - review 901
          - bug 7
  - id: a2
    task: |-
      Two

      paragraphs.
references:
  - cite: 2
    title: "@mallow's list, in a mail"
    url: https://lists.example/a/very/long/address/that/no/line/of/a/hundred/columns/can/hold/and/nobody/breaks
checked: {date: 2026-11-23, result: No commit found.}
"""


def test_items_are_written_as_people_write_them():
    values: dict[str, Value] = {
        "decisions": [{"id": "d1", "text": "Keep it."}],
        "actions": [
            {
                "id": "a1",
                "task": f"{SENTENCE}: ask.",
                "owners": ["wren", "mallow"],
                "due": "2024-06-10",
                "log": [{"date": date(2024, 5, 1), "status": "done", "text": "Asked: all.", "evidence": ["review 901", "bug 7"]}],
            },
            {"id": "a2", "task": "Two\n\nparagraphs."},
        ],
        "references": [
            {
                "cite": "2",
                "title": "@mallow's list, in a mail",
                "url": "https://lists.example/a/very/long/address/that/no/line/of/a/hundred/columns/can/hold/and/nobody/breaks",
            }
        ],
        "checked": {"date": "2026-11-23", "result": "No commit found."},
    }
    file = document("t.yaml", values)

    assert (file.text, said(file)) == (ITEMS, as_read(values))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x" * 93, "title: " + "x" * 93),
        ("x " * 46 + "x", "title: " + "x " * 46 + "x"),
        ("x " * 47 + "x", "title: >-\n  " + "x " * 47 + "x"),
        ("x: " + "x " * 44 + "x", "title: >-\n  x: " + "x " * 44 + "x"),
        ("x " * 49 + "x", "title: >-\n  " + " ".join("x" * 49) + "\n  x"),
        ("x " * 49 + "x\n", "title: >\n  " + " ".join("x" * 49) + "\n  x"),
        ("x  " + "y " * 60 + "z", "title: >-\n  x  " + " ".join("y" * 48) + "\n  " + " ".join("y" * 12) + " z"),
        ("a\n  b\n", "title: |\n  a\n    b"),
        ("a \n\nb", 'title: "a \\n\\nb"'),
        (" a\n\nb", 'title: " a\\n\\nb"'),
        ("a: b", 'title: "a: b"'),
        ('a: "b"', "title: 'a: \"b\"'"),
        ("2024", "title: 2024"),
        ("02024", 'title: "02024"'),
        ("2024.2", 'title: "2024.2"'),
        ("2024-02-30", 'title: "2024-02-30"'),
        ("no", "title: no"),
        ("null", 'title: "null"'),
        ("", 'title: ""'),
    ],
)
def test_a_text_is_quoted_or_folded_only_where_it_has_to_be(text: str, written: str):
    file = document("t.yaml", {"title": text})

    assert (file.text, said(file)) == (f"{written}\n", {"title": text})


@given(st.text(st.characters(codec="utf-8"), max_size=80))
@settings(deadline=None)
def test_whatever_text_is_written_reads_back_as_it_was(text):
    values = {"title": text, "led_by": [text, "x"], "checked": {"result": text}}
    assert said(document("t.yaml", values)) == values


PIECES = (
    "@x",
    "a: b",
    " #c",
    "\n",
    "\n\n",
    "  ",
    " ",
    '"',
    "'",
    "- ",
    "? ",
    "{",
    "]",
    "\t",
    "\a",
    "\xa0",
    "\u2028",
    "\x85",
    "\0",
    "|",
    ">",
    "---",
    "é",
    "2024-06-10",
    "word " * 30,
    "x" * 120,
)
texts = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
items = st.fixed_dictionaries({"id": texts}, optional={"task": texts, "owners": st.lists(texts, max_size=2), "due": st.dates()})


@given(
    st.dictionaries(
        st.sampled_from(("title", "actions", "parts", "checked", "a key of many words")),
        texts | items | st.lists(items | texts, max_size=3) | st.lists(st.fixed_dictionaries({"actions": st.lists(items, max_size=2)})),
        min_size=1,
    )
)
@settings(deadline=None)
def test_what_means_something_to_yaml_reads_back_as_it_was(values: Mapping[str, Value]):
    file = document("t.yaml", values)

    assert (said(file), list(said(file))) == (as_read(values), list(values))


words = st.lists(st.text("abc.,:'", min_size=1, max_size=30), min_size=1, max_size=60).map(" ".join)


@given(st.lists(st.fixed_dictionaries({"id": st.just("a1"), "task": words, "owners": st.lists(st.just("wren"), max_size=30)}), min_size=1))
@settings(deadline=None)
def test_no_line_is_wider_or_narrower_than_it_has_to_be(actions: Sequence[Value]):
    lines = document("t.yaml", {"actions": actions}).text.split("\n")
    folded = [(line, after) for line, after in pairwise(lines) if line.startswith("      ") and after.startswith("      ")]

    assert [line for line in lines if len(line) > WIDTH or line != line.rstrip()] == []
    assert [line for line, after in folded if "- " not in line and len(f"{line} {after.split()[0]}") <= WIDTH] == []


def test_text_that_yaml_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="cannot hold"):
        document("t.yaml", {"title": "\ud800"})
