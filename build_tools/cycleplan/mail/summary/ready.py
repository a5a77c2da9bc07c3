"""A mail as a message that is ready to be sent: a draft that a mail program opens, with the headers that were asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.header import Header
from email.headerregistry import Address, UniqueAddressHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from cycleplan.prose import unclean

_LONGEST_LINE = 998
"""Octets of a line, without its end (RFC 5322, section 2.1.1)."""

_MAILBOX = re.compile(r'(?:(?P<name>[^"<>]*|"[^"\\<>]*") ?<)?(?P<user>[^\s<>@"]{1,64})@(?P<domain>[^\s<>@"]{1,255})(?(name)>)')
_USER = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*", re.ASCII | re.IGNORECASE)
_QUOTED_ONLY = frozenset("()[]:;@\\,")
"""What a name holds only between quotes (RFC 5322, section 3.2.3)."""

_LONGEST_NAME = 200
_LONGEST_PLAIN_WORD = 60
_LONGEST_ENCODED_NAME = 45
"""Octets that fit one encoded word (RFC 2047, section 2): readers differ on the space between two of them in a name."""

_CRLF = "\r\n"


class HeaderError(Exception):
    """A value that cannot stand in a header: one clause that says why, and in the hint what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Headers:
    """What a message says beside its text; each address is one mailbox, such as `Wren <wren@lists.example>`."""

    subject: str
    sender: str = ""
    recipients: tuple[str, ...] = ()
    day: date | None = None


class _SafelyFolded(EmailPolicy):
    """The policy of SMTP, but for subjects and addresses: where that folds them, a space may get lost or come in."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if isinstance(value, UniqueAddressHeader):
            written = f",{_CRLF} ".join(_written(address) for address in value.addresses)
        elif name == "Subject":
            written = _folded(str(value))
        else:
            return super().fold_binary(name, value)
        return f"{name}: {written}\r\n".encode("ascii")


def ready_message(text: str, headers: Headers) -> bytes:
    """Return a message of plain text, marked as a draft, with lines that end in CR LF; the same for the same values.

    Raises HeaderError for a value that holds a line end or something invisible, and for an address that is not one.
    """
    message = EmailMessage(_SafelyFolded(linesep=_CRLF))
    message["Subject"] = _line("subject", headers.subject)
    if headers.sender:
        message["From"] = mailbox(headers.sender)
    if headers.recipients:
        message["To"] = [mailbox(recipient) for recipient in headers.recipients]
    if headers.day:
        message["Date"] = format_datetime(datetime.combine(headers.day, time(), UTC))
    message["X-Unsent"] = "1"
    message.set_content(text, cte=_encoding(text), params={"format": "fixed"})
    return _as_meant(message)


def mailbox(text: str) -> Address:
    """Return the one mailbox that a text names; raises HeaderError where it names none or several."""
    line = _line("address", text)
    found = _MAILBOX.fullmatch(line)
    if not found or not _USER.fullmatch(found["user"]) or not _DOMAIN.fullmatch(found["domain"]):
        raise HeaderError(f"{line!r} is not one mail address", "write it as name@host.example or as Name <name@host.example>")
    name = (found["name"] or "").strip(" ")
    if not name.startswith('"') and _QUOTED_ONLY & set(name):
        raise HeaderError(f"the name {name!r} holds a sign that means something in a header", "put it between double quotes")
    longest = _LONGEST_NAME if name.isascii() else _LONGEST_ENCODED_NAME
    if len(name.encode()) > longest:
        raise HeaderError(f"the name {name!r} has {len(name.encode())} octets", f"keep it to {longest}")
    return Address(name.strip('"').strip(" "), found["user"], found["domain"])


def _line(what: str, text: str) -> str:
    for _, character in unclean(text):
        raise HeaderError(f"the {what} holds the invisible character {character}", "take it out")
    if "\n" in text or "\t" in text:
        raise HeaderError(f"the {what} is more than one line" if "\n" in text else f"the {what} holds a tab", "take it out")
    if "=?" in text:
        raise HeaderError(f"the {what} holds '=?', which mail programs take for encoded words", "write the letters themselves")
    if not text.strip():
        raise HeaderError(f"the {what} is empty")
    return " ".join(text.split())


def _written(address: Address) -> str:
    if address.display_name.isascii():
        return str(address)
    return f"{Header(address.display_name, 'utf-8').encode()} <{address.addr_spec}>"


def _folded(subject: str) -> str:
    is_plain = subject.isascii() and max(map(len, subject.split())) <= _LONGEST_PLAIN_WORD
    return Header(subject, "us-ascii" if is_plain else "utf-8", header_name="Subject").encode(linesep=_CRLF)


def _encoding(text: str) -> str:
    if any(len(line.encode()) > _LONGEST_LINE for line in text.split("\n")):
        return "quoted-printable"
    return "7bit" if text.isascii() else "8bit"


def _as_meant(message: EmailMessage) -> bytes:
    """Return a message in bytes once its headers read back as they were meant, since folding must never make other ones."""
    written = message.as_bytes()
    read = message_from_bytes(written, policy=SMTP)
    meant = [(name, str(value)) for name, value in message.items()]
    wrong = [name for name, value in meant if str(read[name]) != value]
    if wrong or len(read.items()) != len(meant):
        raise HeaderError(f"a value cannot be written as the header {' or '.join(wrong) or 'that it is for'}", "write it more simply")
    return written
