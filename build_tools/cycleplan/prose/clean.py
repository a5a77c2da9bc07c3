"""One canonical form for all text: what cannot be seen, or turns the text around, is written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

LINE_ENDS = "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that some reader takes for the end of a line; each becomes `\\n`."""

_INVISIBLE = (
    *range(0x09),
    *range(0x0E, 0x1C),
    0x1F,
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0x180E,
    0x200B,
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, isolates, deprecated format characters
    *range(0xD800, 0xE000),  # surrogates: not text at all
    *range(0xFDD0, 0xFDF0),  # non-characters
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),  # tags
    *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)
_CANONICAL: dict[int, str] = {code: f"\u27e8U+{code:04X}\u27e9" for code in _INVISIBLE} | {ord(end): "\n" for end in LINE_ENDS}
_CRLF = re.compile("\r\n")
_CHANGED = re.compile("[" + "".join(map(re.escape, map(chr, _CANONICAL))) + "]")


def clean(text: str) -> str:
    """Return text in which only `\\n` ends a line and every invisible or direction-changing character is named.

    Nothing is cut off: U+202E becomes `⟨U+202E⟩`. Cleaning twice is cleaning once. The joiners U+200C and
    U+200D and the marks U+200E, U+200F and U+061C stay, since words of several scripts need them.
    """
    if text.isprintable():  # as nearly all text is, and nothing that is written out
        return text
    return _CRLF.sub("\n", text).translate(_CANONICAL)


def origins(text: str) -> list[int]:
    """Return for each character of `clean(text)`, and for its end, the offset in the text that it comes from."""
    found: list[int] = []
    for offset, character in enumerate(text):
        if text[offset : offset + 2] != "\r\n":
            found.extend([offset] * len(clean(character)))
    return [*found, len(text)]


def one_line(text: str) -> str:
    """Return clean text with every run of white space folded to one space."""
    return " ".join(clean(text).split())


def unclean(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the name of each character that `clean` would change."""
    if text.replace("\n", "").isprintable():
        return
    for found in _CHANGED.finditer(text):
        yield found.start(), f"U+{ord(found[0]):04X}"
