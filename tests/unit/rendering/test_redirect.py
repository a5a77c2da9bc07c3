"""A page that leads on takes readers there by itself only where nothing that they look for is left behind."""

from __future__ import annotations

import pytest

from cycleplan.model import Address, Licence, Site
from cycleplan.pages.entries import Link
from cycleplan.pages.gone import RedirectPage
from cycleplan.rendering import render_redirect

OLD = "2024.2/manila/weigher"
POOLS = Link("Weigh pools", Address("2024.2/manila/pools"))
PART = Link("Weigh pools", Address("2024.2/manila/shares", "pools"))
REFRESH = '<meta http-equiv="refresh" content="0; url='


def to(text: str) -> Link:
    """Return a link to an address, as `pools#a1`."""
    page, _, fragment = text.partition("#")
    return Link("Words", Address(f"2024.2/manila/{page}", fragment))


@pytest.mark.parametrize(
    ("page", "refresh"),
    [
        (RedirectPage(OLD, POOLS), "pools.html"),
        (RedirectPage(OLD, POOLS, (("a1", to("pools#a1")), ("weigher", to("pools")))), "pools.html"),
        (RedirectPage(OLD, POOLS, (("a1", to("pools#a2")),)), None),
        (RedirectPage(OLD, POOLS, (("a1", to("shares#a1")),)), None),
        (RedirectPage(OLD, PART, (("weigher", to("shares#pools")), ("discussion", to("shares#pools")))), "shares.html#pools"),
        (RedirectPage(OLD, PART, (("a1", to("shares#a8")),)), None),
    ],
    ids=["alone", "all-along", "renumbered", "elsewhere", "a-part", "a-part-renumbered"],
)
def test_a_page_refreshes_only_where_everything_went_along(page: RedirectPage, refresh: str | None):
    text = render_redirect(page, Site("A plan", "https://plan.example/", Licence("CC BY 3.0"))).text

    assert page.keeps_fragments == bool(refresh)
    assert text.partition(REFRESH)[2].partition('"')[0] == (refresh or "")
