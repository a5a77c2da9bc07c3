"""reStructuredText becomes an outline with the lines of each of its blocks, and nothing in it is run."""

from __future__ import annotations

import pytest

from cycleplan.mail.outline import Block, Fact, Heading, Item, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.outline.bounds import LONGEST_LINE
from cycleplan.mail.outline.rest import read_rest
from cycleplan.mail.outline.rest_source import LARGEST_BLOCK, MOST_INDENTS, MOST_LINES
from cycleplan.prose import Break, Code, Emphasis, Inline, Strong, Text, WebLink


def blocks(text: str) -> tuple[Block, ...]:
    return read_rest(text.split("\n")).blocks


def content(text: str) -> tuple[Inline, ...]:
    first = blocks(text)[0]
    assert isinstance(first, Paragraph)
    return first.content


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def to(url: str, shown: str = "") -> WebLink:
    return WebLink((Text(shown or url),), url)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\ntwo\n\nthree", (Paragraph(words("one two"), (1, 2)), Paragraph(words("three"), (4,)))),
        (
            "===\na\n===\n\nb\n---\n\nc\n---",
            (Heading(words("a"), 1, (1, 2, 3)), Heading(words("b"), 2, (5, 6)), Heading(words("c"), 2, (8, 9))),
        ),
        (
            "a\n=\nb\n-\nc\n=\nd\n~",
            tuple(Heading(words(x), n, (i, i + 1)) for x, n, i in zip("abcd", (1, 2, 1, 2), (1, 3, 5, 7), strict=True)),
        ),
        (
            "- a\n\n  - b\n    c\n\n  d\n- e",
            (
                *(Item(words("a"), 0, (1,)), Item(words("b c"), 1, (3, 4))),
                Item(words("d"), 0, (6,), is_continued=True),
                Item(words("e"), 0, (7,)),
            ),
        ),
        ("3. a\n4. b\n\n#. c", (Item(words("a"), 0, (1,), 3), Item(words("b"), 0, (2,), 4), Item(words("c"), 0, (4,), 5))),
        ("a\n  b\n\n  c", (Paragraph(words("a"), (1,)), Paragraph(words("b"), (2,)), Paragraph(words("c"), (4,)))),
        ("a : b\n  c", (Paragraph(words("a : b"), (1,)), Paragraph(words("c"), (2,)))),
        ("a\n\n  b\n\n  - c", (Paragraph(words("a"), (1,)), Quoted(words("b"), (3,)), Item(words("c"), 0, (5,)))),
        ("a::\n\n  b\n\n    c", (Paragraph(words("a:"), (1,)), Verbatim("b\n\n  c", (3, 5)))),
        ("a::\n\n> b\n> c", (Paragraph(words("a:"), (1,)), Verbatim("> b\n> c", (3, 4)))),
        (".. code-block:: python\n   :linenos:\n\n   a\n\n   - b", (Verbatim("a\n\n- b", (1, 4, 6)), Rule((2,)))),
        ("| a\n| *b*\n  c", (Paragraph((Text("a"), Break(), Emphasis(words("b")), Text(" c")), (1, 2, 3)),)),
        ("a\n\n----\n\nb", (Paragraph(words("a"), (1,)), Rule((3,)), Paragraph(words("b"), (5,)))),
        (".. a comment\n   goes on\n\nb", (Rule((1, 2)), Paragraph(words("b"), (4,)))),
        (
            ":Author: wren\n:Date: 2024\n  May\n\na\n\n:b: c",
            (Fact("Author", "wren", (1,)), Fact("Date", "2024 May", (2, 3)), Paragraph(words("a"), (5,)), Paragraph(words("b: c"), (7,))),
        ),
        ("a\n=\n:b: c", (Heading(words("a"), 1, (1, 2)), Fact("b", "c", (3,)))),
        (
            ".. [1] https://e.example/\n.. [a] b\n   c\n.. [#] d",
            (
                Paragraph((Text("[1] "), to("https://e.example/")), (1,)),
                Paragraph(words("[a] b c"), (2, 3)),
                Paragraph(words("[#] d"), (4,)),
            ),
        ),
        (">>> a\nb\n\nc", (Verbatim(">>> a\nb", (1, 2)), Paragraph(words("c"), (4,)))),
        ("-a  b\n--c  d", (Paragraph(words("-a  b --c  d"), (1, 2)),)),
    ],
)
def test_blocks(text: str, read: tuple[Block, ...]) -> None:
    assert blocks(text) == read


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            ".. list-table:: T\n   :header-rows: 1\n\n   * - a\n     - b\n   * - c\n     - d\n\n       e",
            [((words("a"), words("b")), (4, 5), True), ((words("c"), (Text("d"), Break(), Text("e"))), (6, 7, 9), False)],
        ),
        (
            '.. csv-table:: T\n   :header: a, "b, c"\n\n   d, *e*',
            [((words("a"), words("b, c")), (2,), True), ((words("d"), (Emphasis(words("e")),)), (4,), False)],
        ),
        (
            "+---+----+\n| a | b  |\n+===+====+\n| c | d  |\n| e |    |\n+---+----+",
            [((words("a"), words("b")), (2,), True), ((words("c e"), words("d")), (4, 5), False)],
        ),
        (
            "=== ===\na   b\n=== ===\nc   d\ne   f\n=== ===",
            [((words("a"), words("b")), (2,), True), ((words("c"), words("d")), (4,), False), ((words("e"), words("f")), (5,), False)],
        ),
    ],
    ids=["list-table", "csv-table", "grid", "simple"],
)
def test_tables_of_every_kind_are_rows(text: str, rows: list[tuple[tuple[tuple[Inline, ...], ...], tuple[int, ...], bool]]) -> None:
    assert [block for block in blocks(text) if isinstance(block, Row)] == [Row(*row) for row in rows]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "*a* **b** ``c`` `d`",
            (Emphasis(words("a")), Text(" "), Strong(words("b")), Text(" "), Code("c"), Text(" "), Emphasis(words("d"))),
        ),
        ("see https://e.example/a_(b).", (Text("see "), to("https://e.example/a_%28b%29", "https://e.example/a_(b)"), Text("."))),
        ("https://e.example/a_/b", (to("https://e.example/a_/b"),)),
        ("`a <https://e.example/\nb>`_", (to("https://e.example/b", "a"),)),
        (
            "a_ `b c`_\n\n.. _a: https://e.example/\n.. _b c: a_",
            (to("https://e.example/", "a"), Text(" "), to("https://e.example/", "b c")),
        ),
        (
            "`a`__ b__\n\n__ https://e.example/a\n__ https://e.example/b",
            (to("https://e.example/a", "a"), Text(" "), to("https://e.example/b", "b")),
        ),
        ("`a <../b>`_", (Text("a (../b)"),)),
        ("as in [1]_, [#a]_ and [b]_", (Text("as in [1], [#a] and [b]"),)),
        (":ref:`a <b>` :doc:`c` :pep:`8` :a:b:`d`", (Text("a c 8 d"),)),
        ("|a| snake_ snake_case *open `open", (Text("|a| snake_ snake_case *open `open"),)),
        ("`A`_\n\nA\n=", (Text("A"),)),
        ("\\*a\\*", (Text("*a*"),)),
    ],
)
def test_running_text(text: str, read: tuple[Inline, ...]) -> None:
    assert content(text) == read


