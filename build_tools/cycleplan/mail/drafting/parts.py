"""Parts of a topic on their way to sections, and those that a topic has as the bullets of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cycleplan.mail.drafting.items import Told
from cycleplan.mail.outline import Block, Item, Lines, Paragraph
from cycleplan.mail.wording import Content, piece, said


@dataclass
class Part:
    """What stands under one title on its way to a section."""

    title: Content
    title_lines: Lines
    blocks: tuple[Block, ...]
    order: int = 0
    told: Told = field(default_factory=Told)
    lines: Lines = ()
    source: str = ""


def with_bullets_as_parts(parts: list[Part]) -> list[Part]:
    """Return a topic with its parts; one without any has the items of its last list as parts, where those have items of their own."""
    if len(parts) > 1:
        return parts
    whole = parts[0]
    start = _start_of_bullet_parts(whole.told)
    if start is None:
        return parts
    inner = whole.told.discussion[start:]
    whole.told.discussion = whole.told.discussion[:start]
    found: list[Part] = []
    for block in inner:
        assert isinstance(block, Item)
        if block.depth == 0 and not block.is_continued:
            found.append(Part(_trimmed(block.content), block.lines, (), whole.order, lines=block.lines, source=whole.source))
        else:
            depth = max(block.depth - 1, 0)
            found[-1].told.discussion.append(Item(block.content, depth, block.lines, block.number, block.is_continued and block.depth > 0))
            found[-1].lines = (*found[-1].lines, *block.lines)
    _share_out(whole, found)
    return [whole, *found]


def _share_out(whole: Part, parts: Sequence[Part]) -> None:
    """Give each action item and each decision to the part that its lines stand in."""
    first = parts[0].lines[0]
    for kind in ("actions", "decisions"):
        kept = []
        for item in getattr(whole.told, kind):
            holder = next((part for part in reversed(parts) if part.lines[0] <= item.lines[0]), None) if item.lines[0] >= first else None
            if holder is None:
                kept.append(item)
            else:
                getattr(holder.told, kind).append(item)
                holder.lines = (*holder.lines, *item.lines)
        setattr(whole.told, kind, kept)
    inside = {line for part in parts for line in part.lines}
    whole.lines = tuple(line for line in whole.lines if line not in inside)


def _start_of_bullet_parts(told: Told) -> int | None:
    """Return where a list starts whose items all have items of their own, below words that announce it."""
    blocks = told.discussion
    start = len(blocks)
    while start and isinstance(blocks[start - 1], Item):
        start -= 1
    lead = blocks[start - 1] if start else None
    if not isinstance(lead, Paragraph) or not said(lead.content).rstrip().endswith(":"):
        return None
    top = [place for place in range(start, len(blocks)) if isinstance(block := blocks[place], Item) and block.depth == 0]
    have_items = all(place + 1 < len(blocks) and isinstance(after := blocks[place + 1], Item) and after.depth > 0 for place in top)
    are_titles = all(len(said(blocks[place].content)) <= 150 for place in top)  # type: ignore[union-attr]
    return start if len(top) >= 2 and have_items and are_titles else None


def _trimmed(content: Content) -> Content:
    text = said(content).rstrip()
    end = len(text) - 1 if text.endswith((".", ":")) and not text.endswith("..") else len(text)
    return piece(content, 0, end)
