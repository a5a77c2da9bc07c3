"""One normal form for trees of prose: what Markdown can spell, with no two spellings of one thing in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TypeVar, assert_never

from cycleplan.prose.clean import clean
from cycleplan.prose.inline import TARGET_KINDS
from cycleplan.prose.marks import is_citation, is_mention, is_target
from cycleplan.prose.parser import DEEPEST
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

HIGHEST_NUMBER = 999_999_999
"""The highest number that an item of a list can have (CommonMark 0.31, section 5.2)."""

Content = tuple[Inline, ...]

_SPACES = re.compile(r"\s+")
_LINKS = frozenset((WebLink, PlanLink))
_AnyProse = TypeVar("_AnyProse", Phrase, Prose)


def normal(prose: _AnyProse) -> _AnyProse:
    """Return prose as `read_phrase` or `read_prose` can return it: other white space, fewer marks, and never another word.

    White space in text becomes one space and leaves the ends of paragraphs, links and emphasis; so do breaks, which in
    a phrase are spaces. Empty paragraphs, quotes, lists and emphasis go. Equal emphasis inside or beside each other
    becomes one, and so does code beside code. Marks that would run into each other, such as two citations, get a space
    between them. What names no owner, number or place becomes the text that it would be read as. Lists and quotes
    nested too deep give their blocks to the one that they stand in.
    """
    if isinstance(prose, Phrase):
        return Phrase(_content(_unbroken(prose.content)))
    return Prose(tuple(_fitted(_blocks(prose.blocks), 0)))


def folded(text: str) -> str:
    """Return clean text in which each run of white space is one space."""
    return _SPACES.sub(" ", clean(text))


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph(content):
                if kept := _content(content):
                    yield Paragraph(kept)
            case CodeBlock(text, language):
                yield _code_block(text, language)
            case Quote(inner):
                if within := tuple(_blocks(inner)):
                    yield Quote(within)
            case BulletList(items):
                if items:
                    yield BulletList(tuple(tuple(_blocks(item)) for item in items))
            case NumberedList(items, start):
                if items:
                    yield NumberedList(tuple(tuple(_blocks(item)) for item in items), min(max(start, 0), HIGHEST_NUMBER))
            case _:
                assert_never(block)


def _code_block(text: str, language: str) -> CodeBlock:
    name, body = clean(language).strip(), clean(text)
    if name and not name.isidentifier():
        name, body = "", f"{name}\n{body}"
    return CodeBlock(body.rstrip("\n"), name)


def _fitted(blocks: Iterable[Block], depth: int) -> Iterator[Block]:
    """Yield normal blocks nested no deeper than the reader takes, emphasis and links inside them counted."""
    for block in blocks:
        match block:
            case Paragraph() | CodeBlock():
                yield block
            case _ if depth + 1 + _inline_depth((block,)) > DEEPEST:
                yield from _fitted(_inner(block), depth)
            case Quote(inner):
                yield Quote(tuple(_fitted(inner, depth + 1)))
            case BulletList(items):
                yield BulletList(tuple(tuple(_fitted(item, depth + 1)) for item in items))
            case NumberedList(items, start):
                yield NumberedList(tuple(tuple(_fitted(item, depth + 1)) for item in items), start)
            case _:
                assert_never(block)


def _inner(block: Quote | BulletList | NumberedList) -> tuple[Block, ...]:
    return block.blocks if isinstance(block, Quote) else tuple(inner for item in block.items for inner in item)


def _inline_depth(blocks: Iterable[Block]) -> int:
    return max(
        (
            _content_depth(block.content) if isinstance(block, Paragraph) else _inline_depth(_inner(block))
            for block in blocks
            if not isinstance(block, CodeBlock)
        ),
        default=0,
    )


def _content_depth(content: Content) -> int:
    return max(
        (1 + _content_depth(inline.content) for inline in content if isinstance(inline, Emphasis | Strong | WebLink | PlanLink)), default=0
    )


def _content(content: Iterable[Inline]) -> Content:
    return _stripped(_joined(_marks(content, frozenset())))


def _unbroken(content: Iterable[Inline]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Break():
                yield Text(" ")
            case Emphasis() | Strong() | WebLink() | PlanLink():
                yield replace(inline, content=tuple(_unbroken(inline.content)))
            case _:
                yield inline


def _marks(content: Iterable[Inline], within: frozenset[type]) -> Iterator[Inline]:
    """Yield inlines of which each one can be spelled; `within` are the kinds of those around them."""
    for inline in content:
        match inline:
            case Text(text):
                yield Text(folded(text))
            case Code(text):
                code = clean(text).replace("\n", " ")
                yield Code(code) if code.strip() else Text(folded(code))
            case Break():
                yield inline
            case Emphasis() | Strong() if type(inline) in within:
                yield from _marks(inline.content, within)
            case Emphasis() | Strong():
                yield from _hoisted(inline, _joined(_marks(inline.content, within | {type(inline)})))
            case _ if _LINKS & within:
                yield from _marks(_as_text(inline), within)
            case Mention(owner):
                yield inline if is_mention(owner) else Text(folded(f"@{owner}"))
            case Citation(number):
                yield inline if is_citation(number) else Text(f"[{number}]")
            case WebLink():
                yield from _web_link(inline, within)
            case PlanLink():
                yield from _plan_link(inline, within)
            case _:
                assert_never(inline)


def _as_text(inline: Mention | Citation | WebLink | PlanLink) -> tuple[Inline, ...]:
    # The reader shows what no link can hold as its words only.
    return (Text(plain_text(Phrase((inline,)))),)


def _web_link(link: WebLink, within: frozenset[type]) -> Iterator[Inline]:
    try:
        address = web_address(link.url)
    except NotAWebAddressError:
        yield from _marks((*link.content, Text(f" ({link.url})")), within)
        return
    yield from _link(WebLink(link.content, address), address, within)


def _plan_link(link: PlanLink, within: frozenset[type]) -> Iterator[Inline]:
    name = clean(link.name)
    if link.kind in TARGET_KINDS and is_target(name):
        yield from _link(PlanLink(link.content, link.kind, name, link.at), name, within)
    else:
        yield from _marks((*link.content, Text(f"[{link.kind}:{link.name}]")), within)


def _link(link: WebLink | PlanLink, name: str, within: frozenset[type]) -> Iterator[Inline]:
    content = _joined(_marks(link.content, within | {type(link)}))
    yield from _hoisted(link, content if plain_text(Phrase(content)).strip() else (Text(folded(name)),))


def _hoisted(container: Emphasis | Strong | WebLink | PlanLink, content: Content) -> Iterator[Inline]:
    """Yield a container of content, and around it the white space that stood at the ends of the content."""
    solid = [position for position, inline in enumerate(content) if not _is_blank(inline)]
    if not solid:
        yield from content
        return
    first, last = content[solid[0]], content[solid[-1]]
    yield from content[: solid[0]]
    if isinstance(first, Text) and first.text.startswith(" "):
        yield Text(" ")
    yield replace(container, content=_stripped(content))
    if isinstance(last, Text) and last.text.endswith(" "):
        yield Text(" ")
    yield from content[solid[-1] + 1 :]


def _stripped(content: Content) -> Content:
    solid = [position for position, inline in enumerate(content) if not _is_blank(inline)]
    kept = list(content[solid[0] : solid[-1] + 1]) if solid else []
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip(" "))
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip(" "))
    return tuple(kept)


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip(" "))


def _joined(content: Iterable[Inline]) -> Content:
    """Return inlines with equals beside each other made one, and apart what would be read as one."""
    joined: list[Inline] = []
    for kind, run in groupby((inline for inline in content if inline != Text("")), key=type):
        for inline in _merged(kind, list(run)):
            joined.extend(_between(joined[-1] if joined else None, inline))
    return tuple(_trimmed(joined))


def _merged(kind: type[Inline], run: list[Inline]) -> Iterable[Inline]:
    if kind is Text:
        return (Text(_SPACES.sub(" ", plain_text(Phrase(tuple(run))))),)
    if kind is Code:
        return (Code(plain_text(Phrase(tuple(run)))),)
    if kind is Emphasis or kind is Strong:
        return (kind(_joined(inner for one in run if isinstance(one, Emphasis | Strong) for inner in one.content)),)
    return run


def _between(last: Inline | None, inline: Inline) -> Content:
    clash = (isinstance(last, Mention) and isinstance(inline, Mention | Emphasis | Strong)) or (
        isinstance(last, Citation) and isinstance(inline, Citation | WebLink | PlanLink)
    )
    return (Text(" "), inline) if clash else (inline,)


def _trimmed(content: list[Inline]) -> Iterator[Inline]:
    """Yield inlines with no white space beside a break."""
    for position, inline in enumerate(content):
        if isinstance(inline, Text):
            text = inline.text
            text = text.lstrip(" ") if position and isinstance(content[position - 1], Break) else text
            text = text.rstrip(" ") if isinstance(content[position + 1 : position + 2], Break) else text
            inline = Text(text)
        if inline != Text(""):
            yield inline
