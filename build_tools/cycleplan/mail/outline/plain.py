"""Reads the outline of plain text: mails, pads, and whatever has no markup language of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cycleplan.mail.markers import label
from cycleplan.mail.outline.addresses import linked
from cycleplan.mail.outline.blocks import Block, Footer, Heading, Item, Outline, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.outline.flattened import is_flattened, unflattened
from cycleplan.mail.outline.passages import Passage, passages
from cycleplan.mail.outline.shapes import Line, Shape, shapes
from cycleplan.mail.outline.titles import Style, Title, titles

_CELLS = re.compile(r"(?<!\\)\|")
_LONGEST_SIGNATURE = 30
_LIST_FOOTER = re.compile(r"(?i)_{20,}|-{2,}\s*(?:next part|original message)\b.*")
_LIST_WORDS = re.compile(r"(?i)mailing list|unsubscribe|listinfo|html attachment was scrubbed")


def read_plain(lines: Sequence[str]) -> Outline:
    """Return the outline of a plain text."""
    seen = shapes(unflattened(lines) if is_flattened(lines) else enumerate(lines, 1))
    body, footer = _without_footer(seen)
    found = passages(body)
    made = tuple(_Assembly(found, titles(found)).blocks())
    empty = tuple(line.number for line in seen if line.shape is Shape.BLANK and lines[line.number - 1].strip())
    return Outline((*made, *footer, *((Rule(empty),) if empty else ())))


def _without_footer(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[Block, ...]]:
    """Cut a signature and what a mailing list adds from the end of a text."""
    filled = [place for place, line in enumerate(lines) if line.shape is not Shape.BLANK]
    for place in filled[-_LONGEST_SIGNATURE:]:
        rest = lines[place:]
        text = "\n".join(f"{line.mark} {line.body}" if line.mark and line.shape is not Shape.RULE else line.body for line in rest)
        is_signature = lines[place].body == "--"
        if is_signature or (_LIST_FOOTER.fullmatch(lines[place].body) and _LIST_WORDS.search(text)):
            numbers = tuple(line.number for line in rest if line.shape is not Shape.BLANK)
            return lines[:place], (Footer(text, numbers),)
    return lines, ()


@dataclass
class _Assembly:
    """Passages and headings on their way to blocks, with the indents of the items that are open."""

    found: Sequence[Passage]
    titles: Mapping[int, Title]
    indents: list[int] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    nested: list[Style] = field(default_factory=list)
    label_indent: int = -1
    """Where the label above stands, or -1: what is indented below it is its definition."""

    def blocks(self) -> Iterator[Block]:
        marks = {place + 1 for place, title in self.titles.items() if title.behind}
        marks |= {place - 1 for place, title in self.titles.items() if title.before}
        for place, passage in enumerate(self.found):
            title = self.titles.get(place)
            if title:
                yield self._heading(place, passage, title)
            elif place not in marks:
                is_header = place + 1 < len(self.found) and self.found[place + 1].shape is Shape.DIVIDER and self.found[place + 1].gap == 0
                block = self._block(passage, is_header=is_header)
                self._keep_label(passage, block)
                yield block

    def _keep_label(self, passage: Passage, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.label_indent = passage.indent if label(passage.text) else -1
        elif not (isinstance(block, Item) and passage.indent > self.label_indent):
            self.label_indent = -1

    def _heading(self, place: int, passage: Passage, title: Title) -> Heading:
        self.indents = [passage.indent] if title.style[0] == "bullet" else []
        around = self.found[place - title.before : place + title.behind + 1]
        numbers = tuple(number for part in around for number in part.lines)
        return Heading(linked(title.text.strip()), self._level(title.style), numbers)

    def _level(self, style: Style) -> int:
        """Return the level of a style: by its own count where it has one, and otherwise by who came first, as docutils does."""
        if style[0] == "day":
            self.nested = [style]
        elif style in self.nested:
            del self.nested[self.nested.index(style) + 1 :]
        else:
            while self.nested and self.nested[-1][:2] == style[:2] and self.nested[-1][2] >= style[2]:
                self.nested.pop()
            self.nested.append(style)
        return len(self.nested)

    def _block(self, passage: Passage, *, is_header: bool) -> Block:
        if passage.shape in (Shape.RULE, Shape.DIVIDER):
            self.indents = []
            return Rule(passage.lines)
        if passage.shape is Shape.ROW:
            self.indents = []
            return Row(tuple(linked(cell.strip()) for cell in _CELLS.split(passage.text.strip().strip("|"))), passage.lines, is_header)
        if passage.shape is Shape.FENCE:
            return Verbatim(passage.text, passage.lines) if "\n" in passage.text or passage.text else Rule(passage.lines)
        content = linked(passage.text)
        if passage.quotes:
            return Quoted(content, passage.lines)
        if passage.is_item:
            return Item(content, self._depth(passage.indent), passage.lines, passage.level if passage.shape is Shape.NUMBER else 0)
        if len(self.indents) > self._hidden and passage.indent > self.indents[-1] and passage.shape is Shape.TEXT:
            return Item(content, max(len(self.indents) - 1 - self._hidden, 0), passage.lines, is_continued=True)
        if 0 <= self.label_indent < passage.indent:
            return Item(content, 0, passage.lines, is_continued=True)
        if passage.gap or not passage.indent:
            self.indents = self.indents[: self._hidden]
        return Paragraph(content, passage.lines)

    @property
    def _hidden(self) -> int:
        """The indents that belong to bullets that are headings."""
        return int(any(title.style[0] == "bullet" for title in self.titles.values()))

    def _depth(self, indent: int) -> int:
        while len(self.indents) > self._hidden and self.indents[-1] >= indent:
            self.indents.pop()
        self.indents.append(indent)
        return len(self.indents) - 1 - self._hidden
