"""What became of asking an address, and the words of the exchange with its host."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What an answer means for the notes, the worst first; a moved address is fine, but the notes could name its new place."""

    DEAD = "dead"
    UNSURE = "unsure"
    MOVED = "moved"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on an address and, as a clause, the reason for it.

    `leads_to` is where redirects ended, `moved_to` where those led that are for good. An address is unreachable where
    no host took the connection, as is every address where there is no network.
    """

    verdict: Verdict
    said: str = ""
    leads_to: str = ""
    moved_to: str = ""
    is_unreachable: bool = False

    @property
    def is_good(self) -> bool:
        """Whether readers come to a page, if perhaps by redirects."""
        return self.verdict in (Verdict.MOVED, Verdict.FINE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host replied to one request, as far as anybody needs it."""

    status: int
    location: str = ""
    retry_after: str = ""
    body: bytes = b""


class Silence(StrEnum):
    """Why there is no reply: nothing took the connection, it took it and said nothing of use, or we may not ask."""

    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    PRIVATE = "private"


class NoReplyError(Exception):
    """A request without a reply; the text says why, as one clause."""

    def __init__(self, silence: Silence, said: str) -> None:
        super().__init__(said)
        self.silence = silence


class Exchange(Protocol):
    """Sends one request and returns the reply with at most so many bytes of its body; raises NoReplyError."""

    def __call__(self, method: str, url: str, *, most: int = 0) -> Reply: ...
