"""Reads the Markdown that people wrote on purpose into a tree of what a page may show.

CommonMark 0.31, less images, headings, rules, raw HTML and link definitions, and with the marks of `marks`.
Blocks are read here, and what stands within a paragraph by `inline`.
Whatever is left out is a problem and shows as the text that it is: nothing that was written disappears.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cycleplan.problems import Place, Problem, Rule
from cycleplan.prose import rules
from cycleplan.prose.clean import clean, unclean
from cycleplan.prose.inline import InlineReading, closing, short, text_of
from cycleplan.prose.marks import add_marks, keep_definitions
from cycleplan.prose.places import CleanPlace, Finder
from cycleplan.prose.tree import Block, BulletList, CodeBlock, Inline, NumberedList, Paragraph, Phrase, Prose, Quote, Text

DEEPEST = 8
LONGEST = 32_000
_MOST_LEVELS = 20
"""What markdown-it reads before it gives up: more than eight lists, which are two levels each."""

_NESTING = frozenset(("blockquote", "bullet_list", "ordered_list", "em", "strong", "link", "plan_link"))


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
    problems: list[Problem] = []
    for line, written in enumerate(text.split("\n")):
        found = list(unclean(written))
        if found:
            names = ", ".join(dict.fromkeys(name for _, name in found))
            problems.append(rules.VISIBLE_TEXT.broken(place.at(line, found[0][0]), f"invisible character {names}", "take it out"))
    return tuple(problems)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": _MOST_LEVELS})
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # the address is judged here, with its place
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # web_address spells it
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # an address shows as it was written
    add_marks(markdown)
    keep_definitions(markdown)
    return markdown


@dataclass
class _Reading:
    """One text being read: what markdown-it made of it, and the problems met on the way."""

    text: str
    place: Place
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    clean_place: CleanPlace = field(init=False)
    finder: Finder = field(init=False)
    inlines: InlineReading = field(init=False)

    def __post_init__(self) -> None:
        self.clean_place = CleanPlace(self.text, self.place)
        self.finder = Finder(self.lines, self.clean_place)
        self.inlines = InlineReading(self.problems, self.lines, self.clean_place, self.finder)

    def prose(self) -> tuple[Block, ...]:
        source = self._bounded()
        if source is None:
            return (CodeBlock(clean(self.text)),)
        environment: dict[str, list[int]] = {}
        tokens = _markdown().parse(source, environment)
        if self._too_deep(tokens):
            return (CodeBlock(source),)
        for line in environment.get("definitions", ()):
            written = self.lines[line][self.lines[line].find("[") :].rstrip()
            self._found(rules.NO_LINK_DEFINITIONS, line, written, f"link definition {short(written)!r}", "write [text](address)")
        return self._blocks(tokens)

    def phrase(self) -> tuple[Inline, ...]:
        source = self._bounded()
        if source is None:
            return (Text(clean(self.text)),)
        start = len(source) - len(source.lstrip())
        tokens = _markdown().parseInline(source.strip())
        if self._too_deep(tokens):
            return (Text(source),)
        return self.inlines.read(tokens[0], source.count("\n", 0, start))

    def _bounded(self) -> str | None:
        self.problems.extend(unclean_characters(self.text, self.place))
        if len(self.text) > LONGEST:
            message = f"text of {len(self.text)} characters"
            self.problems.append(rules.BOUNDED_PROSE.broken(self.place.start, message, f"keep it under {LONGEST}"))
            return None
        source = clean(self.text)
        self.lines.extend(source.split("\n"))
        return source

    def _too_deep(self, tokens: Sequence[Token]) -> bool:
        deep = next((token for depth, token in _depths(tokens) if depth > DEEPEST), None)
        if deep:
            at = self.clean_place.at(deep.map[0] if deep.map else 0)
            self.problems.append(rules.BOUNDED_PROSE.broken(at, "prose nested too deep", f"nest it at most {DEEPEST} deep"))
        return deep is not None

    def _found(self, rule: Rule, line: int, written: str, message: str, hint: str) -> None:
        self.finder.start(line)
        self.inlines.met(rule, written, message, hint)

    def _blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        position = 0
        while position < len(tokens):
            end = closing(tokens, position)
            blocks.extend(self._block(tokens[position : end + 1]))
            position = end + 1
        return tuple(blocks)

    def _block(self, tokens: Sequence[Token]) -> Iterator[Block]:
        opening, inner = tokens[0], tokens[1:-1]
        line = opening.map[0] if opening.map else 0
        match opening.type:
            case "paragraph_open":
                yield Paragraph(self.inlines.read(inner[0], line))
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
                yield Paragraph(
                    (*text_of(f"{opening.markup} " if opening.markup.startswith("#") else ""), *self.inlines.read(inner[0], line))
                )
            case "html_block":
                written = opening.content.strip()
                self._found(
                    rules.NO_HTML, line, written.split("\n")[0], f"raw HTML {short(written)!r}", "put it in backticks, or write \\<"
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
            end = closing(tokens, position)
            items.append(self._blocks(tokens[position + 1 : end]))
            position = end + 1
        return tuple(items)


def _depths(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.rpartition("_")[0] in _NESTING else 0
        yield depth + max((inner for inner, _ in _depths(token.children or ())), default=0), token


def _code_block(token: Token) -> CodeBlock:
    # One word after a fence names a language; anything else there was meant to be read.
    info, text = clean(token.info).strip(), clean(token.content).rstrip("\n")
    if not info or info.isidentifier():
        return CodeBlock(text, info)
    return CodeBlock(f"{info}\n{text}")
