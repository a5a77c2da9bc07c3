"""Serves a site from this machine under a content policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from browser.reading import Site

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'"
PAGEFIND_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, with a policy in every answer."""

    def __init__(self, *arguments: object, policy: str, **options: object) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        """Send the policy."""
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        """Say nothing."""


@contextmanager
def serve(html: Path, policy: str = POLICY) -> Iterator[Site]:
    """Serve a folder until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(html), policy=policy)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join()
