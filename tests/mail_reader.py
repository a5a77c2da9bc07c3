"""Reads a summary mail by its grammar and nothing else, to see whether the grammar says enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cycleplan.mail.summary import ACTIONS_LABEL, AGREED, CLOSING, CONTINUED, FOUND_LATER, NO_ADDRESS, NOBODY, PART, REMARK, SPEC, TOPIC
from cycleplan.mail.summary import unshielded as without_backslash

_NOTE = re.compile(r"\[(\d+)\] ")
_MARK = re.compile(rf"(?: <(?=(?:https?|mailto):)| \((?={NO_ADDRESS}|{FOUND_LATER}|{SPEC} ))", re.IGNORECASE)
_SHIELD = re.compile(rf"(\\+)(?=<(?:https?|mailto):|\((?:{NO_ADDRESS}|{FOUND_LATER}|{SPEC} ))", re.IGNORECASE)


@dataclass
class SectionRead:
    """What stands under one heading; `items` are owners, task and remark."""

    level: int
    title: str
    number: int
    decisions: list[str] = field(default_factory=list)
    items: list[tuple[tuple[str, ...], str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass
class MailRead:
    """A mail in its pieces; a note is its title and what follows it, or an address alone."""

    sections: list[SectionRead] = field(default_factory=list)
    notes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    introduction: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)


def read_mail(text: str) -> MailRead:
    """Read a mail."""
    mail = MailRead()
    running, in_items = mail.introduction, False
    for line in _entries(text):
        in_items = (in_items and line.startswith("- ")) or line == ACTIONS_LABEL
        if line.startswith((TOPIC, PART)):
            mark, _, rest = line.partition(" ")
            title, _, number = rest.rpartition(" ")
            mail.sections.append(SectionRead(len(mark), title, int(number[1:-1])))
            running = mail.sections[-1].text
        elif line.startswith(f"{AGREED} "):
            mail.sections[-1].decisions.append(line.removeprefix(f"{AGREED} "))
        elif in_items and line != ACTIONS_LABEL:
            mail.sections[-1].items.append(_item(line))
        elif line == CLOSING:
            running = mail.closing
        elif found := _NOTE.match(line):
            mail.notes[int(found[1])] = _note(line[found.end() :])
        elif line and line != ACTIONS_LABEL:
            running.append(without_backslash(line))
    return mail


def _entries(text: str) -> Iterator[str]:
    """Yield each line with the lines that continue it, and an empty one between blocks."""
    lines = text.removesuffix("\n").split("\n")
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        is_marked = line == ACTIONS_LABEL or line.startswith((TOPIC, PART, AGREED, "- ")) or _NOTE.match(line)
        while is_marked and position < len(lines) and lines[position].startswith(CONTINUED):
            line += f" {without_backslash(lines[position].removeprefix(CONTINUED))}"
            position += 1
        yield line


def _item(line: str) -> tuple[tuple[str, ...], str, str]:
    owners, _, task = line.removeprefix("- (").partition(")")
    found = REMARK.search(task)
    remark = found[0][1:-1] if found else ""
    return () if owners == NOBODY else tuple(owners.split(", ")), task.removesuffix(f"[{remark}]").strip(" "), remark


def _note(text: str) -> tuple[str, ...]:
    starts = [found.start() for found in _MARK.finditer(text)]
    pieces = [text[start:end].strip(" ") for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    return tuple(_SHIELD.sub(lambda found: found[1][: len(found[1]) // 2], piece) for piece in pieces)
