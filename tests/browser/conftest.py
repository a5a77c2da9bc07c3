"""A browser of the system's, and a site that it reads: from a server with a strict content policy, and from its folder.

Nothing here downloads a browser. Where there is none these tests are skipped; with CYCLEPLAN_REQUIRE_BROWSER they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browser.reading import Reader, Site, read_by
from moved_plan import NOTES
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from projects import make_project

from cycleplan.site import build_site

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under the content policy that the site promises to fit."""

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        """Say nothing."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser."""
    path = shutil.which("chromium")
    if path is None and os.environ.get("CYCLEPLAN_REQUIRE_BROWSER"):
        pytest.fail("no chromium on the PATH, and CYCLEPLAN_REQUIRE_BROWSER asks for one")
    if path is None:
        pytest.skip("no chromium on the PATH")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start the browser, which asks nobody for anything."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def html(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the rearranged plan."""
    project = make_project(tmp_path_factory.mktemp("moved"), NOTES)
    assert build_site(project, report=str).changed
    return project.html.resolve()


@pytest.fixture(scope="session")
def served(html: Path) -> Iterator[Site]:
    """Serve the site on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(html))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join()


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
