"""Markdown as an outline, by a parser of CommonMark with tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

from cycleplan.mail.markers import starts_marked
from cycleplan.mail.outline.blocks import Block, Heading, Lines, Outline, Row, Rule, Verbatim
from cycleplan.mail.outline.bounds import IsMarker, bounded, is_within_bounds, runs, whole
from cycleplan.mail.outline.front_matter import front_matter
from cycleplan.mail.outline.markdown_inline import add_bare_addresses, read_inline
from cycleplan.mail.outline.nesting import Nesting, ranked
from cycleplan.mail.wording import Content

_MOST_LEVELS = 200
"""More than the bounds let a line have, each list being two levels."""

_NUMBERED_DEFINITION = re.compile(r"\s*\[\^?[0-9]{1,4}\](?::\s|:?\s*<?https?://)")
_PROGRAM = re.compile(r"\s*<(script|style)\b.*</\1\s*>\s*", re.IGNORECASE | re.DOTALL)


def read_markdown(lines: Sequence[str], is_marker: IsMarker = starts_marked) -> Outline:
    """Read a text in Markdown; a line that `is_marker` ends the paragraph before it.

    Links by number and their definitions stay text, `[1]` and `[1]: https://…`. Text with more than `LARGEST`
    characters, lines of more than `LONGEST_LINE` and what is nested deeper than `DEEPEST` are read as plain text.
    """
    facts, first = front_matter(lines)
    if is_within_bounds(lines):
        source = [""] * first + bounded(lines[first:])
        blocks = ranked(list(_Reading(source, is_marker).blocks()))
    else:
        blocks = []
    return Outline(whole((*facts, *blocks), lines, is_marker))


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": _MOST_LEVELS}).enable(["table", "strikethrough"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # web_address judges it
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # web_address spells it
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # an address shows as it was written
    markdown.block.ruler.at("reference", _definition)
    add_bare_addresses(markdown)
    return markdown


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or _NUMBERED_DEFINITION.match(state.src, state.bMarks[start], state.eMarks[start]):
        return False
    return reference(state, start, end, False)


class _References(dict[str, Any]):
    """The link definitions of a text, and which of them a link has asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: object = None) -> Any:
        """Return a definition as the parser of links asks for it."""
        self.used.add(label)
        return super().get(label, default)


@dataclass
class _Reading:
    """One text being read, and where in its lists and quotes the reading is."""

    source: Sequence[str]
    is_marker: IsMarker
    references: _References = field(default_factory=_References)
    nesting: Nesting = field(default_factory=Nesting)

    def blocks(self) -> Iterator[Block]:
        markdown = _markdown()
        tokens: list[Token] = []
        markdown.block.parse("\n".join(self.source), markdown, {"references": self.references}, tokens)
        for position, token in enumerate(tokens):
            self._enter_or_leave(token)
            yield from self._block(token, tokens, position)
        for label, definition in self.references.items():
            if label in self.references.used or label == "//":
                yield from self._rule(definition["map"])

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "list_item_open":
                self.nesting.enter_item(int(token.info or 0))
            case "blockquote_open":
                self.nesting.enter_quote()
            case "list_item_close" | "blockquote_close":
                self.nesting.leave()

    def _block(self, token: Token, tokens: Sequence[Token], position: int) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraphs(tokens[position + 1].content, _first(token))
            case "heading_open":
                yield from self._heading(token, tokens[position + 1].content)
            case "fence" | "code_block":
                info = token.info.strip()
                text = token.content.rstrip("\n")
                yield Verbatim(text if not info or info.isidentifier() else f"{info}\n{text}", self._lines(token.map))
            case "html_block":
                yield from self._html(token)
            case "tr_open":
                yield self._row(token, tokens, position)
            case "hr":
                yield from self._rule(token.map)

    def _paragraphs(self, text: str, first: int) -> Iterator[Block]:
        """Yield the paragraphs that one of Markdown is: a marker or a definition begins its own."""
        written = text.split("\n")
        for run in runs(range(first, first + len(written)), lambda number: self._begins(written[number - first])):
            content = self._inline("\n".join(written[run[0] - first : run[-1] - first + 1]))
            numbers = tuple(number for number in run if self.source[number - 1])
            yield self.nesting.placed(content, numbers) if content else Rule(numbers)

    def _begins(self, line: str) -> bool:
        return self.is_marker(line) or _NUMBERED_DEFINITION.match(line) is not None

    def _heading(self, token: Token, text: str) -> Iterator[Block]:
        lines = self._lines(token.map)
        if token.markup == "-" and "\n" in text:
            # A row of dashes that ends a long paragraph divides, whatever the grammar says.
            yield from self._paragraphs(text, lines[0])
            yield Rule(lines[-1:])
            return
        content = self._inline(text)
        if not content:
            yield Rule(lines)
        elif self.nesting.containers:
            yield self.nesting.placed(content, lines)
        else:
            yield Heading(content, int(token.tag[1:]), lines)

    def _html(self, token: Token) -> Iterator[Block]:
        if _PROGRAM.fullmatch(token.content):
            yield from self._rule(token.map)
        else:
            yield from self._paragraphs(token.content.rstrip("\n"), _first(token))

    def _row(self, token: Token, tokens: Sequence[Token], position: int) -> Row:
        is_header = tokens[position - 1].type == "thead_open"
        end = next(number for number in range(position, len(tokens)) if tokens[number].type == "tr_close")
        cells = tuple(self._inline(inner.content) for inner in tokens[position:end] if inner.type == "inline")
        first, last = token.map or (0, 0)
        return Row(cells, self._lines((first, last + is_header)), is_header)

    def _rule(self, span: object) -> Iterator[Rule]:
        if lines := self._lines(span):
            yield Rule(lines)

    def _lines(self, span: object) -> Lines:
        """Return the numbers of the lines of a span of the parser that are not blank."""
        first, end = span if isinstance(span, list | tuple) else (0, 0)
        return tuple(number for number in range(first + 1, end + 1) if self.source[number - 1])

    def _inline(self, text: str) -> Content:
        return read_inline(_markdown(), text, {"references": self.references})


def _first(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
