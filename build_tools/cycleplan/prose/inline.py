"""Reads what stands within a paragraph, the inline tokens of markdown-it, into the tree.

A link that may not be one, an image or raw HTML is a problem and shows as the text that it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from cycleplan.problems import Location, Problem, Rule
from cycleplan.prose import rules
from cycleplan.prose.clean import clean
from cycleplan.prose.places import CleanPlace, Finder
from cycleplan.prose.tree import (
    Break,
    Citation,
    Code,
    Emphasis,
    Inline,
    Mention,
    Phrase,
    PlanLink,
    Strong,
    Text,
    WebLink,
    plain_text,
)
from cycleplan.prose.web import NotAWebAddressError, web_address

TARGET_KINDS = ("topic", "spec", "owner")


@dataclass
class InlineReading:
    """The lines of one text, in which its inline tokens are read in order, and the problems met on the way."""

    problems: list[Problem]
    lines: list[str]
    clean_place: CleanPlace
    finder: Finder

    def read(self, token: Token, line: int) -> tuple[Inline, ...]:
        """Return what an inline token holds; `line` is the line of the clean text that its block starts on."""
        self.finder.start(line)
        return self._content(token.children or (), token.content, line)

    def met(self, rule: Rule, written: str, message: str, hint: str) -> None:
        """Add a problem at the next place where something is written as it is."""
        self.problems.append(rule.broken(self.finder.find(written.split("\n")[0]), message, hint))

    def _content(self, tokens: Sequence[Token], source: str, line: int) -> tuple[Inline, ...]:
        content: list[Inline] = []
        position = 0
        while position < len(tokens):
            end = closing(tokens, position)
            content.extend(self._inline_of(tokens[position : end + 1], source, line))
            position = end + 1
        return _joined(content)

    def _inline_of(self, tokens: Sequence[Token], source: str, line: int) -> Iterator[Inline]:
        token, inner = tokens[0], tokens[1:-1]
        match token.type:
            case "text" | "text_special":
                self.finder.pass_by(token.content)
                yield from text_of(token.content)
            case "softbreak":
                self.finder.next_line()
                yield Text("\n")
            case "hardbreak":
                self.finder.next_line()
                yield Break()
            case "code_inline":
                self.finder.pass_by(token.content)
                yield from (Code(clean(token.content)),) if token.content.strip() else text_of(token.content)
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
                self.met(rules.NO_HTML, token.content, f"raw HTML {short(token.content)!r}", "put it in backticks, or write \\<")
                yield from text_of(token.content)
            case "image":
                written = f"![{token.content}]"
                self.met(rules.NO_IMAGES, written, f"image {short(written)!r}", "link to it")
                title = token.attrGet("title")
                yield from text_of(f"{written}({token.attrGet('src')})" + (f" ({title})" if title else ""))
            case other:
                raise AssertionError(f"inline {other!r} is not CommonMark")

    def _web_link(self, token: Token, content: tuple[Inline, ...]) -> Iterator[Inline]:
        written = str(token.attrGet("href"))
        shown = _unlinked(content) if plain_text(Phrase(content)).strip() else (Text(clean(written)),)
        try:
            yield WebLink(shown, web_address(written), self.finder.find(written))
        except NotAWebAddressError as reason:
            self.met(rules.ALLOWED_ADDRESS, written, str(reason), "link to an http or https address")
            yield from (*shown, Text(f" ({clean(written)})"))
        if token.attrGet("title"):
            yield from text_of(f" ({token.attrGet('title')})")

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


def closing(tokens: Sequence[Token], position: int) -> int:
    """Return where what opens at a position closes: there, if nothing opens."""
    if tokens[position].nesting != 1:
        return position
    level, end = 1, position
    while level:
        end += 1
        level += tokens[end].nesting
    return end


def text_of(text: str) -> tuple[Text, ...]:
    """Return text as content that a page can show; nothing where there is none."""
    cleaned = clean(text)
    return (Text(cleaned),) if cleaned else ()


def short(text: str) -> str:
    """Return text as a problem quotes it."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _bare(token: Token, inner: Sequence[Token]) -> tuple[Inline, ...]:
    # An address between angle brackets is text and address at once.
    return text_of(inner[0].content) if token.info == "auto" else ()


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


def _joined(content: Sequence[Inline]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)
