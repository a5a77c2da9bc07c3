"""Addresses outside the plan: which ones a page may link to, in which spelling."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto")
_SAFE = "!$'*+,-./:;=?@_~%&#"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)
_MAILBOX = re.compile(r"[A-Za-z0-9.+_=-]{1,64}@[A-Za-z0-9.-]{1,253}", re.ASCII)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 2000


class NotAWebAddressError(ValueError):
    """An address that no page may link to; its text says why, as one clause."""


def web_address(text: str) -> str:
    """Return an http, https or mailto address with everything that is not plain in it percent-encoded.

    Raises NotAWebAddressError for other schemes, white space, user names, and hosts that are none.
    The rules are those of RFC 3986, section 2, narrowed to what a page needs.
    """
    if len(text) > _LONGEST:
        raise NotAWebAddressError(f"address of {len(text)} characters")
    if any(ord(char) < 0x21 or ord(char) == 0x7F or char.isspace() for char in text):
        raise NotAWebAddressError(f"white space in the address {text!r}")
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise NotAWebAddressError(f"malformed address {text!r}") from None
    if parts.scheme.lower() not in SCHEMES or not text.isprintable():
        raise NotAWebAddressError(f"address {text!r} is none of {', '.join(SCHEMES)}")
    if parts.scheme.lower() == "mailto":
        if parts.netloc or parts.fragment or not _MAILBOX.fullmatch(parts.path):
            raise NotAWebAddressError(f"malformed mail address {text!r}")
    elif "@" in parts.netloc or not _HOST.fullmatch(parts.hostname or "") or ".." in parts.netloc:
        raise NotAWebAddressError(f"no host in the address {text!r}")
    return _STRAY_PERCENT.sub("%25", quote(text, safe=_SAFE))
