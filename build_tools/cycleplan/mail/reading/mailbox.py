"""One message of a mailbox in the format mbox (RFC 4155), found without reading the others."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterator
from hashlib import sha1
from itertools import islice
from mmap import mmap
from urllib.parse import unquote

from cycleplan.mail.reading.header import FIELD_NAME, envelope
from cycleplan.mail.reading.limits import LARGEST_SOURCE
from cycleplan.mail.reading.parts import read_head
from cycleplan.mail.source import UnreadableError
from cycleplan.problems import nearest_name

Mailbox = bytes | bytearray | memoryview | mmap

# Text may have a line that begins with "From ", so the day and time of one that divides is asked for, and a field after it.
_DIVIDER = (
    rb"From [^\n]{0,250}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\n]{0,40}?[0-9]{2}:[0-9]{2}[^\n]{0,60}\n(?=(?:>?From |" + FIELD_NAME + rb":))"
)
_FIRST = re.compile(_DIVIDER)
_NEXT = re.compile(rb"\n" + _DIVIDER)
_FIELD = rb"message-id[ \t]*:[ \t]*(?:\r?\n[ \t]+)*<?([^<>\s]{1,998})"
_FIRST_ID = re.compile(_FIELD, re.IGNORECASE)
_NEXT_ID = re.compile(rb"\n(?:\r?\n|" + _FIELD + rb")", re.IGNORECASE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_SHOWN = 5
_COMPARED = 2_000
_SHORTEST = 5


def is_mailbox(content: Mailbox) -> bool:
    """Tell whether bytes begin as a mailbox does."""
    return _FIRST.match(content) is not None


def find_message(mailbox: Mailbox, message_id: str) -> bytes:
    """Return one message of a mailbox, without copying any other.

    The id may stand in `<>`, be percent-encoded, be the hash that Mailman's archives use, or the address of a
    message there. Raises UnreadableError where no message has it.
    """
    wanted = _spellings(message_id)
    seen: list[str] = []
    for start, end in _places(mailbox):
        found = _id_at(mailbox, start, end)
        if found in wanted or _hash(found) in wanted:
            return _message(mailbox, start, end)
        if len(seen) < _COMPARED or any(part in found for part in wanted):
            seen.append(found)
    raise UnreadableError(f"no message {message_id!r} in the mailbox", _near(wanted, seen))


def only_message(mailbox: Mailbox, name: str) -> bytes:
    """Return the message of a mailbox that has one. Raises UnreadableError for more, and names the first of them."""
    places = _places(mailbox)
    first = list(islice(places, _SHOWN))
    if len(first) == 1:
        return _message(mailbox, *first[0])
    count = len(first) + sum(1 for _ in places)
    shown = ", ".join(_shown(mailbox, start, end) for start, end in first)
    raise UnreadableError(
        f"{count} messages in the mailbox {name!r}", f"pick one with --message-id: {shown}{', …' if count > _SHOWN else ''}"
    )


def _places(mailbox: Mailbox) -> Iterator[tuple[int, int]]:
    """Yield where each message starts and ends, without the line that divides it from the one before."""
    first = _FIRST.match(mailbox)
    yield from _between(mailbox, first.end() if first else 0)


def _between(mailbox: Mailbox, start: int) -> Iterator[tuple[int, int]]:
    at = start
    # The line that divides is searched from the character before a message, so that an empty message counts too.
    for found in _NEXT.finditer(mailbox, max(start - 1, 0)):
        yield at, max(found.start() + 1, at)
        at = found.end()
    yield at, len(mailbox)


def _id_at(mailbox: Mailbox, start: int, end: int) -> str:
    found = _FIRST_ID.match(mailbox, start, end) or _NEXT_ID.search(mailbox, start, end)
    return found[1].decode("utf-8", "replace") if found and found[1] else ""


def _message(mailbox: Mailbox, start: int, end: int) -> bytes:
    if end - start > LARGEST_SOURCE:
        raise UnreadableError(f"a message of more than {LARGEST_SOURCE >> 20} MiB")
    with memoryview(mailbox) as view:
        content = bytes(view[start:end])
    # The line that is left blank after a message is the mailbox's own (mboxrd); a file that is one message has none.
    blank = next((end for end in (b"\r\n", b"\n") if content.endswith(end * 2)), b"")
    content = content.removesuffix(blank) if start else content
    return _ESCAPED.sub(rb"\1", content)


def _spellings(message_id: str) -> frozenset[str]:
    given = message_id.strip()
    if given.startswith(("http://", "https://")):
        given = given.rstrip("/").rpartition("/")[2]
    given = given.removeprefix("<").removesuffix(">")
    plain = unquote(given).strip().removeprefix("<").removesuffix(">")
    return frozenset((given, plain, given.upper())) - {""}


def _hash(message_id: str) -> str:
    """Return the hash of an id as Mailman 3 and HyperKitty write it."""
    return b32encode(sha1(message_id.encode("utf-8", "replace"), usedforsecurity=False).digest()).decode("ascii")


def _near(wanted: frozenset[str], seen: list[str]) -> str:
    """Return a hint at an id that has the wanted one in it, or is spelled nearly like it."""
    longer = (found for found in reversed(seen) if any(len(part) > _SHORTEST and part in found for part in wanted))
    found = next(longer, "") or nearest_name(max(wanted, default="", key=len)[:200], (name[:200] for name in seen[:_COMPARED] if name))
    return f"did you mean {found!r}?" if found else ""


def _shown(mailbox: Mailbox, start: int, end: int) -> str:
    with memoryview(mailbox) as view:
        said = envelope(read_head(bytes(view[start : min(end, start + 100_000)])))
    return f"{said.message_id!r} ({said.subject[:60]})"
