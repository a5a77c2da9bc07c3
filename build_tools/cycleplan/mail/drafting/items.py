"""The blocks of a topic told apart: what was said, what was agreed on, and what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cycleplan.mail.drafting.clauses import by_owner, joined, sentences, without_brackets
from cycleplan.mail.markers import Mark, Marker, label, marker
from cycleplan.mail.outline import Block, Item, Lines, Paragraph, Quoted, Row
from cycleplan.mail.wording import Content, piece, said, stripped
from cycleplan.prose import Strong


@dataclass(frozen=True, slots=True)
class FoundAction:
    """Words that are an action item: marked, or below a label, or else a guess with its reason."""

    content: Content
    lines: Lines
    told: str = ""
    is_command: bool = False
    review: str = ""


@dataclass(frozen=True, slots=True)
class FoundDecision:
    """Words that are a decision."""

    content: Content
    lines: Lines


@dataclass
class Told:
    """What the blocks of a section come to; `lines` are all their lines."""

    discussion: list[Block] = field(default_factory=list)
    actions: list[FoundAction] = field(default_factory=list)
    decisions: list[FoundDecision] = field(default_factory=list)


def tell_apart(blocks: Sequence[Block]) -> Told:
    """Tell what blocks say apart. Each piece of text comes to exactly one place."""
    sorting = _Sorting()
    for place, block in enumerate(blocks):
        sorting.take(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    sorting.close()
    return sorting.told


@dataclass
class _Sorting:
    told: Told = field(default_factory=Told)
    mode: Mark | None = None
    depth: int = -1
    """The depth of the item that is the label, or -1 where a paragraph is."""
    floor: int | None = None
    """The depth of the first item below the label."""
    holder: str = ""
    holder_depth: int = -1
    waiting: Block | None = None
    last: Lines = ()
    takes_items_only: bool = False
    """Whether a marker with words behind it, such as `AIs: …`, is what started the mode."""
    is_in_action: bool = False
    columns: tuple[int, int] | tuple[()] | None = None
    """Of the table that is being read: which column has the action items, and which their owners."""

    def take(self, block: Block, after: Block | None) -> None:
        has_gap = bool(self.last) and block.lines[0] > self.last[-1] + 1
        if not isinstance(block, Row):
            self.columns = None
        match block:
            case Paragraph():
                self._paragraph(block, has_gap=has_gap)
            case Item():
                self._item(block, after)
            case Quoted() if self.mode or marker(said(block.content)):
                self._paragraph(block, has_gap=has_gap)
            case Row():
                self._row(block)
            case _:
                self._leave()
                self.told.discussion.append(block)
        self.last = block.lines

    def close(self) -> None:
        self._leave()

    def _row(self, block: Row) -> None:
        """Take a row of a table, which is an action item where the table's header says so."""
        self._leave()
        texts = [said(cell) for cell in block.cells]
        if self.columns is None or block.is_header:
            self.columns = _action_columns(texts)
        elif self.columns and max(self.columns) < len(block.cells):
            task, people = self.columns
            if texts[task].strip():
                self._action(stripped(block.cells[task]), block.lines, told=texts[people] if people >= 0 else "")
                return
        self.told.discussion.append(block)

    def _paragraph(self, block: Paragraph | Quoted, *, has_gap: bool) -> None:
        text = said(block.content)
        found = marker(text)
        if found and found.is_label:
            self._enter(found.mark, block, depth=-1)
            return
        if found and found.mark in (Mark.ACTION, Mark.DECISION, Mark.STEP):
            self._leave()
            self._marked(block.content, found, block.lines)
            if _is_plural(text[: found.end]):
                self.mode, self.depth, self.floor, self.takes_items_only = found.mark, -1, None, True
            return
        if (
            self.mode
            and self.depth < 0
            and not self.takes_items_only
            and (self.floor is None or not has_gap)
            and (not has_gap or self.waiting is not None)
        ):
            self._below(block.content, block.lines)
            self.waiting = None
            return
        self._leave()
        self._plain(block)

    def _item(self, block: Item, after: Block | None) -> None:
        text = said(block.content)
        if self.mode and block.depth <= self.depth:
            self._leave()
        if (
            block.is_continued
            and self.mode
            and self.depth < 0
            and not self.takes_items_only
            and (self.waiting is not None or _has_gap(self.last, block) or _is_committed(text))
        ):
            self._below(block.content, block.lines)
            self.waiting = None
            return
        if block.is_continued and self.is_in_action and self.told.actions:
            last = self.told.actions[-1]
            self.told.actions[-1] = replace(last, content=joined(last.content, block.content), lines=(*last.lines, *block.lines))
            return
        found = marker(text)
        has_children = isinstance(after, Item) and after.depth > block.depth
        if found and found.is_label and (has_children or found.mark is not Mark.OTHER):
            self._enter(found.mark, block, depth=block.depth)
            return
        if found and not found.is_label and found.mark in (Mark.ACTION, Mark.DECISION, Mark.STEP):
            self._marked(block.content, found, block.lines)
            if has_children and _is_plural(text[: found.end]):
                self.mode, self.depth, self.floor = found.mark, block.depth, None
            return
        if self.mode:
            self._listed(block, has_children=has_children)
            return
        self._plain(block)

    def _listed(self, block: Item, *, has_children: bool) -> None:
        """Take an item of the list below a label."""
        if self.floor is None:
            self.floor = block.depth
        text = said(block.content).strip()
        if block.depth <= self.holder_depth:
            self.holder, self.holder_depth = "", -1
        if has_children and text.endswith(":") and len(text) <= 60 and not self.holder:
            self.holder, self.holder_depth, self.waiting = text.rstrip(": "), block.depth, None
            return
        if block.depth > self.floor and not self.holder:
            self.is_in_action = False
            self.told.discussion.append(block)
            return
        self._below(block.content, block.lines)
        self.waiting = None

    def _below(self, content: Content, lines: Lines) -> None:
        if self.mode is Mark.DECISION:
            self.told.decisions.append(FoundDecision(content, lines))
        elif self.mode is Mark.ACTION:
            self._action(content, lines, told=self.holder)
        elif self.mode is Mark.STEP:
            self._action(content, lines, told=self.holder, review="The text lists this as a next step.")
        else:
            raise AssertionError(self.mode)

    def _enter(self, mark: Mark, block: Paragraph | Item | Quoted, depth: int) -> None:
        self._leave()
        if mark in (Mark.OTHER, Mark.TOPIC):
            self.told.discussion.append(replace(block, content=(Strong(block.content),)) if isinstance(block, Paragraph) else block)
            return
        self.mode, self.depth, self.floor, self.waiting = mark, depth, None, block

    def _leave(self) -> None:
        if self.waiting is not None:
            # Nothing came below the label, so it stays as the words that it is.
            self.told.discussion.append(self.waiting)
        self.mode, self.depth, self.floor, self.waiting = None, -1, None, None
        self.holder, self.holder_depth, self.is_in_action, self.takes_items_only = "", -1, False, False

    def _marked(self, content: Content, found: Marker, lines: Lines) -> None:
        text = said(content)
        rest = piece(content, found.end)
        if found.mark is Mark.DECISION:
            self.is_in_action = False
            self.told.decisions.append(FoundDecision(rest, lines))
            return
        review = "The text calls this a next step." if found.mark is Mark.STEP else ""
        is_command = text.lstrip("*_` ").casefold().startswith("#action")
        self._action(rest, lines, told=found.owners, is_command=is_command, is_plural=_is_plural(text[: found.end]), review=review)

    def _action(
        self, content: Content, lines: Lines, *, told: str = "", is_command: bool = False, is_plural: bool = False, review: str = ""
    ) -> None:
        for inner, start in sentences(content):
            words = piece(inner, start.end) if start else inner
            if _NOTHING.fullmatch(said(words).strip(" .*_")):
                self.told.discussion.append(Paragraph(content, lines))
                continue
            who = (start.owners if start else "") or told
            for one in by_owner(words, is_plural=is_plural):
                if said(one).strip():
                    self.told.actions.append(FoundAction(one, lines, who, is_command, review))
        self.is_in_action = True

    def _plain(self, block: Paragraph | Item | Quoted) -> None:
        self.is_in_action = False
        pieces = list(sentences(block.content))
        first = pieces[0][0]
        kept, inside = without_brackets(first)
        if said(kept).strip():
            self.told.discussion.append(replace(block, content=kept))
        for words in inside:
            self.told.actions.append(FoundAction(words, block.lines))
        for content, start in pieces[1:]:
            if start:
                self._marked(content, start, block.lines)
        self.is_in_action = False


