"""Prose as plain text: what it says without its marks, and its blocks as lines of mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import assert_never

from cycleplan.mail.summary.owners import Names
from cycleplan.mail.summary.wrapping import columns, wrapped
from cycleplan.model import WIDEST_LINE
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
)

CODE_INDENT = "    "
_SCHEMES = ("https://", "http://", "mailto:")


def words_of(names: Names, phrase: Phrase) -> str:
    """Return what a phrase says in a mail: owners by name, addresses between angle brackets behind their words."""
    return _said(names, phrase.content)


def lines_of(names: Names, prose: Prose, width: int = WIDEST_LINE) -> list[str]:
    """Return prose as lines of mail: a blank line between its blocks, and code as it is, four spaces in."""
    return _lines(names, prose.blocks, width)


def _lines(names: Names, blocks: Iterable[Block], width: int) -> list[str]:
    laid = [(block, lines) for block in blocks if (lines := _block_lines(names, block, width))]
    found = list(laid[0][1]) if laid else []
    for _, (_, lines) in pairwise(laid):
        found += ["", *lines]
    return found


def _block_lines(names: Names, block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(content):
            return wrapped(_said(names, content), width)
        case BulletList(items):
            return [line for item in items for line in _item_lines(names, item, "- ", width)]
        case NumberedList(items, start):
            return [line for number, item in enumerate(items, start) for line in _item_lines(names, item, f"{number}. ", width)]
        case Quote(inner):
            return [f"> {line}".rstrip(" ") for line in _lines(names, inner, width - 2)]
        case CodeBlock(text):
            return [f"{CODE_INDENT}{line}".rstrip() for line in clean(text).split("\n")] if text.strip() else []
        case _:
            assert_never(block)


def _item_lines(names: Names, blocks: tuple[Block, ...], mark: str, width: int) -> Iterator[str]:
    """Yield the lines of an item; a list that follows its first paragraph follows without a blank line."""
    inner = width - columns(mark)
    match blocks:
        case (Paragraph() as first, (BulletList() | NumberedList()) as second, *rest):
            nested = _lines(names, (second, *rest), inner)
            lines = [*_block_lines(names, first, inner), *nested]
        case _:
            lines = _lines(names, blocks, inner)
    yield (mark + (lines[0] if lines else "")).rstrip(" ")
    yield from ((" " * len(mark) + line).rstrip(" ") for line in lines[1:])


def _said(names: Names, content: Iterable[Inline]) -> str:
    return "".join(_said_of(names, inline) for inline in content)


def _said_of(names: Names, inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Mention(owner):
            return names[owner]
        case Citation(number):
            return f"[{number}]"
        case WebLink(inner, url):
            return _linked(_said(names, inner), url)
        case Emphasis(inner) | Strong(inner) | PlanLink(inner):
            return _said(names, inner)
        case _:
            assert_never(inline)


def _linked(said: str, url: str) -> str:
    bare = {url, *(url.removeprefix(scheme) for scheme in _SCHEMES)}
    return f"<{url}>" if said.strip() in bare else f"{said} <{url}>"
