"""Running text as people wrote it: what it says without its marks, and pieces of it with them."""

from __future__ import annotations

from typing import assert_never

from cycleplan.prose import Break, Citation, Code, Emphasis, Inline, Mention, Phrase, PlanLink, Strong, Text, WebLink, plain_text

Content = tuple[Inline, ...]


def said(content: Content) -> str:
    """Return what content says, mark by mark: offsets into it are those of `piece`."""
    return plain_text(Phrase(content))


def piece(content: Content, start: int, end: int | None = None) -> Content:
    """Return what stands between two offsets of `said(content)`, without white space at its ends.

    A link or a mark that is cut through keeps the part of its words that is inside.
    """
    return stripped(_between(content, start, len(said(content)) if end is None else end))


def stripped(content: Content) -> Content:
    """Return content without white space at its ends."""
    left = list(content)
    while left and isinstance(left[0], Text | Break):
        kept = left[0].text.lstrip() if isinstance(left[0], Text) else ""
        if kept:
            left[0] = Text(kept)
            break
        del left[0]
    while left and isinstance(left[-1], Text | Break):
        kept = left[-1].text.rstrip() if isinstance(left[-1], Text) else ""
        if kept:
            left[-1] = Text(kept)
            break
        del left[-1]
    return tuple(left)


def _between(content: Content, start: int, end: int) -> Content:
    found: list[Inline] = []
    offset = 0
    for inline in content:
        length = len(said((inline,)))
        first, last = max(start - offset, 0), min(end - offset, length)
        if first < last:
            found.append(inline if (first, last) == (0, length) else _part(inline, first, last))
        offset += length
    return tuple(found)


def _part(inline: Inline, start: int, end: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[start:end])
        case Code(text):
            return Code(text[start:end])
        case Emphasis(content):
            return Emphasis(_between(content, start, end))
        case Strong(content):
            return Strong(_between(content, start, end))
        case WebLink(content, url):
            return WebLink(_between(content, start, end), url)
        case PlanLink(content, kind, name, at):
            return PlanLink(_between(content, start, end), kind, name, at)
        case Mention() | Citation() | Break():
            return Text(said((inline,))[start:end])
        case _:
            assert_never(inline)
