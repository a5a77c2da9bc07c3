"""Values to MyST Markdown that shows exactly the values: the only place where anything is escaped.

Of every shorter list of special characters some text got through, so each ASCII punctuation mark is written with
a backslash before it, as CommonMark 0.31, section 2.4, allows. Two are written as numbers: a backtick, which no
title of a directive may hold, and a backslash, which before a role would switch the role off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from string import punctuation
from typing import assert_never
from urllib.parse import quote

from cycleplan.model import Status
from cycleplan.pages.entries import Anchor, Link, WebsiteLink
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
    clean,
    plain_text,
)


class Myst(str):
    """Text that is markup already; every other text is escaped."""

    __slots__ = ()


_ESCAPES = {ord(mark): f"\\{mark}" for mark in punctuation} | {ord("`"): "&#96;", ord("\\"): "&#92;"}
_SPACES = re.compile(r"\s+")
_TICKS = re.compile(r"`+")
_UNROLED = re.compile(r"(^\s+|\s+$|`+)")
_SAFE = "!$'*+,-./:;=?@_~%&#"
_LAST_NUMBER = 999_999_999
"""The highest number that an item of a list can have (CommonMark 0.31, section 5.2)."""


def escape(text: str) -> Myst:
    """Return one line of MyST that shows a text, its runs of white space folded."""
    return Myst(_folded(text).strip(" ").translate(_ESCAPES))


def finalize(value: object) -> Myst:
    """Return the MyST of any value that a page holds; raises TypeError for one that has none."""
    match value:
        case Myst():
            return value
        case Status():
            return Myst(f"{{ptg-status}}`{value.value}`")
        case str():
            return escape(value)
        case int():
            return Myst(value)
        case Phrase(content):
            return inline_myst(content)
        case Prose(blocks):
            return Myst("\n".join(_blocks(blocks)))
        case Link(text, to):
            return _written_link(text, f"plan:{to}")
        case WebsiteLink(text, url):
            return _written_link(text, url)
        case Anchor(kind, name):
            return Myst(f"{{ptg:anchor}}`{kind} {name}`")
        case _:
            message = f"no MyST for {type(value).__name__}"
            raise TypeError(message)


def listed(values: Iterable[object]) -> Myst:
    """Return values one behind the other with commas between them."""
    return Myst(", ".join(map(finalize, values)))


def destination(to: object) -> Myst:
    """Return the address of a link inside the plan."""
    return Myst(_destination(f"plan:{to}"))


def inline_myst(content: tuple[Inline, ...]) -> Myst:
    """Return one line of MyST for inlines."""
    return Myst(_written(content, "", linked=False).strip(" "))


def _written(content: tuple[Inline, ...], role: str, *, linked: bool) -> str:
    # Code spans side by side would be read as one with backticks in it, so they are written as one.
    pieces = groupby(_pieces(content, role, linked=linked), key=lambda piece: isinstance(piece, Code))
    return "".join(_code_span("".join(piece.text for piece in run)) if is_code else "".join(run) for is_code, run in pieces)  # type: ignore[union-attr, arg-type]  # the key of a run says which of the two it holds


def _pieces(content: tuple[Inline, ...], role: str, *, linked: bool) -> Iterator[str | Code]:
    """Yield markup, and code on its own; emphasis inside emphasis is one, as a role can hold nothing but text."""
    for inline in content:
        match inline:
            case Text(text):
                yield from _roled(text, role) if role else (_folded(text).translate(_ESCAPES),)
            case Break():
                yield " "
            case Code(text):
                yield inline
            case Emphasis(inner):
                yield from _pieces(inner, role or "emphasis", linked=linked)
            case Strong(inner):
                yield from _pieces(inner, "strong", linked=linked)
            case WebLink(inner, url):
                yield from _link(inner, url, _destination(url), role, linked=linked)
            case PlanLink(inner, _, name):
                yield from _link(inner, name, f"plan:{name}", role, linked=linked)
            case Mention() | Citation():
                message = f"{inline!r} was not looked up"
                raise TypeError(message)
            case _:
                assert_never(inline)


def _link(content: tuple[Inline, ...], name: str, address: str, role: str, *, linked: bool) -> Iterator[str | Code]:
    named = content if plain_text(Phrase(content)).strip() else (Text(name),)
    if linked:
        yield from _pieces(named, role, linked=True)
    else:
        yield f"[{_written(named, role, linked=True)}](<{address}>)"


def _roled(text: str, role: str) -> Iterator[str]:
    # A role keeps its text as it is, but it can hold no backtick and would keep white space at its ends.
    for piece in _UNROLED.split(_folded(text)):
        if not piece or _UNROLED.fullmatch(piece):
            yield piece.translate(_ESCAPES)
        else:
            yield f"{{{role}}}`{piece}`"


def _code_span(text: str) -> str:
    text = _folded(text)
    if not text.strip(" "):
        return text
    ticks = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    padding = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"


@lru_cache(maxsize=65_536)
def _written_link(text: str, url: str) -> Myst:
    return Myst(f"[{escape(text)}](<{_destination(url)}>)")


def _destination(url: str) -> str:
    # Nothing between angle brackets may close them; what is encoded already stays as it is.
    return quote(url, safe=_SAFE).replace("&", "&amp;")


def _folded(text: str) -> str:
    return _SPACES.sub(" ", clean(text))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for position, block in enumerate(blocks):
        if position:
            yield ""
        yield from _block(block, alternate=bool(position % 2))


def _block(block: Block, *, alternate: bool) -> Iterator[str]:
    """Yield the lines of a block; two lists in a row take different marks, else they would be read as one."""
    match block:
        case Paragraph(content):
            yield inline_myst(content)
        case BulletList(items):
            for item in items:
                yield from _item("* " if alternate else "- ", item)
        case NumberedList(items, start):
            for number, item in enumerate(items, start):
                yield from _item(f"{min(number, _LAST_NUMBER)}{')' if alternate else '.'} ", item)
        case Quote(inner):
            yield from (f"> {line}".rstrip(" ") for line in _blocks(inner))
        case CodeBlock(text):
            yield from _fence(text)
        case _:
            assert_never(block)


def _item(mark: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    lines = list(_blocks(blocks)) or [""]
    yield f"{mark}{lines[0]}".rstrip(" ")
    indent = " " * len(mark)
    yield from (f"{indent}{line}" if line else "" for line in lines[1:])


def _fence(text: str) -> Iterator[str]:
    code = clean(text)
    ticks = "`" * max(3, max((len(run) for run in _TICKS.findall(code)), default=0) + 1)
    yield f"{ticks}text"
    yield from code.split("\n")
    yield ticks
