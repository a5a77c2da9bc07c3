"""What the served pages are told: which edition of the site is out, and what keeps a newer one from coming."""

from __future__ import annotations

import json
import secrets
import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """The state at one moment; `serial` grows with each news, `edition` changes with the site."""

    serial: int
    edition: str
    problems: str = ""

    def as_json(self) -> str:
        """Return what a page needs to know, on one line."""
        return json.dumps({"edition": self.edition, "problems": self.problems})


class Bulletin:
    """The news of one server, which many connections wait for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._run = secrets.token_hex(4)
        self._news = News(0, f"{self._run}-0")
        self._closed = False

    @property
    def news(self) -> News:
        return self._news

    @property
    def is_closed(self) -> bool:
        return self._closed

    def publish(self, *, is_new_site: bool, problems: str = "") -> None:
        """Tell everybody that waits of a new site, or of the problems of the notes."""
        with self._changed:
            serial = self._news.serial + 1
            edition = f"{self._run}-{serial}" if is_new_site else self._news.edition
            self._news = News(serial, edition, problems)
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody that waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def after(self, serial: int, seconds: float) -> News | None:
        """Wait for news beyond a serial; nothing where none came in time, or none will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._news.serial > serial, seconds)
            return self._news if self._news.serial > serial and not self._closed else None
