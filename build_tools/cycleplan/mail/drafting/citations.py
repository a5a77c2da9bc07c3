"""Citations and their definitions: `[2]` in the text, and `[2] https://…` wherever the text has it.

A definition is a line of its own that starts with a number in brackets and has an address. Numbers often start again
in each topic, while a gathering's are unique: the first meaning keeps the number, and each other one becomes a link
whose words are still `[2]`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cycleplan.mail.draft import DraftReference
from cycleplan.mail.outline import Block, Heading, Item, Lines, Paragraph, Quoted, Row
from cycleplan.mail.wording import Content, piece, said
from cycleplan.problems import Location
from cycleplan.prose import Citation, Emphasis, Inline, Strong, Text, WebLink, clean

LONGEST_TITLE = 160
_DEFINITION = re.compile(r"\s*\[(\d{1,4})\]\s*(?::|[-\u2013\u2014=](?=\s))?\s*(?=\S)")
_NUMBER = re.compile(r"(?<!\])\[(\d{1,4}(?:\s*,\s*\d{1,4}){0,9})\](?![(\[:])|\[(\d{1,4})\](?=\[\d)|(?<=\])\[(\d{1,4})\]")
_INDEX = re.compile(r"[\w)\]]\[\d+\](?:\.\w|\[|\s*=|\()")
_BEFORE = re.compile(r"\[\d{1,4}\]")
_LARGEST_UNDEFINED = 99
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u00c0-\u00de])")
_EMPTY = "The text has no address for it."

Citing = Callable[[Content], Content]
"""What marks the citations of a text."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a number stands for in one place of a text: `order` counts the blocks before it, over all texts."""

    number: int
    url: str
    title: str
    order: int


@dataclass
class Citations:
    """The definitions of all texts, and which meaning of each number keeps it."""

    definitions: tuple[Definition, ...] = ()
    kept: dict[int, Definition] = field(default_factory=dict)
    undefined: dict[int, str] = field(default_factory=dict)

    def meaning(self, number: int, order: int) -> Definition | None:
        """Return what a number means at a place: the next definition behind it, or else the last one before it."""
        own = [definition for definition in self.definitions if definition.number == number]
        return next((definition for definition in own if definition.order >= order), own[-1] if own else None)


def find_definitions(blocks: Sequence[Block], order: int) -> tuple[tuple[Block, ...], tuple[Definition, ...], Lines]:
    """Take the definitions out of blocks; `order` is the count of blocks before them. Returns their lines, too."""
    kept: list[Block] = []
    found: list[Definition] = []
    lines: list[int] = []
    listed = _listed(blocks)
    for place, block in enumerate(blocks):
        defined = _defined(block, order + place, is_list=place in listed)
        if defined:
            found.extend(defined)
            lines.extend(block.lines)
        else:
            kept.append(block)
    return tuple(kept), tuple(found), tuple(lines)


