"""A file of any kind as a source."""

from __future__ import annotations

import re

from cycleplan.mail.reading.decoding import Decoded, charset_of_page, decoded, has_byte_order_mark, lines_of
from cycleplan.mail.reading.kind import binary_kind, form_of, is_message, is_page, without_source_line
from cycleplan.mail.reading.limits import LARGEST_SOURCE, MOST_LINES
from cycleplan.mail.reading.mailbox import Mailbox, find_message, is_mailbox, only_message
from cycleplan.mail.reading.message import read_message
from cycleplan.mail.reading.page import page_lines
from cycleplan.mail.source import Source, UnreadableError

_SOURCE_LINE = re.compile(rb"# ?source: [^\r\n]{0,2000}\r?\n", re.IGNORECASE)


def read_source(name: str, content: Mailbox, *, message_id: str = "") -> Source:
    """Return the text of a file: of a message, one message of a mailbox, HTML, Markdown, reST or plain text.

    `name` is the file's, `-` for standard input; `message_id` picks a message as `find_message` does. Raises
    UnreadableError where there is no text, too much of it, or several messages to choose from.
    """
    source = _read(name, content, message_id)
    if len(source.lines) > MOST_LINES:
        raise UnreadableError(f"more than {MOST_LINES} lines in {name!r}")
    if not any(line.strip() for line in source.lines):
        raise UnreadableError(f"no text in {name!r}")
    return source


def _read(name: str, file: Mailbox, message_id: str) -> Source:
    if is_mailbox(file):
        return read_message(name, find_message(file, message_id) if message_id else only_message(file, name))
    if len(file) > LARGEST_SOURCE:
        raise UnreadableError(f"{name!r} is larger than {LARGEST_SOURCE >> 20} MiB", "only a mailbox may be")
    content = bytes(file)
    if seeming := binary_kind(content):
        raise UnreadableError(f"{name!r} seems to be {seeming}", "save its text, and import that")
    mail = content[said.end() :] if (said := _SOURCE_LINE.match(content)) else content
    if is_message(name, mail):
        return read_message(name, find_message(mail, message_id) if message_id else mail)
    if message_id:
        raise UnreadableError(f"{name!r} is neither a mailbox nor a message", "leave --message-id out")
    return _read_bare(name, content)


def _read_bare(name: str, content: bytes) -> Source:
    if b"\x00" in content and not has_byte_order_mark(content):
        raise UnreadableError(f"{name!r} has zero bytes, as no text has", "save it as UTF-8")
    text = decoded(content, charset_of_page(content))
    page = without_source_line(text.text)
    if is_page(name, page):
        return Source(name, page_lines(page), notices=_notices(text))
    text = decoded(content)
    return Source(name, lines_of(text.text), form_of(name, text.text), notices=_notices(text))


def _notices(text: Decoded) -> tuple[str, ...]:
    return (text.notice,) if text.notice else ()
