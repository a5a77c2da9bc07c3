"""Asks one address: by HEAD and then by GET, along its redirects, with patience where a host asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from cycleplan.cli.linkchecking.answer import Answer, Exchange, NoReplyError, Reply, Silence, Verdict
from cycleplan.cli.linkchecking.turns import Turns
from cycleplan.prose import NotAWebAddressError, web_address

_LONGEST_CHAIN = 10
_TRIES = 3
_SLOW_DOWN = (429, 503)
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_REFUSALS = (401, 403, 407, 408, 425, 429, 451, 503)
"""Statuses that a host may give to a program while a reader with a browser sees the page."""


class _NowhereError(Exception):
    """A redirect that leads to nothing that can be asked; the text says why, as one clause."""


class Asker:
    """Asks addresses, any thread one at a time. A host that takes no connection is not tried again."""

    def __init__(self, exchange: Exchange, turns: Turns) -> None:
        self.exchange = exchange
        self.turns = turns
        self._unreachable: dict[str, str] = {}

    def ask(self, url: str) -> Answer:
        """Return what became of an address without a fragment; raises OutOfTimeError."""
        trail = _Trail(url)
        try:
            while True:
                reply = self._reply(trail.end)
                if not trail.goes_on(reply):
                    return trail.answer(reply)
        except _NowhereError as reason:
            return Answer(Verdict.DEAD, str(reason), trail.leads_to)
        except NoReplyError as reason:
            verdict = Verdict.UNSURE if reason.silence is Silence.PRIVATE else Verdict.DEAD
            return Answer(verdict, str(reason), trail.leads_to, is_unreachable=reason.silence is Silence.UNREACHABLE)

    def _reply(self, url: str) -> Reply:
        # Many hosts refuse HEAD, each in a way of its own, so only a good reply to it is taken.
        try:
            head = self._patient("HEAD", url)
        except NoReplyError as reason:
            if reason.silence is not Silence.BROKEN:
                raise
            return self._patient("GET", url)
        return head if head.status < HTTPStatus.BAD_REQUEST or head.status in _SLOW_DOWN else self._patient("GET", url)

    def _patient(self, method: str, url: str) -> Reply:
        host = urlsplit(url).hostname or ""
        for _ in range(_TRIES):
            with self._known_to_be_there(url), self.turns.of(host):
                reply = self.exchange(method, url)
            if reply.status not in _SLOW_DOWN:
                break
            self.turns.slow_down(host, reply.retry_after)
        return reply

    @contextmanager
    def _known_to_be_there(self, url: str) -> Iterator[None]:
        place = urlsplit(url).netloc
        if place in self._unreachable:
            raise NoReplyError(Silence.UNREACHABLE, self._unreachable[place])
        try:
            yield
        except NoReplyError as reason:
            if reason.silence is Silence.UNREACHABLE:
                self._unreachable[place] = str(reason)
            raise


class _Trail:
    """The addresses that redirects lead through, from the one that the notes have to the last."""

    def __init__(self, url: str) -> None:
        self.stops = [url]
        self.moved_to = ""
        self.is_for_good = True

    @property
    def end(self) -> str:
        return self.stops[-1]

    @property
    def leads_to(self) -> str:
        return self.end if len(self.stops) > 1 else ""

    def goes_on(self, reply: Reply) -> bool:
        """Go one step further where a reply says so, and tell whether it does; raises _NowhereError."""
        if reply.status not in _REDIRECTS or not reply.location:
            return False
        target = _target(self.end, reply.location)
        if target in self.stops:
            raise _NowhereError(f"redirects in a loop by way of {target!r}")
        if len(self.stops) > _LONGEST_CHAIN:
            raise _NowhereError(f"more than {_LONGEST_CHAIN} redirects")
        self.stops.append(target)
        self.is_for_good = self.is_for_good and reply.status in _FOR_GOOD
        if self.is_for_good:
            self.moved_to = target
        return True

    def answer(self, reply: Reply) -> Answer:
        """Return what the last reply means."""
        if HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
            verdict = Verdict.MOVED if self.moved_to else Verdict.FINE
            return Answer(verdict, leads_to=self.leads_to, moved_to=self.moved_to)
        is_unsure = reply.status in _REFUSALS or reply.status < HTTPStatus.BAD_REQUEST
        return Answer(Verdict.UNSURE if is_unsure else Verdict.DEAD, _named(reply.status), self.leads_to)


def _target(url: str, location: str) -> str:
    """Return where a redirect leads, without its fragment; http.client reads the bytes of a header as Latin-1."""
    written = location.encode("latin-1", "ignore").decode("utf-8", "replace").strip()
    try:
        target = web_address(urljoin(url, written)).partition("#")[0]
    except (NotAWebAddressError, ValueError):
        raise _NowhereError(f"redirects to {written[:200]!r}, which is no web address") from None
    if not target.lower().startswith(("http://", "https://")):
        raise _NowhereError(f"redirects to {target[:200]!r}, which is no web page")
    return target


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
