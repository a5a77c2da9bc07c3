"""Serves the site to its writer: files of one folder, with a script that reloads the page when it changes."""

from __future__ import annotations

import socket
import socketserver
from collections.abc import Collection, Iterator
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from cycleplan.cli.bulletin import Bulletin

EVENTS = "/_cycleplan/events"
SCRIPT = "/_cycleplan/reload.js"
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))

_PING_AFTER = 15.0
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_NO_SITE = "<!DOCTYPE html><html lang='en'><title>No site yet</title><body><h1>No site yet</h1><p>It appears when it is built.</p></body>"


class SiteServer(ThreadingHTTPServer):
    """A server of the folder that `html` leads to at the time of each request."""

    daemon_threads = True

    def __init__(self, host: str, port: int, html: Path, bulletin: Bulletin) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host = host
        self.html = html
        self.bulletin = bulletin
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine, as HTTPServer would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Leave out the traceback of a browser that has gone away."""

    @property
    def is_open_to_others(self) -> bool:
        """Whether other machines can connect."""
        return self.host not in LOOPBACK

    @property
    def url(self) -> str:
        """The address to give to a browser on this machine."""
        host = "localhost" if _is_wildcard(self.host) else self.host
        return f"http://[{host}]:{self.server_port}/" if ":" in host else f"http://{host}:{self.server_port}/"

    def answers_to(self, header: str | None) -> bool:
        """Tell whether a Host header names this server.

        A page of another site can have its name resolve to this machine and read what is served (DNS rebinding).
        It cannot do so by an address in digits, which is therefore fine where the server listens to all of them.
        """
        name = _host_of(header or "")
        return name in LOOPBACK or name == self.host.lower() or (_is_wildcard(self.host) and _is_address(name))


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def version_string(self) -> str:
        return "cycleplan"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        """Say nothing: the terminal is for problems."""

    def _answer(self) -> None:
        if not self.server.answers_to(self.headers.get("Host")):
            self._send_text(HTTPStatus.FORBIDDEN, "This server answers to localhost only. Name another with --host.")
            return
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._send_events()
        elif path == SCRIPT:
            script = resources.files("cycleplan.cli").joinpath("reload.js").read_bytes()
            self._send(HTTPStatus.OK, script, _TYPES[".js"])
        else:
            self._send_file(path)

    def _send_file(self, path: str) -> None:
        edition = self.server.bulletin.news.edition
        names = [name for name in unquote(path, errors="replace").split("/") if name]
        root = self.server.html.resolve()
        file = _inside(root, names)
        if file and file.is_dir():
            if not path.endswith("/"):
                self._send_elsewhere("/" + "/".join(map(quote, names)) + "/")
                return
            file = _inside(root, [*names, "index.html"])
        if file and file.is_file():
            self._send_page(HTTPStatus.OK, file, edition)
        elif not root.is_dir():
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, with_script(_NO_SITE.encode(), edition), _TYPES[".html"])
        elif (root / "404.html").is_file():
            self._send_page(HTTPStatus.NOT_FOUND, root / "404.html", edition)
        else:
            self._send_text(HTTPStatus.NOT_FOUND, "There is no such page.")

    def _send_page(self, status: HTTPStatus, file: Path, edition: str) -> None:
        try:
            content = file.read_bytes()
        except OSError:
            self._send_text(HTTPStatus.NOT_FOUND, "There is no such page.")
            return
        is_page = file.suffix == ".html"
        self._send(status, with_script(content, edition) if is_page else content, _TYPES.get(file.suffix, "application/octet-stream"))

    def _send_elsewhere(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_text(self, status: HTTPStatus, text: str) -> None:
        self._send(status, f"{text}\n".encode(), _TYPES[".txt"])

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Send news as they come (HTML Standard, section 9.2, Server-sent events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            with suppress(OSError):  # the page has gone
                for event in self._events():
                    self.wfile.write(event.encode())

    def _events(self) -> Iterator[str]:
        news = self.server.bulletin.news
        yield f"retry: 1000\ndata: {news.as_json()}\n\n"
        while True:
            newer = self.server.bulletin.after(news.serial, _PING_AFTER)
            if self.server.bulletin.is_closed:
                return
            news = newer or news
            yield f"data: {news.as_json()}\n\n" if newer else ": still here\n\n"


def with_script(page: bytes, edition: str) -> bytes:
    """Return a page with the reloading script before the end of its body; it knows which edition it belongs to."""
    head, end, tail = page.rpartition(b"</body>")
    script = f'<script src="{SCRIPT}?edition={quote(edition)}" defer></script>'.encode()
    return head + script + end + tail if end else page + script


def _inside(root: Path, names: Collection[str]) -> Path | None:
    """Return the file of a path of an address, which neither dots nor links lead out of the folder."""
    if any(name in (".", "..") or set(name) & {"\\", ":", "\0"} for name in names):
        return None
    try:
        file = root.joinpath(*names).resolve()
    except (OSError, RuntimeError):
        return None
    return file if file.is_relative_to(root) else None


def _host_of(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def _is_wildcard(host: str) -> bool:
    return _is_address(host) and ip_address(host).is_unspecified