def test_a_definition_that_no_link_asks_for_keeps_its_words() -> None:
    assert blocks(".. _a: https://e.example/a\n.. _b: https://e.example/b\n.. _c:\n\nb_") == (
        Paragraph((Text(".. _a: "), to("https://e.example/a")), (1,)),
        Rule((2,)),
        Rule((3,)),
        Paragraph((to("https://e.example/b", "b"),), (5,)),
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (".. note:: a\n   b\n\n   - c", (Paragraph(words("a b"), (1, 2)), Item(words("c"), 0, (4,)))),
        (".. warning::\n   a", (Rule((1,)), Paragraph(words("a"), (2,)))),
        (".. toctree::\n   :maxdepth: 2\n\n   a/b\n   c", (Rule((1, 2)), Paragraph(words("a/b c"), (4, 5)))),
        (".. never-heard:: a\n   :b: c\n     d\n\n   e", (Paragraph(words("a"), (1,)), Rule((2, 3)), Paragraph(words("e"), (5,)))),
        (".. include:: /etc/passwd", (Paragraph(words("/etc/passwd"), (1,)),)),
        (".. raw:: html\n\n   <b>", (Verbatim("<b>", (1, 3)),)),
        (".. csv-table::\n   :file: /etc/passwd", (Rule((1, 2)),)),
        (".. image:: https://e.example/a.png\n   :alt: a", (Paragraph((to("https://e.example/a.png", "a"),), (1, 2)),)),
        (".. figure:: https://e.example/a.png\n\n   b", (Paragraph((to("https://e.example/a.png"),), (1,)), Paragraph(words("b"), (3,)))),
        (".. |a| replace:: b", (Paragraph(words(".. |a| replace:: b"), (1,)),)),
        (".. |a| date::", (Paragraph(words(".. |a| date::"), (1,)),)),
    ],
)
def test_directives_are_not_run_and_keep_their_words(text: str, read: tuple[Block, ...]) -> None:
    assert blocks(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a:\n- b\n  c", (Paragraph(words("a:"), (1,)), Item(words("b c"), 0, (2, 3)))),
        ("a\n- b\n- c", (Paragraph(words("a"), (1,)), Item(words("b"), 0, (2,)), Item(words("c"), 0, (3,)))),
        ("a\n- b", (Paragraph(words("a - b"), (1, 2)),)),
        (
            "- a\n  - b\n  - c\n- d",
            (Item(words("a"), 0, (1,)), Item(words("b"), 1, (2,)), Item(words("c"), 1, (3,)), Item(words("d"), 0, (4,))),
        ),
        ("::\n\n  a:\n  - b", (Rule((1,)), Verbatim("a:\n- b", (3, 4)))),
    ],
)
def test_a_list_needs_no_blank_line_before_it(text: str, read: tuple[Block, ...]) -> None:
    assert blocks(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "a\n=\n\nb\n-\n\nc\n=\n\nd\n~~",
            (*(Heading(words(x), n, (i, i + 1)) for x, n, i in (("a", 1, 1), ("b", 2, 4), ("c", 1, 7))), Heading(words("d"), 2, (10, 11))),
        ),
        ("- a\n\n  b\n  ---", (Item(words("a"), 0, (1,)), Paragraph(words("b"), (3,)), Rule((4,)))),
        ("- a\nb", (Item(words("a"), 0, (1,)), Paragraph(words("b"), (2,)))),
        ("==\na", (Paragraph(words("== a"), (1, 2)),)),
        ("+---+\n| a |", (Rule((1,)), Paragraph(words("| a |"), (2,)))),
    ],
)
def test_what_docutils_takes_for_an_error_is_kept(text: str, read: tuple[Block, ...]) -> None:
    assert blocks(text) == read


