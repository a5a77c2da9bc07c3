"""A file as a value: what the pure core takes in and gives out."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

_QUICKLY = 1
"""The level of packing: the highest that are in use take half as long again for a tenth less."""


@dataclass(frozen=True, slots=True, order=True)
class TextFile:
    """A path relative to its folder, with forward slashes, and its text with `\\n` line ends, or with those of its format."""

    path: str
    text: str

    @property
    def hashed(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal digits."""
        return hash_text(self.text)


@dataclass(frozen=True, slots=True)
class LateFile:
    """A file that was made before: the hash of its text is known, and the text is made again only where somebody asks for it."""

    path: str
    hashed: str
    write: Callable[[], str]

    @property
    def text(self) -> str:
        """The text, made anew each time."""
        return self.write()


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that waits to be written, with the hash of its text: a large plan has more text than memory should be filled with.

    `packed` is the text in UTF-8 and the format of zlib (RFC 1950).
    """

    path: str
    hashed: str
    packed: bytes

    @property
    def text(self) -> str:
        """The text, unpacked each time."""
        return unpack(self.packed)


File = TextFile | LateFile | PackedFile


def pack(file: TextFile) -> PackedFile:
    """Return a file as one that waits."""
    content = file.text.encode()
    return PackedFile(file.path, hashlib.sha256(content).hexdigest(), zlib.compress(content, _QUICKLY))


def unpack(packed: bytes) -> str:
    """Return the text of a file that waits."""
    return zlib.decompress(packed).decode()


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


UTF_8 = "\ufeff"
"""What tells a browser how a text is encoded: few servers do, and without either it takes the text for windows-1252.

It is no part of what is copied from there (Encoding Standard, section 6; RFC 3629, section 6).
"""


def marked(text: str) -> str:
    """Return a text that a browser reads right from any server: with a byte order mark where it is more than ASCII."""
    return text if text.isascii() else UTF_8 + text
