"""A page on paper, in colours of the browser's choosing, without motion, and written from right to left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.reading import Site
from playwright.sync_api import Browser, Page, expect

TOPIC = "2024.2/manila/cephfs.html"
PAGES = ("index.html", TOPIC, "actions.html", "topics.html", "owners/gouthamr.html", "guide/linking.html")

PAINTED = """window.painted = new Promise((painted) => {
  new PerformanceObserver(() => painted(document.documentElement.dataset.scheme)).observe({type: "paint", buffered: true});
});"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context, context.new_page() as page:
        yield page


def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    """Return how something is shown."""
    return page.evaluate(  # type: ignore[no-any-return]
        "([selector, name, pseudo]) => getComputedStyle(document.querySelector(selector), pseudo || null)[name]", [selector, name, pseudo]
    )


def test_paper_has_addresses_and_nothing_to_press(page: Page, served_plan: Site):
    page.goto(served_plan.root + TOPIC)
    page.emulate_media(media="print")

    for selector in ("header nav", "header form", ".scheme", ".skip", ".crumbs", "#a1 .cite"):
        expect(page.locator(selector).first).to_be_hidden()
    assert style(page, 'main a[href^="http"]', "content", "::after").startswith('" <')
    expect(page.get_by_text("https://cycleplan.example/2024.2/manila/cephfs.html", exact=True)).to_be_visible()


def test_paper_is_white_whatever_a_reader_chose(page: Page, served_plan: Site):
    page.goto(served_plan.root)
    page.emulate_media(color_scheme="dark")
    on_screen = style(page, "body", "backgroundColor")
    page.emulate_media(media="print", color_scheme="dark")

    assert (on_screen, style(page, "body", "backgroundColor")) == ("rgb(20, 23, 26)", "rgb(255, 255, 255)")


def test_a_state_has_a_frame_where_the_browser_chooses_the_colours(page: Page, served_plan: Site):
    page.goto(served_plan.root)
    page.emulate_media(forced_colors="active")

    assert style(page, ".status", "borderTopWidth") == "1px"
    assert style(page, ".site-header a[aria-current]", "borderBottomColor") != style(
        page, ".site-header li:nth-child(2) a", "borderBottomColor"
    )


@pytest.mark.parametrize(("preference", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_glides_for_readers_who_do_not_want_it(preference: str, behaviour: str, page: Page, served_plan: Site):
    page.emulate_media(reduced_motion="reduce" if preference == "reduce" else "no-preference")
    page.goto(served_plan.root)

    assert style(page, "html", "scrollBehavior") == behaviour


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_written_from_right_to_left_is_its_mirror(address: str, width: int, page: Page, served_plan: Site):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served_plan.root + address)
    page.evaluate("document.documentElement.dir = 'rtl'")
    title, button = page.locator(".site-title").bounding_box(), page.locator(".scheme").bounding_box()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert title is not None
    assert button is not None
    assert title["x"] > button["x"]


def test_the_scheme_that_was_chosen_stays_on_other_pages_and_is_there_before_anything_is_painted(page: Page, served_plan: Site):
    page.goto(served_plan.root)
    page.locator(".scheme").click()
    page.add_init_script(PAINTED)
    page.goto(served_plan.root + TOPIC)
    page.screenshot()  # A browser that nobody looks at may leave the painting for later.

    assert page.evaluate("window.painted") == "dark"
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
