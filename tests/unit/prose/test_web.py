"""Which addresses a page may link to, and how they are spelled."""

from __future__ import annotations

import pytest

from cycleplan.prose import NotAWebAddressError, web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://docs.example/a?b=c&d=e#f", "https://docs.example/a?b=c&d=e#f"),
        ("HTTP://docs.example:8080/", "HTTP://docs.example:8080/"),
        ("https://docs.example/é", "https://docs.example/%C3%A9"),
        ("https://docs.example/100%", "https://docs.example/100%25"),
        ("https://docs.example/[a]<b>\"c'", "https://docs.example/%5Ba%5D%3Cb%3E%22c'"),
        ("mailto:list@lists.example", "mailto:list@lists.example"),
    ],
)
def test_an_address_is_percent_encoded(written: str, address: str) -> None:
    assert web_address(written) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "docs.example/a",
        "//docs.example/",
        "../conf.py",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://docs.example/",
        "https:docs.example",
        "https://",
        "https:///a",
        "https://user@docs.example/",
        "https://user:word@docs.example/",
        "https://docs.example:99999/",
        "https://docs..example/",
        "https://[::1/",
        "https://docs\u202e.example/",
        "https://docs.example/a b",
        "https://docs.example/\n",
        "java\tscript:x",
        "mailto:",
        "mailto://a@b.example",
        "mailto:nobody",
        "https://docs.example/" + "a" * 2000,
    ],
)
def test_an_address_that_no_page_may_link_to_is_refused(written: str) -> None:
    with pytest.raises(NotAWebAddressError):
        web_address(written)
