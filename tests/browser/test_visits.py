"""A visit to any kind of page stays on the site, and the browser refuses nothing and complains of nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from browser.page_kinds import Kind, Sites, visit
from browser.reading import Reader, Site
from playwright.sync_api import Browser, BrowserContext

LEFT = "net::ERR_ABORTED"
"""What a browser says of what it no longer needs, since the reader has gone on."""


def test_a_visit_asks_the_site_alone_and_keeps_to_the_policy(sites: Sites, roots: dict[str, Site], context: BrowserContext):
    told = complaints(context, [(kind, roots[kind.site]) for kind in sites.kinds()])

    assert {name: said for name, said in told.items() if said} == {}


def test_a_visit_to_a_folder_asks_the_folder_alone(sites: Sites, context: BrowserContext):
    # The page for what is not there is a server's alone, and names everything from the root.
    kinds = [kind for kind in sites.kinds() if not kind.leads_on and kind.name != "not-found"]
    told = complaints(context, [(kind, Site(f"{sites.folder(kind).as_uri()}/")) for kind in kinds])

    assert {name: said for name, said in told.items() if said} == {}


def test_what_a_page_loads_is_there(sites: Sites, roots: dict[str, Site], context: BrowserContext):
    failed: list[str] = []
    with context.new_page() as page:
        page.on("response", lambda answer: failed.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        page.on("requestfailed", lambda asked: failed.append(f"{asked.failure} {asked.url}") if asked.failure != LEFT else None)
        for kind in sites.kinds():
            visit(page, roots[kind.site], kind)

    assert failed == []


@pytest.mark.parametrize("preference", ["light", "dark"])
def test_a_browser_may_refuse_to_remember(preference: str, browser: Browser, served_plan: Site):
    with browser.new_context(color_scheme="light" if preference == "light" else "dark") as context, context.new_page() as page:
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });")
        reader = Reader(page, served_plan)
        page.goto(served_plan.root)
        page.click("button.scheme")
        chosen = page.evaluate("document.documentElement.dataset.scheme")

    assert (chosen, reader.complaints) == ("dark" if preference == "light" else "light", [])


def complaints(context: BrowserContext, kinds: Sequence[tuple[Kind, Site]]) -> dict[str, list[str]]:
    """Return what a browser complains of while it shows each page, and while a reader uses what the page has for them."""
    told = {}
    for site in dict.fromkeys(site for _, site in kinds):
        with context.new_page() as page:
            reader = Reader(page, site)
            for kind in (kind for kind, of in kinds if of == site):
                visit(page, site, kind)
                for button in page.locator("main button:visible, header button:visible").all()[:5]:
                    button.click()
                page.keyboard.press("End")
                page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
                told[kind.name], reader.complaints = reader.complaints, []
    return told
