"""What a text twin is laid out from: headings, rows of lists, and the prose between them.

Everything that a page shows becomes a phrase of prose here, so that one writer writes both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cycleplan.model import Status
from cycleplan.pages.entries import Link, WebsiteLink
from cycleplan.pages.resolve import PAGE
from cycleplan.problems import Location
from cycleplan.prose import Block, Inline, Paragraph, Phrase, PlanLink, Prose, Text, WebLink, outer_links

BETWEEN = " · "
Value = Phrase | Link | WebsiteLink | Status | str | int | None
"""What a page shows in a line; nothing where there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a page (1), a section (2) or what stands in one (3)."""

    level: int
    words: Phrase


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a list: its lines, and the rows under it."""

    lines: tuple[Phrase, ...]
    under: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A list without blank lines."""

    rows: tuple[Row, ...]


Piece = Heading | Rows | Block


def said(*values: Value) -> Phrase:
    """Return values one right behind the other."""
    return Phrase(tuple(inline for value in values for inline in _content(value)))


def joined(values: Iterable[Value], between: str = BETWEEN) -> Phrase:
    """Return those of the values that say something, with a text between them."""
    found = [content for value in values if (content := _content(value))]
    divided = [inline for content in found for inline in (Text(between), *content)]
    return Phrase(tuple(divided[1:]))


def listed(values: Iterable[Value]) -> Phrase:
    """Return values with commas between them."""
    return joined(values, ", ")


def heading(level: int, *values: Value) -> Heading:
    """Return a heading with these words."""
    return Heading(level, said(*values))


def paragraph(*values: Value) -> Iterator[Piece]:
    """Yield a paragraph of these values, or nothing where none says anything."""
    if content := said(*values).content:
        yield Paragraph(content)


def row(*lines: Value, under: Iterable[Row] = ()) -> Row:
    """Return the row of those lines that say something."""
    return Row(tuple(said(line) for line in lines if _content(line)), tuple(under))


def rows(found: Iterable[Row]) -> Iterator[Piece]:
    """Yield a list of rows, or nothing where there are none."""
    if listed_there := tuple(found):
        yield Rows(listed_there)


def section(title: str, *pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces under a heading, which is left out where there are none."""
    if under := [piece for found in pieces for piece in found]:
        yield heading(2, title)
        yield from under


def phrases(pieces: Iterable[Piece]) -> Iterator[Phrase | Prose]:
    """Yield everything that is said, in reading order."""
    for piece in pieces:
        if isinstance(piece, Heading):
            yield piece.words
        elif isinstance(piece, Rows):
            yield from (line for found in piece.rows for line in _lines(found))
        else:
            yield Prose((piece,))


def links(pieces: Iterable[Piece]) -> Iterator[WebLink | PlanLink]:
    """Return every link in reading order; one within another's words is no link of its own."""
    return (link for phrase in phrases(pieces) for link in outer_links(phrase))


def _lines(found: Row) -> Iterator[Phrase]:
    yield from found.lines
    yield from (line for under in found.under for line in _lines(under))


def _content(value: Value) -> tuple[Inline, ...]:
    match value:
        case None | "":
            return ()
        case Phrase(content):
            return content
        case Link(text, to):
            return (PlanLink((Text(text),), PAGE, str(to), Location("")),)
        case WebsiteLink(text, url):
            return (WebLink((Text(text),), url),)
        case Status():
            return (Text(value.value),)
        case _:
            return (Text(str(value)),)
