"""Prose as HTML for feeds, built as a tree, so that its writer alone escapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never
from xml.etree.ElementTree import Element, tostring

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
    plain_text,
)
from cycleplan.prose.tree import Phrase

Piece = str | Element
LinkTo = Callable[[Mention | Citation | PlanLink], str]
"""Tells the address that a link into the plan leads to."""


def element(tag: str, *pieces: Piece, **attributes: str) -> Element:
    """Return an element that holds these pieces in this order."""
    made = Element(tag, attributes)
    for piece in pieces:
        if isinstance(piece, Element):
            made.append(piece)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + piece
        else:
            made.text = (made.text or "") + piece
    return made


def link(text: str, url: str) -> Element:
    """Return a link with these words."""
    return element("a", text, href=url)


def written(elements: Iterable[Element]) -> str:
    """Return elements as HTML."""
    return "".join(tostring(made, encoding="unicode", method="html") for made in elements)


def blocks(content: Iterable[Block], to: LinkTo) -> Iterator[Element]:
    """Yield the element of each block."""
    for block in content:
        yield _block(block, to)


def inlines(content: Iterable[Inline], to: LinkTo) -> Iterator[Piece]:
    """Yield the pieces of inlines; a link inside a link is its words."""
    for inline in content:
        yield from _inline(inline, to)


def _block(block: Block, to: LinkTo) -> Element:
    match block:
        case Paragraph(content):
            return element("p", *inlines(content, to))
        case BulletList(items):
            return element("ul", *(element("li", *blocks(item, to)) for item in items))
        case NumberedList(items, start):
            return element("ol", *(element("li", *blocks(item, to)) for item in items), start=str(start))
        case Quote(inner):
            return element("blockquote", *blocks(inner, to))
        case CodeBlock(text):
            return element("pre", element("code", text))
        case _:
            assert_never(block)


def _inline(inline: Inline, to: LinkTo) -> Iterator[Piece]:
    match inline:
        case Text(text):
            yield text
        case Code(text):
            yield element("code", text)
        case Break():
            yield element("br")
        case Emphasis(content):
            yield element("em", *inlines(content, to))
        case Strong(content):
            yield element("strong", *inlines(content, to))
        case WebLink(content, url):
            yield _link(content, url)
        case PlanLink(content):
            yield _link(content, to(inline))
        case Mention() | Citation():
            yield _link((inline,), to(inline))
        case _:
            assert_never(inline)


def _link(content: tuple[Inline, ...], url: str) -> Element:
    return element("a", *_unlinked(content, url), href=url)


def _unlinked(content: tuple[Inline, ...], url: str) -> Iterator[Piece]:
    if not plain_text(Phrase(content)).strip():
        yield url
        return
    for inline in content:
        match inline:
            case Emphasis(inner):
                yield element("em", *_unlinked(inner, ""))
            case Strong(inner):
                yield element("strong", *_unlinked(inner, ""))
            case WebLink(inner) | PlanLink(inner):
                yield from _unlinked(inner, "")
            case Mention() | Citation():
                yield plain_text(Phrase((inline,)))
            case Text() | Code() | Break():
                yield from _inline(inline, lambda _: url)
            case _:
                assert_never(inline)
