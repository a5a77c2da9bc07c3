"""Reads the mails that we write ourselves by their grammar (`cycleplan.mail.summary`), and not by what texts look like.

A text is one of ours where the number behind each heading is that of a note with the address of a page of the
gathering. Everything else in it is then where the grammar says, whatever the words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cycleplan.mail.draft import Draft, DraftAction, DraftDecision, DraftReference, DraftSection, DraftTopic
from cycleplan.mail.drafting.citations import numbers_in
from cycleplan.mail.drafting.people import Directory, Named
from cycleplan.mail.drafting.prose import as_prose
from cycleplan.mail.outline import Block, Lines
from cycleplan.mail.outline.addresses import linked
from cycleplan.mail.outline.plain import read_plain
from cycleplan.mail.source import Source
from cycleplan.mail.summary import (
    ACTIONS_LABEL,
    AGREED,
    CLOSING,
    CONTINUED,
    FOUND_LATER,
    NO_ADDRESS,
    NOBODY,
    PART,
    REMARK,
    SEE_ALSO,
    SPEC,
    TOPIC,
    owners_called,
    unshielded,
)
from cycleplan.mail.wording import Content
from cycleplan.model import Plan, at_path, why_no_fragment
from cycleplan.problems import Location
from cycleplan.prose import Citation, Inline, Phrase, Prose, Text, inlines

_NOTE = re.compile(r"\[(\d{1,4})\] ")
_HEADING = re.compile(r"(.*) \[(\d{1,4})\]", re.DOTALL)
_NUMBER = re.compile(r"\[(\d{1,4})\]")
_PIECE = re.compile(rf" (?:<(?=(?:https?|mailto):)|\((?={NO_ADDRESS}|{FOUND_LATER}|{SPEC} ))", re.IGNORECASE)
_SHIELD = re.compile(rf"(\\+)(?=<(?:https?|mailto):|\((?:{NO_ADDRESS}|{FOUND_LATER}|{SPEC} ))", re.IGNORECASE)
_DUE = re.compile(r"due (\d{4}-\d\d-\d\d)(?:, ([a-z0-9-]+))?")


@dataclass
class _Section:
    """What stands under one heading, before its number leads anywhere."""

    level: int
    title: str
    number: int
    lines: list[int]
    decisions: list[tuple[str, Lines]] = field(default_factory=list)
    items: list[tuple[str, Lines]] = field(default_factory=list)
    also: list[int] = field(default_factory=list)
    running: list[int] = field(default_factory=list)


@dataclass
class _Mail:
    """A mail in its pieces; `lines` are those of the gathering as a whole."""

    sections: list[_Section] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    introduction: list[int] = field(default_factory=list)
    closing: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def own_mail(source: Source, gathering: str, plan: Plan, directory: Directory) -> Draft | None:
    """Return the draft of a mail of ours about a gathering, or nothing where the text is none."""
    mail = _read(source.lines)
    base = f"{plan.site.base.rstrip('/')}/{gathering}/"
    pages = [_page(_present(mail.notes.get(section.number, ""), plan), base) for section in mail.sections] if mail else []
    if mail is None or not _fit(mail.sections, pages):
        return None
    return _Drafting(source.lines, mail, plan, directory).draft([page for page in pages if page])


def _read(lines: Sequence[str]) -> _Mail | None:
    mail, running, in_items = _Mail(), None, False
    for line, numbers in _entries(lines):
        section = mail.sections[-1] if mail.sections else None
        in_items = line == ACTIONS_LABEL or (in_items and line.startswith("- "))
        if line.startswith((TOPIC, PART)):
            found = _HEADING.fullmatch(line.partition(" ")[2])
            if not found:
                return None
            running = None
            mail.sections.append(_Section(1 if line.startswith(TOPIC) else 2, found[1], int(found[2]), list(numbers)))
        elif found := _NOTE.match(line):
            mail.notes[int(found[1])] = line[found.end() :]
            mail.lines.extend(numbers)
        elif line == CLOSING:
            running = mail.closing
            mail.lines.extend(numbers)
        elif section is None or running is not None:
            (mail.introduction if running is None else running).extend(numbers)
        else:
            _into(section, line, numbers, in_items=in_items)
    return mail


def _into(section: _Section, line: str, numbers: Lines, *, in_items: bool) -> None:
    section.lines.extend(numbers)
    if in_items and line != ACTIONS_LABEL:
        section.items.append((line.removeprefix("- "), numbers))
    elif line.startswith(f"{AGREED} "):
        section.decisions.append((line.removeprefix(f"{AGREED} "), numbers))
    elif line.startswith(SEE_ALSO):
        section.also.extend(int(number) for number in _NUMBER.findall(line))
    elif line != ACTIONS_LABEL:
        section.running.extend(numbers)


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, Lines]]:
    """Yield each line with those that continue it; a line of running text stands for itself, and blank ones are left out."""
    position, in_items = 0, False
    while position < len(lines):
        line, first = lines[position], position + 1
        position += 1
        in_items = line == ACTIONS_LABEL or (in_items and line.startswith("- "))
        if line.startswith((TOPIC, PART, f"{AGREED} ", SEE_ALSO)) or in_items or _NOTE.match(line):
            while position < len(lines) and lines[position].startswith(CONTINUED):
                line += f" {unshielded(lines[position].removeprefix(CONTINUED))}"
                position += 1
        if line.strip():
            yield line, tuple(range(first, position + 1))


def _present(note: str, plan: Plan) -> str:
    """Return the address of a note as it is now: long where it was written short, and new where its page has moved."""
    top = plan.site.base.rstrip("/")
    path = note.removeprefix(top)
    long = plan.ledger.long_path(path)
    try:
        return note if path == note else top + plan.moves.resolve(at_path(long)).canonical
    except ValueError:
        return note


def _page(note: str, base: str) -> tuple[str, str] | None:
    """Return the topic and the fragment of an address of a page of the gathering."""
    if not note.startswith(base):
        return None
    topic, _, fragment = note.removeprefix(base).partition("#")
    topic = topic.removesuffix(".html")
    return (topic, fragment) if not why_no_fragment(topic) and not (fragment and why_no_fragment(fragment)) else None


def _fit(sections: Sequence[_Section], pages: Sequence[tuple[str, str] | None]) -> bool:
    """Tell whether each topic has a page of its own, and each part a fragment on its topic's."""
    topics = [page for section, page in zip(sections, pages, strict=True) if section.level == 1]
    if not topics or sections[0].level != 1 or None in pages or len({page[0] for page in topics if page}) != len(topics):
        return False
    return all((section.level == 2) == bool(page and page[1]) for section, page in zip(sections, pages, strict=True))


