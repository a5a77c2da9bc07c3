"""Addresses in running text, which people write bare, between angle brackets, or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cycleplan.prose import Inline, NotAWebAddressError, Text, WebLink, web_address

_OUTSIDE = r"\s<>\"`\\^"
_BARE = (
    rf"https?://(?:[^{_OUTSIDE}()\[\]{{}},;|]++|[,;|](?!https?://)"
    rf"|\([^{_OUTSIDE}()]{{0,300}}\)|\[[^{_OUTSIDE}\[\]]{{0,300}}\]|\{{[^{_OUTSIDE}{{}}]{{0,300}}\}})+"
)
_ADDRESS = re.compile(
    r"!?\[(?P<label>[^\[\]\n]{1,500})\]\(<?(?P<target>(?:https?://|mailto:)[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)>?\)"
    r"|<(?P<angle>(?:https?://|mailto:)[^\s<>]++)>"
    rf"|(?P<bare>{_BARE})",
    re.IGNORECASE,
)
_NEVER_LAST = ".,;:!?'*_|”’»…"


def linked(text: str) -> tuple[Inline, ...]:
    """Return text with its web addresses as links: `https://…`, `<https://…>` and `[text](https://…)`.

    A bare address ends before the punctuation of its sentence and before a bracket that it did not open. What is no
    address that a page may link to stays text.
    """
    return joined(_pieces(text))


def bare_address(text: str, start: int = 0) -> str:
    """Return the web address without any marks that starts at an offset, or nothing."""
    found = _ADDRESS.match(text, start)
    return _trimmed(found["bare"]) if found and found["bare"] else ""


def link(content: tuple[Inline, ...], url: str) -> tuple[Inline, ...]:
    """Return a link, or where no page may lead there its content and the address as text; no content shows the address."""
    try:
        return (WebLink(content or (Text(url),), web_address(url)),)
    except NotAWebAddressError:
        return joined((*content, Text(f" ({url})" if content and url else url)))


def joined(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return content with texts beside each other made one."""
    found: list[Inline] = []
    texts: list[str] = []
    for inline in content:
        if isinstance(inline, Text):
            texts.append(inline.text)
            continue
        found.extend(_one_text(texts))
        texts.clear()
        found.append(inline)
    return (*found, *_one_text(texts))


def _one_text(texts: list[str]) -> tuple[Text, ...]:
    text = "".join(texts)
    return (Text(text),) if text else ()


def _pieces(text: str) -> Iterator[Inline]:
    end = 0
    while found := _ADDRESS.search(text, end):
        address = found["target"] or found["angle"] or _trimmed(found["bare"])
        last = found.start() + len(address) if found["bare"] else found.end()
        yield Text(text[end : found.start()])
        yield _link_or_text(found["label"] or address, address, text[found.start() : last])
        end = last
    yield Text(text[end:])


def _link_or_text(shown: str, address: str, written: str) -> Inline:
    try:
        return WebLink((Text(shown),), web_address(address))
    except NotAWebAddressError:
        return Text(written)


def _trimmed(address: str) -> str:
    scheme = address.index("//") + 2
    return address[:scheme] + address[scheme:].rstrip(_NEVER_LAST)
