"""Every kind of page there is, by one page of it: what is to hold for each kind is tried on these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from browser.reading import Site
from playwright.sync_api import Page, Route

_TEAM = r"[0-9.]+/[a-z0-9-]+"
_NAME = r"[a-z0-9-]+"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: one of it, and what the addresses of all of it look like; without a pattern it has none in common.

    `site` says in which of two sites that one is: the repository's own plan, or the one that was rearranged.
    """

    name: str
    address: str
    pattern: str = ""
    site: str = "plan"
    leads_on: bool = False

    @property
    def path(self) -> str:
        return self.address.partition("?")[0]


KINDS = (
    Kind("home", "index.html", r"index\.html"),
    Kind("topics", "topics.html", r"topics\.html"),
    Kind("cycles", "cycles.html", r"cycles\.html"),
    Kind("board", "actions.html", r"actions\.html"),
    Kind("unowned", "unowned.html", r"unowned\.html"),
    Kind("untouched", "untouched.html", r"untouched\.html"),
    Kind("owners", "owners/index.html", r"owners/index\.html"),
    Kind("owner", "owners/gouthamr.html", rf"owners/(?!index\.){_NAME}\.html"),
    Kind("specs", "specs/index.html", r"specs/index\.html"),
    Kind("spec", "specs/manila/ensure-shares.html", rf"specs/{_NAME}/{_NAME}\.html"),
    Kind("cycle", "2024.2/index.html", r"[0-9.]+/index\.html"),
    Kind("gathering", "2024.2/manila/index.html", rf"{_TEAM}/index\.html"),
    Kind("gathering-actions", "2024.2/manila/actions.html", rf"{_TEAM}/actions\.html"),
    Kind("topic", "2024.2/manila/cephfs.html", rf"{_TEAM}/(?!(?:index|actions)\.){_NAME}\.html"),
    Kind("search", "search.html", r"search\.html"),
    Kind("not-found", "404.html", r"404\.html"),
    Kind("guide", "guide/linking.html", r"guide/.+\.html"),
    Kind("reference", "reference/format.html", r"reference/.+\.html"),
    Kind("contributor", "contributor/index.html", r"contributor/.+\.html"),
    Kind("redirect", "latest/index.html", leads_on=True),
    Kind("old-address", "2024.2/manila/backups.html", site="moved", leads_on=True),
    Kind("tombstone", "2024.2/manila/quotas.html", site="moved"),
    Kind("topic-that-lost-items", "2024.2/manila/shares.html", site="moved"),
)
"""In the order of the site, then what stands for what moved or went."""


def kinds_of(address: str) -> list[str]:
    """Return the names of the kinds that an address looks like."""
    return [kind.name for kind in KINDS if kind.pattern and re.fullmatch(kind.pattern, address)]


@dataclass(frozen=True, slots=True)
class Sites:
    """The folders of the two sites that have a page of every kind between them."""

    plan: Path
    moved: Path

    def folder(self, kind: Kind) -> Path:
        """Return the folder of the site that has a kind."""
        return self.plan if kind.site == "plan" else self.moved

    def kinds(self) -> Iterator[Kind]:
        """Yield every kind whose page is there."""
        return (kind for kind in KINDS if (self.folder(kind) / kind.path).is_file())


def visit(page: Page, site: Site, kind: Kind) -> None:
    """Open the page of a kind, and wait for all it loads; one that leads on is kept from doing so."""
    address = site.root + kind.address
    if kind.leads_on:
        page.route(address, _without_refresh)
        page.route("**/moved.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address, wait_until="load")
    if kind.leads_on:
        page.unroute_all()


def _without_refresh(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r'<meta http-equiv="refresh"[^>]*>', "", answer.text()))
