"""One round over many addresses: hosts side by side, the addresses of one host one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

from cycleplan.cli.linkchecking.answer import Answer
from cycleplan.cli.linkchecking.turns import OutOfTimeError, Turns

Ask = Callable[[str], Answer]
_Outcome = tuple[str, Answer | BaseException]

_WORKERS = 16


def ask_all(urls: Iterable[str], ask: Ask, turns: Turns, *, grace: float) -> Iterator[tuple[str, Answer]]:
    """Yield the answers as they come, until the turns are over and `grace` seconds more for what is still asked then.

    Addresses that nobody had the time to ask are left out. A host that sends its reply byte by byte can keep a
    worker for ever, so workers are threads that nobody waits for.
    """
    waiting: SimpleQueue[list[str]] = SimpleQueue()
    hosts = _by_host(urls)
    for group in hosts:
        waiting.put(group)
    outcomes: SimpleQueue[_Outcome] = SimpleQueue()
    for _ in range(min(_WORKERS, len(hosts))):
        Thread(target=_work, args=(waiting, outcomes, ask), daemon=True).start()
    for _ in range(sum(map(len, hosts))):
        try:
            url, answer = outcomes.get(timeout=max(turns.until + grace - turns.clock.now(), 0))
        except Empty:
            return
        if isinstance(answer, Answer):
            yield url, answer
        elif not isinstance(answer, OutOfTimeError):
            raise answer


def _by_host(urls: Iterable[str]) -> list[list[str]]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).hostname or "", []).append(url)
    return list(hosts.values())


def _work(waiting: SimpleQueue[list[str]], outcomes: SimpleQueue[_Outcome], ask: Ask) -> None:
    while True:
        try:
            urls = waiting.get_nowait()
        except Empty:
            return
        for url in urls:
            try:
                outcomes.put((url, ask(url)))
            except BaseException as error:  # whoever collects the answers raises it
                outcomes.put((url, error))
