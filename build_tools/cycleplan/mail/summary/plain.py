"""Prose as plain text: what it says without its marks, and its blocks as lines of mail."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import assert_never

from cycleplan.mail.summary.owners import Names
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.model import WIDEST_LINE
from cycleplan.prose import (
    Break,
    Citation,
    Code,
    Emphasis,
    Inline,
    Laying,
    Mention,
    Phrase,
    PlanLink,
    Prose,
    Strong,
    Text,
    WebLink,
)

_SCHEMES = ("https://", "http://", "mailto:")


def words_of(names: Names, phrase: Phrase) -> str:
    """Return what a phrase says in a mail: owners by name, addresses between angle brackets behind their words."""
    return _said(names, phrase.content)


def lines_of(names: Names, prose: Prose, width: int = WIDEST_LINE) -> list[str]:
    """Return prose as lines of mail: a blank line between its blocks, and code as it is, four spaces in."""
    return Laying(partial(_said, names), wrapped).lines(prose.blocks, width)


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
