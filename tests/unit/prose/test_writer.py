"""Prose is written as a person would write it, and the marks in text stay text."""

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
    Phrase,
    PlanLink,
    Prose,
    Quote,
    Strong,
    Text,
    WebLink,
    normal,
    phrase_markdown,
    prose_markdown,
    read_prose,
)

SOMEWHERE = Location("t.yaml")


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    "text",
    [
        *("[oslo_policy]", "snake_case_names", "2 * 3", "c#", "a < b", "me@carthaca", "a & b", "[[nested]]", "C:\\path\\x", "**kwargs"),
        *("*args and *more", "a lone ` tick", "[ ] to do", "file_name_*.py", "https://e.example/a_b_c?x=1&y=2", "#1234: fix", "- dash"),
    ],
)
def test_a_phrase_without_marks_is_written_as_it_is(text: str) -> None:
    assert phrase_markdown(Phrase((Text(text),))) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@nobody", "\\@nobody"),
        ("as in [2]", "as in \\[2]"),
        ("[see](https://e.example/)", "[see\\](https://e.example/)"),
        ("[see][spec:a/b]", "[see\\][spec:a/b]"),
        ("__init__.py, 2 * 3", "\\_\\_init\\_\\_.py, 2 * 3"),
        ("<b>", "\\<b>"),
        ("Wren <wren@e.example>", "Wren \\<wren@e.example>"),
        ("&copy; of & in", "\\&copy; of & in"),
        ("`x` and *y*", "\\`x\\` and \\*y\\*"),
        ("a\\*", "a\\\\*"),
    ],
)
def test_a_backslash_stands_where_text_would_be_a_mark(text: str, written: str) -> None:
    assert phrase_markdown(Phrase((Text(text),))) == written


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ((Mention("wren", SOMEWHERE), Text(" and "), Citation(2, SOMEWHERE)), "@wren and [2]"),
        ((PlanLink((Text("the spec"),), "spec", "a/b", SOMEWHERE),), "[the spec][spec:a/b]"),
        ((WebLink((Text("see"),), "https://e.example/?a&amp;b"),), "[see](https://e.example/?a\\&amp;b)"),
        ((WebLink((Text("https://e.example/a%20b"),), "https://e.example/a%20b"),), "<https://e.example/a%20b>"),
        ((WebLink((Text("list@e.example"),), "mailto:list@e.example"),), "<list@e.example>"),
        ((WebLink((Text("ask @wren"),), "https://e.example/"),), "[ask @wren](https://e.example/)"),
        ((Emphasis((Text("a"),)), Text(" "), Strong((Text("b"),)), Text(" "), Code("c`d")), "*a* **b** ``c`d``"),
        ((Emphasis((Strong((Text("a"),)), Text(" b"))),), "_**a** b_"),
        ((Emphasis((Text("a"),)), Strong((Text("b"),))), "*a*__b__"),
        ((Text("a"), Emphasis((Text('"b"'),)), Text("c")), '&#97;*"b"*&#99;'),
        ((Text("a"), Mention("wren", SOMEWHERE), Text("s")), "&#97;@wren&#115;"),
        ((Code("`"), Code(" a")), "`` ` a ``"),
    ],
)
def test_marks_are_written_as_marks(content: tuple[Inline, ...], written: str) -> None:
    assert phrase_markdown(Phrase(content)) == written


