"""A message that is ready to be sent: its headers, and what is refused."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import SMTP

import pytest

from cycleplan.mail.summary import HeaderError, Headers, ready_message


def test_a_message_is_a_draft_with_the_headers_that_were_asked_for():
    headers = Headers("What is new", '"Wren, the" <wren@lists.example>', ("mallow@lists.example", "Zoë <z@e.example>"), date(2024, 7, 16))
    assert ready_message("Été.\n\n\\From here on.\n", headers).decode() == (
        "Subject: What is new\r\n"
        'From: "Wren, the" <wren@lists.example>\r\n'
        "To: mallow@lists.example,\r\n =?utf-8?q?Zo=C3=AB?= <z@e.example>\r\n"
        "Date: Tue, 16 Jul 2024 00:00:00 +0000\r\n"
        "X-Unsent: 1\r\n"
        "Content-Transfer-Encoding: 8bit\r\n"
        'Content-Type: text/plain; charset="utf-8"; format="fixed"\r\n'
        "MIME-Version: 1.0\r\n"
        "\r\n"
        "Été.\r\n\r\n\\From here on.\r\n"
    )


def test_nothing_is_said_that_was_not_asked_for():
    names = message_from_bytes(ready_message("x\n", Headers("x"))).keys()
    assert names == ["Subject", "X-Unsent", "Content-Transfer-Encoding", "Content-Type", "MIME-Version"]


@pytest.mark.parametrize(
    "subject", ["x " * 400, "x" * 1000, "é " * 300, "é" * 300, "a" * 75 + " é", "of since – naïve 2024-07-01: “what” the 日本語 is 日本語"]
)
def test_a_long_subject_reads_back_as_it_was(subject):
    written = ready_message("x\n", Headers(subject))
    assert message_from_bytes(written, policy=SMTP)["Subject"] == subject.strip()
    assert max(map(len, written.split(b"\r\n"))) <= 78


def test_a_line_too_long_for_mail_is_encoded():
    text = f"{'x' * 999}\n"
    written = ready_message(text, Headers("x"))
    assert b"quoted-printable" in written
    assert max(map(len, written.split(b"\r\n"))) <= 78
    assert message_from_bytes(written, policy=SMTP).get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("a\nBcc: wren@lists.example", "the subject is more than one line"),
        ("a\rBcc: wren@lists.example", "the subject holds the invisible character U+000D"),
        ("a\u2028b", "the subject holds the invisible character U+2028"),
        ("a\0b", "the subject holds the invisible character U+0000"),
        ("a\tb", "the subject holds a tab"),
        ("=?utf-8?q?a=0ABcc:_b?=", "the subject holds '=?', which mail programs take for encoded words"),
        (" ", "the subject is empty"),
    ],
)
def test_a_subject_that_is_no_line_of_text_is_refused(subject, message):
    with pytest.raises(HeaderError) as refused:
        ready_message("x\n", Headers(subject))
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "address",
    [
        *("wren", "a@", "@b", "a@b, c@d", "a b@c", "Wren <a@b> x", "group: a@b;", "<>", "a@b\nBcc: c@d", "a@b\r\nBcc: c@d", "(x) a@b"),
        *(
            "a@ex\u00e4mple",
            "wr\u00e9n@b",
            "Wren, Jr <a@b>",
            "c@d, Wren <a@b>",
            "=?utf-8?q?x?= <a@b>",
            '"a\\"b" <a@b>',
            "x" * 201 + " <a@b>",
        ),
        *("é" * 30 + " <a@b>", "a..b@c", "a@b c", " "),
    ],
)
def test_what_is_not_one_plain_mailbox_is_refused(address):
    with pytest.raises(HeaderError):
        ready_message("x\n", Headers("x", address))
    with pytest.raises(HeaderError):
        ready_message("x\n", Headers("x", recipients=("wren@lists.example", address)))
