"""Amended notes say what they are to say, and stay as they are everywhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.notes.amending import amended
from cycleplan.notes.document import document
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError
from cycleplan.textfile import TextFile

TOPIC = """\
# Kept by wren.
title: "Weigh pools"   # the name of the blueprint
kind: debt  # or feature?

summary: >-
  One sentence that
  is folded.
led_by: [ wren , 'mallow' ]
discussion: |  # from the pad
  One.

  # two is no comment
actions:
  # The first one.
  - id: a1
    task: 'File it'  # soon
    owners: [wren]

  - {id: a2, task: Read it}
# Nothing below this line is ours.
specs:
- manila/x
"""


def said(file: TextFile) -> dict[str, object]:
    tree, problems = read_tree(file)
    assert tree is not None
    assert problems == ()
    values = plain(tree)
    assert isinstance(values, dict)
    return values


def changed(text: str, **values: object) -> str:
    """Return a text once some of its keys say something else; None takes a key out."""
    wanted = {key: value for key, value in {**said(TextFile("t.yaml", text)), **values}.items() if value is not None}
    return amended(TextFile("t.yaml", text), wanted).text


@pytest.mark.parametrize(
    ("values", "before", "after"),
    [
        ({"title": "Weigh"}, '"Weigh pools"   #', "Weigh   #"),
        ({"kind": "process"}, "kind: debt  #", "kind: process  #"),
        ({"kind": "two\nlines"}, "kind: debt  # or feature?", "# or feature?\nkind: |-\n  two\n  lines"),
        ({"summary": "Short."}, "summary: >-\n  One sentence that\n  is folded.", "summary: Short."),
        ({"led_by": ["wren", "tansy"]}, "[ wren , 'mallow' ]", "[wren, tansy]"),
        ({"led_by": []}, "[ wren , 'mallow' ]", "[]"),
        (
            {"discussion": "Two.\n\nThree.\n"},
            "discussion: |  # from the pad\n  One.\n\n  # two is no comment",
            "# from the pad\ndiscussion: |\n  Two.\n\n  Three.",
        ),
        ({"specs": ["manila/y", "manila/x"]}, "- manila/x", "- manila/y\n- manila/x"),
        ({"specs": None}, "specs:\n- manila/x\n", ""),
        ({"kind": None}, "kind: debt  # or feature?\n", "# or feature?\n"),
        ({"checked": {"date": "2024-05-01", "result": "No."}}, "- manila/x\n", "- manila/x\nchecked: {date: 2024-05-01, result: No.}\n"),
    ],
)
def test_one_key_changes_and_all_else_stays(values, before, after):
    assert TOPIC.count(before) == 1
    assert changed(TOPIC, **values) == TOPIC.replace(before, after)


@pytest.mark.parametrize(
    ("items", "before", "after"),
    [
        ([{"id": "a1", "task": "File", "owners": ["wren"]}, {"id": "a2", "task": "Read it"}], "'File it'  #", "File  #"),
        ([{"id": "a1", "task": "File it", "owners": ["wren"]}, {"id": "a2", "task": "Read"}], "task: Read it", "task: Read"),
        (
            [{"id": "a1", "task": "File it", "owners": ["wren"], "due": "2024-05-01"}, {"id": "a2", "task": "Read it", "due": "x, y"}],
            "[wren]\n\n  - {id: a2, task: Read it}",
            "[wren]\n    due: 2024-05-01\n\n  - {id: a2, task: Read it, due: 'x, y'}",
        ),
        ([{"id": "a1", "task": "File it", "owners": ["wren"]}], "\n  - {id: a2, task: Read it}\n", ""),
        (
            [{"id": "a2", "task": "Read it"}],
            "  # The first one.\n  - id: a1\n    task: 'File it'  # soon\n    owners: [wren]\n\n  - {",
            "  # The first one.\n  # soon\n  - {",
        ),
        (
            [{"id": "a1", "task": "File it", "owners": ["wren"]}, {"id": "a3", "task": "New"}, {"id": "a2", "task": "Read it"}],
            "  - {id: a2",
            "  - id: a3\n    task: New\n\n  - {id: a2",
        ),
        (
            [{"id": "a2", "task": "Read it"}, {"id": "a1", "task": "File it", "owners": ["wren"]}],
            "  - id: a1\n    task: 'File it'  # soon\n    owners: [wren]\n\n  - {id: a2, task: Read it}\n",
            "  - {id: a2, task: Read it}\n\n  - id: a1\n    task: 'File it'  # soon\n    owners: [wren]\n",
        ),
        (
            [{"task": "Other"}],
            "actions:\n  # The first one.\n  - id: a1\n    task: 'File it'  # soon\n    owners: [wren]\n\n  - {id: a2, task: Read it}\n",
            "# The first one.\n# soon\nactions:\n  - task: Other\n",
        ),
    ],
)
def test_items_change_come_go_and_move_as_they_are(items, before, after):
    assert TOPIC.count(before) == 1
    assert changed(TOPIC, actions=items) == TOPIC.replace(before, after)


def test_the_first_key_of_an_item_gives_its_place_to_the_next():
    text = "actions:\n  - title: One\n    task: File\n    due: x\n"
    assert changed(text, actions=[{"title": "One", "due": "x"}]) == "actions:\n  - title: One\n    due: x\n"


def test_values_in_brackets_change_at_their_place():
    assert (
        changed('checked: {"date":soon,result: No}\n', checked={"date": "later", "result": "No"}) == 'checked: {"date":later,result: No}\n'
    )
    assert changed("checked: {date: , result: No}\n", checked={"date": "soon", "result": "No"}) == "checked: {date: soon, result: No}\n"


def test_line_ends_of_another_system_and_a_byte_order_mark_stay():
    text = "\ufeff" + TOPIC.replace("\n", "\r\n")
    wanted = {**said(TextFile("t.yaml", text)), "summary": "Short."}
    expected = "\ufeff" + changed(TOPIC, summary="Short.").replace("\n", "\r\n")
    assert amended(TextFile("t.yaml", text), wanted) == TextFile("t.yaml", expected)


def test_a_file_without_a_last_line_end_gets_its_new_line_after_the_last():
    assert changed("title: x", kind="debt") == "title: x\nkind: debt"


@pytest.mark.parametrize("text", ["", "# only this\n", "[a]\n", "{title: x}\n", "title: [\n", "title: x\r\nkind: y\n", "title: &a x\n"])
def test_what_is_written_in_an_unusual_way_is_left_alone(text):
    with pytest.raises(NotEditableError):
        amended(TextFile("t.yaml", text), {"title": "z"})


words = st.sampled_from(
    ("one", "two: three", "# no", "", " x", "a, b]", "2024-05-01", "é\u2028", "long word " * 15, "One.\n\nTwo.\n", "- x\n- y\n")
)
ids = st.sampled_from(("a1", "a2", "a3", "a4"))
tables = st.fixed_dictionaries({}, optional={"task": words, "owners": st.lists(words, max_size=3), "due": words})
items = st.dictionaries(ids, tables, max_size=4).map(lambda found: [{"id": id_, **table} for id_, table in found.items()])
values = st.fixed_dictionaries(
    {"title": words},
    optional={
        "summary": words,
        "specs": st.lists(words, max_size=4),
        "actions": items,
        "parts": st.lists(items.map(lambda i: {"actions": i}), max_size=2),
    },
)


@given(values, values)
def test_any_notes_can_be_amended_to_say_anything(before, after):
    file = document("t.yaml", before)
    assert said(amended(file, after)) == after


@given(values, values)
def test_comments_are_never_lost(before, after):
    lines = document("t.yaml", before).text.split("\n")
    marked = [
        f"{line[: len(line) - len(line.lstrip())]}# c{n}\n{line}" if ": " in line and '"' not in line else line
        for n, line in enumerate(lines)
    ]
    file = TextFile("t.yaml", "\n".join(marked))
    if read_tree(file)[1] or said(file) != before:
        return
    result = amended(file, after)
    assert said(result) == after
    assert [mark for mark in range(len(lines)) if f"# c{mark}\n" in file.text and f"# c{mark}\n" not in result.text] == []
