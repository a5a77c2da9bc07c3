"""A text that notes are to be made of: its lines as somebody reads them, and what its envelope says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Form(Enum):
    """The language that a text is written in, which says who reads its outline."""

    TEXT = "text"
    MARKDOWN = "markdown"
    REST = "reStructuredText"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a message says of itself beside its text; empty where it says nothing, or where the text is no message."""

    subject: str = ""
    sender: str = ""
    sent: date | None = None
    message_id: str = ""
    archived_at: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One text: line `n` of it, as reports count, is `lines[n - 1]`.

    `lines` are decoded and have no line ends; where the text was HTML they are what a browser would show, with the
    marks of Markdown for headings, items and links. `notices` say in a clause each what of the file is not in them,
    such as an attachment.
    """

    name: str
    lines: tuple[str, ...]
    form: Form = Form.TEXT
    envelope: Envelope = field(default_factory=Envelope)
    notices: tuple[str, ...] = ()


class UnreadableError(Exception):
    """A file of which no text can be had: one clause that says why, and in the hint what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
