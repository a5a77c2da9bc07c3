"""A site of this machine that replies as its table says, and keeps what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from threading import Event, Thread

HANGS = 0
"""The status of a reply that never comes."""

CLOSES = -1
"""The status of a connection that is closed without a reply."""


@dataclass(frozen=True)
class Page:
    """A reply: its status, its headers and its body."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b"here"


Table = Mapping[str, Page | Sequence[Page]]
"""The reply to each `PATH`, or to each `METHOD PATH`; of several, each is given once and the last for ever."""


@dataclass
class LocalSite:
    """Where the site stands, what it was asked as `METHOD PATH`, and by which host's name."""

    base: str
    port: int
    asked: list[str]
    hosts: list[str]


@contextmanager
def local_site(table: Table) -> Iterator[LocalSite]:
    """Serve a table; `HOST:PORT` in a header or a body stands for the site's own."""
    asked: list[str] = []
    hosts: list[str] = []
    closed = Event()
    replies = {key: _endless([pages] if isinstance(pages, Page) else pages) for key, pages in table.items()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply("GET")

        def do_HEAD(self) -> None:
            self._reply("HEAD")

        def log_message(self, *_: object) -> None:
            pass

        def _reply(self, method: str) -> None:
            asked.append(f"{method} {self.path}")
            hosts.append(self.headers["Host"])
            page = next(replies.get(f"{method} {self.path}") or replies.get(self.path) or iter([Page(404)]))
            if page.status in (HANGS, CLOSES):
                self.close_connection = closed.wait() if page.status == HANGS else True
                return
            here = f"127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]  # ours is always an HTTPServer
            body = page.body.replace(b"HOST:PORT", here.encode())
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value.replace("HOST:PORT", here))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if method == "GET" else b"")

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield LocalSite(f"http://127.0.0.1:{server.server_port}", server.server_port, asked, hosts)
        finally:
            closed.set()
            server.shutdown()


def _endless(pages: Sequence[Page]) -> Iterator[Page]:
    return chain(pages, repeat(pages[-1]))
