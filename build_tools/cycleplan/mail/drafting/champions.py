"""Tables of work items that say who leads what: a column of names, and a column of champions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cycleplan.mail.drafting.people import Directory, Named, named
from cycleplan.mail.outline import Block, Row
from cycleplan.mail.wording import said

_SUBJECT = re.compile(r"(?i)(?:name|topic|title|item|work item|goal|feature|subject|theme|priority)s?")
_PEOPLE = re.compile(r"(?i)(?:champion|owner|assignee|lead|leader|who|primary contact|contact|driver|responsible|volunteer)s?(?:\(s\))?")
_CATEGORY = re.compile(r"(?i)(?:category|kind|type)")
_KINDS = {"feature": "feature", "maintenance": "debt", "technical debt": "debt", "debt": "debt", "bugfix": "debt", "process": "process"}


@dataclass(frozen=True, slots=True)
class Champion:
    """One row: the words that name a topic, and those that name its owners."""

    subject: str
    people: str
    kind: str = ""

    def owners(self, directory: Directory) -> tuple[Named, ...]:
        """Return the owners of the row, if it names any."""
        return named(self.people, directory, is_certain=True)

    def is_of(self, title: str) -> bool:
        """Tell whether the row speaks of the topic of a title."""
        return _folded(self.subject) == _folded(title)


def champions(blocks: Sequence[Block]) -> Iterator[Champion]:
    """Yield the rows of tables that name topics and their owners."""
    columns: tuple[int, int, int] | None = None
    for block in blocks:
        if not isinstance(block, Row):
            columns = None
        elif columns is None:
            columns = _columns([said(cell).strip(" *:") for cell in block.cells])
        elif max(columns[:2]) < len(block.cells):
            texts = [said(cell).strip() for cell in block.cells]
            category = texts[columns[2]].casefold() if 0 <= columns[2] < len(texts) else ""
            yield Champion(texts[columns[0]], texts[columns[1]], _KINDS.get(category, ""))


def _columns(labels: Sequence[str]) -> tuple[int, int, int] | None:
    subject, people, category = (
        next((place for place, label in enumerate(labels) if form.fullmatch(label)), -1) for form in (_SUBJECT, _PEOPLE, _CATEGORY)
    )
    return (subject, people, category) if subject >= 0 and people >= 0 else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:")
