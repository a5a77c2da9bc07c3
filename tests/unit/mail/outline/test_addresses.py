"""Addresses in running text become links, without what belongs to the sentence around them."""

from __future__ import annotations

import pytest

from cycleplan.mail.outline.addresses import bare_address, joined, link, linked
from cycleplan.prose import Emphasis, Inline, Text, WebLink


def to(url: str, *shown: str) -> WebLink:
    return WebLink((Text(*shown or (url,)),), url)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("no address", (Text("no address"),)),
        ("see https://e.example/a.", (Text("see "), to("https://e.example/a"), Text("."))),
        ("(https://e.example/a)", (Text("("), to("https://e.example/a"), Text(")"))),
        ("https://e.example/a_(b),", (to("https://e.example/a_%28b%29", "https://e.example/a_(b)"), Text(","))),
        ("https://e.example/?a[]=1;", (to("https://e.example/?a%5B%5D=1", "https://e.example/?a[]=1"), Text(";"))),
        ("https://e.example/a,https://e.example/b", (to("https://e.example/a"), Text(","), to("https://e.example/b"))),
        ("**https://e.example/**", (Text("**"), to("https://e.example/"), Text("**"))),
        ("<https://e.example/>", (to("https://e.example/"),)),
        ("<mailto:list@e.example>", (to("mailto:list@e.example"),)),
        ("[see](https://e.example/) there", (to("https://e.example/", "see"), Text(" there"))),
        ("![a graph](https://e.example/g.png)", (to("https://e.example/g.png", "a graph"),)),
        ("https://web.example/20/https://e.example/", (to("https://web.example/20/https://e.example/"),)),
        ("HTTPS://e.example/", (to("HTTPS://e.example/"),)),
        ("https:// and http", (Text("https:// and http"),)),
        ("https://me@e.example/", (Text("https://me@e.example/"),)),
        ("[x](file:///etc) and ftp://e.example/", (Text("[x](file:///etc) and ftp://e.example/"),)),
        ("", ()),
    ],
)
def test_addresses_in_text_become_links(text: str, content: tuple[Inline, ...]) -> None:
    assert linked(text) == content


def test_an_address_is_told_where_it_starts() -> None:
    assert (bare_address("a https://e.example/.", 2), bare_address("a https://e.example/", 1)) == ("https://e.example/", "")


@pytest.mark.parametrize(
    ("content", "url", "made"),
    [
        ((Text("a"),), "https://e.example/", (to("https://e.example/", "a"),)),
        ((), "https://e.example/", (to("https://e.example/"),)),
        ((Text("a"),), "../b", (Text("a (../b)"),)),
        ((Text("a"),), "", (Text("a"),)),
        ((), "../b", (Text("../b"),)),
    ],
)
def test_a_link_that_leads_nowhere_keeps_its_words(content: tuple[Inline, ...], url: str, made: tuple[Inline, ...]) -> None:
    assert link(content, url) == made


def test_texts_beside_each_other_are_one() -> None:
    assert joined((Text("a"), Text("b"), Emphasis((Text("c"),)), Text(""))) == (Text("ab"), Emphasis((Text("c"),)))
