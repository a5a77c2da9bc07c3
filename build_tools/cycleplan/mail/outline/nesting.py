"""Where in the lists and quotes of a text a paragraph stands, and what that makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from cycleplan.mail.outline.blocks import Block, Heading, Item, Lines, Paragraph, Quoted
from cycleplan.mail.wording import Content


@dataclass
class _Container:
    """A quote, or an item of a list, whose next paragraph is its first one or not."""

    is_quote: bool = False
    depth: int = 0
    number: int = 0
    is_begun: bool = False


@dataclass
class Nesting:
    """The quotes and items around the place that a reading is at."""

    containers: list[_Container] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many items are around the place."""
        return sum(not container.is_quote for container in self.containers)

    def enter_item(self, number: int = 0) -> None:
        """Go into an item of a list, with its number or 0 for a bullet."""
        self.containers.append(_Container(depth=self.depth, number=number))

    def enter_quote(self) -> None:
        """Go into a quote."""
        self.containers.append(_Container(is_quote=True))

    def leave(self) -> None:
        """Go out of the innermost item or quote."""
        self.containers.pop()

    @contextmanager
    def item(self, number: int = 0) -> Iterator[None]:
        """Be in an item of a list for a while."""
        self.enter_item(number)
        yield
        self.leave()

    @contextmanager
    def quote(self) -> Iterator[None]:
        """Be in a quote for a while."""
        self.enter_quote()
        yield
        self.leave()

    def placed(self, content: Content, lines: Lines) -> Paragraph | Quoted | Item:
        """Return running text as the block that it is at this place."""
        if not self.containers:
            return Paragraph(content, lines)
        container = self.containers[-1]
        if container.is_quote:
            return Quoted(content, lines)
        is_continued, container.is_begun = container.is_begun, True
        return Item(content, container.depth, lines, 0 if is_continued else container.number, is_continued)


def ranked(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with the levels of their headings counted from 1 and without gaps."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    ranks = {level: rank for rank, level in enumerate(levels, 1)}
    return [replace(block, level=ranks[block.level]) if isinstance(block, Heading) else block for block in blocks]
