"""The published site asks nothing of another host, runs nothing that stands on a page, and weighs little."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from statistics import median

import pytest
from projects import REPOSITORY, copy_repository
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cycleplan.site.build import build_site

HEAVIEST = 50_000
"""Bytes of a topic's page with every file that it loads."""
MIDDLE = 7_500
"""Bytes that half of the topics' pages have less than, without what they load."""

THEME = REPOSITORY / "build_tools/cycleplan/theme/static"
SEARCH_SCRIPTS = {"documentation_options.js", "doctools.js", "language_data.js", "searchtools.js", "find.js"}

_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_repository(tmp_path_factory.mktemp("pages"))
    build_site(project, report=str)
    return project.html.resolve()


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    return {path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_no_page_asks_anything_of_another_host(site: Path, pages: dict[str, LexborHTMLParser]):
    asked = [(page, address) for page, html in pages.items() for address in loaded(html)]
    asked += [(page, str(form.attributes.get("action"))) for page, html in pages.items() for form in html.css("form")]
    asked += [(sheet.name, address) for sheet in site.rglob("*.css") for found in _ADDRESS.findall(sheet.read_text()) for address in found]

    assert len(pages) > 20
    assert [(page, address) for page, address in asked if is_outside(address)] == []


def test_every_file_that_a_page_loads_is_there(site: Path, pages: dict[str, LexborHTMLParser]):
    missing = [(page, address) for page, html in pages.items() for address in loaded(html) if not file_of(site, page, address).is_file()]

    assert missing == []


def test_no_page_holds_a_script_a_style_or_a_handler(pages: dict[str, LexborHTMLParser]):
    held = [(page, what) for page, html in pages.items() for what in inline_code(html)]

    assert held == []


def test_a_page_runs_no_script_but_those_it_has_a_use_for(pages: dict[str, LexborHTMLParser]):
    own = {"early.js", "cycleplan.js"}
    others = {
        page: names for page, html in pages.items() if (names := {PurePosixPath(s).name.partition("?")[0] for s in scripts(html)} - own)
    }

    assert {page for page in others if not pages[page].css_first("a.moved-to")} == {"search.html", "actions.html"}
    assert others["actions.html"] == {"board.js"}
    assert others["search.html"] == {*SEARCH_SCRIPTS, "searchindex.js"}


def test_the_theme_is_small():
    sheets = [path.stat().st_size for path in THEME.glob("*.css")]
    assert (len(sheets), sum(sheets) <= 15_000) == (1, True)
    assert sum(path.stat().st_size for path in THEME.glob("*.js")) <= 6_000


def test_every_page_tells_its_main_part_once(pages: dict[str, LexborHTMLParser]):
    assert [page for page, html in pages.items() if len(html.css("main[role=main]")) != 1] == []
    assert [page for page, html in pages.items() if len(html.css("h1")) != 1] == []


def test_a_page_of_a_topic_is_light_with_all_that_it_loads(site: Path, pages: dict[str, LexborHTMLParser]):
    topics = [page for page, html in pages.items() if is_topic(page)]
    weights = {page: weight(site, page, pages[page]) for page in topics}

    assert len(topics) > 10
    assert {page: bytes_ for page, bytes_ in weights.items() if bytes_ > HEAVIEST} == {}
    assert median((site / page).stat().st_size for page in topics) < MIDDLE


def test_links_have_no_classes_that_the_sheet_does_not_look_at(pages: dict[str, LexborHTMLParser]):
    assert sum(len(html.css("a.reference")) for html in pages.values()) == 0
    assert sum(len(html.css("main a")) for html in pages.values()) > 1_000


def scripts(html: LexborHTMLParser) -> list[str]:
    """Return the addresses of a page's scripts."""
    return [node.attributes.get("src") or "" for node in html.css("script")]


def loaded(html: LexborHTMLParser) -> list[str]:
    """Return the addresses of all that a browser fetches for a page."""
    addresses = [node.attributes.get("src") for node in html.css("[src]")]
    addresses += [node.attributes.get("href") for node in html.css("link[href]") if node.attributes.get("rel") != "canonical"]
    return [address or "" for address in addresses]


def inline_code(html: LexborHTMLParser) -> list[str]:
    """Return what a content policy without unsafe-inline would stop."""
    root = html.root
    assert root is not None
    return [what for node in root.traverse() for what in _code_of(node)]


def _code_of(node: LexborNode) -> list[str]:
    held = [name for name in node.attributes if name.startswith("on") or name == "style"]
    is_inline = node.tag == "style" or (node.tag == "script" and node.text(deep=True).strip())
    return [*held, f"<{node.tag}>"] if is_inline else held


def is_outside(address: str) -> bool:
    """Tell whether an address names a host, or a scheme that is none of a file's."""
    return address.startswith("//") or ":" in address.partition("/")[0]


def is_topic(page: str) -> bool:
    """Tell a topic's page from those of its gathering."""
    return bool(re.fullmatch(r"[0-9.]+/[a-z0-9-]+/[a-z0-9-]+\.html", page)) and PurePosixPath(page).stem not in ("index", "actions")


def file_of(site: Path, page: str, address: str) -> Path:
    """Return the file behind an address on a page."""
    return site / normpath(join(dirname(page), address.partition("?")[0])).lstrip("/")


def weight(site: Path, page: str, html: LexborHTMLParser) -> int:
    """Return the bytes of a page and of every file that it loads."""
    return sum(path.stat().st_size for path in {site / page, *(file_of(site, page, address) for address in loaded(html))})
