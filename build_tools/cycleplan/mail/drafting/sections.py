"""The headings of a text with the blocks below them, as a tree of sections."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cycleplan.mail.markers import label
from cycleplan.mail.outline import Block, Heading, Item, Lines, Paragraph
from cycleplan.mail.wording import Content, said
from cycleplan.prose import Strong, Text

AGENDA = re.compile(
    r"(?i)(?:meeting\s+)?(?:agenda|topics?(?:\s+(?:discussed|covered))?|discussions?|minutes|notes|sessions?|items"
    r"|discussion\s+(?:topics|items|notes))(?:\s*:)?"
)
"""What a heading says that only introduces topics."""


@dataclass
class Section:
    """A heading with the blocks below it and the sections below those."""

    title: Content
    level: int
    lines: Lines
    blocks: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words of the title."""
        return said(self.title).strip()


def tree_of(blocks: Sequence[Block]) -> Section:
    """Return a section without a title that has blocks below their headings, by the levels of those."""
    root = Section((), 0, ())
    open_sections = [root]
    for block in blocks:
        if not isinstance(block, Heading):
            open_sections[-1].blocks.append(block)
            continue
        while open_sections[-1].level >= block.level:
            open_sections.pop()
        section = Section(block.content, block.level, block.lines)
        open_sections[-1].children.append(section)
        open_sections.append(section)
    return root


def with_bullets_as_sections(section: Section) -> Section:
    """Return a section such as `Agenda` with its bullets as sections, where those have bullets of their own."""
    items = [block for block in section.blocks if isinstance(block, Item)]
    top = [block for block in items if block.depth == 0 and not block.is_continued]
    parents = sum(after.depth > before.depth == 0 for before, after in itertools.pairwise(items))
    if section.children or not AGENDA.fullmatch(section.words) or len(top) < 2 or parents * 2 < len(top):
        return section
    kept: list[Block] = []
    made: list[Section] = []
    for block in section.blocks:
        if isinstance(block, Item) and block.depth == 0 and not block.is_continued:
            made.append(Section(block.content, section.level + 1, block.lines))
        elif made and isinstance(block, Item):
            made[-1].blocks.append(Item(block.content, max(block.depth - 1, 0), block.lines, block.number, block.is_continued))
        else:
            (made[-1].blocks if made else kept).append(block)
    return Section(section.title, section.level, section.lines, kept, made)


def flat(section: Section) -> list[tuple[Section, list[Block]]]:
    """Return a section and all below it in a row, labels taken into the section that they stand in."""
    found = [(section, list(section.blocks))]
    for child in section.children:
        if is_label(child):
            found[0][1].extend(inlined(child)) if len(found) == 1 else found[-1][1].extend(inlined(child))
        else:
            found.extend(flat(child))
    return found


def is_label(section: Section) -> bool:
    """Tell whether the title of a section is a label, such as `Action items`, and not that of a topic."""
    return label(section.words) is not None


def inlined(section: Section) -> list[Block]:
    """Return a section as running blocks, its title as a paragraph of its own."""
    found: list[Block] = [
        Paragraph(section.title if is_label(section) else (Strong(section.title or (Text(" "),)),), section.lines),
        *section.blocks,
    ]
    for child in section.children:
        found.extend(inlined(child))
    return found
