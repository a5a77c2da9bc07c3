"""Writes a tree of prose as Markdown of the notes: what a person would have written for it.

Each paragraph is written with few backslashes, read back, and written with more of them where it reads otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from cycleplan.problems import Location, Place
from cycleplan.prose.escape import Care, kept_in_paragraph, opens_block
from cycleplan.prose.normal import HIGHEST_NUMBER, Content, normal
from cycleplan.prose.parser import read_phrase, read_prose
from cycleplan.prose.spelling import BREAK, SPACE, code_ticks, spelled
from cycleplan.prose.tree import (
    Block,
    BulletList,
    CodeBlock,
    NumberedList,
    Paragraph,
    Phrase,
    Prose,
    Quote,
    Text,
)

_WIDTH = 100
_NARROWEST = 40
_MOST_BRACKETS = 200
"""Reading an open bracket that closes nowhere takes time that grows with their number."""
PLAIN = re.compile(r"[A-Za-z]+(?:[,;.!?]? [A-Za-z]+)*[.!?]?")
"""Words and stops that nothing in Markdown or in our own marks begins with, wherever a line ends: they need not be read back."""
_NOWHERE = Place(Location(""))


def phrase_markdown(phrase: Phrase) -> str:
    """Return one line of Markdown that `read_phrase` reads as the normal form of a phrase."""
    content = normal(phrase).content
    return _first_right(content, lambda care: spelled(content, care).replace(SPACE, " "), lambda written: _phrase(written) == content)


def prose_markdown(prose: Prose) -> str:
    """Return Markdown that `read_prose` reads as the normal form of prose, but for the line ends in its paragraphs.

    No spelling of prose with more than `LONGEST` characters can be read back: whoever has so much divides it.
    """
    return "\n".join(_blocks(normal(prose).blocks, _WIDTH))


def _phrase(written: str) -> Content | None:
    phrase, problems = read_phrase(written, _NOWHERE)
    return None if problems else phrase.content


def _paragraph(written: str) -> Content | None:
    prose, problems = read_prose(written, _NOWHERE)
    match normal(prose).blocks:
        case (Paragraph(content),) if not problems:
            return content
        case _:
            return None


def _first_right(content: Content, write: Callable[[Care], str], is_right: Callable[[str], bool]) -> str:
    match content:
        case (Text(text),) if PLAIN.fullmatch(text):
            return write(Care.LITTLE)
    for care in (Care.LITTLE, Care.MUCH):
        written = write(care)
        if written.count("[") <= _MOST_BRACKETS and is_right(written):
            return written
    return write(Care.ALL)


def _blocks(blocks: Sequence[Block], width: int, mark: str = "") -> Iterator[str]:
    """Yield the lines of blocks; a list behind or in a list whose mark is `mark` takes another one, to be two lists."""
    for position, block in enumerate(blocks):
        if position:
            yield ""
        lines, mark = _block(block, width, mark)
        yield from lines


def _block(block: Block, width: int, mark: str) -> tuple[Iterator[str], str]:
    match block:
        case Paragraph(content):
            return iter(_paragraph_lines(content, width)), ""
        case CodeBlock(text, language):
            return _fence(text, language), ""
        case Quote(inner):
            return (f"> {line}" if line else ">" for line in _blocks(inner, width - 2)), ""
        case BulletList(items):
            bullet = "*" if mark == "-" else "-"
            return _items([f"{bullet} "] * len(items), items, width, bullet), bullet
        case NumberedList(items, start):
            end = ")" if mark == "." else "."
            marks = [f"{min(number, HIGHEST_NUMBER)}{end} " for number in range(start, start + len(items))]
            return _items(marks, items, width, end), end
        case _:
            assert_never(block)


def _paragraph_lines(content: Content, width: int) -> list[str]:
    return _first_right(
        content, lambda care: "\n".join(_wrapped(spelled(content, care), width)), lambda written: _paragraph(written) == content
    ).split("\n")


def _wrapped(written: str, width: int) -> Iterator[str]:
    lines = written.split(BREAK)
    for position, line in enumerate(lines):
        *filled, last = _filled(line.split(SPACE), max(width, _NARROWEST))
        yield from filled
        yield f"{last}\\" if position + 1 < len(lines) else last


def _filled(words: Sequence[str], width: int) -> list[str]:
    """Return lines of words; a word that would be read as the start of a block stands in no line's first place."""
    lines: list[list[str]] = [[words[0]]]
    length = len(words[0])
    for word in words[1:]:
        if length + 1 + len(word) > width and not opens_block(word):
            lines.append([])
            length = -1
        lines[-1].append(word)
        length += 1 + len(word)
    return [kept_in_paragraph(" ".join(line)) for line in lines]


def _items(marks: Sequence[str], items: Sequence[Sequence[Block]], width: int, mark: str) -> Iterator[str]:
    is_loose = not all(map(_is_short, items))
    for position, (lead, blocks) in enumerate(zip(marks, items, strict=True)):
        if is_loose and position:
            yield ""
        lines = list(_item(blocks, width - len(lead), mark)) or [""]
        yield f"{lead}{lines[0]}" if lines[0] else lead.rstrip()
        yield from (f"{' ' * len(lead)}{line}" if line else "" for line in lines[1:])


def _item(blocks: Sequence[Block], width: int, mark: str) -> Iterator[str]:
    """Yield the lines of an item, with its list right behind its paragraph."""
    match blocks:
        case (Paragraph() as paragraph, BulletList() | NumberedList() as nested) if _can_follow(nested):
            yield from _blocks((paragraph,), width)
            yield from _blocks((nested,), width)
        case _:
            yield from _blocks(blocks, width, mark)


def _is_short(item: Sequence[Block]) -> bool:
    match item:
        case () | (Paragraph(),):
            return True
        case (Paragraph(), BulletList() | NumberedList() as nested):
            return _can_follow(nested) and all(map(_is_short, nested.items))
        case _:
            return False


def _can_follow(nested: BulletList | NumberedList) -> bool:
    """Whether a list can stand right behind a paragraph (CommonMark 0.31, section 5.2)."""
    starts_so = nested.start == 1 if isinstance(nested, NumberedList) else True
    return starts_so and bool(nested.items[0])


def _fence(text: str, language: str) -> Iterator[str]:
    ticks = code_ticks(text, at_least=3)
    yield f"{ticks}{language}"
    yield from text.split("\n") if text else ()
    yield ticks
