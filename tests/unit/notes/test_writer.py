"""Edits of notes touch what they have to and nothing else."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError, add_entry, add_missing_ids, list_topic
from cycleplan.textfile import TextFile

NOTES = Path(__file__).parents[3] / "source_notes"


def said(file: TextFile) -> object:
    tree, problems = read_tree(file)
    assert (tree is None, problems) == (False, ())
    return plain(tree)


def changes(before: TextFile, after: TextFile) -> list[str]:
    """Return the lines that went, with `-`, and those that came, with `+`."""
    return [line for line in difflib.ndiff(before.text.splitlines(), after.text.splitlines()) if line[0] in "-+"]


# Entries of files such as cycles.yaml.

CYCLES = TextFile("cycles.yaml", '# All.\n"2024.1":\n  name: Caracal   # old\n\n# The one now.\n"2025.1": {name: Epoxy}\n# The end.\n')


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        (
            "2023.2",
            '# All.\n"2023.2":\n  name: N\n\n"2024.1":\n  name: Caracal   # old\n\n# The one now.\n"2025.1": {name: Epoxy}\n# The end.\n',
        ),
        (
            "2024.2",
            '# All.\n"2024.1":\n  name: Caracal   # old\n\n"2024.2":\n  name: N\n\n# The one now.\n"2025.1": {name: Epoxy}\n# The end.\n',
        ),
        (
            "2025.2",
            '# All.\n"2024.1":\n  name: Caracal   # old\n\n# The one now.\n"2025.1": {name: Epoxy}\n\n"2025.2":\n  name: N\n# The end.\n',
        ),
    ],
)
def test_an_entry_goes_where_the_order_wants_it(key, lines):
    assert add_entry(CYCLES, key, {"name": "N"}).text == lines


def test_an_order_from_the_newest_is_kept_as_well():
    newest_first = TextFile("cycles.yaml", "'2025.1': {name: Epoxy}\n'2024.1': {name: Caracal}\n")
    assert (
        add_entry(newest_first, "2024.2", {"name": "N"}).text
        == "'2025.1': {name: Epoxy}\n'2024.2':\n  name: N\n'2024.1': {name: Caracal}\n"
    )


def test_without_an_order_an_entry_goes_last():
    assert add_entry(TextFile("teams.yaml", "b: {title: B}\na: {title: A}\nc: {title: C}"), "d", {"title": "D"}).text == (
        "b: {title: B}\na: {title: A}\nc: {title: C}\nd:\n  title: D"
    )


@pytest.mark.parametrize(("text", "expected"), [("", "nova:\n  title: N\n"), ("# Teams.", "# Teams.\nnova:\n  title: N\n")])
def test_a_file_without_entries_gets_its_first(text, expected):
    assert add_entry(TextFile("teams.yaml", text), "nova", {"title": "N"}).text == expected


def test_the_first_cycle_of_a_file_is_quoted():
    assert add_entry(TextFile("cycles.yaml", ""), "2025.1", {"name": "Epoxy"}).text == '"2025.1":\n  name: Epoxy\n'


@pytest.mark.parametrize("text", ["{a: {title: A}}\n", "[a]\n", "just text\n"])
def test_a_file_in_another_form_is_not_touched(text):
    with pytest.raises(NotEditableError, match=r"^teams\.yaml is written in a way that cannot be changed here; change it by hand$"):
        add_entry(TextFile("teams.yaml", text), "b", {"title": "B"})


# The order of topics.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("topics: []", "topics:\n  - x"),
        ("topics: [ ]  # none\nplace: y\n", "topics:  # none\n  - x\nplace: y\n"),
        ("topics: [a, b]  # two\n", "topics: [a, b, x]  # two\n"),
        ("topics: [ a, b, ]\n", "topics: [ a, b, x, ]\n"),
        ("topics: [\n  a,   # one\n]\n", "topics: [\n  a, x,   # one\n]\n"),
        ("topics:\n- a # c\n\n# d\nplace: y\n", "topics:\n- a # c\n- x\n\n# d\nplace: y\n"),
        ("topics:\n    -   'a'\ntitle: t", "topics:\n    -   'a'\n    -   x\ntitle: t"),
        ("title: t\ntopics:\nplace: y\n", "title: t\ntopics:\n  - x\nplace: y\n"),
        ("title: t\ndiscussion: |\n  text\n\n# end\n", "title: t\ndiscussion: |\n  text\ntopics:\n  - x\n\n# end\n"),
        ("{title: t, topics: []}", "{title: t, topics: [x]}"),
        ('title: "\U0001f600 é\u2028"\ntopics: [a]\n', 'title: "\U0001f600 é\u2028"\ntopics: [a, x]\n'),
    ],
)
def test_a_topic_is_listed_last_however_the_list_is_written(before, after):
    assert list_topic(TextFile("gathering.yaml", before), "x").text == after


@pytest.mark.parametrize("text", ["topics: a\n", "topics: {a: b}\n", "- a\n", "", "topics: 'quoted'\n"])
def test_what_is_no_list_is_not_made_one(text):
    with pytest.raises(NotEditableError):
        list_topic(TextFile("gathering.yaml", text), "x")


def test_a_file_with_problems_is_refused_with_them():
    with pytest.raises(NotEditableError) as refused:
        list_topic(TextFile("gathering.yaml", "topics: []\ntopics: []\n"), "x")
    assert list(map(str, refused.value.problems)) == ["gathering.yaml:2:1: CP102 repeated key 'topics' (it stands on line 1 already)"]


# Ids.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("actions:\n  - task: x # c\n", "actions:\n  - id: a1\n    task: x # c\n"),
        ("actions:\n-   task: x\n    owners: [y]\n", "actions:\n-   id: a1\n    task: x\n    owners: [y]\n"),
        ("actions:\n  -\n    # why\n    task: x\n", "actions:\n  -\n    # why\n    id: a1\n    task: x\n"),
        ("actions: [{task: x}, { task: y }]", "actions: [{id: a1, task: x}, { id: a2, task: y }]"),
        ("actions:\n  - {id: , task: x}\n  - id:\n    task: y\n", "actions:\n  - {id: a1, task: x}\n  - id: a2\n    task: y\n"),
        (
            "actions:\n  - {task: x, id: ''}\n  - task: y\n    id: ' '   # c\n",
            "actions:\n  - {task: x, id: a1}\n  - task: y\n    id: a2   # c\n",
        ),
        (
            "decisions:\n  - text: |\n      x\n\n  - {id: d7, text: y}\n",
            "decisions:\n  - id: d8\n    text: |\n      x\n\n  - {id: d7, text: y}\n",
        ),
        (
            "parts:\n  - title: t\n    actions:\n      - task: x\n",
            "parts:\n  - id: p1\n    title: t\n    actions:\n      - id: a1\n        task: x\n",
        ),
        (
            "parts:\n  - {title: t, actions: [{task: x}]}\nactions: [{task: y}]\n",
            "parts:\n  - {id: p1, title: t, actions: [{id: a1, task: x}]}\nactions: [{id: a2, task: y}]\n",
        ),
        ('actions:\n  - "task": "😀 é"  # c\n', 'actions:\n  - id: a1\n    "task": "😀 é"  # c\n'),
        (
            "actions: text\nparts: {a: b}\ndecisions:\n  - text\n  - [x]\n  - {}\n",
            "actions: text\nparts: {a: b}\ndecisions:\n  - text\n  - [x]\n  - {}\n",
        ),
    ],
)
def test_an_item_without_an_id_gets_the_next(before, after):
    topic = TextFile("2024.2/manila/t.yaml", before)
    assert add_missing_ids(topic).text == after


def test_a_number_is_never_given_twice():
    ids = TextFile(
        "2024.2/manila/d6.yaml",
        "decisions: [{text: x}]\nactions: [{id: a2, task: x}, {task: y}]\nparts: [{id: a5, title: t}, {title: u}]\n",
    )
    assert add_missing_ids(ids, taken=["p3", "x1", "a4"]).text == (
        "decisions: [{id: d7, text: x}]\nactions: [{id: a2, task: x}, {id: a6, task: y}]\nparts: [{id: a5, title: t}, {id: p4, title: u}]\n"
    )


def test_a_topic_that_lacks_no_id_is_the_same_object():
    topic = TextFile("t.yaml", "actions: [{id: a1, task: x}]\n")
    assert add_missing_ids(topic) is topic


ITEM = st.sampled_from(
    ["task: x", "task: 'a: b'  # c", "{task: x}", "{ id: a3, task: [y] }", "id: a9\n    task: z", "# c\n    task: |\n      x\n\n      y"]
)


@given(st.lists(ITEM, max_size=6), st.booleans())
@settings(deadline=None)
def test_ids_only_add_to_a_topic_and_only_once(items, ends):
    topic = TextFile("t.yaml", "title: t\nactions:\n" + "\n".join(f"  - {item}" for item in items or ["{task: x}"]) + "\n" * ends)
    fixed = add_missing_ids(topic)
    assert add_missing_ids(fixed) is fixed
    written = re.compile(r"id: a[0-9]+(?:, |\n +)")
    assert written.sub("", fixed.text) == written.sub("", topic.text)
    assert all(action["id"] for action in said(fixed)["actions"])


# The notes of this project.


def test_the_notes_of_this_project_only_grow():
    for path in sorted(NOTES.glob("*/*/gathering.yaml")):
        before = TextFile("gathering.yaml", path.read_text(encoding="utf-8"))
        assert changes(before, list_topic(before, "x")) == ["+   - x"]
    before = TextFile("cycles.yaml", (NOTES / "cycles.yaml").read_text(encoding="utf-8"))
    assert [line[0] for line in changes(before, add_entry(before, "2029.1", {"name": "X"}))] == ["+"] * 3
