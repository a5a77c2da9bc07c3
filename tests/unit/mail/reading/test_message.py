"""A message gives the text that its reader saw, and tells what else was in it."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import pytest
from mails import message, multipart, part, whole

from cycleplan.mail.reading import read_source
from cycleplan.mail.source import Envelope, Form, Source, UnreadableError

ENVELOPE = Envelope("What we agreed", "Wren", date(2024, 4, 19), "one@mail.example")
PLAIN = part("Content-Type: text/plain; charset=utf-8", body="Plain\n")
HTML = part("Content-Type: text/html; charset=utf-8", body="<p>Shown</p>\n")
PDF = part("Content-Type: application/pdf; name=notes.pdf", "Content-Transfer-Encoding: base64", body="AAAA\n")


def read(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    source = read_source("a.eml", content)
    return source.lines, source.notices


def test_a_plain_message_keeps_its_lines_as_they_are():
    lines = ("Hello,", "", "\u00a0\u00a0- an item", "> quoted", "\ttabbed  ", "-- ", "Wren")
    assert read_source("a.eml", message("Content-Type: text/plain; charset=utf-8", body="\n".join(lines))) == Source(
        "a.eml", lines, Form.TEXT, ENVELOPE
    )


def test_the_plain_one_of_two_twins_is_read():
    assert read(whole(multipart("alternative", PLAIN, HTML))) == (("Plain",), ())
    assert read(whole(multipart("alternative", HTML, PLAIN))) == (("Plain",), ())


@pytest.mark.parametrize("body", ["", " \n\n", "Please view this message in HTML.\n"])
def test_the_html_one_is_read_where_the_plain_one_says_nothing(body: str):
    assert read(whole(multipart("alternative", part("Content-Type: text/plain", body=body), HTML))) == (("Shown",), ())


def test_attachments_are_told_and_the_text_around_them_is_read():
    footer = part("Content-Type: text/plain", body="____\nthe list\n")
    patch = part("Content-Type: text/plain", 'Content-Disposition: attachment; filename="a.patch"', body="+x\n")
    inner = multipart("alternative", PLAIN, HTML, boundary="inner")
    assert read(whole(multipart("mixed", inner, PDF, patch, footer))) == (
        ("Plain", "", "____", "the list"),
        ("the attachment 'notes.pdf' (application/pdf) is not read", "the attachment 'a.patch' (text/plain) is not read"),
    )


def test_a_picture_in_the_html_that_is_not_read_is_told_too():
    picture = part("Content-Type: image/png; name=logo.png", body="x")
    related = multipart("related", HTML, picture, boundary="inner")
    assert read(whole(multipart("alternative", PLAIN, related))) == (("Plain",), ("the attachment 'logo.png' (image/png) is not read",))


def test_of_a_message_with_another_in_it_the_outer_text_is_read():
    inner = part("Content-Type: message/rfc822", body="Subject: What they said\n\nInner\n")
    assert read(whole(multipart("mixed", PLAIN, inner))) == (("Plain",), ("the forwarded message 'What they said' is not read",))


def test_a_message_that_only_forwards_another_is_that_other():
    inner = part("Content-Type: message/rfc822", body="Subject: What they said\nFrom: mallow at mail.example (Mallow)\n\nInner\n")
    assert read_source("a.eml", whole(multipart("mixed", part(body="\n"), inner))) == Source(
        "a.eml",
        ("Inner",),
        envelope=Envelope("What they said", "Mallow"),
        notices=("the text is that of the message that was forwarded",),
    )


def test_a_message_without_text_says_what_it_has():
    with pytest.raises(UnreadableError, match=r"^no text in the message 'a\.eml'$") as caught:
        read_source("a.eml", whole(multipart("mixed", PDF)))
    assert caught.value.hint == "the attachment 'notes.pdf' (application/pdf) is not read"


@pytest.mark.parametrize(
    ("fields", "body", "lines", "notices"),
    [
        (("Content-Transfer-Encoding: quoted-printable",), "caf=C3=A9 soft= \n ly=3D =\r\nend=20\n", ("café soft ly= end ",), ()),
        (("Content-Transfer-Encoding: BASE64",), "Y2Fmw6kK\n", ("café",), ()),
        (("Content-Transfer-Encoding: base64",), "Y2Fmw6k\n", ("café",), ()),
        (("Content-Transfer-Encoding: base64",), "aGVsbG8hI", ("hello!",), ("the base64 text is cut off",)),
        (
            ("Content-Transfer-Encoding: base64",),
            "aGVsbG8=\n____\nthe list\n",
            ("hello", "____", "the list"),
            ("what follows the base64 text is no base64: read as it stands",),
        ),
        (("Content-Type: text/plain; charset=us-ascii",), "café", ("café",), ("the text is not in its charset 'us-ascii': read as UTF-8",)),
        (("Content-Type: text/plain; charset=utf-7",), "+2AA-", ("+2AA-",), ("the text is not in its charset 'utf-7': read as UTF-8",)),
        (("Content-Type: text/plain; name=notes.txt",), "hello", ("hello",), ()),
        (("Content-Transfer-Encoding: x-new",), "hello", ("hello",), ("the transfer encoding 'x-new' is unknown: read as it stands",)),
        (
            ("Content-Type: text/plain; charset=x-none",),
            "café",
            ("café",),
            ("the charset 'x-none' is unknown: read as UTF-8",),
        ),
        (
            ("Content-Type: multipart/mixed; boundary=gone",),
            "hello",
            ("hello",),
            ("a message in parts without their boundary: read as it stands",),
        ),
    ],
)
def test_what_travelled_badly_is_read_as_far_as_it_goes(
    fields: tuple[str, ...], body: str, lines: tuple[str, ...], notices: tuple[str, ...]
):
    assert read(message(*fields, body=body)) == (lines, notices)


def test_a_message_that_was_cut_off_on_its_way_keeps_what_arrived():
    cut_off = multipart("mixed", PLAIN, part(body="More\n")).replace("--cut--", "")
    assert read(whole(cut_off)) == (("Plain", "", "More", "", ""), ())


def test_text_outside_the_parts_is_told():
    text = multipart("mixed", PLAIN).replace("--cut\n", "A word before.\n--cut\n", 1) + "A word after.\n"
    assert read(whole(text)) == (
        ("Plain",),
        ("what stands before the first part is left out", "what stands after the last part is left out"),
    )


def test_a_text_in_another_charset_than_it_says_is_shown_with_what_does_not_fit():
    body = "日本".encode("iso-2022-jp") + b" \xe9"
    content = message("Content-Type: text/plain; charset=iso-2022-jp") + body
    assert read(content) == (("日本 \\xe9",), ("the text is not in its charset 'iso-2022-jp': what does not fit is written like \\x9f",))


def test_latin_1_is_windows_1252_as_on_the_web():
    content = message("Content-Type: text/plain; charset=iso-8859-1") + b"\x93caf\xe9\x94 \x81"
    assert read(content) == (("“café” \x81",), ())


def test_flowed_paragraphs_are_one_line_each():
    flowed = message("Content-Type: text/plain; format=Flowed", body="a long \nline\nshort\n")
    assert read(flowed) == (("a long line", "short"), ())


def test_markdown_in_a_mail_is_markdown():
    assert read_source("a.eml", message("Content-Type: text/markdown", body="# Pools\n")).form is Form.MARKDOWN


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (whole(multipart("mixed", *[PLAIN] * 1_000)), "a message of more than 1000 parts"),
        (
            whole("".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(10_000))),
            "a message with parts nested more than 10 deep",
        ),
        (message()[:-1] + b"Content-Type: message/rfc822\n\n" * 10_000, "no text in the message 'a.eml'"),
    ],
)
def test_bombs_of_parts_are_refused(content: bytes, why: str):
    with pytest.raises(UnreadableError) as caught:
        read_source("a.eml", content)
    assert str(caught.value) == why


def test_a_subject_of_megabytes_is_cut_off():
    long = message(body="Hello\n").replace(b"What we agreed", b"s" * 2_000_000)
    assert read_source("a.eml", long).notices == ("the subject is cut off after 4000 bytes",)


def test_base64_of_any_width_is_read():
    text = "Señor\n" * 50
    encoded = b64encode(text.encode()).decode()
    for width in (1, 7, 76):
        wrapped = "\n".join(encoded[at : at + width] for at in range(0, len(encoded), width))
        assert read(message("Content-Transfer-Encoding: base64", body=wrapped)) == (tuple(text.splitlines()), ())
