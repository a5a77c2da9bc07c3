"""What `cycleplan serve` serves, asked of a real server on a free port."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cycleplan.cli.bulletin import Bulletin
from cycleplan.cli.server import SiteServer, with_script

PAGE = "<!DOCTYPE html><title>Home</title><body><h1>Home</h1></body></html>"


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@pytest.fixture
def html(tmp_path: Path) -> Path:
    """A link to a site, beside something that is none of it."""
    site = tmp_path / "site-1"
    (site / "2024.2").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text(PAGE)
    (site / "2024.2" / "index.html").write_text(PAGE.replace("Home", "Dalmatian"))
    (site / "2024.2" / "cephfs.txt").write_text("CephFS</body>")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    link = tmp_path / "html"
    link.symlink_to(site)
    return link


@pytest.fixture
def server(html: Path) -> Iterator[SiteServer]:
    with SiteServer("127.0.0.1", 0, html, Bulletin()) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.bulletin.close()
        server.shutdown()
        thread.join()


def get(server: SiteServer, path: str, host: str = "localhost", method: str = "GET") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read().decode())
    finally:
        connection.close()


def test_a_served_page_has_the_script_and_the_file_has_not(server, html):
    edition = server.bulletin.news.edition
    script = f'<script src="/_cycleplan/reload.js?edition={edition}" defer></script>'
    answer = get(server, "/")
    assert answer.text == PAGE.replace("</body>", f"{script}</body>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert (html / "index.html").read_text() == PAGE


def test_other_files_are_served_as_they_are(server):
    answer = get(server, "/2024.2/cephfs.txt?x=1")
    assert (answer.status, answer.text) == (200, "CephFS</body>")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_folder_is_its_index_and_links_inside_it_work(server):
    assert get(server, "/2024.2").headers["location"] == "/2024.2/"
    assert "<h1>Dalmatian</h1>" in get(server, "/2024.2/").text
    assert "<h1>Dalmatian</h1>" in get(server, "/2024.2/index.html").text


def test_a_folder_without_index_is_not_listed(server):
    assert get(server, "/empty/").status == 404


def test_a_redirect_stays_on_this_server(server):
    assert get(server, "//2024.2").headers["location"] == "/2024.2/"


def test_the_head_of_an_answer_has_no_body(server):
    answer = get(server, "/2024.2/cephfs.txt", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.text) == (200, "13", "")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/2024.2/../../secret.txt", "/..%5csecret.txt", "/out.txt", "/%00", "/no"],
)
def test_nothing_outside_the_site_is_served(server, path):
    answer = get(server, path)
    assert (answer.status, answer.text) == (404, "There is no such page.\n")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_is_answered(server, host):
    assert get(server, "/", host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.0.2.1:8000", "", "[", "evil.example:8000", "a@evil.example"]
)
@pytest.mark.parametrize("path", ["/", "/_cycleplan/events", "/_cycleplan/reload.js"])
def test_another_name_for_this_machine_is_refused(server, host, path):
    assert get(server, path, host).status == 403


def test_a_server_of_all_addresses_answers_to_digits_but_to_no_name(html):
    with SiteServer("0.0.0.0", 0, html, Bulletin()) as server:
        assert [server.answers_to(host) for host in ("192.0.2.1:80", "[2001:db8::1]", "evil.example", None)] == [True, True, False, False]
        assert server.url == f"http://localhost:{server.server_port}/"
        assert server.is_open_to_others


def test_a_new_site_is_served_at_once(server, html, tmp_path):
    (tmp_path / "site-2").mkdir()
    (tmp_path / "site-2" / "index.html").write_text("<body>New</body>")
    html.unlink()
    html.symlink_to(tmp_path / "site-2")
    assert get(server, "/").text.startswith("<body>New<script")


def test_before_the_first_site_a_page_waits_for_it(server, html):
    html.unlink()
    answer = get(server, "/2024.2/")
    assert (answer.status, "No site yet" in answer.text, "/_cycleplan/reload.js" in answer.text) == (503, True, True)


def test_the_site_has_a_say_in_what_a_missing_page_shows(server, html):
    (html / "404.html").write_text("<body>Lost</body>")
    answer = get(server, "/no")
    assert (answer.status, answer.text.startswith("<body>Lost<script")) == (404, True)


def test_the_script_writes_no_markup(server):
    answer = get(server, "/_cycleplan/reload.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "textContent" in answer.text
    assert "innerHTML" not in answer.text


def test_a_page_hears_of_new_sites_and_of_problems(server):
    connection = http.client.HTTPConnection("localhost", server.server_port, timeout=10)
    connection.request("GET", "/_cycleplan/events")
    response = connection.getresponse()
    first = server.bulletin.news.edition
    assert response.getheader("Content-Type") == "text/event-stream"
    assert _event(response) == {"edition": first, "problems": ""}
    server.bulletin.publish(is_new_site=False, problems="x.yaml:1:1: CP101\n<b>")
    assert _event(response) == {"edition": first, "problems": "x.yaml:1:1: CP101\n<b>"}
    server.bulletin.publish(is_new_site=True)
    second = server.bulletin.news.edition
    assert second != first
    assert _event(response) == {"edition": second, "problems": ""}
    server.bulletin.close()
    assert response.read() == b""
    connection.close()


def _event(response: http.client.HTTPResponse) -> object:
    """Read up to the end of one event."""
    data = ""
    while (line := response.readline().decode()) != "\n":
        data = line.removeprefix("data: ") if line.startswith("data: ") else data
    return json.loads(data)


def test_the_script_goes_before_the_last_end_of_a_body():
    script = b'<script src="/_cycleplan/reload.js?edition=e" defer></script>'
    assert with_script(b"<pre></body></pre></body></html>", "e") == b"<pre></body></pre>" + script + b"</body></html>"
    assert with_script(b"no body", "e") == b"no body" + script
