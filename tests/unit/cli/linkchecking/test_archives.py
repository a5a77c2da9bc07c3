"""The service that knows copies is asked once for a dead address, and nothing that it says is taken on trust."""

from __future__ import annotations

import pytest
from local_site import Page, local_site

from cycleplan.cli.linkchecking import SystemClock, Turns, Web, copy_of

COPY = b'{"archived_snapshots": {"closest": {"available": true, "url": "%s", "timestamp": "20240501", "status": "200"}}}'


def found(body: bytes, status: int = 200) -> tuple[str, list[str]]:
    """Return the copy that a service with this reply gives, and what it was asked."""
    clock = SystemClock()
    with local_site({"/available?url=https%3A%2F%2Fgone.example%2F%3Fa%3D1%26b": Page(status, body=body)}) as site:
        web, turns = Web(allow_private=True), Turns(clock, pause=0, until=clock.now() + 60)
        return copy_of("https://gone.example/?a=1&b", web, turns, f"{site.base}/available"), site.asked


def test_a_copy_is_named_by_its_secure_address():
    copy = "web.archive.org/web/20240501000000/https://gone.example/?a=1&b"

    assert found(COPY % f"http://{copy}".encode()) == (
        f"https://{copy}",
        ["GET /available?url=https%3A%2F%2Fgone.example%2F%3Fa%3D1%26b"],
    )


@pytest.mark.parametrize(
    "body",
    [
        b'{"archived_snapshots": {}}',
        b'{"archived_snapshots": {"closest": {"available": false, "url": "http://web.archive.org/web/1/x"}}}',
        b"{}",
        b"",
        b"<html>",
        b"[1]",
        COPY % b"javascript:alert(1)",
        COPY % (b"http://web.archive.org/" + b"a" * 70_000),
    ],
)
def test_all_else_is_no_copy(body: bytes):
    assert found(body)[0] == ""


def test_a_service_that_does_not_answer_is_no_fault():
    clock = SystemClock()
    web = Web(allow_private=True)
    with local_site({}) as site:
        gone = site.base

    found = [copy_of("https://gone.example/", web, Turns(clock, pause=0, until=clock.now() + limit), gone) for limit in (60, 0)]
    assert found == ["", ""]
