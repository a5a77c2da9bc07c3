"""The head of a message says who wrote it, when and on what, and gives away no mail address."""

from __future__ import annotations

from datetime import date

import pytest

from cycleplan.mail.reading.header import content_type, envelope, fields
from cycleplan.mail.source import Envelope


def told(*lines: str) -> Envelope:
    return envelope(fields("\n".join(lines).encode("utf-8", "surrogateescape")))


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        ("Wren <wren@mail.example>", "Wren"),
        ('"Wren, of the list" <wren@mail.example>', "Wren, of the list"),
        ("=?utf-8?b?V3LDqW4=?= <wren@mail.example>", "Wrén"),
        ("=?utf-8?q?wren=40mail=2Eexample?= <wren@mail.example>", ""),
        ("wren@mail.example", ""),
        ("<wren@mail.example>", ""),
        ("wren@mail.example (Wren)", "Wren"),
        ("wren at mail.example (Wren)", "Wren"),
        ("wren at mail.example", ""),
        ("wren@mail.example <wren@mail.example>", ""),
        ("Wren (wren@mail.example) <list@mail.example>", "Wren"),
        ("Wren\n <wren@mail.example>", "Wren"),
        ("Wren <wren@mail.example", "Wren"),
        ("(" * 100_000, ""),
        ("", ""),
    ],
)
def test_the_sender_is_a_name_and_no_address(written: str, sender: str):
    assert told(f"From: {written}").sender == sender


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("Pools\n  and\tweighers", "Pools and weighers"),
        ("=?iso-8859-1?Q?Caf=E9?= =?utf-8?q?_=C3=A9t=C3=A9?=", "Café été"),
        ("[team] =?koi8-r?b?8NXM?= now", "[team] Пул now"),
        ("=?x-none?q?caf=C3=A9?=", "café"),
        ("=?utf-8?b?YWJjZ?=", "=?utf-8?b?YWJjZ?="),
        ("caf\udce9", "café"),
    ],
)
def test_the_subject_is_one_line_of_text(written: str, subject: str):
    assert told(f"Subject: {written}").subject == subject


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Fri, 19 Apr 2024 23:30:00 -0700", date(2024, 4, 19)),
        ("19 Apr 2024 23:30 GMT", date(2024, 4, 19)),
        ("Fri, 31 Feb 2024 23:30:00 +0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_the_senders_clock(written: str, day: date | None):
    assert told(f"Date: {written}").sent == day


def test_ids_and_addresses_may_be_folded():
    assert told("Message-ID:\n <one@mail.example>", "ARCHIVED-AT: <https://lists.example/a/\n b>") == Envelope(
        message_id="one@mail.example", archived_at="https://lists.example/a/b"
    )


def test_the_first_of_two_fields_counts():
    assert told("Subject: one", "Subject: two").subject == "one"


@pytest.mark.parametrize(
    ("written", "kind", "said"),
    [
        ('Text/Plain; Charset="utf-8"; format=flowed', "text/plain", {"charset": "utf-8", "format": "flowed"}),
        ("application/pdf; name*=utf-8''caf%C3%A9.pdf", "application/pdf", {"name": "café.pdf"}),
        ("application/pdf; name*0=notes; name*1=.pdf", "application/pdf", {"name": "notes.pdf"}),
        ("application/pdf; name==?utf-8?q?caf=C3=A9.pdf?=", "application/pdf", {"name": "café.pdf"}),
        ("text/plain; name*=x; name*0=y", "text/plain", {}),
        ("text", "text/x-default", {}),
        ("", "text/x-default", {}),
    ],
)
def test_a_type_has_parameters(written: str, kind: str, said: dict[str, str]):
    found, parameters = content_type(fields(f"Content-Type: {written}".encode()), "text/x-default")
    assert (found, {key: value for key, value in parameters.items() if value}) == (kind, said)