def _has_gap(before: Lines, block: Block) -> bool:
    return bool(before) and block.lines[0] > before[-1] + 1


_COMMITTED = re.compile(r"\**@?[\w-]+\**(?:(?:,| and| and/or|/)\s*\**@?[\w-]+\**)*\s+(?:to|will)\b")


def _is_plural(words: str) -> bool:
    """Tell whether a marker, such as `AIs:`, speaks of several items."""
    return words.strip(" *_`[]()").rstrip(": ").casefold().endswith("s")


def _is_committed(text: str) -> bool:
    return _COMMITTED.match(text) is not None


def _action_columns(texts: Sequence[str]) -> tuple[int, int] | tuple[()]:
    """Return which columns of a table have action items and their owners; the second is -1 where no column has owners."""
    task = next((place for place, text in enumerate(texts) if label(text.strip(" *")) is Mark.ACTION), -1)
    people = next((place for place, text in enumerate(texts) if _PEOPLE.fullmatch(text.strip(" *"))), -1)
    return (task, people) if task >= 0 else ()


_NOTHING = re.compile(r"(?i)none|n/a|nothing|no actions?(?: items?)?|-+|tbd")
_PEOPLE = re.compile(r"(?i)(?:owner|assignee|who|responsible|lead|champion|volunteer|person|name)s?(?:\(s\))?")
