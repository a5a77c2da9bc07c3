"""Markdown becomes the closed set of things that a page shows; whatever is left out shows as the text that it is."""

from __future__ import annotations

import pytest

from cycleplan.problems import Location, Place
from cycleplan.prose import (
    Block,
    Break,
    BulletList,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Mention,
    NumberedList,
    Paragraph,
    PlanLink,
    Quote,
    Strong,
    Text,
    WebLink,
    inlines,
    plain_text,
    read_phrase,
    read_prose,
)

SOMEWHERE = Location("t.yaml")


def place(text: str) -> Place:
    return Place(SOMEWHERE, (0,) * (text.count("\n") + 1))


def blocks(text: str) -> tuple[tuple[Block, ...], list[str]]:
    prose, problems = read_prose(text, place(text))
    return prose.blocks, [str(problem) for problem in problems]


def phrase(text: str) -> tuple[tuple[Inline, ...], list[str]]:
    read, problems = read_phrase(text, place(text))
    return read.content, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("plain", (Text("plain"),)),
        ("a *b* **c** `d`", (Text("a "), Emphasis((Text("b"),)), Text(" "), Strong((Text("c"),)), Text(" "), Code("d"))),
        ("ask @carthaca.", (Text("ask "), Mention("carthaca", SOMEWHERE), Text("."))),
        ("me@carthaca, \\@nobody and `@code`", (Text("me@carthaca, @nobody and "), Code("@code"))),
        ("as in [2]", (Text("as in "), Citation(2, SOMEWHERE))),
        ("`[2]` and \\[2]", (Code("[2]"), Text(" and [2]"))),
        ("[oslo_policy] and [a bare word]", (Text("[oslo_policy] and [a bare word]"),)),
        ("[the spec][spec:a/b]", (PlanLink((Text("the spec"),), "spec", "a/b", SOMEWHERE),)),
        ("[*the* spec][spec:a/b]", (PlanLink((Emphasis((Text("the"),)), Text(" spec")), "spec", "a/b", SOMEWHERE),)),
        ("[see](https://e.example/a b)", (Text("[see](https://e.example/a b)"),)),
        ("[see](https://e.example/)", (WebLink((Text("see"),), "https://e.example/"),)),
        ('[see](https://e.example/ "the why")', (WebLink((Text("see"),), "https://e.example/"), Text(" (the why)"))),
        ("[](https://e.example/)", (WebLink((Text("https://e.example/"),), "https://e.example/"),)),
        ("[ ](https://e.example/)", (WebLink((Text("https://e.example/"),), "https://e.example/"),)),
        ("<https://e.example/>", (WebLink((Text("https://e.example/"),), "https://e.example/"),)),
        ("<https://e.example/a%20b>", (WebLink((Text("https://e.example/a%20b"),), "https://e.example/a%20b"),)),
        ("<list@e.example>", (WebLink((Text("list@e.example"),), "mailto:list@e.example"),)),
        ("[ask @zach](https://e.example/)", (WebLink((Text("ask @zach"),), "https://e.example/"),)),
        ("[ask @zach][spec:a/b]", (PlanLink((Text("ask @zach"),), "spec", "a/b", SOMEWHERE),)),
        ("[a <https://e.example/>][spec:a/b]", (PlanLink((Text("a https://e.example/"),), "spec", "a/b", SOMEWHERE),)),
        ("[a [b](https://e.example/)][spec:a/b]", (Text("[a "), WebLink((Text("b"),), "https://e.example/"), Text("][spec:a/b]"))),
        ("[ ][spec:a/b]", (Text("[ ][spec:a/b]"),)),
        ("one  \ntwo\nthree", (Text("one"), Break(), Text("two\nthree"))),
        ("&copy; &#x202e;", (Text("© ⟨U+202E⟩"),)),
        ("- no # list", (Text("- no # list"),)),
    ],
)
def test_a_phrase_is_read_without_problems(written: str, content: tuple[Inline, ...]) -> None:
    assert phrase(written) == (content, [])


@pytest.mark.parametrize(
    ("written", "shown", "problem"),
    [
        (
            "a <b>c</b>",
            "a <b>c</b>",
            [f"1:{column}: CP302 raw HTML {tag!r} (put it in backticks, or write \\<)" for column, tag in ((3, "<b>"), (7, "</b>"))],
        ),
        ("![a *b*](https://e.example/ 'c')", "![a *b*](https://e.example/) (c)", ["1:1: CP305 image '![a *b*]' (link to it)"]),
        ("[x][blueprint:a/b]", "x[blueprint:a/b]", ["1:4: CP308 link to the unknown kind 'blueprint' (use one of topic, spec, owner)"]),
        (
            "[f](file:///etc)",
            "f (file:///etc)",
            ["1:5: CP304 address 'file:///etc' is none of http, https, mailto (link to an http or https address)"],
        ),
        ("[](<>)", " ()", ["1:1: CP304 address '' is none of http, https, mailto (link to an http or https address)"]),
    ],
)
def test_what_a_page_cannot_show_is_a_problem_and_shows_as_text(written: str, shown: str, problem: list[str]) -> None:
    read, problems = read_phrase(written, place(written))
    assert (plain_text(read), [str(p) for p in problems]) == (shown, [f"t.yaml:{p}" for p in problem])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("one\n\ntwo", (Paragraph((Text("one"),)), Paragraph((Text("two"),)))),
        ("- a\n- b", (BulletList(((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),))),)),
        ("3. a", (NumberedList(((Paragraph((Text("a"),)),),), 3),)),
        ("> a", (Quote((Paragraph((Text("a"),)),)),)),
        ("```python\nx\n```", (CodeBlock("x", "python"),)),
        ("``` not a language\nx\n```", (CodeBlock("not a language\nx"),)),
        ("    x", (CodeBlock("x"),)),
    ],
)
def test_blocks_are_read_without_problems(written: str, read: tuple[Block, ...]) -> None:
    assert blocks(written) == (read, [])