@dataclass
class _Drafting:
    lines: Sequence[str]
    mail: _Mail
    plan: Plan
    directory: Directory
    references: dict[int, DraftReference] = field(default_factory=dict)
    referenced: set[int] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def draft(self, pages: Sequence[tuple[str, str]]) -> Draft:
        own = {section.number for section in self.mail.sections}
        self.references = {number: _reference(number, note) for number, note in self.mail.notes.items() if number not in own}
        topics: list[DraftTopic] = []
        for section, (topic, fragment) in zip(self.mail.sections, pages, strict=True):
            if section.level == 1:
                self.counts = {}
                topics.append(DraftTopic(self._section(section, topic)))
            else:
                topics[-1] = DraftTopic(topics[-1].whole, (*topics[-1].parts, self._section(section, fragment)))
        introduction, closing = self._prose(self.mail.introduction), self._prose(self.mail.closing)
        rest = tuple(reference for number, reference in sorted(self.references.items()) if number not in self.referenced)
        lines = (*self.mail.lines, *self.mail.introduction, *self.mail.closing)
        return Draft(
            introduction=introduction,
            closing=closing,
            references=rest,
            topics=tuple(topics),
            owners=self.directory.proposed,
            lines=tuple(sorted(lines)),
        )

    def _section(self, section: _Section, id_: str) -> DraftSection:
        actions = tuple(self._action(text, lines) for text, lines in section.items)
        decisions = tuple(DraftDecision(Phrase(self._content(text)), lines, self._next("d")) for text, lines in section.decisions)
        discussion = self._prose(section.running)
        said = (*(one.task.content for one in actions), *(one.text.content for one in decisions), tuple(inlines(discussion)))
        numbers = [number for number in (*numbers_in(said), *section.also) if number in self.references and number not in self.referenced]
        self.referenced.update(numbers)
        return DraftSection(
            title=section.title,
            id=id_,
            discussion=discussion,
            decisions=decisions,
            actions=actions,
            references=tuple(self.references[number] for number in dict.fromkeys(numbers)),
            lines=tuple(section.lines),
        )

    def _action(self, text: str, lines: Lines) -> DraftAction:
        called, _, task = text.removeprefix("(").partition(")")
        names = () if called == NOBODY else called.split(", ")
        found = REMARK.search(task)
        due = _DUE.match(found[0][1:]) if found else None
        state = (found[0][1:-1].partition("; ")[2] if due else found[0][1:-1]) if found else ""
        words = task[: found.start()] if found else task
        review = f"The text says of it: {state}." if state not in ("", "open") else ""
        owners = tuple(dict.fromkeys(self._owner(name) for name in names))
        return DraftAction(Phrase(self._content(words.strip())), owners, lines, review, self._next("a"), (due[2] or due[1]) if due else "")

    def _owner(self, name: str) -> str:
        known = owners_called(self.plan, name)
        return known[0].key if len(known) == 1 else self.directory.key(Named(nick=name))

    def _next(self, letter: str) -> str:
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}{self.counts[letter]}"

    def _content(self, text: str) -> Content:
        return self._cited(linked(text))

    def _cited(self, content: Content) -> Content:
        return tuple(one for inline in content for one in (self._numbers(inline.text) if isinstance(inline, Text) else (inline,)))

    def _numbers(self, text: str) -> Iterator[Inline]:
        position = 0
        for found in _NUMBER.finditer(text):
            if int(found[1]) in self.references:
                yield from _text(text[position : found.start()])
                yield Citation(int(found[1]), Location(""))
                position = found.end()
        yield from _text(text[position:])

    def _prose(self, numbers: Sequence[int]) -> Prose:
        return as_prose(tuple(_blocks(self.lines, numbers)), self._cited)


