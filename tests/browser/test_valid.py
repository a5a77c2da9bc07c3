"""The HTML checker (vnu) finds no error on any page, and would find one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from browser.chromium import find_tool, lacking
from browser.page_kinds import Sites

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def checker() -> tuple[str, ...]:
    """Return the command that checks folders and files, and says what it finds as JSON on the channel for errors."""
    java = find_tool("java")
    if not JAR.is_file():
        lacking("no HTML checker (npm ci --prefix tests/browser installs it)")
    return (str(java), "-jar", str(JAR), "--format", "json", "--skip-non-html", "--exit-zero-always")


def test_no_page_has_an_error(checker: tuple[str, ...], sites: Sites):
    # The two are checked in one run, since half a run is Java's start.
    assert errors(checker, sites.plan, sites.moved) == []


def test_an_error_would_be_found(checker: tuple[str, ...], tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A page</title><p><div id=a></div><b id=a></b>", encoding="utf-8")

    assert errors(checker, page) == ["page.html:1: Duplicate ID “a”."]


def errors(checker: tuple[str, ...], *paths: Path) -> list[str]:
    """Return what the checker calls errors, each with the file and the line that it names."""
    said = subprocess.run([*checker, *map(str, paths)], check=True, capture_output=True, encoding="utf-8", timeout=300).stderr
    found = [message for message in json.loads(said)["messages"] if message["type"] != "info"]
    return [f"{place(message, paths)}:{message.get('lastLine', 0)}: {message['message']}" for message in found]


def place(message: dict[str, str], paths: tuple[Path, ...]) -> str:
    """Return the path that a message names, from the folder that was checked."""
    named = Path(message.get("url", "").removeprefix("file:"))
    return next(
        (
            named.relative_to(path if path.is_dir() else path.parent).as_posix()
            for path in paths
            if named.is_relative_to(path) or named == path
        ),
        str(named),
    )
