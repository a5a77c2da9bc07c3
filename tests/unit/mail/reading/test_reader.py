"""What a file is is told by what it holds, and one without text says so."""

from __future__ import annotations

import pytest
from mails import HEAD, mailbox, message

from cycleplan.mail.reading import LARGEST_SOURCE, read_source
from cycleplan.mail.source import Form, Source, UnreadableError

FRONT_MATTER = "---\ntitle: Pools\n---\n\n# Pools\n"
REST = ".. _pools:\n\nPools\n=====\n\nText.\n"
SOURCE_LINE = "# source: https://git.example/pools\n"


def refused(name: str, content: bytes, message_id: str = "") -> tuple[str, str]:
    with pytest.raises(UnreadableError) as caught:
        read_source(name, content, message_id=message_id)
    return str(caught.value), caught.value.hint


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("-", "Pools\n=====\n- weigh them\n", Form.TEXT),
        ("notes", "# Pools\n\n- weigh them\n", Form.TEXT),
        ("notes.txt", "From: the pools\nthat we weigh\n", Form.TEXT),
        ("notes.txt", "From 10:00 to 11:00 we met\nTopic: pools\n", Form.TEXT),
        ("notes.txt", "From: the pools\n\nthat we weigh\n", Form.TEXT),
        ("notes.txt", "---\nno front matter\n---\n", Form.TEXT),
        ("notes.txt", "<https://pad.example/> has the notes\n", Form.TEXT),
        ("notes.html", "Just lines,\nno tags\n", Form.TEXT),
        ("notes.MD", "Pools\n", Form.MARKDOWN),
        ("notes.markdown", "Pools\n", Form.MARKDOWN),
        ("-", FRONT_MATTER, Form.MARKDOWN),
        ("-", '+++\ntitle = "Pools"\n+++\n', Form.MARKDOWN),
        ("notes.txt", SOURCE_LINE + FRONT_MATTER, Form.MARKDOWN),
        ("notes.rst", "Pools\n", Form.REST),
        ("notes.txt", REST, Form.REST),
        ("notes.txt", SOURCE_LINE + REST, Form.REST),
        ("notes.md", SOURCE_LINE + "# Pools\n", Form.MARKDOWN),
    ],
)
def test_a_bare_text_keeps_its_lines_and_has_a_form(name: str, text: str, form: Form):
    assert read_source(name, text.encode()) == Source(name, tuple(text.splitlines()), form)


def test_lines_end_where_clean_text_has_them_end():
    assert read_source("-", "a\r\nb\rc\nd\x85e\u2028f\x0cg\u00a0 \n".encode()).lines == ("a", "b", "c", "d", "e", "f", "g\u00a0 ")


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_charset_and_is_no_text(charset: str):
    assert read_source("-", "Señor 😀\nb".encode(charset)) == Source("-", ("Señor 😀", "b"))


def test_a_text_that_is_not_utf_8_is_read_as_windows_1252_and_says_so():
    assert read_source("-", b"caf\xe9 \x93caf\xc3\xa9\x94") == Source(
        "-", ("café “café”",), notices=("byte 3 is not UTF-8, and is read as windows-1252 like others after it",)
    )


@pytest.mark.parametrize("name", ["-", "a.html", "a.txt", "a.md"])
def test_html_is_known_by_its_beginning(name: str):
    page = "<!-- x -->\n<!DOCTYPE html>\n<html><body><h1>Pools</h1>"
    assert read_source(name, page.encode()) == Source(name, ("# Pools",))
    assert read_source(name, (SOURCE_LINE + page).encode()).lines == ("# Pools",)


def test_html_says_its_charset_itself():
    assert read_source("a.html", "<meta charset=koi8-r><p>Пул".encode("koi8-r")) == Source("a.html", ("Пул",))


@pytest.mark.parametrize("name", ["-", "a.txt", "a.eml", "a.mbox"])
def test_a_message_is_known_by_its_fields(name: str):
    assert read_source(name, message(body="Hello\n")).lines == ("Hello",)
    assert read_source(name, SOURCE_LINE.encode() + message(body="Hello\n")).lines == ("Hello",)


def test_one_field_that_mails_have_is_enough_in_a_file_of_a_mail():
    assert read_source("a.eml", b"Subject: Pools\n\nHello\n").lines == ("Hello",)
    assert read_source("a.txt", b"Subject: Pools\n\nHello\n").lines == ("Subject: Pools", "", "Hello")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14", "a zip archive, or a document of an office program"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "an image or a film"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"{\\rtf1 x}", "a rich text of an office program"),
        (bytes(257) + b"ustar", "an archive"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_what_it_seems_to_be(content: bytes, kind: str):
    assert refused("a.txt", content) == (f"'a.txt' seems to be {kind}", "save its text, and import that")


def test_zero_bytes_are_no_text():
    assert refused("a", b"x\x00y") == ("'a' has zero bytes, as no text has", "save it as UTF-8")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", "\u00a0\n".encode(), b"<html><title>x</title></html>"])
def test_a_file_without_text_is_refused(content: bytes):
    assert refused("a.txt", content) == ("no text in 'a.txt'", "")


def test_what_is_larger_than_any_summary_is_refused():
    assert refused("a.txt", b"x" * (LARGEST_SOURCE + 1)) == ("'a.txt' is larger than 64 MiB", "only a mailbox may be")
    assert refused("a.txt", b"\n" * 1_000_001) == ("a text of more than 1000000 lines", "")


def test_a_mailbox_of_one_message_is_that_message():
    assert read_source("a.mbox", mailbox(message(body="Hello\n"))).lines == ("Hello",)


def test_of_several_messages_one_has_to_be_picked():
    other = message(body="Other\n").replace(b"<one@", b"<other@").replace(b"What we agreed", b"=?utf-8?q?Caf=C3=A9?=")
    box = mailbox(message(body="Hello\n"), other)
    assert refused("a.mbox", box) == (
        "2 messages in the mailbox 'a.mbox'",
        "pick one with --message-id: 'one@mail.example' (What we agreed), 'other@mail.example' (Café)",
    )
    assert read_source("a.mbox", box, message_id="<other@mail.example>").lines == ("Other",)


def test_an_id_is_held_against_a_lone_message_too():
    assert read_source("a.eml", message(body="Hello\n"), message_id="one@mail.example").lines == ("Hello",)
    assert refused("a.eml", message(body="Hello\n"), "two@mail.example")[0] == "no message 'two@mail.example' in the mailbox"
    assert refused("a.md", b"# Pools\n", "x@y") == ("'a.md' is neither a mailbox nor a message", "leave --message-id out")


def test_a_message_may_end_its_lines_in_any_way():
    assert read_source("a.eml", (HEAD + "\nHello\nyou\n").replace("\n", "\r\n").encode()).lines == ("Hello", "you")
