"""Markdown becomes an outline with the lines of each of its blocks."""

from __future__ import annotations

import pytest

from cycleplan.mail.outline import Block, Fact, Heading, Item, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.outline.bounds import DEEPEST, LARGEST, LONGEST_LINE, MOST_MARKS
from cycleplan.mail.outline.markdown import read_markdown
from cycleplan.prose import Break, Code, Emphasis, Inline, Strong, Text, WebLink


def blocks(text: str) -> tuple[Block, ...]:
    return read_markdown(text.split("\n")).blocks


def content(text: str) -> tuple[Inline, ...]:
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    return block.content


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def to(url: str, shown: str = "") -> WebLink:
    return WebLink((Text(shown or url),), url)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\ntwo\n\nthree", (Paragraph(words("one two"), (1, 2)), Paragraph(words("three"), (4,)))),
        ("# a #\n## b\n# c", (Heading(words("a"), 1, (1,)), Heading(words("b"), 2, (2,)), Heading(words("c"), 1, (3,)))),
        ("### a\n##### b", (Heading(words("a"), 1, (1,)), Heading(words("b"), 2, (2,)))),
        ("a\n===\nb\n---", (Heading(words("a"), 1, (1, 2)), Heading(words("b"), 2, (3, 4)))),
        ("a\nb\n---", (Paragraph(words("a b"), (1, 2)), Rule((3,)))),
        ("- a\n  - b\n    c\n- d", (Item(words("a"), 0, (1,)), Item(words("b c"), 1, (2, 3)), Item(words("d"), 0, (4,)))),
        ("- a\n\n  b", (Item(words("a"), 0, (1,)), Item(words("b"), 0, (3,), is_continued=True))),
        ("3. a\n4) b", (Item(words("a"), 0, (1,), 3), Item(words("b"), 0, (2,), 4))),
        ("- # a", (Item(words("a"), 0, (1,)),)),
        ("-\n- a", (Rule((1,)), Item(words("a"), 0, (2,)))),
        ("> a\n> - b\n\n- > c", (Quoted(words("a"), (1,)), Item(words("b"), 0, (2,)), Quoted(words("c"), (4,)))),
        ("```python\na\n\nb\n```", (Verbatim("a\n\nb", (1, 2, 4, 5)),)),
        ("``` not a language\na\n```", (Verbatim("not a language\na", (1, 2, 3)),)),
        ("    a", (Verbatim("a", (1,)),)),
        ("a\n\n***", (Paragraph(words("a"), (1,)), Rule((3,)))),
        (
            "| a | b |\n|---|---|\n| c | [d](https://e.example/) |\n| e |",
            (
                Row((words("a"), words("b")), (1, 2), is_header=True),
                Row((words("c"), (to("https://e.example/", "d"),)), (3,)),
                Row((words("e"), ()), (4,)),
            ),
        ),
        ("<details>\n<b>a</b> b\n</details>\n\n<!-- c -->", (Paragraph(words("a b"), (1, 2, 3)), Rule((5,)))),
        ("<style>\na\n</style>", (Rule((1, 2, 3)),)),
        ("<!-- never\nclosed", (Paragraph(words("<!-- never closed"), (1, 2)),)),
    ],
)
def test_blocks(text: str, read: tuple[Block, ...]) -> None:
    assert blocks(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*a* **b** `c` ~~d~~", (Emphasis(words("a")), Text(" "), Strong(words("b")), Text(" "), Code("c"), Text(" d"))),
        ("see https://e.example/_a_/b*c*d.", (Text("see "), to("https://e.example/_a_/b*c*d"), Text("."))),
        ("https://e.example/a\\_b", (to("https://e.example/a_b"),)),
        ("**https://e.example/**", (Strong((to("https://e.example/"),)),)),
        ("[a *b*](https://e.example/)", (WebLink((Text("a "), Emphasis(words("b"))), "https://e.example/"),)),
        ("[a](https://e.example\n/b)", (to("https://e.example/b", "a"),)),
        ("<https://e.example/>", (to("https://e.example/"),)),
        ("[a](../b)", (Text("a (../b)"),)),
        ("[](https://e.example/)", (to("https://e.example/"),)),
        ("![a](https://e.example/a.png)", (to("https://e.example/a.png", "a"),)),
        (
            "[![a](https://e.example/a.png)](https://e.example/)",
            (to("https://e.example/", "a (https://e.example/a.png)"),),
        ),
        ('<a href="https://e.example/">a <b>b</b></a>', (to("https://e.example/", "a b"),)),
        ("a<br>b  \nc", (Text("a"), Break(), Text("b"), Break(), Text("c"))),
        ("List<String> of <wren>", (Text("List<String> of <wren>"),)),
        ("as in [1] and [two][1]", (Text("as in [1] and [two][1]"),)),
        ("\\[1\\] \\*", (Text("[1] *"),)),
        ("[oslo_policy]", (Text("[oslo_policy]"),)),
    ],
)
def test_running_text(text: str, read: tuple[Inline, ...]) -> None:
    assert content(text) == read


