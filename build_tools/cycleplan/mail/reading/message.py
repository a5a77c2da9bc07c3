"""A message as its text: which of its parts that is, and what is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cycleplan.mail.reading.decoding import charset_of_page, decoded, lines_of
from cycleplan.mail.reading.flowed import unflowed
from cycleplan.mail.reading.header import envelope
from cycleplan.mail.reading.limits import DEEPEST_PART, LONGEST_FIELD
from cycleplan.mail.reading.page import page_lines
from cycleplan.mail.reading.parts import Part, carried, read_head, read_parts
from cycleplan.mail.source import Form, Source, UnreadableError

_ONLY_POINTS_AT_HTML = re.compile(r"\bhtml\b", re.IGNORECASE)
_LONGEST_POINTER = 400
_TEXTS = ("text/plain", "text/html", "text/markdown")
_FORWARDED = "message/rfc822"
_IS_FORWARDED = "the text is that of the message that was forwarded"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one part gives: lines that somebody reads, what is told of the rest, and messages in it."""

    lines: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()
    forwarded: tuple[Part, ...] = ()

    @property
    def says_something(self) -> bool:
        return any(line.strip() for line in self.lines)


def read_message(name: str, content: bytes) -> Source:
    """Return the text of a message (RFC 5322, and MIME). Raises UnreadableError where it has none."""
    message = read_parts(content)
    notices: tuple[str, ...] = ()
    for _ in range(DEEPEST_PART):
        reading = _forwarded(message) if message.type == _FORWARDED else _read(message, is_whole=True)
        if reading.says_something:
            form = Form.MARKDOWN if reading.types == {"text/markdown"} else Form.TEXT
            return Source(name, reading.lines, form, envelope(message.head), _each_once((*notices, *_cut(message), *reading.notices)))
        if len(reading.forwarded) != 1:
            break
        notices = (*notices, *(notice for notice in reading.notices if not notice.startswith("the forwarded")), _IS_FORWARDED)
        message = read_parts(carried(reading.forwarded[0])[0])
    raise UnreadableError(f"no text in the message {name!r}", "; ".join(_each_once((*notices, *reading.notices))[:5]))


def _read(part: Part, *, is_whole: bool = False) -> _Reading:
    if part.parts:
        inner = [_read(child) for child in part.parts]
        reading = _best(inner) if part.type == "multipart/alternative" else _together(inner)
        return _Reading(reading.lines, reading.types, (*part.notices, *reading.notices), reading.forwarded)
    if part.type == _FORWARDED:
        return _forwarded(part)
    if part.type not in _TEXTS or (part.is_attached and not is_whole):
        return _Reading(notices=(_left_out(part),))
    return _text(part)


def _text(part: Part) -> _Reading:
    content, lost = carried(part)
    text = decoded(content, part.parameters.get("charset", "") or (charset_of_page(content) if part.type == "text/html" else ""))
    notices = tuple(filter(None, (*part.notices, lost, text.notice)))
    return _Reading(tuple(_lines(part, text.text)), frozenset((part.type,)), notices)


def _lines(part: Part, text: str) -> Iterable[str]:
    if part.type == "text/html":
        return page_lines(text)
    if part.parameters.get("format", "").lower() == "flowed":
        return unflowed(lines_of(text), drops_space=part.parameters.get("delsp", "").lower() == "yes")
    return lines_of(text)


def _best(choices: list[_Reading]) -> _Reading:
    """Return the plain one of several readings of one text; the HTML one only where the plain one says nothing."""
    ranked = sorted(choices, key=lambda reading: (not reading.says_something, _is_pointer(reading), "text/html" in reading.types))
    chosen = ranked[0]
    others = [notice for other in choices if other is not chosen for notice in other.notices if notice.endswith("is not read")]
    forwarded = tuple(part for choice in choices for part in choice.forwarded)
    return _Reading(chosen.lines, chosen.types, (*chosen.notices, *others), forwarded)


def _is_pointer(reading: _Reading) -> bool:
    """Tell whether a text only says that the message should be read as HTML."""
    text = " ".join(reading.lines)
    return "text/html" not in reading.types and len(text) < _LONGEST_POINTER and bool(_ONLY_POINTS_AT_HTML.search(text))


def _together(readings: list[_Reading]) -> _Reading:
    lines: list[str] = []
    for reading in readings:
        if reading.says_something:
            lines.extend(("", *reading.lines) if lines else reading.lines)
    return _Reading(
        tuple(lines),
        frozenset(kind for reading in readings for kind in reading.types if reading.says_something),
        tuple(notice for reading in readings for notice in reading.notices),
        tuple(part for reading in readings for part in reading.forwarded),
    )


def _forwarded(part: Part) -> _Reading:
    subject = envelope(read_head(carried(part)[0])).subject[:80]
    return _Reading(notices=(f"the forwarded message {subject!r} is not read",), forwarded=(part,))


def _left_out(part: Part) -> str:
    name = f" {part.file_name[:80]!r}" if part.file_name else ""
    return f"the attachment{name} ({part.type[:80]}) is not read"


def _cut(message: Part) -> Iterator[str]:
    """Tell of fields that are longer than anybody reads."""
    if len(message.head.get("subject", "").encode()) >= LONGEST_FIELD:
        yield f"the subject is cut off after {LONGEST_FIELD} bytes"


def _each_once(notices: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notices))
