"""Whose turn it is: one request at a time to a host, a pause between two, and longer ones where it asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from threading import Lock

from cycleplan.cli.linkchecking.clock import Clock


class OutOfTimeError(Exception):
    """A turn would come only after the time is up."""


@dataclass
class _Host:
    pause: float
    ready: float
    lock: Lock = field(default_factory=Lock)


class Turns:
    """The turns of all hosts, until the time is up; any thread may take one."""

    def __init__(self, clock: Clock, *, pause: float, until: float) -> None:
        self.clock = clock
        self.pause = pause
        self.until = until
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked, and keep it from being asked by others; raises OutOfTimeError."""
        known = self._host(host)
        with known.lock:
            now = self.clock.now()
            if max(now, known.ready) >= self.until:
                raise OutOfTimeError
            if known.ready > now:
                self.clock.wait(known.ready - now)
            try:
                yield
            finally:
                known.ready = self.clock.now() + known.pause

    def slow_down(self, host: str, retry_after: str) -> None:
        """Double the pause of a host, and leave it alone for as long as its Retry-After says (RFC 9110, section 10.2.3)."""
        known = self._host(host)
        with known.lock:
            known.pause *= 2
            known.ready = self.clock.now() + max(known.pause, self._seconds(retry_after))

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host(self.pause, self.clock.now()))

    def _seconds(self, retry_after: str) -> float:
        text = retry_after.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            when = parsedate_to_datetime(text)
        except ValueError:
            return 0
        return ((when if when.tzinfo else when.replace(tzinfo=UTC)) - self.clock.utc()).total_seconds()
