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
from cycleplan.prose.marks import add_marks, keep_definitions
from cycleplan.prose.places import CleanPlace, Finder
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
    plain_text,
)
from cycleplan.prose.web import NotAWebAddressError, web_address

TARGET_KINDS = ("topic", "spec", "owner")
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

    def __post_init__(self) -> None:
        self.clean_place = CleanPlace(self.text, self.place)
        self.finder = Finder(self.lines, self.clean_place)

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
            self._found(rules.NO_LINK_DEFINITIONS, line, written, f"link definition {_short(written)!r}", "write [text](address)")
        return self._blocks(tokens)

    def phrase(self) -> tuple[Inline, ...]:
        source = self._bounded()
        if source is None:
            return (Text(clean(self.text)),)
        start = len(source) - len(source.lstrip())
        tokens = _markdown().parseInline(source.strip())
        if self._too_deep(tokens):
            return (Text(source),)
        return self._inline(tokens[0], source.count("\n", 0, start))

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
        self._met(rule, written, message, hint)

    def _met(self, rule: Rule, written: str, message: str, hint: str) -> None:
        self.problems.append(rule.broken(self.finder.find(written.split("\n")[0]), message, hint))

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
        self.finder.start(line)
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
                self.finder.pass_by(token.content)
                yield from _text(token.content)
            case "softbreak":
                self.finder.next_line()
                yield Text("\n")
            case "hardbreak":
                self.finder.next_line()
                yield Break()
            case "code_inline":
                self.finder.pass_by(token.content)
                yield from (Code(clean(token.content)),) if token.content.strip() else _text(token.content)
            case "em_open":
                yield Emphasis(self._content(inner, source, line))
            case "strong_open":
                yield Strong(self._content(inner, source, line))
            case "link_open":
                yield from self._web_link(token, _bare(token, inner) or self._content(inner, source, line))
            case "plan_mention":
                yield Mention(token.content, self._at(token, source, line))
            case "plan_citation":
                yield Citation(int(token.content), self._at(token, source, line))
            case "plan_link_open":
                yield from self._plan_link(token, self._content(inner, source, line), source, line)
            case "html_inline":
                self._met(rules.NO_HTML, token.content, f"raw HTML {_short(token.content)!r}", "put it in backticks, or write \\<")
                yield from _text(token.content)
            case "image":
                written = f"![{token.content}]"
                self._met(rules.NO_IMAGES, written, f"image {_short(written)!r}", "link to it")
                title = token.attrGet("title")
                yield from _text(f"{written}({token.attrGet('src')})" + (f" ({title})" if title else ""))
            case other:
                raise AssertionError(f"inline {other!r} is not CommonMark")

    def _web_link(self, token: Token, content: tuple[Inline, ...]) -> Iterator[Inline]:
        written = str(token.attrGet("href"))
        shown = _unlinked(content) if plain_text(Phrase(content)).strip() else (Text(clean(written)),)
        try:
            yield WebLink(shown, web_address(written), self.finder.find(written))
        except NotAWebAddressError as reason:
            self._met(rules.ALLOWED_ADDRESS, written, str(reason), "link to an http or https address")
            yield from (*shown, Text(f" ({clean(written)})"))
        if token.attrGet("title"):
            yield from _text(f" ({token.attrGet('title')})")

    def _plan_link(self, token: Token, content: tuple[Inline, ...], source: str, line: int) -> Iterator[Inline]:
        kind, name = token.meta["kind"], token.meta["name"]
        at = self._at(token, source, line)
        if kind in TARGET_KINDS:
            yield PlanLink(_unlinked(content), kind, name, at)
            return
        self.problems.append(
            rules.KNOWN_TARGET_KIND.broken(at, f"link to the unknown kind {kind!r}", f"use one of {', '.join(TARGET_KINDS)}")
        )
        yield from (*content, Text(f"[{kind}:{name}]"))

    def _at(self, token: Token, source: str, line: int) -> Location:
        offset: int = token.meta["at"]
        row = line + source.count("\n", 0, offset)
        start = source.rfind("\n", 0, offset) + 1
        written = source[start:].split("\n", 1)[0]
        # The parser writes an indent by spaces, so only what follows it stands in the file as it stands here.
        indent = len(written) - len(written.lstrip())
        margin = max(self.lines[row].find(written.lstrip()), 0) if row < len(self.lines) else 0
        return self.clean_place.at(row, margin + offset - start - indent)


def _closing(tokens: Sequence[Token], position: int) -> int:
    if tokens[position].nesting != 1:
        return position
    level, end = 1, position
    while level:
        end += 1
        level += tokens[end].nesting
    return end


def _bare(token: Token, inner: Sequence[Token]) -> tuple[Inline, ...]:
    # An address between angle brackets is text and address at once.
    return _text(inner[0].content) if token.info == "auto" else ()


def _depths(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.rpartition("_")[0] in _NESTING else 0
        yield depth + max((inner for inner, _ in _depths(token.children or ())), default=0), token


def _unlinked(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return content as it stands in a link, in which no other link can stand."""
    shown: list[Inline] = []
    for inline in content:
        match inline:
            case Emphasis(inner):
                shown.append(Emphasis(_unlinked(inner)))
            case Strong(inner):
                shown.append(Strong(_unlinked(inner)))
            case WebLink() | PlanLink() | Mention() | Citation():
                shown.append(Text(plain_text(Phrase((inline,)))))
            case _:
                shown.append(inline)
    return _joined(shown)


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
