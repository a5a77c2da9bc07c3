"""One message of a mailbox is found by its id, in any spelling, and by nothing else."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest
from mails import mailbox, message

from cycleplan.mail.reading import find_message
from cycleplan.mail.source import UnreadableError

# The hash is that of base64.b32encode(hashlib.sha1(b"two@mail.example").digest()).
HASH = "QXR74ITAJJVZKIISSCEMRETXXIFRL7HY"


def with_id(field: str, body: str = "", *fields: str) -> bytes:
    return message(*fields, body=body).replace(b"Message-ID: <one@mail.example>", field.encode())


ONE = message(body="One\n")
TWO = with_id("message-id:\n\t<two@mail.example>", "Two\n", "In-Reply-To: <three@mail.example>", "References: <three@mail.example>")
THREE = with_id("Message-ID: three@mail.example", "Three: <four@mail.example>\nMessage-ID: <four@mail.example>\n")
BOX = mailbox(ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("message_id", "found"),
    [
        ("one@mail.example", ONE),
        ("<two@mail.example>", TWO),
        (" two%40mail.example ", TWO),
        ("%3Ctwo@mail.example%3E", TWO),
        (HASH, TWO),
        (HASH.lower(), TWO),
        (f"https://lists.example/list/dev/message/{HASH}/", TWO),
        ("three@mail.example", THREE),
    ],
)
def test_a_message_is_found_by_its_id(message_id: str, found: bytes):
    assert find_message(BOX, message_id) == found


def test_a_mailbox_may_lie_on_disk(tmp_path: Path):
    (tmp_path / "a.mbox").write_bytes(BOX)
    with (tmp_path / "a.mbox").open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert find_message(mapped, "three@mail.example") == THREE


def test_line_ends_of_the_web_are_line_ends():
    assert find_message(BOX.replace(b"\n", b"\r\n"), "two@mail.example") == TWO.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("message_id", "hint"),
    [
        ("thre@mail.example", "did you mean 'three@mail.example'?"),
        ("two@mail.exam", "did you mean 'two@mail.example'?"),
        ("zzzzzzzz", ""),
        ("", ""),
    ],
)
def test_an_id_that_no_message_has_is_refused_with_one_that_is_near(message_id: str, hint: str):
    with pytest.raises(UnreadableError) as caught:
        find_message(BOX, message_id)
    assert (str(caught.value), caught.value.hint) == (f"no message {message_id!r} in the mailbox", hint)


def test_a_line_of_text_that_begins_with_from_divides_nothing():
    text = message(body="\nFrom Monday 10:30 on\nwe met\n\nFrom here\n")
    assert find_message(mailbox(text, TWO), "one@mail.example") == text


def test_a_line_that_was_escaped_for_the_mailbox_is_as_it_was():
    assert find_message(mailbox(message(body=">From here\n>>From there\n> From\n")), "one@mail.example") == message(
        body="From here\n>From there\n> From\n"
    )
