"""Laws of outlines: every line of a text is in one block, whatever it holds, and no word is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import markdown_texts, python_texts

from cycleplan.mail.outline import Block, Fact, Heading, Item, Outline, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.outline.addresses import linked
from cycleplan.mail.outline.markdown import read_markdown
from cycleplan.mail.outline.rest import read_rest
from cycleplan.mail.wording import Content, said, stripped
from cycleplan.prose import Phrase, WebLink, inlines, web_address

Read = Callable[[Sequence[str]], Outline]
readers = pytest.mark.parametrize("read", [read_markdown, read_rest])

_LINE_ENDS = re.compile("\n")
_REST_MARKS = (
    *(".. ", "..", ".. note::", ".. image:: x", ".. code::", ".. csv-table::", ".. list-table::", ".. a::", "   :b: c", ":b: c", "::"),
    *(".. [1] ", ".. [#] ", ".. [a] ", ".. _a: https://e.example/", ".. _a:", "__ https://e.example/", ".. |a| replace:: b", "|a|", "a_"),
    *("`a`_", "`a <https://e.example/>`_", "a__", "[1]_", ":r:`a`", "``a``", "`a`", "_`a`", "*a*", "**", "=====", "-----", "~~~~~", "| a"),
    *("+---+---+", "| a | b |", "+===+===+", "=== ===", "a   b", ">>> a", "-a b", "--a b", "1. ", "A. ", "(i) ", "#. ", "-- a", "\\", "\t"),
    *("* - a", "  - b", '"a', '",', "a::", "a : b", "  "),
)
_MARKDOWN_MARKS = (
    *(
        "---",
        "...",
        "+++",
        "a: b",
        "a: [b",
        "- a: b",
        "| a | b |",
        "|---|---|",
        "[a]: https://e.example/",
        "[1]: https://e.example/",
        "<div>",
    ),
    *("<a href='https://e.example/'>", "</a>", "<br>", "<!--", "-->", "<script>", "</script>", "~~a~~", "AI: a", "#agreed a", "\u00a0"),
)
_lines = st.lists(st.sampled_from((*_REST_MARKS, *_MARKDOWN_MARKS)) | st.text("ab .:-*`_|[]<>=", max_size=8), max_size=3).map("".join)
_indented = st.tuples(st.sampled_from(("", "", " ", "  ", "   ", "    ", "> ", "- ", "1. ")), _lines | st.just("")).map("".join)
texts = (
    st.lists(_indented, max_size=14)
    | markdown_texts.map(lambda text: text.split("\n"))
    | st.lists(python_texts.map(lambda text: _LINE_ENDS.sub(" ", text)), max_size=4)
)
"""Lines of any sort, most of them full of the marks of Markdown and reStructuredText."""

_SAYING = (
    *(
        "{}",
        "{} {}",
        "- {}",
        "* {}",
        "  - {}",
        "  {}",
        "    {}",
        "1. {}",
        "2. {}",
        "*{}*",
        "**{}** {}",
        "`{}`",
        "``{}``",
        "AI: {}",
        "[ ] {}",
    ),
    *("#agreed {}", "[{}](https://e.example/{})", "https://e.example/{}.", "<https://e.example/{}>", "[1]: https://e.example/{}", "[1] {}"),
    *("", "", "", "---", "====", "~~~~", "\\*{}", "{}:", "{}::", "*{}", "**{}", "`{}", "[{}", "{}_x", "{}?! ({})", "“{}” – {}"),
)
_MARKDOWN_SAYING = (
    *("# {}", "## {} ##", "> {}", "> - {}", "```", "~~~", "| {} | {} |", "|---|---|", "<b>{}</b>", "<{}>", "<br>{}", "<div>{}", "~~{}~~"),
    *(
        "[{}][a]",
        "[a]: https://e.example/{}",
        "![{}](https://e.example/{})",
        "<a href='https://e.example/{}'>{}</a>",
        "title: {}",
        "  x: {}",
    ),
)
_REST_SAYING = (
    *(
        ".. note:: {}",
        ".. a:: {}",
        "   {}",
        "   :class: x",
        ".. code::",
        ".. list-table:: {}",
        "   * - {}",
        "     - {}",
        ".. csv-table:: {}",
    ),
    *("   {}, {}", ":name: {}", ".. [1] {}", ".. _a: https://e.example/{}", "`{} <https://e.example/{}>`_", "`{}`_", "[1]_ {}", "| {}"),
    *(":ref:`{}`", "{} : {}", "=== ===", "{}   {}", "+---+---+", "| {} | {} |", ">>> {}", "-a {}", ".. image:: https://e.example/{}"),
)


def _saying(*templates: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(templates), max_size=16).map(_filled)


def _filled(templates: Sequence[str]) -> list[str]:
    return [template.replace("{}", f"word{number}x", 1).replace("{}", f"also{number}x") for number, template in enumerate(templates)]


@readers
@given(lines=texts)
def test_every_line_that_is_not_blank_is_in_one_block(read: Read, lines: list[str]) -> None:
    found = [number for block in read(lines).blocks for number in block.lines]
    assert sorted(found) == [number for number, line in enumerate(lines, 1) if line.strip()]


@readers
@given(lines=texts)
def test_the_blocks_and_their_lines_rise(read: Read, lines: list[str]) -> None:
    blocks = read(lines).blocks
    firsts = [block.lines[0] for block in blocks if block.lines]
    assert firsts == sorted(firsts)
    assert [block for block in blocks if list(block.lines) != sorted(set(block.lines))] == []


@readers
@given(lines=texts)
def test_a_block_says_something_or_is_a_rule(read: Read, lines: list[str]) -> None:
    blocks = [block for block in read(lines).blocks if isinstance(block, Heading | Paragraph | Item | Quoted)]
    assert [block for block in blocks if not said(block.content).strip()] == []
    assert [block for block in blocks if stripped(block.content) != block.content] == []


@readers
@given(lines=texts)
def test_the_highest_heading_is_of_level_1_and_every_link_leads_to_the_web(read: Read, lines: list[str]) -> None:
    blocks = read(lines).blocks
    levels = {block.level for block in blocks if isinstance(block, Heading)}
    links = [inline for block in blocks for inline in inlines(Phrase(running(block))) if isinstance(inline, WebLink)]
    assert levels == set(range(1, len(levels) + 1))
    assert [link for link in links if web_address(link.url) != link.url or not said(link.content)] == []


@given(lines=_saying(*_SAYING, *_MARKDOWN_SAYING))
def test_every_word_of_markdown_is_in_the_block_of_its_line(lines: list[str]) -> None:
    assert lost(lines, read_markdown(lines)) == []


@given(lines=_saying(*_SAYING, *_REST_SAYING))
def test_every_word_of_rest_is_in_the_block_of_its_line(lines: list[str]) -> None:
    assert lost(lines, read_rest(lines)) == []


@given(
    st.lists(
        st.sampled_from(
            ("https://", "http://e.example/a", "(", ")", "[", "]", "](", "<", ">", ".", ",", " ", "a", "_", "mailto:a@e.example")
        )
    )
)
def test_finding_addresses_changes_no_word(pieces: list[str]) -> None:
    content = linked("".join(pieces))
    shown = iter(said(content) + "".join(link.url for link in inlines(Phrase(content)) if isinstance(link, WebLink)))
    assert [character for character in said(content) if character not in shown] == []
    assert set("".join(pieces)) >= set(said(content))


def running(block: Block) -> Content:
    if isinstance(block, Row):
        return tuple(inline for cell in block.cells for inline in cell)
    return block.content if isinstance(block, Heading | Paragraph | Item | Quoted) else ()


def told(block: Block) -> str:
    """Return all that a block says, with where its links lead."""
    match block:
        case Fact(name, value):
            return f"{name} {value}"
        case Verbatim(text):
            return text
        case _:
            links = (inline.url for inline in inlines(Phrase(running(block))) if isinstance(inline, WebLink))
            return " ".join((said(running(block)), *links))


def lost(lines: Sequence[str], outline: Outline) -> list[str]:
    """Return the words of lines that their block does not say; a rule says nothing."""
    blocks = {number: block for block in outline.blocks for number in block.lines}
    words = [(number, word) for number, line in enumerate(lines, 1) for word in re.findall(r"(?:word|also)[0-9]+x", line)]
    return [word for number, word in words if not isinstance(blocks[number], Rule) and word not in told(blocks[number])]
