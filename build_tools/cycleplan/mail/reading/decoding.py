"""Bytes as text: by the charset that they are said to be in, and where that fails by what they seem to be."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cycleplan.mail.reading.limits import MOST_LINES
from cycleplan.mail.source import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a label means on the web, where that is more than the standard of its name (WHATWG Encoding, section 4.2).
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}
_OTHER_NAMES = {"iso-8859-8-i": "iso-8859-8", "x-mac-roman": "mac-roman", "utf8mb4": "utf-8", "unicode-1-1-utf-7": "utf-7"}
# Codecs of Python that are no charset of a mail; some need quadratic time.
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "charmap", "mbcs", "oem"))
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}", re.ASCII)
_SAID_BY_PAGE = re.compile(rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_SAID_WITHIN = 4096
_SURROGATE = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
# Five bytes have no character in windows-1252; the web reads them as control characters.
_WINDOWS_1252 = {code: bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0x100)}
_ESCAPED_1252 = {0xDC00 + code: character for code, character in _WINDOWS_1252.items()}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and a clause on what had to be guessed to have it, or nothing."""

    text: str
    notice: str = ""


def decoded(content: bytes, charset: str = "") -> Decoded:
    """Return bytes as text, without a byte order mark; every byte is in the text, if need be as `\\x9f`."""
    codec = _codec(charset) if charset else _marked(content)
    text = _strictly(content, codec)
    if text is None:
        return _guessed(content, charset, codec)
    if codec == "iso8859-1" and _C1.search(text):
        text = text.translate(_WINDOWS_1252)
    return Decoded(text.removeprefix("\ufeff"))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, which end where `clean` says. Raises UnreadableError for more than anybody reads."""
    if text.count("\n") > MOST_LINES:
        raise UnreadableError(f"a text of more than {MOST_LINES} lines")
    return tuple(text.splitlines())


def has_byte_order_mark(content: bytes) -> bool:
    """Tell whether bytes say themselves which form of Unicode they are in."""
    return bool(_marked(content))


def charset_of_page(content: bytes) -> str:
    """Return the charset that HTML says of itself (Living Standard, section 13.2.3.2), or nothing."""
    said = _SAID_BY_PAGE.search(content, 0, _SAID_WITHIN)
    return said[1].decode("ascii") if said and not _marked(content) else ""


def _guessed(content: bytes, charset: str, codec: str) -> Decoded:
    if charset and codec:
        said = f"the text is not in its charset {charset!r}: "
    else:
        said = f"the charset {charset!r} is unknown: " if charset else ""
    text = _strictly(content, "utf-8")
    if text is not None:
        return Decoded(text.removeprefix("\ufeff"), f"{said}read as UTF-8" if said else "")
    if codec not in ("", "utf-8", "ascii"):
        text = content.decode(codec, "backslashreplace").encode("utf-8", "backslashreplace").decode("utf-8")
        return Decoded(text.removeprefix("\ufeff"), f"{said}what does not fit is written like \\x9f")
    text = content.decode("utf-8", "surrogateescape").translate(_ESCAPED_1252)
    return Decoded(
        text.removeprefix("\ufeff"), f"{said}byte {_first_bad(content)} is not UTF-8, and is read as windows-1252 like others after it"
    )


def _first_bad(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _strictly(content: bytes, codec: str) -> str | None:
    if not codec:
        return None
    try:
        text = content.decode(codec)
    except UnicodeError:
        return None
    # UTF-7 lets through halves of characters, which are no text.
    return None if _SURROGATE.search(text) else text


def _codec(charset: str) -> str:
    """Return Python's name of a charset, or nothing where it has none."""
    label = charset.strip().lower()
    if not _LABEL.fullmatch(label):
        return ""
    try:
        found = codecs.lookup(_WIDER.get(label, _OTHER_NAMES.get(label, label)))
        b"".decode(found.name)
    except (LookupError, UnicodeError):
        return ""
    return "" if found.name.replace("-", "_") in _NO_CHARSETS else found.name


def _marked(content: bytes) -> str:
    return next((codec for mark, codec in _MARKS if content.startswith(mark)), "")
