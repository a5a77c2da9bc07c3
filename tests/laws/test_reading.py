"""Laws of reading: any bytes are read or refused, the same way each time, and no word of a message is lost."""

from __future__ import annotations

from base64 import encodebytes
from binascii import b2a_qp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import HEAD, mailbox, message, multipart, part, whole

from cycleplan.mail.reading import find_message, read_source
from cycleplan.mail.source import Source, UnreadableError
from cycleplan.prose import unclean

NAMES = ("-", "a", "a.txt", "a.eml", "a.mbox", "a.html", "a.md", "a.rst", "\x00\n.eml", ".eml", "")
CHARSETS = ("utf-8", "iso-8859-1", "koi8-r", "iso-2022-jp", "utf-16")
ENCODINGS = ("7bit", "8bit", "base64", "quoted-printable")

MAILS = (
    message("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes", body="Señor \n> quoted \n> more\n-- \nwren\n"),
    message("Content-Transfer-Encoding: quoted-printable", "Content-Type: text/html", body="<p>caf=C3=A9<ul><li>x</ul>=\n"),
    message("Content-Transfer-Encoding: base64", "Content-Type: text/plain; charset=koi8-r", body="8NXMCg==\n"),
    whole(multipart("alternative", part("Content-Type: text/plain", body="a\n"), part("Content-Type: text/html", body="<b>b</b>"))),
    whole(multipart("mixed", part(body="\n"), part("Content-Type: message/rfc822", body=HEAD + "\ninner\n"))),
    whole(multipart("mixed", part("Content-Type: application/pdf; name*=utf-8''a%20b", body="%PDF"), multipart("digest", part()))),
    mailbox(message(body="one\n"), message(body=">From\n").replace(b"one@", b"two@")),
    b"# source: https://git.example/a\n---\ntitle: a\n---\n# a\n",
    b".. _a:\n\na\n=\n",
    "<!doctype html><meta charset=utf-16><table><tr><td>é<td><a href='https://e.example/'>x</a></table><pre>\n a\n".encode("utf-16"),
)
PIECES = (
    *(b"\n", b"\r", b"\r\n\r\n", b"\n--cut\n", b"\n--cut--", b"From a Mon Apr  1 10:00:00 2024\n", b"Content-Type: ", b"multipart/mixed"),
    *(b"text/html", b"message/rfc822", b"; boundary=cut", b"; boundary=", b"; charset=", b"utf-7", b"utf-16", b"idna", b"base64"),
    *(b"; format=flowed", b"; name*0*=x", b"; name*=", b"=?utf-8?b?", b"?=", b"=?x?q?", b"Subject: ", b"From: ", b"Date: ", b"("),
    *(b"Message-ID: <", b">", b"unicode_escape", b"punycode", b"<ul class=indent>", b"</ul>", b"<br>"),
    *(b"<p class=MsoListParagraph>", b"<blockquote>"),
    *(b"<td>", b"<li>", b"<pre>", b"<a href=https://e.example>", b"</a>", b"<h2>", b"<table><tr>", b"<b>", b"<!--", b"-->", b"<script>"),
    *(b'="', b"'", b"&#x110000;", b"&#0;", b"\xff\xfe", b"\x00", b"\xe9", b"=", b"=\r", b"\xef\xbb\xbf", b"\xe2\x80\xa8"),
    *(b"\x1b$B", b"+2AA-", b"---\n", b"+++\n", b".. a::\n", b"===\n", b"# source: x\n", b"> ", b"-- \n", b" \n", b":"),
)

hostile_bytes = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=25).map(b"".join)


@st.composite
def changed_mails(draw: st.DrawFn) -> bytes:
    """Return a message with a few places of it written over."""
    content = draw(st.sampled_from(MAILS))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        content = content[:start] + draw(hostile_bytes) + content[start + draw(st.integers(0, 30)) :]
    return content


def read(name: str, content: bytes, message_id: str = "") -> Source | tuple[str, str]:
    try:
        return read_source(name, content, message_id=message_id)
    except UnreadableError as error:
        return str(error), error.hint


@given(st.sampled_from(NAMES), st.binary(max_size=200) | hostile_bytes | changed_mails(), st.sampled_from(("", "one@mail.example", "<%>")))
def test_any_bytes_are_read_or_refused_the_same_way_each_time(name: str, content: bytes, message_id: str):
    first = read(name, content, message_id)
    assert first == read(name, content, message_id)
    if isinstance(first, Source):
        assert [line for line in first.lines if line.splitlines() not in ([], [line])] == []
        assert "".join(first.lines).strip()
        assert "@" not in first.envelope.sender
        said = (*first.notices, first.envelope.subject, first.envelope.sender, first.envelope.message_id, first.envelope.archived_at)
        assert [list(unclean(text)) for text in said if list(unclean(text)) or "\n" in text] == []
        "\n".join((*first.lines, *said)).encode()


@given(changed_mails() | hostile_bytes, st.text(max_size=20))
def test_a_message_is_found_or_refused(content: bytes, message_id: str):
    try:
        found = find_message(memoryview(content), message_id)
    except UnreadableError:
        found = b""
    assert len(found) <= len(content)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("charset", CHARSETS)
@given(data=st.data())
def test_text_in_is_text_out(charset: str, encoding: str, data: st.DataObject):
    characters = st.characters(codec=charset, exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufeff") | st.sampled_from(
        "\t a=.-"
    )
    lines = data.draw(st.lists(st.text(characters, max_size=20), min_size=1).filter(lambda found: "".join(found).strip()))
    content = "\n".join((*lines, "")).encode(charset)
    if encoding == "base64":
        content = encodebytes(content)
    elif encoding == "quoted-printable":
        content = b2a_qp(content, istext=False)
    head = message(f"Content-Type: text/plain; charset={charset}", f"Content-Transfer-Encoding: {encoding}")
    source = read_source("a.eml", head + content)
    assert (source.lines, source.notices) == (tuple(lines), ())


@given(st.lists(st.text("ab>- ", max_size=9)))
def test_flowing_text_loses_no_word(lines: list[str]):
    flowed = message("Content-Type: text/plain; format=flowed", body="x\n" + "\n".join(lines))
    kept = "".join(read_source("a.eml", flowed).lines)
    assert [letter for letter in kept if letter in "ab-"] == [letter for line in lines for letter in line if letter in "ab-"]


@given(st.lists(st.sampled_from(PIECES) | st.text("abcxyz019é", min_size=1, max_size=4).map(str.encode), max_size=25))
def test_the_words_of_a_page_are_all_there_in_their_order(pieces: list[bytes]):
    words = [f"word{number}" for number in range(len(pieces))]
    tags = [piece if piece.startswith(b"<") and piece.endswith(b">") and b"script" not in piece else b"" for piece in pieces]
    page = b"".join(tag + word.encode() + b" " for tag, word in zip(tags, words, strict=True))
    lines = read_source("a.html", b"<p>first " + page).lines
    assert [word for word in " ".join(lines).replace("*", " ").replace("[", " ").replace("]", " ").split() if word in words] == words
