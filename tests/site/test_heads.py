"""What a page says of itself to whoever shows its address, and the page for addresses that lead nowhere."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from ledgers import outcome_of
from moved_plan import NOTES
from projects import check_here, make_project, render_here
from selectolax.lexbor import LexborHTMLParser

from cycleplan.pipeline import Outcome

BASE = "https://plan.example/folder/"
PROPERTIES = ["og:type", "og:site_name", "og:title", "og:description", "og:url", "og:image"]

Pages = dict[str, LexborHTMLParser]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """Render a site with pages that moved and went, below a folder of its host."""
    given = next(line for line in NOTES["site.yaml"].splitlines() if line.startswith("base:"))
    outcome = outcome_of(NOTES | {"site.yaml": NOTES["site.yaml"].replace(given, f"base: {BASE}")})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return outcome, render_here(make_project(tmp_path_factory.mktemp("heads"), {}), outcome)


@pytest.fixture(scope="module")
def pages(site: tuple[Outcome, Path]) -> Pages:
    _, out = site
    return {path.relative_to(out).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8")) for path in out.rglob("*.html")}


def of(page: LexborHTMLParser, selector: str, attribute: str = "content") -> list[str]:
    return [node.attributes[attribute] or "" for node in page.css(selector)]


def test_every_page_says_in_one_sentence_what_it_is_about(pages: Pages):
    said = {path: of(page, 'meta[name="description"]') for path, page in pages.items()}

    assert {path: found for path, found in said.items() if len(found) != 1 or not 3 <= len(found[0].split()) <= 60} == {}


def test_every_page_but_that_for_lost_addresses_has_the_properties_of_open_graph(pages: Pages):
    found = {path: of(page, "meta[property]", "property") for path, page in pages.items()}

    assert found.pop("404.html") == []
    assert {path: properties for path, properties in found.items() if properties != PROPERTIES} == {}


def test_what_is_shown_beside_an_address_is_that_of_its_page(site: tuple[Outcome, Path], pages: Pages):
    _, out = site

    for path, page in pages.items():
        if path != "404.html":
            assert of(page, 'meta[property="og:url"]') == of(page, 'link[rel="canonical"]', "href")
            assert of(page, 'meta[property="og:image"]') == [f"{BASE}_static/social.png"]
    assert (out / "_static" / "social.png").read_bytes().startswith(b"\x89PNG")


def test_a_short_address_shows_the_title_of_what_it_leads_to(site: tuple[Outcome, Path], pages: Pages):
    outcome, _ = site
    short = [page for page in outcome.redirects if page.name.startswith("i/")]

    assert short
    assert [page.name for page in short if of(pages[f"{page.name}.html"], 'meta[property="og:title"]') != [page.to.text]] == []


def test_the_icons_of_the_web_manifest_are_there(site: tuple[Outcome, Path]):
    _, out = site
    icons = json.loads((out / "site.webmanifest").read_text(encoding="utf-8"))["icons"]

    assert len(icons) == 3
    assert [icon["src"] for icon in icons if not (out / icon["src"]).is_file()] == []


def test_the_page_for_lost_addresses_names_everything_from_the_root_of_the_site(site: tuple[Outcome, Path], pages: Pages):
    _, out = site
    page = pages["404.html"]
    named = [*of(page, "[href]", "href"), *of(page, "[src]", "src"), *of(page, "form", "action")]
    inside = [urlsplit(address).path for address in named if not address.startswith(("https:", "#"))]

    assert len(inside) > 15
    assert [
        address for address in inside if not (address.startswith("/folder/") and (out / address.removeprefix("/folder/")).is_file())
    ] == []
    assert page.css_first("main form[role=search] input[name=q]")


def test_the_guard_lets_the_site_pass(site: tuple[Outcome, Path]):
    outcome, out = site

    assert {"404.html", "search.html"} <= check_here(out, outcome).keys()


def test_servers_are_told_of_the_page_for_lost_addresses(site: tuple[Outcome, Path]):
    _, out = site

    assert (out / ".htaccess").read_text(encoding="utf-8").startswith("ErrorDocument 404 /folder/404.html\n")
    assert "error_page 404 /folder/404.html;" in (out / "redirects.nginx").read_text(encoding="utf-8")
