"""Whatever somebody writes behind the `#` of our addresses, the browser stays on the site, and nothing of it is run."""

from __future__ import annotations

import pytest
from browser.reading import Reader
from ledgers import outcome_of
from moved_plan import NOTES

MANILA = "2024.2/manila"
SHORT = outcome_of(NOTES).plan.shorts[f"/{MANILA}/weigher.html"].removeprefix("/")
FRAGMENTS = (
    "javascript:alert(1)",
    "//evil.example",
    "https://evil.example/",
    "data:text/html,<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "%3Cimg%20src=x%20onerror=alert(1)%3E",
    "%00",
    "%E0%A4%A",
    "../../index.html",
    "a1#a2",
    "li",
    "*",
    "[href]",
    "a1, a2",
    "a1')]//*",
    "content",
    "constructor",
    "__proto__",
    "x" * 20_000,
)


@pytest.mark.parametrize(("page", "now"), [("weigher", "pools"), ("backups", "shares"), ("i", "pools")])
def test_a_page_that_leads_on_leads_only_where_its_links_do(page: str, now: str, reader: Reader):
    old, found = SHORT if page == "i" else f"{MANILA}/{page}.html", {}
    for fragment in FRAGMENTS:
        reader.page.goto(f"{reader.site.root}{old}#{fragment}", wait_until="commit")
        reader.page.wait_for_url(lambda url: f"/{now}.html" in url)
        found[fragment] = reader.site.place(reader.page).partition("#")[0]

    assert found == dict.fromkeys(FRAGMENTS, f"{MANILA}/{now}.html")


def test_a_page_of_the_plan_stays_where_it_is(reader: Reader):
    found = {}
    for fragment in (*FRAGMENTS, "a1"):
        reader.page.goto(f"{reader.site.root}{MANILA}/shares.html#{fragment}")
        found[fragment] = reader.site.place(reader.page).partition("#")[0]

    reader.sees(f"{MANILA}/shares.html#a1")
    assert set(found.values()) == {f"{MANILA}/shares.html"}