def _listed(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the blocks that stand in a list of definitions: several in a row, of which one has an address."""
    found: set[int] = set()
    run: list[int] = []
    for place, block in enumerate((*blocks, None)):
        if isinstance(block, Paragraph | Item) and _DEFINITION.match(said(block.content)):
            run.append(place)
            continue
        has_address = any(isinstance(inline, WebLink) for one in run for content in content_of(blocks[one]) for inline in content)
        if len(run) > 1 and has_address:
            found.update(run)
        run = []
    return frozenset(found)


def _defined(block: Block, order: int, *, is_list: bool) -> tuple[Definition, ...]:
    if not isinstance(block, Paragraph | Item):
        return ()
    text = said(block.content)
    starts = list(re.finditer(r"(?:^|\s)\[(\d{1,4})\](?=[\s:]|<?https?:)", text))
    if not starts or starts[0].start() or not _DEFINITION.match(text):
        return ()
    cuts = [found.start() for found in starts] + [len(text)]
    pieces = [piece(block.content, start, end) for start, end in itertools.pairwise(cuts)]
    found = [_definition(content, order) for content in pieces]
    definitions = tuple(one for one in found if one)
    if len(definitions) == len(pieces) and all(one.url or is_list for one in definitions):
        return definitions
    return ()


def _definition(content: Content, order: int) -> Definition | None:
    text = said(content)
    start = _DEFINITION.match(text)
    if not start:
        return None
    rest = piece(content, start.end())
    link = next((inline for inline in rest if isinstance(inline, WebLink)), None)
    words = said(tuple(inline for inline in rest if inline is not link)).strip(" \t:;,.<>()\u2013\u2014-")
    if link and len(words) > LONGEST_TITLE:
        return None
    shown = said((link,)) if link else ""
    title = words or (shown if shown and not shown.startswith("http") else "")
    return Definition(int(start[1]), link.url if link else "", title, order)


def settle(definitions: Iterable[Definition]) -> Citations:
    """Decide which meaning of each number keeps it: the first one."""
    settled = Citations(tuple(sorted(definitions, key=lambda one: one.order)))
    for definition in settled.definitions:
        settled.kept.setdefault(definition.number, definition)
    return settled


def cited(content: Content, order: int, citations: Citations) -> Content:
    """Return content with its numbers as citations, or as links where a number has kept another meaning."""
    found: list[Inline] = []
    for inline in content:
        match inline:
            case Text(text):
                found.extend(_in_text(text, order, citations, said(content)))
            case Emphasis(inner):
                found.append(Emphasis(cited(inner, order, citations)))
            case Strong(inner):
                found.append(Strong(cited(inner, order, citations)))
            case _:
                found.append(inline)
    return tuple(found)


def _in_text(text: str, order: int, citations: Citations, whole: str) -> Iterable[Inline]:
    position = 0
    for found in _NUMBER.finditer(text):
        numbers = [int(number) for number in (found[1] or found[2] or found[3]).split(",")]
        marks = [_mark(number, order, citations, whole, text[max(found.start() - 1, 0) : found.end() + 2]) for number in numbers]
        if None in marks:
            continue
        if found.start() > position:
            yield Text(text[position : found.start()])
        for place, mark in enumerate(marks):
            if place:
                yield Text(" ")
            yield mark  # type: ignore[misc]  # none of them is None
        position = found.end()
    if position < len(text):
        yield Text(text[position:])


def _mark(number: int, order: int, citations: Citations, whole: str, around: str) -> Inline | None:
    meaning = citations.meaning(number, order)
    if meaning is None:
        if number > _LARGEST_UNDEFINED or _INDEX.search(around):
            return None
        citations.undefined.setdefault(number, _words_before(whole, number))
        return Citation(number, Location(""))
    kept = citations.kept[number]
    if meaning is kept or meaning.url == kept.url:
        return Citation(number, Location(""))
    return WebLink((Text(f"[{number}]"),), meaning.url) if meaning.url else Text(f"[{number}]")


def _words_before(text: str, number: int) -> str:
    """Return the sentence that cites a number, up to there: all that the text says of what it cites."""
    before = text[: text.find(f"[{number}")] if f"[{number}" in text else text
    sentence = _BEFORE.split(_SENTENCE_END.split(before)[-1])[-1].strip(" \t,;:(")
    if not sentence:
        sentence = text.strip()
    words = " ".join(clean(sentence).split())
    return words if len(words) <= LONGEST_TITLE else "\u2026" + words[-LONGEST_TITLE + 1 :].partition(" ")[2]


def of_link(link: WebLink) -> DraftReference:
    """Return the reference that a link in a title becomes, since titles hold no links."""
    return DraftReference(" ".join(clean(said(link.content)).split()) or link.url, link.url)


def numbers_in(contents: Iterable[Content]) -> tuple[int, ...]:
    """Return the numbers that contents cite, each once, in their order."""
    found: dict[int, None] = {}
    for content in contents:
        for inline in content:
            match inline:
                case Citation(number):
                    found[number] = None
                case Emphasis(inner) | Strong(inner):
                    found.update(dict.fromkeys(numbers_in((inner,))))
                case _:
                    pass
    return tuple(found)


def reference(number: int, citations: Citations) -> DraftReference:
    """Return what a number that the text cites stands for."""
    definition = citations.kept.get(number)
    if definition is None:
        return DraftReference(citations.undefined.get(number) or f"[{number}]", missing=_EMPTY, cite=number)
    title = definition.title or definition.url or f"[{number}]"
    return DraftReference(title, definition.url, "" if definition.url else _EMPTY, number)


def uncited(citations: Citations, used: Iterable[int], linked: Mapping[str, object]) -> tuple[DraftReference, ...]:
    """Return the references of definitions that nothing cites and no link leads to."""
    known = set(used)
    found = [
        one for one in citations.definitions if (one is not citations.kept[one.number] or one.number not in known) and one.url not in linked
    ]
    return tuple(DraftReference(one.title or one.url or f"[{one.number}]", one.url, "" if one.url else _EMPTY) for one in found)


def content_of(block: Block) -> tuple[Content, ...]:
    """Return all running text of a block."""
    match block:
        case Paragraph(content) | Item(content) | Quoted(content) | Heading(content):
            return (content,)
        case Row(cells):
            return cells
        case _:
            return ()
