"""An outline: what a text is made of, in its own order, before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass

from cycleplan.prose import Inline

Lines = tuple[int, ...]
"""Numbers of lines of a source, from 1, rising."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of what follows; level 1 is the highest that this one text has."""

    content: tuple[Inline, ...]
    level: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with every line end that only wraps it written as a space."""

    content: tuple[Inline, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, without what is nested in it; depth 0 is the outermost. `number` is 0 for a bullet.

    A paragraph that goes on inside an item is an item with `is_continued`.
    """

    content: tuple[Inline, ...]
    depth: int
    lines: Lines
    number: int = 0
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph that the text quotes."""

    content: tuple[Inline, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines that stand as they are, such as code or a drawing."""

    text: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, cell by cell; `is_header` where it names the columns."""

    cells: tuple[tuple[Inline, ...], ...]
    lines: Lines
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What front matter or a field list says of the whole text: `title: …`, `date: …`."""

    name: str
    value: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Rule:
    """Lines that only divide, or that only lay out: a row of dashes, the underline of nothing, a fence."""

    lines: Lines


@dataclass(frozen=True, slots=True)
class Footer:
    """Lines that belong to the envelope and not to the text: a signature, or what a mailing list adds."""

    text: str
    lines: Lines


Block = Heading | Paragraph | Item | Quoted | Verbatim | Row | Fact | Rule | Footer


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of one source in order. Every line of it that is not blank belongs to exactly one of them.

    The underline of a heading, the fences of code and the like belong to the block that they mark.
    """

    blocks: tuple[Block, ...]
