"""The head of a message or of a part: the few fields that are needed, bounded before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_tz
from itertools import islice

from cycleplan.mail.reading.decoding import decoded
from cycleplan.mail.reading.limits import LONGEST_FIELD, LONGEST_PARAMETERS
from cycleplan.mail.source import Envelope
from cycleplan.prose import clean, one_line

Fields = Mapping[str, str]
"""What the first field of each name says, by the name in lower case, still encoded."""

FIELD_NAME = rb"[!-9;-~]{1,80}"
"""The name of a field, as RFC 5322, section 2.2, has it."""

_NEEDED = re.compile(
    rb"^(from|date|subject|message-id|archived-at|content-type|content-transfer-encoding|content-disposition)"
    rb"[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)",
    re.IGNORECASE | re.MULTILINE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MOST_FIELDS = 1_000
_IN_BRACKETS = re.compile(r"<\s*([^<>\s]+)\s*>")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_NAME = re.compile(r"([^<]*)<[^>]*>?.*")
_COMMENT = re.compile(r"[^(]*\(([^()]*)\)[^)]*")
_MAIL_ADDRESS = re.compile(r"\S*[@\uff20\ufe6b]\S*|\S+ ?[(\[{ ]at[)\]} ] ?\S+\.\S+", re.IGNORECASE)


def fields(head: bytes) -> Fields:
    """Return the needed fields of a head; of each the first, and no more of it than is looked at."""
    found: dict[str, str] = {}
    for match in islice(_NEEDED.finditer(head), _MOST_FIELDS):
        name = match[1].decode("ascii").lower()
        if name not in found:
            found[name] = decoded(match[2].replace(b"\r", b"").strip()[:LONGEST_FIELD]).text
    return found


def envelope(head: Fields) -> Envelope:
    """Return what the head of a message says of it. No mail address gets into the sender."""
    message_id = head.get("message-id", "")
    in_brackets = _IN_BRACKETS.search(message_id)
    archived_at = _WEB_ADDRESS.search("".join(head.get("archived-at", "").split()))
    return Envelope(
        subject=one_line(unencoded(head.get("subject", ""))),
        sender=_display_name(head.get("from", "")),
        sent=_day(head.get("date", "")),
        message_id=one_line(in_brackets[1] if in_brackets else message_id),
        archived_at=clean(archived_at[0]) if archived_at else "",
    )


def content_type(head: Fields, default: str) -> tuple[str, Mapping[str, str]]:
    """Return the type of a part, such as `text/plain`, and its parameters by lower-case name."""
    value = head.get("content-type", "")
    message = _message("content-type", value)
    return message.get_content_type() if "/" in value else default, parameters("content-type", value)


def parameters(name: str, value: str) -> Mapping[str, str]:
    """Return the parameters of a field, with RFC 2231 and encoded words undone."""
    try:
        pairs = _message(name, value).get_params([], name)
    except (TypeError, ValueError):
        # Python cannot put pieces in order of which only some have a number.
        return {}
    return {key.lower(): _parameter(said) for key, said in reversed(pairs)}


def unencoded(value: str) -> str:
    """Return the text of a field with its encoded words (RFC 2047) read; broken ones stay as they are."""
    unfolded = re.sub(r"[\r\n]+(?=[ \t])", "", value)
    if "=?" not in unfolded:
        return unfolded
    try:
        chunks = decode_header(unfolded)
    except (HeaderParseError, ValueError):
        return unfolded
    return "".join(chunk if isinstance(chunk, str) else _chunk(chunk, charset) for chunk, charset in chunks)


def _chunk(content: bytes, charset: str | None) -> str:
    # What stands between encoded words comes back in an encoding of Python's own.
    return decoded(content, charset).text if charset else content.decode("raw-unicode-escape", "replace")


def _parameter(said: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(said, tuple):
        return one_line(decoded(said[2].encode("latin-1", "replace"), said[0] or "").text)
    return one_line(unencoded(said))


def _message(name: str, value: str) -> Message:
    message: Message = Message()
    message[name] = _UNPRINTABLE.sub(" ", value[:LONGEST_PARAMETERS])
    return message


def _display_name(value: str) -> str:
    named = _NAME.fullmatch(value.replace("\n", " ")) or _COMMENT.fullmatch(value.replace("\n", " "))
    name = unencoded((named[1] if named else value).strip().strip('"').replace("\\", ""))
    return one_line(_MAIL_ADDRESS.sub(" ", one_line(name))).strip(" \"'<>()[],;")


def _day(value: str) -> date | None:
    """Return the day as the sender's clock had it."""
    try:
        parts = parsedate_tz(value[:100])
        return date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
