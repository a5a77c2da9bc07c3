"""What a browser loads for a search, as a host on the web serves a site: compressed, and kept for the next search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from browser.serving import PAGEFIND_POLICY, CompressingHandler, served_from
from playwright.sync_api import Browser, Page, expect

_LONGEST = 60_000
"""Milliseconds that results may take to be there, on a machine that does other things."""


class _Host(CompressingHandler):
    policy = PAGEFIND_POLICY


def weigh(browser: Browser, html: Path, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the bytes that somebody who is new to a site loads of its index for each word, and those for the next word after it."""
    found = []
    with served_from(html, _Host) as root:
        for first, then in zip(words, (*words[1:], words[0]), strict=True):
            with browser.new_context() as context:
                page = context.new_page()
                found.append((_loaded(page, root, first), _loaded(page, root, then)))
    return found


def _loaded(page: Page, root: str, words: str) -> int:
    """Return what is loaded of the index until the first results of a search are there."""
    network = page.context.new_cdp_session(page)
    ours: set[str] = set()
    sizes: list[int] = []
    network.on("Network.responseReceived", lambda said: ours.add(said["requestId"]) if "/pagefind/" in said["response"]["url"] else None)
    network.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]) if said["requestId"] in ours else None)
    network.send("Network.enable")
    page.goto(f"{root}search.html?q={quote(words)}")
    expect(page.locator(".found li a").first).to_be_visible(timeout=_LONGEST)
    network.detach()
    return round(sum(sizes))
