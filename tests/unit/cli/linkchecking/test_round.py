"""A round asks every address once: hosts side by side, each host one address at a time, until the time is up."""

from __future__ import annotations

from collections import Counter
from threading import Barrier, BrokenBarrierError, Event, Lock

import pytest

from cycleplan.cli.linkchecking import Answer, SystemClock, Turns, Verdict, ask_all
from cycleplan.cli.linkchecking.turns import OutOfTimeError

FINE = Answer(Verdict.FINE)


def turns(limit: float = 600) -> Turns:
    clock = SystemClock()
    return Turns(clock, pause=0, until=clock.now() + limit)


def test_every_address_is_asked_once():
    urls = [f"http://{host}.example/{page}" for host in range(30) for page in range(5)]
    asked: Counter[str] = Counter()
    lock = Lock()

    def ask(url: str) -> Answer:
        with lock:
            asked[url] += 1
        return FINE

    assert dict(ask_all(urls, ask, turns(), grace=0)) == dict.fromkeys(urls, FINE)
    assert asked == Counter(urls)


def test_hosts_are_asked_side_by_side():
    together = Barrier(3)

    def ask(url: str) -> Answer:
        together.wait(timeout=30)
        return FINE

    urls = [f"http://{host}.example/" for host in "abc"]
    assert dict(ask_all(urls, ask, turns(), grace=0)) == dict.fromkeys(urls, FINE)


def test_a_host_is_asked_one_thing_at_a_time_by_whatever_leads_to_it():
    shared = turns()
    both = Barrier(2)
    alone = []

    def ask(url: str) -> Answer:
        with shared.of("shared.example"):
            try:
                both.wait(timeout=0.2)
            except BrokenBarrierError:
                alone.append(url)
        return FINE

    urls = ["http://a.example/", "http://b.example/"]
    list(ask_all(urls, ask, shared, grace=0))
    assert sorted(alone) == urls


def test_what_nobody_had_the_time_to_ask_is_left_out():
    def ask(url: str) -> Answer:
        if url.endswith("/late"):
            raise OutOfTimeError
        return FINE

    assert dict(ask_all(["http://a.example/", "http://a.example/late"], ask, turns(), grace=0)) == {"http://a.example/": FINE}


def test_a_host_that_never_comes_to_an_end_is_not_waited_for():
    done = Event()

    def ask(url: str) -> Answer:
        done.wait()
        return FINE

    assert list(ask_all(["http://a.example/"], ask, turns(limit=0), grace=0.1)) == []
    done.set()


def test_a_fault_of_our_own_is_not_hidden():
    def ask(url: str) -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(ask_all(["http://a.example/"], ask, turns(), grace=0))


def test_nothing_is_asked_of_nobody():
    assert list(ask_all([], lambda url: FINE, turns(), grace=0)) == []
