"""axe finds nothing to complain of: on every kind of page, on a phone and a desk, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.page_kinds import Sites, visit
from browser.reading import Site
from playwright.sync_api import Browser, Page

AXE = Axe()
ASKED = {"resultTypes": ["violations"], "reporter": "no-passes"}
WIDTHS = (320, 390, 1280)
HEIGHT = 900
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_can_be_used_by_everybody(width: int, scheme: Scheme, browser: Browser, sites: Sites, roots: dict[str, Site]):
    faults = {}
    with (
        browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce") as context,
        context.new_page() as page,
    ):
        for kind in sites.kinds():
            visit(page, roots[kind.site], kind)
            faults[kind.name] = [*violations(page), *too_wide(page)]

    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_scheme_that_a_reader_chooses_can_be_used_by_everybody(scheme: Scheme, browser: Browser, sites: Sites, served_plan: Site):
    other = "dark" if scheme == "light" else "light"
    chosen, faults = {}, {}
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context, context.new_page() as page:
        page.goto(served_plan.root)
        page.click("button.scheme")
        for kind in (kind for kind in sites.kinds() if kind.name in ("home", "board", "topic", "owner", "gathering")):
            visit(page, served_plan, kind)
            chosen[kind.name] = page.evaluate("document.documentElement.dataset.scheme")
            faults[kind.name] = list(violations(page))

    assert chosen == dict.fromkeys(chosen, other)
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_fault_would_be_found(browser: Browser, served_plan: Site):
    with browser.new_context() as context, context.new_page() as page:
        page.goto(served_plan.root)
        page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x><button></button>')")
        found = [fault.partition(" ")[0] for fault in violations(page)]

    assert found == ["button-name", "image-alt"]


def violations(page: Page) -> Iterator[str]:
    """Yield each violation of a rule of axe, with the places of it."""
    for violation in AXE.run(page, options=ASKED).response["violations"]:
        places = ", ".join(str(node["target"]) for node in violation["nodes"])
        yield f"{violation['id']} ({violation['impact']}): {violation['help']}: {places}"


def too_wide(page: Page) -> Iterator[str]:
    """Yield that a page scrolls sideways, where it does."""
    wide, there = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if wide > there:
        yield f"the page is {wide} pixels wide, the window {there}"