def test_link_definitions_with_a_name_are_followed_and_those_with_a_number_stay_text() -> None:
    text = "[a][b] [1]\n\n[b]: https://e.example/b\n[1]: https://e.example/1\n[2] https://e.example/2\n\n[c]: https://e.example/c"
    assert blocks(text) == (
        Paragraph((to("https://e.example/b", "a"), Text(" [1]")), (1,)),
        Rule((3,)),
        Paragraph((Text("[1]: "), to("https://e.example/1")), (4,)),
        Paragraph((Text("[2] "), to("https://e.example/2")), (5,)),
        Paragraph((Text("[c]: "), to("https://e.example/c")), (7,)),
    )


def test_a_marker_begins_its_own_paragraph() -> None:
    assert blocks("a\nAI: b\nc\n\n- d\n  AI: e") == (
        Paragraph(words("a"), (1,)),
        Paragraph(words("AI: b c"), (2, 3)),
        Item(words("d"), 0, (5,)),
        Item(words("AI: e"), 0, (6,), is_continued=True),
    )


def test_what_a_marker_is_can_be_told() -> None:
    assert read_markdown(["a", "AI: b", "!c"], lambda line: line.startswith("!")).blocks == (
        Paragraph(words("a AI: b"), (1, 2)),
        Paragraph(words("!c"), (3,)),
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("---\ntitle: A\ndate: 2024-05-21\n---", (Fact("title", "A", (2,)), Fact("date", "2024-05-21", (3,)))),
        ("---\nc:\n  - value: a\n    label: b\n---", (Fact("c.value", "a", (2, 3)), Fact("c.label", "b", (4,)))),
        ("---\ntags: [a, b]\nmore:\n- c\n- d\n---", (Fact("tags", "a, b", (2,)), Fact("more", "c, d", (3, 4, 5)))),
        ("---\ntitle: A: b\n  c\nempty:\n---", (Fact("title", "A: b c", (2, 3)), Fact("empty", "", (4,)))),
        ("---\na: &x b\nc: *x\n---", (Fact("a", "&x b", (2,)), Fact("c", "*x", (3,)))),
        ("---\na: !!python/name:os.system b\n---", (Fact("a", "b", (2,)),)),
        ("---\na: {b: {}}\nno: yes\n...", (Fact("a.b", "", (2,)), Fact("no", "yes", (3,)))),
    ],
)
def test_front_matter_is_facts(text: str, facts: tuple[Fact, ...]) -> None:
    last = text.count("\n") + 1
    assert blocks(text) == (Rule((1,)), *facts, Rule((last,)))


@pytest.mark.parametrize("text", ["---\n\n---", "---\nno key\n---", "a\n---\nb: c\n---", "---\ntitle: A"])
def test_other_rows_of_dashes_are_no_front_matter(text: str) -> None:
    assert [block for block in blocks(text) if isinstance(block, Fact)] == []


def test_a_line_that_says_where_a_text_is_from_may_stand_before_its_front_matter() -> None:
    assert blocks("# from here\n---\na: b\n---\nc") == (
        Paragraph(words("from here"), (1,)),
        Rule((2,)),
        Fact("a", "b", (3,)),
        Rule((4,)),
        Paragraph(words("c"), (5,)),
    )


@pytest.mark.parametrize(
    "line",
    ["*a* " * (LONGEST_LINE // 4 + 1), ">" * (MOST_MARKS + 1) + " *a*", "- " * (MOST_MARKS + 1) + "*a*", " " * (DEEPEST + 1) + "*a*"],
)
def test_a_line_over_a_bound_is_plain_text(line: str) -> None:
    plain = " ".join(line.split())
    assert blocks(f"*b*\n{line}\n# c") == (
        Paragraph((Emphasis(words("b")),), (1,)),
        Paragraph(words(plain), (2,)),
        Heading(words("c"), 1, (3,)),
    )


def test_a_text_over_the_bound_is_plain_paragraphs() -> None:
    rest = "a" * LARGEST
    assert blocks(f"# b\n- c\n\n{rest}") == (Paragraph(words("# b - c"), (1, 2)), Paragraph(words(rest), (4,)))


@pytest.mark.parametrize(
    "text",
    [
        *("- " * 100_000, ">" * 100_000, "[" * 20_000, "a " * 2_500_000, "\n".join("- a" for _ in range(20_000)), "[a](" * 5_000),
        *("\n".join(" " * depth + "- a" for depth in range(0, 600, 2)), "\n".join(">" * depth for depth in range(500)), "`a" * 20_000),
        *(
            "\n".join("*a **b _c" for _ in range(20_000)),
            "<div " * 20_000,
            "&a;" * 20_000,
            "\n".join(["|a" * 900, "|-" * 900, *["|b"] * 900]),
        ),
    ],
    ids=range(13),
)
def test_hostile_text_keeps_its_lines(text: str) -> None:
    lines = text.split("\n")
    found = sorted(number for block in read_markdown(lines).blocks for number in block.lines)
    assert found == [number for number, line in enumerate(lines, 1) if line]
