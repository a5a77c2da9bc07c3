"""Values as marshal writes them, which is the fastest way there is to bytes and back: nothing but texts, numbers and collections.

The bytes say nothing of how values lie in memory, so that equal values have equal bytes. Marshal may not be given what is damaged;
whatever is read back from a file has its SHA-256 before it.
"""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

_PLAINLY = 2
"""The version of marshal that does not tell whether two values are one."""


def as_bytes(value: Any) -> bytes:  # as marshal takes it
    """Return the bytes of a value."""
    return marshal.dumps(value, _PLAINLY)


def from_bytes(content: bytes) -> Any:
    """Return the value of bytes, which have to be what `as_bytes` made."""
    return marshal.loads(content)  # noqa: S302  # it is what we wrote, and makes nothing but texts and numbers


def hash_of(value: Any) -> str:  # as marshal takes it
    """Return the SHA-256 of a value, in hexadecimal digits."""
    return hashlib.sha256(as_bytes(value)).hexdigest()


def sealed(value: Any) -> bytes:  # as marshal takes it
    """Return the bytes of a value after the hash of them."""
    content = as_bytes(value)
    return hashlib.sha256(content).digest() + content


def unsealed(content: bytes) -> Any:
    """Return the value that was sealed; raises ValueError for what is damaged."""
    size = hashlib.sha256().digest_size
    # A large file is not copied for that.
    rest = memoryview(content)[size:]
    if hashlib.sha256(rest).digest() != content[:size]:
        raise ValueError("damaged")
    return marshal.loads(rest)  # noqa: S302  # as above
