"""The inlines of one paragraph as Markdown, from a tree in its normal form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from markdown_it.rules_inline.autolink import AUTOLINK_RE, EMAIL_RE

from cycleplan.prose.escape import Care, escaped, is_punctuation, numeric
from cycleplan.prose.normal import Content
from cycleplan.prose.tree import Break, Citation, Code, Emphasis, Inline, Mention, PlanLink, Strong, Text, WebLink
from cycleplan.prose.web import NotAWebAddressError, web_address

SPACE = "\n"
"""Stands for a space at which a line may end; a space that has to stay one is written as it is."""
BREAK = "\r"
"""Stands for the end of a line that the writer asked for."""

_TICKS = re.compile("`+")
_AMPERSAND = re.compile(r"&(?=#[0-9Xx][0-9A-Fa-f]*;|[A-Za-z][A-Za-z0-9]*;)")
_ESCAPED = r"\\\g<0>"
_GOES_ON = re.compile(r"[-_]*[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What surrounds some inlines: the characters next to them, the mark of emphasis around them, and whether a link is."""

    before: str = "\n"
    after: str = "\n"
    mark: str = ""
    in_link: bool = False


def spelled(content: Content, care: Care) -> str:
    """Return one line of Markdown for inlines, with `SPACE` and `BREAK` in it."""
    return _spelled(content, care, _Setting())


def _spelled(content: Content, care: Care, setting: _Setting) -> str:
    pieces = [""] * len(content)
    marks = _emphasis_marks(content, setting.mark)
    for position, inline in enumerate(content):
        if not isinstance(inline, Text):
            pieces[position] = _mark(inline, care, marks[position], in_link=setting.in_link)
    for position, inline in enumerate(content):
        if isinstance(inline, Text):
            pieces[position] = _text(content, pieces, position, care, setting)
    return "".join(pieces)


def _mark(inline: Inline, care: Care, mark: str, *, in_link: bool) -> str:
    match inline:
        case Break():
            return BREAK
        case Code(text):
            return _code_span(text)
        case Mention(owner):
            return f"@{owner}"
        case Citation(number):
            return f"[{number}]"
        case Emphasis(content) | Strong(content):
            return f"{mark}{_spelled(content, care, _Setting(mark, mark, mark[0], in_link))}{mark}"
        case WebLink(content, url):
            return _web_link(content, url, care)
        case PlanLink(content, kind, name):
            return f"[{_label(content, care)}][{kind}:{name}]"
        case Text():
            raise AssertionError("text is spelled by what stands beside it")
        case _:
            assert_never(inline)


def _label(content: Content, care: Care) -> str:
    return _spelled(content, care, _Setting("[", "]", in_link=True))


def _web_link(content: Content, url: str, care: Care) -> str:
    match content:
        case (Text(text),) if _is_own_address(text, url):
            return f"<{text}>"
        case _:
            return f"[{_label(content, care)}]({_AMPERSAND.sub(_ESCAPED, url)})"


def _is_own_address(text: str, url: str) -> bool:
    read = text if AUTOLINK_RE.search(text) else f"mailto:{text}" if EMAIL_RE.search(text) else ""
    try:
        return web_address(read) == url
    except NotAWebAddressError:
        return False


def code_ticks(text: str, at_least: int = 1) -> str:
    """Return the backticks that a code can stand between: more than it has in a row."""
    return "`" * max(at_least, max((len(run) for run in _TICKS.findall(text)), default=0) + 1)


def _code_span(text: str) -> str:
    ticks = code_ticks(text)
    padding = " " if "`" in (text[0], text[-1]) or text[0] == text[-1] == " " else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"


def _emphasis_marks(content: Content, around: str) -> list[str]:
    """Return the mark of each emphasis: never the one of what stands right before it or closes right behind it."""
    marks: list[str] = []
    last = ""
    for position, inline in enumerate(content):
        last = _emphasis_mark(inline, last or (around if position in (0, len(content) - 1) else ""))
        marks.append(last * _length(inline) if isinstance(inline, Emphasis | Strong) else "")
    return marks


def _emphasis_mark(inline: Inline, beside: str) -> str:
    if not isinstance(inline, Emphasis | Strong):
        return ""
    if beside:
        return "_" if beside == "*" else "*"
    holds_another = any(isinstance(inner, Emphasis | Strong) for inner in (inline.content[0], inline.content[-1]))
    return "_" if holds_another else "*"


def _text(content: Content, pieces: Sequence[str], position: int, care: Care, setting: _Setting) -> str:
    text = _said(content[position])
    before = pieces[position - 1][-1] if position else setting.before
    after = pieces[position + 1][0] if position + 1 < len(pieces) else setting.after
    head = _head(text, content[position - 1], pieces[position - 1]) if position else ""
    tail = _tail(text, content[position + 1], pieces[position + 1]) if position + 1 < len(pieces) and (len(text) > 1 or not head) else ""
    start, end = (1 if head else 0), len(text) - (1 if tail else 0)
    before, after = text[start - 1] if start else before, text[end] if tail else after
    return f"{head}{escaped(text[start:end], care, before, after, in_link=setting.in_link).replace(' ', SPACE)}{tail}"


def _said(inline: Inline) -> str:
    if not isinstance(inline, Text):
        raise TypeError(f"{inline!r} is no text")
    return inline.text


def _head(text: str, previous: Inline, written: str) -> str:
    """Return the spelling of a first character that would change how the mark before it is read."""
    if isinstance(previous, Mention) and _GOES_ON.match(text):
        return numeric(text[0]) if text[0].isalnum() else f"\\{text[0]}"
    if isinstance(previous, Emphasis | Strong):
        return _beside_emphasis(text[0], written[-1], written[-1 - _length(previous)])
    return ""


def _tail(text: str, following: Inline, written: str) -> str:
    """Return the spelling of a last character that would change how the mark behind it is read."""
    if isinstance(following, Mention) and text[-1].isalnum():
        return numeric(text[-1])
    if isinstance(following, Emphasis | Strong):
        return _beside_emphasis(text[-1], written[0], written[_length(following)])
    return ""


def _length(emphasis: Emphasis | Strong) -> int:
    return 1 if isinstance(emphasis, Emphasis) else 2


def _beside_emphasis(character: str, mark: str, within: str) -> str:
    # A letter outside lets `*` be a mark only where a letter is inside, too, and `_` never.
    if character == " " or is_punctuation(character) or (mark == "*" and not is_punctuation(within)):
        return ""
    return numeric(character)