def test_a_marker_begins_its_own_paragraph() -> None:
    assert blocks("a\nAI: b\nc\n\n- d\n  AI: *e*") == (
        Paragraph(words("a"), (1,)),
        Paragraph(words("AI: b c"), (2, 3)),
        Item(words("d"), 0, (5,)),
        Item((Text("AI: "), Emphasis(words("e"))), 0, (6,), is_continued=True),
    )


def test_what_a_marker_is_can_be_told() -> None:
    assert read_rest(["a", "AI: b", "!c"], lambda line: line.startswith("!")).blocks == (
        Paragraph(words("a AI: b"), (1, 2)),
        Paragraph(words("!c"), (3,)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "*a* " * (LONGEST_LINE // 4 + 1),
        "\n".join(["*a* " * 100] * (LARGEST_BLOCK // 400 + 1)),
        "\n".join(["*a*"] * (MOST_LINES + 1)),
        "\n".join(["*a"] * 10_000),
    ],
    ids=["line", "block", "lines", "marks"],
)
def test_text_over_a_bound_is_plain_text(text: str) -> None:
    assert blocks(text) == (Paragraph(words(" ".join(text.split())), tuple(range(1, text.count("\n") + 2))),)


def test_what_is_nested_too_deep_is_plain_text() -> None:
    *nested, last = blocks("\n\n".join(" " * depth + "- a" for depth in range(0, 2 * MOST_INDENTS + 2, 2)))
    assert nested == [Item(words("a"), depth, (2 * depth + 1,)) for depth in range(MOST_INDENTS)]
    assert last == Paragraph(words("- a"), (2 * MOST_INDENTS + 1,))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- " * 100_000,
            "a " * 2_500_000,
            "[" * 20_000,
            "\n".join("- a" for _ in range(15_000)),
            "\n".join([" " * n + "a" for n in range(500)]),
        ),
        *("\n".join([".. a::"] * 5_000), "\n".join(["==", "a"] * 5_000), "\n".join(["a::", ""] * 2_000), "\n".join(["`a *b |c [d"] * 900)),
        *("http://a " * 500, "\n".join(["+--+", "| a|"] * 2_000), "\n".join([".. csv-table::", "", '   "a'] + ["   b"] * 2_000)),
    ],
    ids=range(12),
)
def test_hostile_text_keeps_its_lines(text: str) -> None:
    lines = text.split("\n")
    found = sorted(number for block in read_rest(lines).blocks for number in block.lines)
    assert found == [number for number, line in enumerate(lines, 1) if line]