def _blocks(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[Block]:
    """Yield the blocks of some lines that follow each other; where others stand between them is room."""
    if numbers:
        first, wanted = numbers[0], set(numbers)
        text = [lines[number - 1] if number in wanted else "" for number in range(first, numbers[-1] + 1)]
        for block in read_plain(text).blocks:
            yield replace(block, lines=tuple(line + first - 1 for line in block.lines))


def _text(text: str) -> Iterable[Text]:
    return (Text(text),) if text else ()


def _reference(number: int, note: str) -> DraftReference:
    starts = [found.start() for found in _PIECE.finditer(note)]
    pieces = [note[start:end].strip(" ") for start, end in zip([0, *starts], [*starts, len(note)], strict=True)]
    title, *rest = (_SHIELD.sub(lambda found: found[1][: len(found[1]) // 2], piece) for piece in pieces)
    made = DraftReference(title, cite=number)
    address = ""
    for piece in rest:
        words = piece[1:-1]
        if piece.startswith("<"):
            made = replace(made, url=made.url or address)
            address = words
        elif words.startswith(f"{SPEC} "):
            made = replace(made, spec=words.removeprefix(f"{SPEC} "))
        elif words.startswith(NO_ADDRESS):
            made = replace(made, missing=words.removeprefix(NO_ADDRESS).strip())
        else:
            made, address = replace(made, found=(*made.found, (address, words.removeprefix(FOUND_LATER).strip()))), ""
    return _with_one_source(replace(made, url=made.url or address))


def _with_one_source(reference: DraftReference) -> DraftReference:
    """Return a reference as notes have it: a work item's page and a lost address are no address of its own."""
    return replace(reference, url="") if reference.spec or reference.missing else reference
