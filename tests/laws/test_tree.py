"""Laws of YAML: any text is read or refused with a place, and every scalar is what the writer wrote."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import python_texts, unicode_texts

from cycleplan.notes import mappings, schema
from cycleplan.notes.reader import read_notes
from cycleplan.notes.tree import Node, Scalar, Sequence, Table, plain, read_tree
from cycleplan.notes.validate import validate
from cycleplan.problems import Problem
from cycleplan.textfile import TextFile

MARKS = (
    *(
        "a",
        "b: c",
        "- ",
        "- a",
        ": ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "<<",
        "%YAML 1.1",
        "---",
        "...",
    ),
    *(
        '"',
        "'",
        "#",
        " #",
        "@",
        "`",
        "\\",
        "\\x41",
        "\\ud800",
        "\n",
        "\n  ",
        "\n    ",
        "\t",
        "\r\n",
        "\r",
        "\ufeff",
        "\x00",
        "\x85",
        "\u2028",
    ),
    *("title: ", "actions:\n  - ", "log: ", "date: 2024-04-08", "~", "null", "no", "1e3"),
)
yaml_texts = st.lists(st.sampled_from(MARKS), max_size=25).map("".join)
trees = st.recursive(
    unicode_texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(unicode_texts.filter(lambda key: key != "<<"), inner, max_size=4),
    max_leaves=10,
)
FORMS = (schema.TopicForm, schema.GatheringForm, schema.SpecForm, schema.SiteForm, schema.CycleForm, schema.OwnerForm, schema.TeamForm)
KEYS = sorted(
    {name for form in FORMS for name in form.model_fields} | {"id", "task", "text", "url", "where", "date", "from", "to", "x", "[key]"}
)
notes_trees = st.recursive(
    st.sampled_from(("", "word", "done", "2024-04-08", "2", "https://e.example/", "feature")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)


@given(python_texts | yaml_texts)
def test_any_text_is_read_or_refused_with_a_place_in_the_file(text: str) -> None:
    node, problems = read_tree(TextFile("t.yaml", text))
    assert [str(problem) for problem in problems if not lies_in(problem, text)] == []
    assert node is None or all_text(node)


@given(trees)
def test_a_tree_is_read_as_it_was_written(tree: object) -> None:
    text = yaml.safe_dump(tree, default_style='"', sort_keys=False)
    node, problems = read_tree(TextFile("t.yaml", text))
    assert problems == ()
    assert node is not None
    assert plain(node) == tree


@given(st.from_regex(r"[A-Za-z0-9~.+_-]{1,12}", fullmatch=True).filter(lambda word: word not in ("-", "---", "...")))
def test_a_bare_word_is_text_with_its_place(word: str) -> None:
    node, problems = read_tree(TextFile("t.yaml", f"a:\n  - {word}\n"))
    assert problems == ()
    assert isinstance(node, Table)
    items = node.values["a"]
    assert isinstance(items, Sequence)
    assert [(item.text, str(item.place.at(0, 1))) for item in items.items if isinstance(item, Scalar)] == [(word, "t.yaml:2:6")]


@given(st.sampled_from(FORMS), notes_trees)
def test_any_tree_can_be_held_against_any_form(form: type[mappings.Form], tree: object) -> None:
    text = yaml.safe_dump(tree, default_style='"', sort_keys=False)
    node, _ = read_tree(TextFile("t.yaml", text))
    assert node is not None
    filled, mended, problems = validate(form, node)
    assert [str(problem) for problem in problems if not lies_in(problem, text)] == []
    assert (filled is None) <= bool(problems)
    if filled is not None:
        assert form.model_validate(plain(mended)) == filled
        assert (plain(mended) == tree) == (problems == ())


@given(
    st.sampled_from(("site.yaml", "cycles.yaml", "owners.yaml", "specs/a.yaml", "2024.2/a/gathering.yaml", "2024.2/a/b.yaml")), notes_trees
)
def test_any_tree_can_be_a_file_of_notes(path: str, tree: object) -> None:
    text = yaml.safe_dump(tree, default_style='"', sort_keys=False)
    problems = [problem for problem in read_notes([TextFile(path, text)]).problems if problem.at.path == path]
    assert [str(problem) for problem in problems if not lies_in(problem, text)] == []


def lies_in(problem: Problem, text: str) -> bool:
    lines = text.split("\n")
    return 1 <= problem.at.line <= len(lines) and 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1


def all_text(node: Node) -> bool:
    match node:
        case Scalar(text):
            return isinstance(text, str)
        case Sequence(items):
            return all(map(all_text, items))
        case Table(values, keys):
            return values.keys() == keys.keys() and all(map(all_text, values.values()))
