"""A browser of the system's, and the sites that it reads: from a server with a strict content policy, and from their folders.

Nothing here downloads a browser. Where there is none these tests are skipped; with CYCLEPLAN_REQUIRE_BROWSER they fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.building import built_once
from browser.chromium import find_tool, started
from browser.page_kinds import Sites
from browser.reading import Reader, Site, read_by
from browser.serving import served_from
from moved_plan import NOTES
from playwright.sync_api import Browser, BrowserContext
from projects import copy_repository, make_project


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the path of the browser."""
    return find_tool("chromium")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Start the browser, which asks nobody for anything."""
    with started(chromium) as browser:
        yield browser


@pytest.fixture(scope="session")
def html(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the rearranged plan."""
    return built_once(tmp_path_factory, "moved", lambda root: make_project(root, NOTES))


@pytest.fixture(scope="session")
def plan_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the repository's own plan."""
    return built_once(tmp_path_factory, "plan", copy_repository)


@pytest.fixture(scope="session")
def served(html: Path) -> Iterator[Site]:
    """Serve the site of the rearranged plan on this machine."""
    with served_from(html) as root:
        yield Site(root)


@pytest.fixture(scope="session")
def served_plan(plan_html: Path) -> Iterator[Site]:
    """Serve the site of the repository's own plan on this machine."""
    with served_from(plan_html) as root:
        yield Site(root)


@pytest.fixture(scope="session")
def sites(plan_html: Path, html: Path) -> Sites:
    """Return the two sites that have a page of every kind between them, by their folders."""
    return Sites(plan_html, html)


@pytest.fixture(scope="session")
def roots(served_plan: Site, served: Site) -> dict[str, Site]:
    """Return the same two sites as they are served."""
    return {"plan": served_plan, "moved": served}


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest, served: Site, html: Path) -> Site:
    """Return the site as it is read from a server, and as it is read from its folder."""
    return served if request.param == "http" else Site(f"{html.as_uri()}/")


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that scrolls at once, so that what is in view is so from the start."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context


@pytest.fixture(scope="session")
def plain_context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser without script."""
    with browser.new_context(reduced_motion="reduce", java_script_enabled=False) as context:
        yield context


@pytest.fixture
def reader(context: BrowserContext, site: Site) -> Iterator[Reader]:
    """Return a reader, whose browser has to have no complaint in the end."""
    with read_by(context, site) as reader:
        yield reader


@pytest.fixture
def plain_reader(plain_context: BrowserContext, site: Site) -> Iterator[Reader]:
    """Return a reader without script."""
    with read_by(plain_context, site) as reader:
        yield reader
