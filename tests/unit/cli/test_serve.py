"""`cycleplan serve` as a whole, and what it tells its pages about builds."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cycleplan import cli as cli_package
from cycleplan.checks.names import UNKNOWN_OWNER
from cycleplan.cli.bulletin import Bulletin
from cycleplan.cli.serve import publish
from cycleplan.cli.server import SiteServer
from cycleplan.problems import Location
from cycleplan.site.build import Built
from cycleplan.site.errors import SiteError

REPOSITORY = Path(__file__).parents[3]
NOTES = Path("notes")
PROBLEM = UNKNOWN_OWNER.broken(Location("t.yaml", 4, 11), "unknown owner 'cartacha'")
TOLD = "notes/t.yaml:4:11: CP203 unknown owner 'cartacha'"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    with SiteServer("127.0.0.1", 0, tmp_path / "html", Bulletin()) as server:
        yield server


def test_a_new_site_gives_pages_a_new_edition(server, tmp_path):
    before = server.bulletin.news
    publish(server, NOTES, lambda: Built(1, (), 12, changed=True, html=tmp_path))
    assert (server.bulletin.news.edition != before.edition, server.bulletin.news.problems) == (True, "")


def test_a_build_that_changes_nothing_reloads_no_page(server, tmp_path, capsys):
    before = server.bulletin.news
    publish(server, NOTES, lambda: Built(1, (), 1, changed=False, html=tmp_path))
    assert server.bulletin.news.edition == before.edition
    assert capsys.readouterr().err == "1 page, nothing has changed\n"


def test_problems_are_printed_and_shown_while_the_last_site_stays(server, capsys):
    server.html.mkdir()
    before = server.bulletin.news
    publish(server, NOTES, lambda: Built(1, (PROBLEM,), 0, changed=False, html=None))
    assert (server.bulletin.news.edition, server.bulletin.news.problems) == (before.edition, TOLD)
    assert capsys.readouterr() == (f"{TOLD}\n", "1 problem; the last good site stays\n")


def test_problems_are_printed_where_there_was_no_site(server, capsys):
    publish(server, NOTES, lambda: Built(1, (PROBLEM,), 0, changed=False, html=None))
    assert capsys.readouterr().err == "1 problem; there is no site yet\n"


def test_mended_problems_go_from_the_page(server, tmp_path):
    publish(server, NOTES, lambda: Built(1, (PROBLEM,), 0, changed=False, html=None))
    publish(server, NOTES, lambda: Built(1, (), 1, changed=False, html=tmp_path))
    assert server.bulletin.news.problems == ""


def test_a_build_that_fails_is_told_and_does_not_end_the_server(server, capsys):
    def fail() -> Built:
        raise SiteError("Sphinx found a fault")

    publish(server, NOTES, fail)
    assert server.bulletin.news.problems == "cannot build: Sphinx found a fault"
    assert capsys.readouterr().err == "cannot build: Sphinx found a fault\n"


@pytest.fixture
def serving(notes: Path) -> Iterator[subprocess.Popen[str]]:
    """The program, serving a small project."""
    shutil.copytree(REPOSITORY / "docs", notes.parent / "docs", ignore=shutil.ignore_patterns("_build"))
    command = [sys.executable, "-m", "cycleplan", "serve", "--port", "0"]
    variables = {**os.environ, "PYTHONPATH": str(Path(cli_package.__file__).parents[2])}
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        # Whoever runs the tests behind a shell ignores Ctrl-C, and so would every program that they start.
        process = subprocess.Popen(command, cwd=notes.parent, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, heard)
    with process:
        yield process
        process.kill()


def test_a_note_that_changes_is_on_the_page_before_the_page_reloads(serving, notes):
    assert serving.stderr
    assert serving.stdout
    port = int(re.fullmatch(r"serving http://127\.0\.0\.1:([0-9]+)/ until Ctrl-C\n", serving.stderr.readline())[1])
    assert re.fullmatch(r"[0-9]+ pages, reloaded\n", serving.stderr.readline())
    assert "CephFS" in _get(port, "/2024.2/manila/cephfs.html")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/_cycleplan/events")
    response = connection.getresponse()
    first = _news(response)

    topic = notes / "2024.2/manila/cephfs.yaml"
    topic.write_text(topic.read_text().replace("CephFS", "A new title"))
    second = _news(response)
    assert (second["edition"] != first["edition"], second["problems"]) == (True, "")
    page = _get(port, "/2024.2/manila/cephfs.html")
    assert "A new title" in page
    assert f"reload.js?edition={second['edition']}" in page

    topic.write_text("led_by: [cartacha]\n" + topic.read_text().replace("led_by: [carthaca]\n", ""))
    third = _news(response)
    assert third["edition"] == second["edition"]
    assert third["problems"].startswith("source_notes/2024.2/manila/cephfs.yaml:1:10: CP203 unknown owner 'cartacha'")
    assert "A new title" in _get(port, "/2024.2/manila/cephfs.html")

    connection.close()
    serving.send_signal(signal.SIGINT)
    assert serving.wait(30) == 0
    assert serving.stderr.read().splitlines()[-1] == "stopped"
    assert "reload.js" not in (notes.parent / "docs/_build/html/2024.2/manila/cephfs.html").read_text()


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def _news(response: http.client.HTTPResponse) -> dict[str, str]:
    while not (line := response.readline().decode()).startswith("data: "):
        assert line
    return json.loads(line.removeprefix("data: "))
