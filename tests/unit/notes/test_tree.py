"""YAML is read as strings, lists and mappings with their places; whatever else it can say is refused."""

from __future__ import annotations

import pytest

from cycleplan.notes.tree import Node, Scalar, Sequence, Table, plain, read_tree
from cycleplan.textfile import TextFile


def read(text: str) -> tuple[object, list[str]]:
    node, problems = read_tree(TextFile("t.yaml", text))
    return (plain(node) if node else None), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "NO",
        "on",
        "true",
        "~",
        "null",
        "2024.10",
        "1e3",
        "0x1",
        "010",
        "12:30:00",
        "2024-04-08",
        ".inf",
        "1_000",
        "+1",
        "=",
        "9" * 5000,
    ],
)
def test_a_scalar_is_what_the_writer_wrote(word: str) -> None:
    assert read(f"a: {word}") == ({"a": word}, [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("# only\n# comments\n", None),
        (" \n\n", None),
        ("a:", {"a": ""}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
        ("? a\n: b", {"a": "b"}),
        ("--- \na: b\n...\n", {"a": "b"}),
        ("a: {b, c: d}", {"a": {"b": "", "c": "d"}}),
        ('a: "\\0\\u202e"', {"a": "\0\u202e"}),
        ("a: 😀 # b", {"a": "😀"}),
    ],
)
def test_yaml_that_people_write_is_read(text: str, tree: object) -> None:
    assert read(text) == (tree, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: Nova: the sequel", "1:12: CP101"),
        ("a: @b", "1:4: CP101"),
        ("a:\n\tb: c", "2:1: CP101"),
        ("a: b\nc: x\0y", "2:5: CP101"),
        ("a: \ud800", "1:4: CP101"),
        ("a: b\n\ufeffc: d", "2:1: CP101"),
        ("a: \uffff", "1:4: CP101"),
        ('a: "\\ud800"', "1:7: CP101"),
        ('a: "\\U00110000"', "1:7: CP101"),
        ("%YAML 1.1", "1:10: CP101"),
        ("%YAML 9.9\n---\na: b", "1:1: CP101"),
        ("%YAML 1.1\n---\na: b", "1:1: CP103"),
        ("%TAG ! tag:x,2000:\n---\n!a b", "1:1: CP103"),
        ("a: &b c", "1:4: CP103"),
        ("a: *b", "1:4: CP103"),
        ("a: !!python/object/apply:os.system [x]", "1:4: CP103"),
        ("a: ! b", "1:4: CP103"),
        ("<<: {a: b}", "1:1: CP103"),
        ("? [a, b]\n: c", "1:3: CP103"),
        ("a: b\n---\nc: d", "2:1: CP103"),
        ("a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True)), "1:4: CP103"),
        ("[" * 900, "1:13: CP104"),
        ("{" * 900, "1:13: CP104"),
        ("- " * 100_000, "1:25: CP104"),
        ("".join(" " * depth + "a:\n" for depth in range(600)), "13:13: CP104"),
    ],
)
def test_hostile_yaml_ends_with_one_problem(text: str, problem: str) -> None:
    tree, problems = read(text)
    assert (tree, [found.split(" ")[0] + " " + found.split(" ")[1] for found in problems]) == (None, [f"t.yaml:{problem}"])


@pytest.mark.parametrize("text", ["a: @b", "a: `b`", "a: [0] Prefer pools", "a: {0} Prefer pools", "a: Nova: the sequel"])
def test_a_text_that_needs_quotes_is_told_so(text: str) -> None:
    assert [problem.partition(" (")[2] for problem in read(text)[1]] == ["put quotes round the text)"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: bug #1 in b", "1:8: CP105 text ends before '#1' (put quotes round the text, or a space behind the # of a comment)"),
        ("a: 😀 #b", "1:6: CP105 text ends before '#b' (put quotes round the text, or a space behind the # of a comment)"),
        ('- {a: "b"}\n- b\t#c', "2:5: CP105 text ends before '#c' (put quotes round the text, or a space behind the # of a comment)"),
        ("a: #b", "1:4: CP105 text ends before '#b' (put quotes round the text, or a space behind the # of a comment)"),
        ("a: b\n  c #d\n", "2:5: CP105 text ends before '#d' (put quotes round the text, or a space behind the # of a comment)"),
        ("a: 'b' #c\nd: |  #e\n  f #g\nh: i#j # k\n#l\nm: n # o\np:\n- q\n", None),
    ],
)
def test_what_yaml_takes_for_a_comment_within_a_text_is_told(text: str, problem: str | None) -> None:
    found = [str(one) for one in read(text)[1] if "CP105" in str(one)]
    assert found == ([f"t.yaml:{problem}"] if problem else [])


@pytest.mark.parametrize("mark", ["[", "{"])
def test_a_file_of_brackets_ends_with_one_problem(mark: str) -> None:
    # A recent libyaml refuses a thousand levels itself, before it tells of the first.
    tree, problems = read(mark * 100_000)
    assert (tree, [found.split(" ")[1] in ("CP101", "CP104") for found in problems]) == (None, [True])


def test_a_large_file_of_lists_is_read() -> None:
    assert read("- - - -\n" * 20_000) == ([[[[""]]]] * 20_000, [])


def test_the_first_of_repeated_keys_stays() -> None:
    assert read("a: {b: c}\nd: e\na: {f: [g]}\n") == (
        {"a": {"b": "c"}, "d": "e"},
        ["t.yaml:3:1: CP102 repeated key 'a' (it stands on line 1 already)"],
    )


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a: bcd", (0, 2), "t.yaml:1:6"),
        ('a: "bcd"', (0, 2), "t.yaml:1:7"),
        ("a: 'bcd'", (0, 2), "t.yaml:1:7"),
        ("a: |\n  b\n\n   cd\n", (2, 2), "t.yaml:4:5"),
        ("a: |\n\n  b\n  cd\n", (2, 1), "t.yaml:4:4"),
        ('a: "b\\ncd"', (1, 1), "t.yaml:1:4"),
        ("a: >-\n  b\n  cd\n", (0, 3), "t.yaml:1:4"),
        ("a: b\n   cd\n", (0, 3), "t.yaml:1:4"),
        ("\ufeffa: bcd", (0, 1), "t.yaml:1:5"),
    ],
)
def test_an_offset_into_a_scalar_has_its_place(text: str, offset: tuple[int, int], place: str) -> None:
    node, _ = read_tree(TextFile("t.yaml", text))
    assert isinstance(node, Table)
    scalar = node.values["a"]
    assert isinstance(scalar, Scalar)
    assert str(scalar.place.at(*offset)) == place


def test_everything_knows_where_it_stands() -> None:
    node, _ = read_tree(TextFile("t.yaml", "a:\n  - b\n  - {c: d}\n"))
    assert node is not None
    assert places(node) == ["1:1", "1:1", "2:3", "2:5", "3:5", "3:6", "3:9"]


def places(node: Node) -> list[str]:
    here = [f"{node.at.line}:{node.at.column}"]
    match node:
        case Scalar():
            return here
        case Sequence(items):
            return [*here, *(place for item in items for place in places(item))]
        case Table(values, keys):
            return [*here, *(place for key, value in values.items() for place in (*places(keys[key]), *places(value)))]
