"""A folder that is served on this machine, under the content policy that the site promises to fit."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'"
PAGEFIND_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
MANIFEST_POLICY = f"{POLICY}; manifest-src 'self'"
"""What a host should send that lets browsers offer to keep the site on a phone: they ask for its manifest only then."""
COMPRESSED = (".html", ".css", ".js", ".svg", ".txt", ".json")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a policy, and the folder's own page for what is not there."""

    policy = POLICY

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's page for an address that leads nowhere, as a host that publishes a folder does."""
        page = Path(self.directory, "404.html")
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self.send_whole(page.read_bytes(), "text/html", code)
        else:
            super().send_error(code, message, explain)

    def send_whole(self, body: bytes, kind: str, code: int = HTTPStatus.OK, **headers: str) -> None:
        """Send an answer that is at hand."""
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        """Say nothing."""


class PagefindHandler(Handler):
    """Serves a site that Pagefind searches, which runs a program of its own."""

    policy = PAGEFIND_POLICY


class CompressingHandler(Handler):
    """Serves as a host on the web does: compressed, and to be kept for a while."""

    policy = MANIFEST_POLICY

    def do_GET(self) -> None:
        """Send a file of text compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix in COMPRESSED and path.is_file():
            body = gzip.compress(path.read_bytes())
            self.send_whole(body, self.guess_type(str(path)), Content_Encoding="gzip", Cache_Control="max-age=86400")
        else:
            super().do_GET()


@contextmanager
def served_from(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder, and give the address of its root, which ends with a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
