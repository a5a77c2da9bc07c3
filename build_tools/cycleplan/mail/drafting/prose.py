"""Blocks of an outline as the prose of notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cycleplan.mail.outline import Block, Fact, Footer, Heading, Item, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.wording import Content, said, stripped
from cycleplan.prose import Block as ProseBlock
from cycleplan.prose import BulletList, CodeBlock, NumberedList, Prose, Quote, Strong, Text
from cycleplan.prose import Paragraph as ProseParagraph

DEEPEST = 5
_Entry = tuple[Item, list[ProseBlock], list["_Entry"]]
"""An item, its paragraphs, and the items below it."""


def as_prose(blocks: Sequence[Block], cited: Callable[[Content], Content]) -> Prose:
    """Return blocks as prose, each text passed through `cited`."""
    return Prose(tuple(_blocks(blocks, cited)))


def _blocks(blocks: Sequence[Block], cited: Callable[[Content], Content]) -> Iterator[ProseBlock]:
    header: Row | None = None
    place = 0
    while place < len(blocks):
        block = blocks[place]
        end = place + 1
        match block:
            case Item():
                end = _end(blocks, place, Item)
                yield from _lists(blocks[place:end], cited)  # type: ignore[arg-type]
            case Quoted():
                end = _end(blocks, place, Quoted)
                yield Quote(tuple(ProseParagraph(cited(stripped(one.content))) for one in blocks[place:end] if isinstance(one, Quoted)))
            case Row():
                end = _end(blocks, place, Row)
                rows = [one for one in blocks[place:end] if isinstance(one, Row)]
                header = rows[0] if rows[0].is_header else None
                yield BulletList(
                    tuple((ProseParagraph(cited(_row(row, header))),) for row in rows if row is not header)
                    or ((ProseParagraph(cited(_row(rows[0], None))),),)
                )
            case Paragraph(content) | Heading(content):
                yield ProseParagraph(cited(stripped(content)))
            case Verbatim(text):
                yield CodeBlock(text)
            case Fact(name, value):
                yield ProseParagraph((Text(f"{name}: {value}"),))
            case Rule() | Footer():
                pass
        place = end


def _end(blocks: Sequence[Block], start: int, kind: type[Block]) -> int:
    end = start
    while end < len(blocks) and isinstance(blocks[end], kind):
        end += 1
    return end


def _row(row: Row, header: Row | None) -> Content:
    labels = header.cells if header and len(header.cells) == len(row.cells) else ((),) * len(row.cells)
    found: list[Content] = []
    for name, cell in zip(labels, row.cells, strict=True):
        if said(cell).strip():
            found.append((*_bold(name), *stripped(cell)))
    return tuple(inline for number, cell in enumerate(found) for inline in ((Text("; "),) if number else ()) + cell)


def _bold(name: Content) -> Content:
    return (Strong(stripped(name)), Text(": ")) if said(name).strip() else ()


def _lists(items: Sequence[Item], cited: Callable[[Content], Content]) -> Iterator[ProseBlock]:
    root: list[_Entry] = []
    path: list[_Entry] = []
    for item in items:
        text = ProseParagraph(cited(stripped(item.content)))
        if item.is_continued and path:
            del path[item.depth + 1 :]
            path[-1][1].append(text)
            continue
        depth = min(item.depth, len(path), DEEPEST)
        del path[depth:]
        entry: _Entry = (item, [text], [])
        (path[-1][2] if path else root).append(entry)
        path.append(entry)
    yield from _nested(root)


def _nested(entries: Sequence[_Entry]) -> Iterator[ProseBlock]:
    place = 0
    while place < len(entries):
        number = entries[place][0].number
        end = place
        while (
            end < len(entries)
            and bool(entries[end][0].number) == bool(number)
            and (end == place or entries[end][0].number != 1 or not number)
        ):
            end += 1
        run = tuple((*paragraphs, *_nested(below)) for _, paragraphs, below in entries[place:end])
        yield NumberedList(run, number) if number and _counts(entries[place:end]) else BulletList(run)
        place = end


def _counts(entries: Iterable[_Entry]) -> bool:
    numbers = [entry[0].number for entry in entries]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
