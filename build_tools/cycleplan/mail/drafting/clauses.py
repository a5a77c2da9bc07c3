"""Content taken apart where one item ends and the next starts: at a marker, at an owner, at a bracket."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from cycleplan.mail.drafting.common_words import COMMON_WORDS
from cycleplan.mail.markers import Marker, bracketed_actions, marked_sentences, marker
from cycleplan.mail.wording import Content, piece, said
from cycleplan.prose import Strong, Text

_NEXT_OWNER = re.compile(r"(?:[.;,]|,?\sand)\s+(?=(?P<who>[\w-]{2,30})(?:\s+(?:and|&)\s+[\w-]{2,30})?\s+(?:to|will)\s)")


def sentences(content: Content) -> Iterator[tuple[Content, Marker | None]]:
    """Yield content up to the first marker within it, and then each piece that a marker starts."""
    text = said(content)
    starts = [0, *marked_sentences(text), len(text)]
    for start, end in itertools.pairwise(starts):
        inner = piece(content, start, end)
        yield inner, marker(said(inner)) if start else None


def by_owner(content: Content, *, is_plural: bool) -> Iterator[Content]:
    """Yield the pieces of `**wren** to do this. **mallow** to do that.`, each of which is an item of its own.

    Without the emphasis they are taken apart only below a marker that speaks of several items.
    """
    offset, starts = 0, [0]
    if is_plural:
        starts.extend(found.end() for found in _NEXT_OWNER.finditer(said(content)) if found["who"].casefold() not in COMMON_WORDS)
    for place, inline in enumerate(content):
        before = said(content[:place])[-2:] if isinstance(inline, Strong) else ""
        after = said(content[place + 1 : place + 2])
        if isinstance(inline, Strong) and place and before.rstrip()[-1:] in (".", ";") and re.match(r"\s+(?:to|will)\b", after):
            starts.append(offset)
        offset += len(said((inline,)))
    starts = sorted(set(starts))
    for start, end in zip(starts, [*starts[1:], offset], strict=True):
        yield piece(content, start, end)


def without_brackets(content: Content) -> tuple[Content, list[Content]]:
    """Take each `(action: …)` out of content; return the rest, and what stood in each."""
    text, position = said(content), 0
    kept: Content = ()
    inside: list[Content] = []
    for start, end, first, last in bracketed_actions(text):
        inside.append(piece(content, first, last))
        kept = joined(kept, piece(content, position, start))
        position = end
    return (joined(kept, piece(content, position)) if inside else content), inside


def joined(left: Content, right: Content) -> Content:
    """Return one content after another, with a space between them where a word starts."""
    if not left or not right:
        return left or right
    starts_word = said(right)[:1] not in ".,;:!?)"
    return (*left, Text(" "), *right) if starts_word else (*left, *right)
