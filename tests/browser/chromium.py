"""The system's browser, which asks nobody for anything, and what a missing tool means."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REQUIRED = "CYCLEPLAN_REQUIRE_BROWSER"


def find_tool(name: str) -> Path:
    """Return where a program is; skips the test that asks for it where there is none, or fails it where one is required."""
    found = shutil.which(name)
    return Path(found) if found else lacking(f"no {name} on the PATH")


def lacking(what: str) -> NoReturn:
    """Skip a test for what is not there, or fail it where that is required."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{what}, and {REQUIRED} asks for it")
    pytest.skip(what)


@contextmanager
def started(path: Path | str) -> Iterator[Browser]:
    """Start the browser at a path, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