@pytest.mark.parametrize(
    ("blocks", "written"),
    [
        ((paragraph("one"), paragraph("two")), "one\n\ntwo"),
        ((paragraph("a"), BulletList(((paragraph("b"),), (paragraph("c"),)))), "a\n\n- b\n- c"),
        ((BulletList(((paragraph("a"), BulletList(((paragraph("b"),),))), (paragraph("c"),))),), "- a\n  - b\n- c"),
        ((BulletList(((paragraph("a"), paragraph("b")), (paragraph("c"),))),), "- a\n\n  b\n\n- c"),
        ((BulletList(((), (paragraph("a"),))),), "-\n- a"),
        ((BulletList(((BulletList(((paragraph("a"),),)),),)),), "- * a"),
        ((BulletList(((paragraph("a"),),)), BulletList(((paragraph("b"),),))), "- a\n\n* b"),
        ((NumberedList(((paragraph("a"),), (paragraph("b"),)), 9),), "9. a\n10. b"),
        ((Quote((paragraph("a"), paragraph("b"))),), "> a\n>\n> b"),
        ((CodeBlock("```\nx", "python"),), "````python\n```\nx\n````"),
        ((Paragraph((Text("a"), Break(), Text("- b"))),), "a\\\n\\- b"),
        ((paragraph("- a"), paragraph("1. b"), paragraph("# c"), paragraph("---")), "\\- a\n\n1\\. b\n\n\\# c\n\n\\---"),
    ],
)
def test_blocks_are_written_as_people_write_them(blocks: tuple[Block, ...], written: str) -> None:
    assert prose_markdown(Prose(blocks)) == written


def test_a_paragraph_is_wrapped_at_100_columns_but_not_before_what_would_start_a_block() -> None:
    text = f"{'x' * 98} - {'y' * 99} 1. z"
    assert prose_markdown(Prose((paragraph(text),))) == f"{'x' * 98} -\n{'y' * 99} 1.\nz"


def test_code_and_links_are_not_divided_where_a_paragraph_is_wrapped() -> None:
    content = (Text("x" * 95 + " "), Code("two words"), Text(" "), WebLink((Text("y" * 90),), "https://e.example/"))
    assert prose_markdown(Prose((Paragraph(content),))) == f"{'x' * 95}\n`two words`\n[{'y' * 90}](https://e.example/)"


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ((Text(" a \n b "),), (Text("a b"),)),
        ((Text("a"), Emphasis((Text(" b "),)), Text("c")), (Text("a "), Emphasis((Text("b"),)), Text(" c"))),
        ((Emphasis((Text("a"), Emphasis((Text("b"),)))),), (Emphasis((Text("ab"),)),)),
        ((Code("a"), Code("b"), Code(" ")), (Code("ab"),)),
        ((Mention("a b", SOMEWHERE), Citation(10000, SOMEWHERE)), (Text("@a b[10000]"),)),
        ((Citation(1, SOMEWHERE), Citation(2, SOMEWHERE)), (Citation(1, SOMEWHERE), Text(" "), Citation(2, SOMEWHERE))),
        ((WebLink((Text("see"),), "file:///etc"),), (Text("see (file:///etc)"),)),
        ((WebLink((), "https://e.example/"),), (WebLink((Text("https://e.example/"),), "https://e.example/"),)),
        ((PlanLink((Text("see"),), "bug", "1", SOMEWHERE),), (Text("see[bug:1]"),)),
        ((WebLink((Citation(1, SOMEWHERE),), "https://e.example/"),), (WebLink((Text("[1]"),), "https://e.example/"),)),
    ],
)
def test_the_normal_form_of_a_phrase(content: tuple[Inline, ...], kept: tuple[Inline, ...]) -> None:
    assert normal(Phrase(content)) == Phrase(kept)


def test_lists_that_are_nested_too_deep_give_their_blocks_to_the_list_around_them() -> None:
    prose = Prose((paragraph("a"),))
    for _ in range(10):
        prose = Prose((Quote((paragraph("b"), *prose.blocks)),))
    flat = Quote((paragraph("b"), paragraph("b"), paragraph("b"), paragraph("a")))
    for _ in range(7):
        flat = Quote((paragraph("b"), flat))
    assert normal(prose) == Prose((flat,))
    assert read_prose(prose_markdown(prose), Place(SOMEWHERE)) == (normal(prose), ())


@pytest.mark.parametrize("piece", ["[", "![", "<a ", "*a ", "`a", "@a ", "[1]", "\\", "][spec:", "&a", "- ", "\n> "])
def test_long_hostile_text_is_written_and_reads_back(piece: str) -> None:
    text = " ".join((piece * 16_000)[:15_000].split())
    content = (Text(text),)
    read, problems = read_prose(prose_markdown(Prose((Paragraph(content),))), Place(SOMEWHERE))
    assert (normal(read), problems) == (Prose((Paragraph(content),)), ())
