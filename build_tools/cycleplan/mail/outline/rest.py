"""reStructuredText as an outline, by docutils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from cycleplan.mail.markers import label, starts_marked
from cycleplan.mail.outline.addresses import joined
from cycleplan.mail.outline.blocks import Block, Fact, Heading, Item, Lines, Outline, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.outline.bounds import IsMarker, bounded, is_within_bounds, whole
from cycleplan.mail.outline.nesting import Nesting, ranked
from cycleplan.mail.outline.rest_inline import Targets, content_of, numbered_by_itself, targets
from cycleplan.mail.outline.rest_source import MOST_LINES, bounded_blocks, bounded_indents, with_lists_apart
from cycleplan.mail.outline.rest_states import read_document
from cycleplan.mail.wording import Content, said
from cycleplan.prose import Break, Inline, Text


def read_rest(lines: Sequence[str], is_marker: IsMarker = starts_marked) -> Outline:
    """Read a text in reStructuredText; a line that `is_marker` ends the paragraph before it.

    No directive is run and nothing is included: their words are kept, and so are those of roles. What docutils takes
    for an error is plain text, as is what is over the bounds (`LARGEST`, `LONGEST_LINE`, `MOST_LINES`,
    `LARGEST_BLOCK`, `MOST_INDENTS`).
    """
    blocks: list[Block] = []
    if is_within_bounds(lines) and len(lines) <= MOST_LINES:
        source = bounded_blocks(bounded_indents(bounded(lines)))
        blocks = ranked(_Reading(source).blocks(read_document(with_lists_apart(source), is_marker)))
    return Outline(whole(blocks, lines, is_marker))


@dataclass
class _Reading:
    """One tree of docutils being read, and the lines of it that a block already has."""

    source: Sequence[str]
    known: Targets = field(default_factory=Targets)
    nesting: Nesting = field(default_factory=Nesting)
    taken: set[int] = field(default_factory=set)
    titles: list[tuple[str, Lines]] = field(default_factory=list)
    is_begun: bool = False

    def blocks(self, document: nodes.document) -> list[Block]:
        """Return the blocks of a whole document."""
        self.known = targets(document)
        self.titles = list(document["titles"])
        found = list(self._all(document.children, 0))
        for target in document.findall(nodes.target):
            if id(target) in self.known.used or not ("refuri" in target or "refname" in target):
                found.extend(self._rule(target))
        return found

    def _all(self, children: Iterable[nodes.Node], level: int) -> Iterator[Block]:
        for child in children:
            if isinstance(child, nodes.Element):
                yield from self._block(child, level)

    def _block(self, node: nodes.Element, level: int) -> Iterator[Block]:
        match node:
            case nodes.system_message() | nodes.target() | nodes.substitution_definition():
                return
            case nodes.section():
                yield from self._all(node.children, level + 1)
            case nodes.title() | nodes.rubric():
                yield from self._heading(node, level)
            case nodes.paragraph() | nodes.term() | nodes.attribution():
                yield from self._placed(content_of(node, self.known), node.get("lines", ()))
            case nodes.bullet_list() | nodes.enumerated_list():
                yield from self._items(node, level)
            case nodes.definition_list_item():
                yield from self._definition(node, level)
            case nodes.block_quote():
                yield from self._quote(node, level)
            case nodes.field():
                yield from self._field(node, level)
            case nodes.footnote() | nodes.citation():
                yield from self._labelled(node, _label(node), node.children, level)
            case nodes.line_block():
                yield from self._line_block(node)
            case nodes.literal_block() | nodes.doctest_block():
                yield from self._verbatim(node)
            case nodes.row():
                yield from self._row(node)
            case nodes.comment():
                yield from self._rule(node)
            case _:
                yield from self._all(node.children, level)
                yield from self._rule(node, "layout")

    def _take(self, lines: Iterable[int]) -> Lines:
        """Return the lines that are not blank and in no block yet, and take them."""
        free = tuple(sorted({number for number in lines if self.source[number - 1]} - self.taken))
        self.taken.update(free)
        return free

    def _rule(self, node: nodes.Element, attribute: str = "lines") -> Iterator[Rule]:
        if lines := self._take(node.get(attribute, ())):
            yield Rule(lines)

    def _placed(self, content: Content, lines: Iterable[int]) -> Iterator[Block]:
        taken = self._take(lines)
        if taken and content:
            self.is_begun = True
            yield self.nesting.placed(content, taken)
        elif taken:
            yield Rule(taken)

    def _heading(self, node: nodes.Element, level: int) -> Iterator[Block]:
        lines: Lines = node.get("lines", ())
        while not lines and self.titles:
            title, found = self.titles.pop(0)
            lines = found if title.strip() == node.rawsource.strip() else ()
        content = content_of(node, self.known)
        if taken := self._take(lines):
            yield Heading(content, node.get("level", level), taken) if content else Rule(taken)

    def _items(self, node: nodes.Element, level: int) -> Iterator[Block]:
        first = node.get("start", 1) if isinstance(node, nodes.enumerated_list) else 0
        for position, item in enumerate(child for child in node.children if isinstance(child, nodes.list_item)):
            with self.nesting.item(first + position if first else 0):
                yield from self._all(item.children, level)

    def _definition(self, node: nodes.Element, level: int) -> Iterator[Block]:
        classifiers = [Text(f" : {child.astext()}") for child in node.children if isinstance(child, nodes.classifier)]
        is_label = False
        for child in node.children:
            if isinstance(child, nodes.term):
                is_label = label(child.astext()) is not None
                yield from self._placed(joined((*content_of(child, self.known), *classifiers)), child.get("lines", ()))
            elif isinstance(child, nodes.definition):
                found = self._all(child.children, level)
                yield from (_below_label(block) if is_label else block for block in found)

    def _quote(self, node: nodes.Element, level: int) -> Iterator[Block]:
        # An indent in an item, or around a list, is layout; around a paragraph it quotes.
        if self.nesting.containers:
            yield from self._all(node.children, level)
        else:
            with self.nesting.quote():
                yield from self._all(node.children, level)

    def _field(self, node: nodes.Element, level: int) -> Iterator[Block]:
        name, *bodies = (child for child in node.children if isinstance(child, nodes.Element))
        if self.is_begun or self.nesting.containers:
            inner = [child for body in bodies for child in body.children]
            yield from self._labelled(node, f"{name.astext()}: ", inner, level)
            return
        lines = {*node.get("lines", ()), *(line for body in bodies for line in _lines_within(body))}
        value = " ".join(said(content_of(body, self.known)) for body in _paragraphs(bodies))
        if taken := self._take(lines):
            yield Fact(" ".join(name.astext().split()), " ".join(value.split()), taken)

    def _labelled(self, node: nodes.Element, words: str, children: Iterable[nodes.Node], level: int) -> Iterator[Block]:
        """Yield what stands behind a label on its first line, with the label before it."""
        line: Lines = node.get("lines", ())[:1]
        found = list(self._all((child for child in children if not isinstance(child, nodes.label)), level))
        first = found[0] if found else None
        if isinstance(first, Paragraph | Quoted | Item | Heading) and line and first.lines[0] == line[0]:
            found[0] = replace(first, content=joined((Text(words), *first.content)))
        elif taken := self._take(line):
            self.is_begun = True
            found.insert(0, self.nesting.placed((Text(words.strip()),), taken))
        yield from found

    def _line_block(self, node: nodes.Element) -> Iterator[Block]:
        content: list[Inline] = []
        for line in _paragraphs([node]):
            content.extend((*content_of(line, self.known), Break()))
        yield from self._placed(tuple(content[:-1]), _lines_within(node))

    def _verbatim(self, node: nodes.Element) -> Iterator[Block]:
        text = node.astext()
        lines = node.get("lines", ()) or (range(node.line, node.line + text.count("\n") + 1) if node.line else ())
        if taken := self._take(number for number in lines if number <= len(self.source)):
            self.is_begun = True
            yield Verbatim(text, taken)

    def _row(self, node: nodes.Element) -> Iterator[Block]:
        cells = tuple(self._cell(cell) for cell in node.children if isinstance(cell, nodes.entry))
        if taken := self._take(node.get("lines", ()) or _lines_within(node)):
            self.is_begun = True
            yield Row(cells, taken, bool(node.get("is_header", isinstance(node.parent, nodes.thead))))

    def _cell(self, cell: nodes.Element) -> Content:
        content: list[Inline] = []
        for paragraph in _paragraphs([cell]):
            content.extend((*content_of(paragraph, self.known), Break()))
        return tuple(content[:-1])


def _below_label(block: Block) -> Block:
    """Return a paragraph of the definition of a label, such as `Actions`, as what the label speaks of."""
    return Item(block.content, 0, block.lines, is_continued=True) if isinstance(block, Paragraph) else block


def _paragraphs(within: Iterable[nodes.Element]) -> Iterator[nodes.Element]:
    """Yield whatever holds running text, in order."""
    for node in within:
        if isinstance(node, nodes.paragraph | nodes.term | nodes.line | nodes.title | nodes.field_name | nodes.literal_block):
            yield node
        elif not isinstance(node, nodes.system_message | nodes.comment):
            yield from _paragraphs(child for child in node.children if isinstance(child, nodes.Element))


def _lines_within(node: nodes.Element) -> list[int]:
    found: list[int] = []
    for inner in node.findall(nodes.Element):
        found.extend(() if isinstance(inner, nodes.comment) else inner.get("lines", ()))
    return found


def _label(node: nodes.Element) -> str:
    label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
    name = next(iter((*node["names"], *node["dupnames"])), "")
    return f"[{label or numbered_by_itself(node, name)}] "
