"""Single requests to hosts in public: nothing is followed, sent along, or kept from one request to the next.

The notes are untrusted and this runs where other hosts can be reached than from outside, so a name is looked up once,
its addresses are judged, and the connection goes to one of them: a name cannot mean another host a moment later.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError, SSLError

from cycleplan import __version__
from cycleplan.cli.linkchecking.answer import NoReplyError, Reply, Silence

LookUp = Callable[[str, int], tuple[str, ...]]
"""Returns the addresses of a host, the first to be tried first; raises NoReplyError where it has none."""

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 as hosts see it that have IPv6 only (RFC 6052, section 2.1)."""


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoReplyError(Silence.UNREACHABLE, f"no host {host!r} is known") from None
    return tuple(dict.fromkeys(str(where[0]) for *_, where in found))


class Web:
    """Sends requests; each connection and each wait for bytes takes at most so many seconds."""

    def __init__(self, *, timeout: float = 10, allow_private: bool = False, look_up: LookUp = look_up) -> None:
        self.timeout = timeout
        self.allow_private = allow_private
        self.look_up = look_up
        self.context = ssl.create_default_context()

    def __call__(self, method: str, url: str, *, most: int = 0) -> Reply:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        addresses = self.look_up(host, port)
        if not self.allow_private and not all(map(is_public, addresses)):
            raise NoReplyError(Silence.PRIVATE, f"the host {host!r} is in a private network")
        for address in addresses:
            try:
                return self._exchange(method, parts, address, most)
            except NewConnectionError:
                continue
            except HTTPError as error:
                raise self._no_reply(error) from error
        raise NoReplyError(Silence.UNREACHABLE, f"no connection to {host!r}")

    def _exchange(self, method: str, parts: SplitResult, address: str, most: int) -> Reply:
        headers = {"Host": parts.netloc, "User-Agent": f"cycleplan/{__version__} (link check)", "Accept": "*/*"}
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        with self._pool(parts, address) as pool:
            response = pool.urlopen(
                method, target, headers=headers, redirect=False, retries=False, assert_same_host=False, preload_content=False
            )
            try:
                body = response.read(most) if most else b""
            finally:
                response.close()
        return Reply(response.status, response.headers.get("Location", ""), response.headers.get("Retry-After", ""), body)

    def _pool(self, parts: SplitResult, address: str) -> HTTPConnectionPool:
        timeout = Timeout(connect=self.timeout, read=self.timeout)
        port = parts.port or _PORTS[parts.scheme]
        if parts.scheme == "http":
            return HTTPConnectionPool(address, port, timeout=timeout)
        name = parts.hostname
        return HTTPSConnectionPool(address, port, timeout=timeout, ssl_context=self.context, server_hostname=name, assert_hostname=name)

    def _no_reply(self, error: HTTPError) -> NoReplyError:
        if isinstance(error, ConnectTimeoutError):
            return NoReplyError(Silence.UNREACHABLE, f"no connection within {self.timeout:g} s")
        if isinstance(error, ReadTimeoutError):
            return NoReplyError(Silence.BROKEN, f"no reply within {self.timeout:g} s")
        if isinstance(error, SSLError):
            return NoReplyError(Silence.BROKEN, "no secure connection: the certificate does not hold, or there is none")
        return NoReplyError(Silence.BROKEN, "the connection broke off")


def is_public(address: str) -> bool:
    """Tell whether an IP address is one that anybody can reach, also by what it stands for in the other family."""
    known = ip_address(address)
    inner = _inner(known) if isinstance(known, IPv6Address) else None
    return known.is_global and not known.is_multicast if inner is None else is_public(str(inner))


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