@pytest.mark.parametrize(
    ("written", "shown", "problems"),
    [
        ("# One", "# One", ["1:1: CP301 heading 'One' (make it a part, or plain text)"]),
        ("One\n===", "One", ["1:1: CP301 heading 'One' (make it a part, or plain text)"]),
        ("a\n\n---", "a\n---", ["3:1: CP305 horizontal rule (leave it out)"]),
        ("<div>\na\n</div>", "<div>\na\n</div>", ["1:1: CP302 raw HTML '<div>\\na\\n</div>' (put it in backticks, or write \\<)"]),
        ("<!-- a -->", "<!-- a -->", ["1:1: CP302 raw HTML '<!-- a -->' (put it in backticks, or write \\<)"]),
    ],
)
def test_blocks_that_a_page_cannot_show_are_problems_and_show_as_text(written: str, shown: str, problems: list[str]) -> None:
    read, found = read_prose(written, place(written))
    assert (plain_text(read), [str(problem) for problem in found]) == (shown, [f"t.yaml:{problem}" for problem in problems])


def test_every_link_definition_is_told_and_stays_where_it_stands() -> None:
    text = "[a]: b\n[a]: c 'title'\ntext\n\n> [d]: e\n\nend"
    read, problems = read_prose(text, place(text))
    assert plain_text(read) == "[a]: b\n[a]: c 'title'\ntext\n[d]: e\nend"
    assert [str(problem) for problem in problems] == [
        "t.yaml:1:1: CP303 link definition '[a]: b' (write [text](address))",
        "t.yaml:2:1: CP303 link definition \"[a]: c 'title'\" (write [text](address))",
        "t.yaml:5:3: CP303 link definition '[d]: e' (write [text](address))",
    ]


def test_a_note_in_brackets_is_no_link_definition() -> None:
    assert blocks("[note]: this is a sentence")[1] == []


@pytest.mark.parametrize("lead", ["> ", "- ", "1. "])
def test_blocks_are_nested_eight_deep_and_no_deeper(lead: str) -> None:
    assert blocks(lead * 8 + "a")[1] == []
    assert blocks(lead * 9 + "a") == (
        (CodeBlock(lead * 9 + "a"),),
        ["t.yaml:1:1: CP306 prose nested too deep (nest it at most 8 deep)"],
    )


def test_prose_nested_beyond_what_the_parser_follows_is_shown_whole() -> None:
    text = "> " * 5000 + "the last word"
    assert blocks(text)[0] == (CodeBlock(text),)


def test_prose_that_is_too_long_is_shown_as_it_is() -> None:
    text = "*a* " * 8001
    assert blocks(text) == ((CodeBlock(text),), ["t.yaml:1:1: CP306 text of 32004 characters (keep it under 32000)"])
    assert phrase(text)[0] == (Text(text),)


@pytest.mark.parametrize(
    "mark", ["[", "![", "<", "_", "*a **b ", "> ", "- ", "`a``b", "[a](", "[a]: b\n", "<!--", "<a ", "&", "\\", "\u202e\n"]
)
def test_pathological_prose_is_read_to_its_end(mark: str) -> None:
    text = (mark * 16_000)[:16_000]
    read, _ = read_prose(text, place(text))
    assert read


def test_marks_in_a_block_stand_where_they_are_written() -> None:
    text = "One @a.\n\n- two\n  \t[x][spec:s/t] and [2]\n\n> three *@b*"
    read, _ = read_prose(text, Place(Location("t.yaml", 4, 13), (2,) * 6, 5))
    assert [str(inline.at) for inline in inlines(read) if isinstance(inline, Mention | Citation | PlanLink)] == [
        "t.yaml:5:7",
        "t.yaml:8:9",
        "t.yaml:8:24",
        "t.yaml:10:12",
    ]


def test_a_mark_behind_an_invisible_character_stands_where_it_is_written() -> None:
    read, problems = read_phrase("a\u202eb\u200b @c <d>", Place(Location("t.yaml", 1, 8), (7,)))
    assert [inline.at.column for inline in inlines(read) if isinstance(inline, Mention)] == [13]
    assert [problem.at.column for problem in problems] == [9, 16]


def test_a_phrase_that_starts_with_empty_lines_keeps_its_places() -> None:
    read, _ = read_phrase("\n\n  @a", place("\n\n"))
    assert [str(inline.at) for inline in inlines(read) if isinstance(inline, Mention)] == ["t.yaml:3:3"]
