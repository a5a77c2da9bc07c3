"""Prose as a tree: the closed set of things that a page can show of what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from cycleplan.problems import Location


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the writer asked for."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link out of the plan; the address is as `web_address` returns it."""

    content: tuple[Inline, ...]
    url: str
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """`@gouthamr`: an owner named in running text."""

    owner: str
    at: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """`[2]`: the reference of that number in the same gathering."""

    number: int
    at: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlanLink:
    """`[text][spec:manila/ensure-shares]`: a link into the plan; kind and name as written."""

    content: tuple[Inline, ...]
    kind: str
    name: str
    at: Location = field(compare=False)


Inline = Text | Code | Break | Emphasis | Strong | WebLink | Mention | Citation | PlanLink

_LINKS = (WebLink, PlanLink)
_NO_LINKS = (Emphasis, Strong)
_CONTAINERS = (*_NO_LINKS, *_LINKS)
_Kinds = tuple[type[Emphasis | Strong | WebLink | PlanLink], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    language: str = ""


Block = Paragraph | BulletList | NumberedList | Quote | CodeBlock


@dataclass(frozen=True, slots=True)
class Phrase:
    """Prose of one paragraph, such as the task of an action item."""

    content: tuple[Inline, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.content)


@dataclass(frozen=True, slots=True)
class Prose:
    """Prose of any number of blocks, such as a discussion."""

    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)


def inlines(prose: Phrase | Prose) -> Iterator[Inline]:
    """Yield every inline of prose in reading order, a container before what it holds."""
    return _within(prose.content) if isinstance(prose, Phrase) else _in_blocks(prose.blocks)


def outer_links(prose: Phrase | Prose) -> Iterator[WebLink | PlanLink]:
    """Yield every link of prose in reading order; one within another's words is no link of its own."""
    found = _within(prose.content, _NO_LINKS) if isinstance(prose, Phrase) else _in_blocks(prose.blocks, _NO_LINKS)
    return (inline for inline in found if isinstance(inline, _LINKS))


def plain_text(prose: Phrase | Prose) -> str:
    """Return what a reader sees, without any markup: one line a paragraph, item or line of code."""
    if isinstance(prose, Phrase):
        return _plain(prose.content)
    return "\n".join(_plain_blocks(prose.blocks))


def _within(content: tuple[Inline, ...], containers: _Kinds = _CONTAINERS) -> Iterator[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, containers):
            yield from _within(inline.content, containers)


def _in_blocks(blocks: tuple[Block, ...], containers: _Kinds = _CONTAINERS) -> Iterator[Inline]:
    for block in blocks:
        match block:
            case Paragraph(content):
                yield from _within(content, containers)
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from _in_blocks(item, containers)
            case Quote(inner):
                yield from _in_blocks(inner, containers)
            case CodeBlock():
                pass
            case _:
                assert_never(block)


def _plain(content: tuple[Inline, ...]) -> str:
    if len(content) == 1 and isinstance(only := content[0], Text):  # as nearly all are
        return only.text
    return "".join(map(_plain_inline, content))


def _plain_inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Mention(owner):
            return f"@{owner}"
        case Citation(number):
            return f"[{number}]"
        case Emphasis(content) | Strong(content) | WebLink(content) | PlanLink(content):
            return _plain(content)
        case _:
            assert_never(inline)


def _plain_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(content):
                yield _plain(content)
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from _plain_blocks(item)
            case Quote(inner):
                yield from _plain_blocks(inner)
            case CodeBlock(text):
                yield text
            case _:
                assert_never(block)
