"""A site under an address, and one person who reads it in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect


@dataclass(frozen=True, slots=True)
class Site:
    """A site by the address of its root, which ends with a slash."""

    root: str

    def place(self, page: Page) -> str:
        """Return where a browser is, from the root; raises AssertionError where that is outside of the site."""
        assert page.url.startswith(self.root)
        return page.url.removeprefix(self.root)


_TELL_REFUSALS = """addEventListener("securitypolicyviolation", refused => {
  console.error("refused", refused.effectiveDirective, refused.blockedURI);
});"""


class Reader:
    """One person with a browser, and everything that it complained of."""

    def __init__(self, page: Page, site: Site) -> None:
        self.site = site
        self.page = page
        self.complaints: list[str] = []
        self.page.add_init_script(_TELL_REFUSALS)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("request", lambda asked: None if asked.url.startswith(site.root) else self.complaints.append(f"asked for {asked.url}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message!r}"), dialog.dismiss()))

    def open(self, address: str, then: str) -> None:
        """Open an address of the site, and wait until the browser is where that leads."""
        self.page.goto(self.site.root + address, wait_until="commit")
        self.wait_for(then)

    def wait_for(self, address: str) -> None:
        """Wait until the browser is at an address of the site."""
        self.page.wait_for_url(self.site.root + address)

    def sees(self, address: str) -> None:
        """Expect that what the fragment of an address names is in view, or the top of the page where it has none."""
        fragment = address.partition("#")[2]
        place = self.page.locator(":target") if fragment else self.page.locator("h1")
        expect(place).to_be_in_viewport()
        assert (place.get_attribute("id") or "") == fragment
        assert self.site.place(self.page) == address


@contextmanager
def read_by(context: BrowserContext, site: Site) -> Iterator[Reader]:
    """Give a site to a reader, and hold that their browser has nothing to complain of in the end."""
    with context.new_page() as page:
        reader = Reader(page, site)
        yield reader
        assert reader.complaints == []
