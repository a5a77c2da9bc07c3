"""Reads the Markdown that people wrote on purpose into a tree of what a page may show.

CommonMark 0.31, less images, headings, rules, raw HTML and link definitions, and with the marks of `marks`.
Whatever is left out is a problem and shows as the text that it is: nothing that was written disappears.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cycleplan.problems import Location, Place, Problem, Rule
from cycleplan.prose import rules
from cycleplan.prose.clean import clean, unclean
from cycleplan.prose.marks import add_marks
from cycleplan.prose.tree import (
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
)
from cycleplan.prose.web import NotAWebAddressError, web_address

TARGET_KINDS = ("topic", "spec", "owner")
DEEPEST = 8
LONGEST = 32_000


def read_prose(text: str, place: Place) -> tuple[Prose, tuple[Problem, ...]]:
    """Read blocks of Markdown; `place` says where the text stands."""
    reading = _Reading(text, place)
    return Prose(reading.prose()), tuple(reading.problems)


def read_phrase(text: str, place: Place) -> tuple[Phrase, tuple[Problem, ...]]:
    """Read one paragraph of Markdown, in which nothing starts a list, a quote or any other block."""
    reading = _Reading(text, place)
    return Phrase(reading.phrase()), tuple(reading.problems)


def unclean_characters(text: str, place: Place) -> tuple[Problem, ...]:
    """Return a warning for each line with characters that a page shows by their names."""
    found: dict[int, tuple[int, list[str]]] = {}
    for offset, name in unclean(text):
        line = text.count("\n", 0, offset)
        found.setdefault(line, (offset - text.rfind("\n", 0, offset) - 1, []))[1].append(name)
    return tuple(
        rules.VISIBLE_TEXT.broken(place.at(line, column), f"invisible character {', '.join(dict.fromkeys(names))}", "take it out")
        for line, (column, names) in found.items()
    )


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": 60})
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # the address is judged here, with its place
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # web_address spells it
    add_marks(markdown)
    return markdown


@dataclass
class _Reading:
    """One text being read: what markdown-it made of it, and the problems met on the way."""

    text: str
    place: Place
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def prose(self) -> tuple[Block, ...]:
        source = self._bounded()
        if source is None:
            return (CodeBlock(clean(self.text)),)
        environment: dict[str, dict[str, dict[str, list[int]]]] = {}
        tokens = _markdown().parse(source, environment)
        if self._too_deep(tokens):
            return (CodeBlock(source),)
        defined = self._definitions(environment.get("references", {}))
        return (*self._blocks(tokens), *defined)

    def phrase(self) -> tuple[Inline, ...]:
        source = self._bounded()
        if source is None:
            return (Text(clean(self.text)),)
        tokens = _markdown().parseInline(source.strip())
        if self._too_deep(tokens):
            return (Text(source),)
        return self._inline(tokens[0], 0)

    def _bounded(self) -> str | None:
        self.problems.extend(unclean_characters(self.text, self.place))
        if len(self.text) > LONGEST:
            message = f"text of {len(self.text)} characters"
            self.problems.append(rules.BOUNDED_PROSE.broken(self.place.start, message, f"keep it under {LONGEST}"))
            return None
        source = clean(self.text)
        self.lines = source.split("\n")
        return source

    def _too_deep(self, tokens: Sequence[Token]) -> bool:
        deepest = max((_depth(token) for token in tokens), default=0)
        if deepest > DEEPEST:
            self.problems.append(rules.BOUNDED_PROSE.broken(self.place.start, "prose nested too deep", f"nest it at most {DEEPEST} deep"))
        return deepest > DEEPEST

    def _definitions(self, references: dict[str, dict[str, list[int]]]) -> Iterator[Block]:
        for reference in references.values():
            first, end = reference["map"]
            message = f"link definition {self.lines[first].strip()!r}"
            self._found(rules.NO_LINK_DEFINITIONS, first, self.lines[first].strip(), message, "write [text](address)")
            yield Paragraph((Text("\n".join(self.lines[first:end])),))

    def _found(self, rule: Rule, line: int, written: str, message: str, hint: str) -> None:
        column = max(self.lines[line].find(written), 0) if line < len(self.lines) else 0
        self.problems.append(rule.broken(self.place.at(line, column), message, hint))

    def _blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            blocks.extend(self._block(tokens[position : end + 1]))
            position = end + 1
        return tuple(blocks)

    def _block(self, tokens: Sequence[Token]) -> Iterator[Block]:
        opening, inner = tokens[0], tokens[1:-1]
        line = opening.map[0] if opening.map else 0
        match opening.type:
            case "paragraph_open":
                yield Paragraph(self._inline(inner[0], line))
            case "bullet_list_open":
                yield BulletList(self._items(inner))
            case "ordered_list_open":
                start = opening.attrGet("start")
                yield NumberedList(self._items(inner), 1 if start is None else int(start))
            case "blockquote_open":
                yield Quote(self._blocks(inner))
            case "fence" | "code_block":
                yield _code_block(opening)
            case "heading_open":
                written = inner[0].content.split("\n")[0]
                self._found(
                    rules.NO_HEADINGS,
                    line,
                    "#" if opening.markup.startswith("#") else written,
                    f"heading {written!r}",
                    "make it a part, or plain text",
                )
                yield Paragraph((*_text(f"{opening.markup} " if opening.markup.startswith("#") else ""), *self._inline(inner[0], line)))
            case "html_block":
                written = opening.content.strip()
                self._found(
                    rules.NO_HTML, line, written.split("\n")[0], f"raw HTML {_short(written)!r}", "put it in backticks, or write \\<"
                )
                yield Paragraph((Text(written),))
            case "hr":
                self._found(rules.NO_IMAGES, line, opening.markup[:1], "horizontal rule", "leave it out")
                yield Paragraph((Text(self.lines[line].strip()),))
            case other:
                raise AssertionError(f"block {other!r} is not CommonMark")

    def _items(self, tokens: Sequence[Token]) -> tuple[tuple[Block, ...], ...]:
        items: list[tuple[Block, ...]] = []
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            items.append(self._blocks(tokens[position + 1 : end]))
            position = end + 1
        return tuple(items)

    def _inline(self, token: Token, line: int) -> tuple[Inline, ...]:
        return self._content(token.children or (), token.content, line)

    def _content(self, tokens: Sequence[Token], source: str, line: int) -> tuple[Inline, ...]:
        content: list[Inline] = []
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            content.extend(self._inline_of(tokens[position : end + 1], source, line))
            position = end + 1
        return _joined(content)

    def _inline_of(self, tokens: Sequence[Token], source: str, line: int) -> Iterator[Inline]:
        token, inner = tokens[0], tokens[1:-1]
        match token.type:
            case "text" | "text_special":
                yield from _text(token.content)
            case "softbreak":
                yield Text("\n")
            case "hardbreak":
                yield Break()
            case "code_inline":
                yield from (Code(clean(token.content)),) if token.content.strip() else _text(token.content)
            case "em_open":
                yield Emphasis(self._content(inner, source, line))
            case "strong_open":
                yield Strong(self._content(inner, source, line))
            case "link_open":
                yield from self._web_link(token, self._content(inner, source, line), line)
            case "plan_mention":
                yield Mention(token.content, self._at(token, source, line))
            case "plan_citation":
                yield Citation(int(token.content), self._at(token, source, line))
            case "plan_link_open":
                yield from self._plan_link(token, self._content(inner, source, line), source, line)
            case "html_inline":
                self._found(rules.NO_HTML, line, token.content, f"raw HTML {_short(token.content)!r}", "put it in backticks, or write \\<")
                yield from _text(token.content)
            case "image":
                written = f"![{token.content}]"
                self._found(rules.NO_IMAGES, line, written, f"image {_short(written)!r}", "link to it")
                yield from _text(f"{written}({token.attrGet('src')})")
            case other:
                raise AssertionError(f"inline {other!r} is not CommonMark")

    def _web_link(self, token: Token, content: tuple[Inline, ...], line: int) -> Iterator[Inline]:
        written = str(token.attrGet("href"))
        shown = content or (Text(clean(written)),)
        try:
            yield WebLink(shown, web_address(written))
        except NotAWebAddressError as reason:
            self._found(rules.ALLOWED_ADDRESS, line, written, str(reason), "link to an http or https address")
            yield from (*shown, Text(f" ({clean(written)})"))
        if token.attrGet("title"):
            yield from _text(f" ({token.attrGet('title')})")

    def _plan_link(self, token: Token, content: tuple[Inline, ...], source: str, line: int) -> Iterator[Inline]:
        kind, name = token.meta["kind"], token.meta["name"]
        at = self._at(token, source, line)
        if kind in TARGET_KINDS:
            yield PlanLink(content, kind, name, at)
            return
        self.problems.append(
            rules.KNOWN_TARGET_KIND.broken(at, f"link to the unknown kind {kind!r}", f"use one of {', '.join(TARGET_KINDS)}")
        )
        yield from (*content, Text(f"[{kind}:{name}]"))

    def _at(self, token: Token, source: str, line: int) -> Location:
        offset: int = token.meta["at"]
        row = line + source.count("\n", 0, offset)
        written = source[source.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]
        before = offset - (source.rfind("\n", 0, offset) + 1)
        margin = max(self.lines[row].find(written), 0) if row < len(self.lines) else 0
        return self.place.at(row, margin + before)


def _closing(tokens: Sequence[Token], position: int) -> int:
    if tokens[position].nesting != 1:
        return position
    level, end = 1, position
    while level:
        end += 1
        level += tokens[end].nesting
    return end


def _depth(token: Token) -> int:
    return token.level // 2 + max((child.level for child in token.children or ()), default=0)


def _code_block(token: Token) -> CodeBlock:
    # One word after a fence names a language; anything else there was meant to be read.
    info, text = clean(token.info).strip(), clean(token.content).rstrip("\n")
    if not info or info.isidentifier():
        return CodeBlock(text, info)
    return CodeBlock(f"{info}\n{text}")


def _text(text: str) -> tuple[Text, ...]:
    cleaned = clean(text)
    return (Text(cleaned),) if cleaned else ()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _joined(content: Sequence[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)
