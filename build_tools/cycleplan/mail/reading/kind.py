"""What bytes are: told by what they hold first, and by the name of their file where that leaves it open."""

from __future__ import annotations

import re

from cycleplan.mail.reading.header import FIELD_NAME
from cycleplan.mail.source import Form

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or a document of an office program"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh9", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"(\xb5/\xfd", "compressed"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text of an office program"),
    (b"SQLite format 3\x00", "a database"),
)
_ORIGIN_FIELDS = frozenset(("from", "received", "return-path", "message-id", "mime-version"))
_FIELDS = _ORIGIN_FIELDS | {
    "to",
    "cc",
    "date",
    "subject",
    "content-type",
    "reply-to",
    "sender",
    "delivered-to",
    "in-reply-to",
    "references",
}
_FIELD = re.compile(rb"(" + FIELD_NAME + rb")[ \t]*:")
_HEAD = 64 << 10
_SOURCE_LINE = re.compile(r"\ufeff?(?:#|\.\.|<!--) ?source: [^\r\n]*(?:\r\n|\r|\n)", re.IGNORECASE)
_BEGINS_PAGE = re.compile(
    r"\s*+(?:<!--.{0,2000}?-->\s*+)*+(?:<\?xml[^>]*+>\s*+)?+<(?:!doctype\s++html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_BEGINS_FRAGMENT = re.compile(r"\s*+<(?:div|p|h[1-6]|ul|ol|table|meta|style|title|pre|span|blockquote)(?:\s[^>]*+)?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*+(---|\+\+\+)[ \t]*+\n(?!\1)(?:[^\n]*+\n){0,200}?\1[ \t]*+(?:\n|\Z)")
_KEY = re.compile(r"(?:---|\+\+\+)[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[A-Za-z][\w -]{0,60}[ \t]*[:=]")
_DIRECTIVE = re.compile(r"^\.\. (?:[a-z][a-z0-9-]{1,40}::|_[^\n:]{1,200}:|\[[#\w-]{1,40}\] )", re.MULTILINE)
_ADORNMENT = re.compile(r"([=~^\"'`*+#<>_:.-])\1{2,}")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_REST = (".rst", ".rest")
_HTML = (".html", ".htm", ".xhtml")


def binary_kind(content: bytes) -> str:
    """Return what bytes that are no text seem to be, or nothing where they may be text."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[:4] == b"RIFF" or content[4:8] == b"ftyp":
        return "an image or a film"
    return "an archive" if content[257:262] == b"ustar" else ""


def without_source_line(text: str) -> str:
    """Return a text without a first line that only says where it comes from."""
    found = _SOURCE_LINE.match(text)
    return text[found.end() :] if found else text


def is_message(name: str, content: bytes) -> bool:
    """Tell whether bytes begin with the head of a message: nothing but fields up to a blank line, some that only mails have."""
    names: set[str] = set()
    lines = content[:_HEAD].splitlines()
    for index, line in enumerate(lines):
        if not line:
            break
        field = _FIELD.match(line)
        if field:
            names.add(field[1].decode("ascii").lower())
        elif not line.startswith((b" ", b"\t", b"From ", b">From ")) and (index + 1 < len(lines) or len(content) <= _HEAD):
            return False
    if _suffix(name) == ".eml":
        return bool(names & _FIELDS)
    return bool(names & _ORIGIN_FIELDS) and len(names & _FIELDS) > 1


def is_page(name: str, text: str) -> bool:
    """Tell whether a text is HTML."""
    if _BEGINS_PAGE.match(text, 0, _HEAD):
        return True
    suffix = _suffix(name)
    if suffix in _HTML:
        return bool(_TAG.search(text))
    return suffix not in (*_MARKDOWN, *_REST) and bool(_BEGINS_FRAGMENT.match(text, 0, _HEAD)) and "</" in text


def form_of(name: str, text: str) -> Form:
    """Return the language that a text without a wrapping is written in."""
    suffix = _suffix(name)
    if suffix in _MARKDOWN:
        return Form.MARKDOWN
    if suffix in _REST:
        return Form.REST
    head = "\n".join(without_source_line(text[:_HEAD]).splitlines())
    if _FRONT_MATTER.match(head) and _KEY.match(head.lstrip()):
        return Form.MARKDOWN
    return Form.REST if _DIRECTIVE.search(head) and _has_adorned_title(head.split("\n")) else Form.TEXT


def _has_adorned_title(lines: list[str]) -> bool:
    return any(
        title.strip() and not _ADORNMENT.fullmatch(title) and _ADORNMENT.fullmatch(below) and len(below) >= len(title.rstrip())
        for title, below in zip(lines, (line.rstrip() for line in lines[1:]), strict=False)
    )


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""
