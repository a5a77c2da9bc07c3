"""A message as the parts that it is made of.

Python's own parser is not used: it takes seconds for each megabyte of a hostile head, recurses as deep as parts are nested, and cannot
be told to stop. Here a message is only cut at its boundaries (RFC 2046, section 5.1), none of it is copied, and the number and the
nesting of parts are bounded.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cycleplan.mail.reading.header import Fields, content_type, fields, parameters
from cycleplan.mail.reading.limits import DEEPEST_PART, MOST_PARTS
from cycleplan.mail.source import UnreadableError

_HEAD_END = re.compile(rb"\n\r?\n")
_LINE_ENDS = re.compile(rb"\r?\n")
_CARRIAGE_RETURN = 0x0D
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]*+={0,2}")
_SOFT_BREAK = re.compile(rb"=[ \t]++\n")
_LINE_END = re.compile(rb"\r\n?")


@dataclass(frozen=True, slots=True)
class Part:
    """A message or a part of one; `body` is still as it travelled, `parts` are those of a multipart."""

    head: Fields
    type: str
    parameters: Mapping[str, str]
    body: memoryview
    parts: tuple[Part, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_attached(self) -> bool:
        """Tell whether a part is shown beside the text and not in it."""
        return self.head.get("content-disposition", "").lower().startswith("attachment") or bool(self.file_name)

    @property
    def file_name(self) -> str:
        disposition = parameters("content-disposition", self.head.get("content-disposition", ""))
        return disposition.get("filename", "") or self.parameters.get("name", "")


def read_parts(content: bytes | memoryview) -> Part:
    """Cut a message into its parts. Raises UnreadableError where there are too many, or too deep ones."""
    return _Cutter().part(memoryview(content), "text/plain", 0)


def read_head(content: bytes | memoryview) -> Fields:
    """Return the fields of a message without looking at its body."""
    return _head(memoryview(content))[0]


def carried(part: Part) -> tuple[bytes, str]:
    """Return the content of a part with its transfer encoding undone, and a notice of what that could not do."""
    encoding = part.head.get("content-transfer-encoding", "").lower().strip()
    if encoding == "base64":
        return _from_base64(bytes(part.body))
    if encoding == "quoted-printable":
        # Python's decoder loses what follows a soft break of another form than `=\n`.
        return binascii.a2b_qp(_SOFT_BREAK.sub(b"=\n", _LINE_END.sub(b"\n", bytes(part.body)))), ""
    if encoding in ("", "7bit", "8bit", "binary"):
        return bytes(part.body), ""
    return bytes(part.body), f"the transfer encoding {encoding[:40]!r} is unknown: read as it stands"


def _from_base64(body: bytes) -> tuple[bytes, str]:
    encoded = _BASE64.match(body)
    end = encoded.end() if encoded else 0
    digits = body[:end].translate(None, b"= \t\r\n\v\f")
    # Six bits alone are no byte.
    whole = digits[:-1] if len(digits) % 4 == 1 else digits
    content = binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    rest = body[end:].strip()
    if rest:
        # Lists put their footers, unencoded, behind text that is encoded.
        return content + b"\n" + rest, "what follows the base64 text is no base64: read as it stands"
    return content, "the base64 text is cut off" if whole != digits else ""


class _Cutter:
    """One message being cut; counts its parts."""

    def __init__(self) -> None:
        self.count = 0

    def part(self, content: memoryview, default: str, depth: int) -> Part:
        self.count += 1
        if self.count > MOST_PARTS:
            raise UnreadableError(f"a message of more than {MOST_PARTS} parts")
        if depth > DEEPEST_PART:
            raise UnreadableError(f"a message with parts nested more than {DEEPEST_PART} deep")
        head, body_at = _head(content)
        kind, said = content_type(head, default)
        if not kind.startswith("multipart/"):
            return Part(head, kind, said, content[body_at:])
        return self.multipart(Part(head, kind, said, content[body_at:]), content, max(body_at - 1, 0), depth)

    def multipart(self, whole: Part, content: memoryview, start: int, depth: int) -> Part:
        pieces = list(self.pieces(content, start, whole.parameters.get("boundary", "")))
        if not pieces:
            notice = "a message in parts without their boundary: read as it stands"
            return Part(whole.head, "text/plain", {}, whole.body, notices=(notice,))
        before, inner, after = pieces[0], pieces[1:-1], pieces[-1]
        default = "message/rfc822" if whole.type == "multipart/digest" else "text/plain"
        parts = tuple(self.part(piece, default, depth + 1) for piece in inner)
        return Part(whole.head, whole.type, whole.parameters, whole.body, parts, tuple(_outside(before, after)))

    def pieces(self, content: memoryview, start: int, boundary: str) -> Iterator[memoryview]:
        """Yield what stands before the first boundary, between two of them, and after the last; nothing where there is none."""
        if not boundary:
            return
        line = re.compile(rb"\n--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?+[ \t]*+(?=\r?\n|\Z)")
        at, left = start, MOST_PARTS + 2
        for found in line.finditer(content, start):
            yield _trimmed(content[at : found.start()])
            at, left = found.end(), left - 1
            if found[1] or not left:
                break
        else:
            if at == start:
                return
            # The end of the message was lost on the way: what is there is the last part.
            yield _trimmed(content[at:])
            at = len(content)
        yield content[at:]


def _head(content: memoryview) -> tuple[Fields, int]:
    """Return the fields of a head and where the body begins."""
    if at_once := _LINE_ENDS.match(content):
        return {}, at_once.end()
    end = _HEAD_END.search(content)
    return fields(bytes(content[: end.start() if end else len(content)])), end.end() if end else len(content)


def _trimmed(piece: memoryview) -> memoryview:
    """Return a piece without the line ends that belong to its boundaries."""
    start = found.end() if (found := _LINE_ENDS.match(piece)) else 0
    end = len(piece) - 1 if len(piece) > start and piece[-1] == _CARRIAGE_RETURN else len(piece)
    return piece[start:end]


def _outside(before: memoryview, after: memoryview) -> Iterator[str]:
    said = bytes(before[:10_000]).strip()
    if said and not (len(before) < 500 and b"mime" in said.lower()):
        yield "what stands before the first part is left out"
    if bytes(after).strip():
        yield "what stands after the last part is left out"
