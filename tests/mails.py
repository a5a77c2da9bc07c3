"""Messages for tests, as mail programs write them."""

from __future__ import annotations

HEAD = (
    "From: Wren <wren@mail.example>\n"
    "Date: Fri, 19 Apr 2024 23:30:00 -0700\n"
    "Subject: What we agreed\n"
    "Message-ID: <one@mail.example>\n"
    "MIME-Version: 1.0\n"
)


def message(*fields: str, body: str = "") -> bytes:
    """Return a message with some more fields than every one has."""
    return (HEAD + "".join(f"{field}\n" for field in fields) + "\n" + body).encode()


def part(*fields: str, body: str = "") -> str:
    """Return a part of a multipart."""
    return "".join(f"{field}\n" for field in fields) + "\n" + body


def multipart(kind: str, *parts: str, boundary: str = "cut") -> str:
    """Return a multipart, as a part."""
    inner = "".join(f"--{boundary}\n{one}\n" for one in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{inner}--{boundary}--\n"


def whole(multipart_text: str) -> bytes:
    """Return a message of one multipart."""
    return (HEAD + multipart_text).encode()


def mailbox(*messages: bytes) -> bytes:
    """Return a mailbox of messages, in the format mbox."""
    return b"".join(b"From wren at mail.example  Fri Apr 19 23:30:00 2024\n" + one + b"\n" for one in messages)
