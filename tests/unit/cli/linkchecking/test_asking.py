"""An address is asked as a careful guest would ask, and every reply has one meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from local_site import CLOSES, HANGS, LocalSite, Page, Table, local_site

from cycleplan.cli.linkchecking import Answer, Asker, OutOfTimeError, Turns, Verdict, Web

MOVED = {"Location": "/new"}


@dataclass
class Watch:
    """A clock that stands still but for what it is told to wait."""

    seconds: float = 0
    waited: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.seconds += seconds

    def utc(self) -> datetime:
        return datetime(2024, 5, 1, 12, tzinfo=UTC)


def asker(watch: Watch | None = None, *, timeout: float = 5, until: float = 600) -> Asker:
    return Asker(Web(timeout=timeout, allow_private=True), Turns(watch or Watch(), pause=1, until=until))


def asked(table: Table, path: str = "/", *, timeout: float = 5) -> tuple[Answer, list[str], list[float]]:
    """Return the answer for a path of a site, what the site was asked, and the waits between."""
    watch = Watch()
    with local_site(table) as site:
        answer = asker(watch, timeout=timeout).ask(f"{site.base}{path}")
        return replaced(answer, site), site.asked, watch.waited


def replaced(answer: Answer, site: LocalSite) -> Answer:
    """Return an answer with the site's address left out."""
    said, leads_to, moved_to = (text.replace(site.base, "") for text in (answer.said, answer.leads_to, answer.moved_to))
    return Answer(answer.verdict, said, leads_to, moved_to, answer.is_unreachable)


def test_a_page_that_is_there_is_asked_for_its_head_alone():
    assert asked({"/": Page()}) == (Answer(Verdict.FINE), ["HEAD /"], [])


def test_the_query_is_asked_along():
    assert asked({"/a?b=1&c=%20": Page()}, "/a?b=1&c=%20") == (Answer(Verdict.FINE), ["HEAD /a?b=1&c=%20"], [])


@pytest.mark.parametrize(
    ("status", "verdict", "said"),
    [
        (404, Verdict.DEAD, "404 Not Found"),
        (410, Verdict.DEAD, "410 Gone"),
        (500, Verdict.DEAD, "500 Internal Server Error"),
        (401, Verdict.UNSURE, "401 Unauthorized"),
        (403, Verdict.UNSURE, "403 Forbidden"),
        (302, Verdict.UNSURE, "302 Found"),
        (799, Verdict.DEAD, "799"),
    ],
)
def test_a_status_means_what_readers_would_meet(status: int, verdict: Verdict, said: str):
    assert asked({"/": Page(status)})[0] == Answer(verdict, said)


@pytest.mark.parametrize("refusal", [Page(405), Page(501), Page(404), Page(CLOSES)])
def test_a_host_that_refuses_head_is_asked_by_get(refusal: Page):
    answer, requests, waits = asked({"HEAD /": refusal, "GET /": Page()})

    assert (answer, requests, waits) == (Answer(Verdict.FINE), ["HEAD /", "GET /"], [1])


def test_a_chain_of_permanent_redirects_says_where_the_page_is_now():
    table = {"/": Page(301, {"Location": "/b"}), "/b": Page(308, {"Location": "http://HOST:PORT/c?d"}), "/c?d": Page()}

    assert asked(table) == (Answer(Verdict.MOVED, "", "/c?d", "/c?d"), ["HEAD /", "HEAD /b", "HEAD /c?d"], [1, 1])


def test_a_redirect_for_now_is_fine_as_it_is():
    assert asked({"/": Page(302, MOVED), "/new": Page()})[0] == Answer(Verdict.FINE, "", "/new")


def test_only_the_redirects_for_good_that_come_first_move_an_address():
    table = {
        "/": Page(301, MOVED),
        "/new": Page(307, {"Location": "/today"}),
        "/today": Page(301, {"Location": "/now"}),
        "/now": Page(),
    }

    assert asked(table)[0] == Answer(Verdict.MOVED, "", "/now", "/new")
    assert asked(table, "/new")[0] == Answer(Verdict.FINE, "", "/now")


def test_a_redirect_to_what_is_not_there_is_dead():
    assert asked({"/": Page(301, MOVED)})[0] == Answer(Verdict.DEAD, "404 Not Found", "/new")


def test_a_loop_is_dead():
    table = {"/": Page(301, MOVED), "/new": Page(302, {"Location": "/#again"})}

    assert asked(table)[0] == Answer(Verdict.DEAD, "redirects in a loop by way of '/'", "/new")


def test_a_chain_ends_after_ten_redirects():
    table = {f"/{number}": Page(302, {"Location": f"/{number + 1}"}) for number in range(20)}

    assert asked(table, "/0")[0] == Answer(Verdict.DEAD, "more than 10 redirects", "/10")


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("javascript:alert(1)", "redirects to 'javascript:alert(1)', which is no web address"),
        ("file:///etc/passwd", "redirects to 'file:///etc/passwd', which is no web address"),
        ("mailto:list@lists.example", "redirects to 'mailto:list@lists.example', which is no web page"),
        ("http://user@lists.example/", "redirects to 'http://user@lists.example/', which is no web address"),
        ("http://[", "redirects to 'http://[', which is no web address"),
    ],
)
def test_a_redirect_leads_to_web_pages_only(location: str, said: str):
    assert asked({"/": Page(302, {"Location": location})})[0] == Answer(Verdict.DEAD, said)


def test_a_location_that_is_spelled_in_utf_8_is_read_as_such():
    table = {"/": Page(302, {"Location": "/\u00c3\u00a9"}), "/%C3%A9": Page()}

    assert asked(table)[0] == Answer(Verdict.FINE, "", "/%C3%A9")


def test_a_host_that_asks_for_time_gets_it_and_longer_pauses_from_then_on():
    table = {"/": [Page(429, {"Retry-After": "0"}), Page(503, {"Retry-After": "30"}), Page()], "/b": Page()}
    watch = Watch()
    with local_site(table) as site:
        one = asker(watch)
        answers = [one.ask(f"{site.base}{path}") for path in ("/", "/b")]

    assert (answers, watch.waited) == ([Answer(Verdict.FINE)] * 2, [2, 30, 4])


def test_a_day_to_come_back_on_is_waited_for():
    _, _, waits = asked({"/": [Page(503, {"Retry-After": "Wed, 01 May 2024 12:01:30 GMT"}), Page()]})

    assert waits == [90]


@pytest.mark.parametrize("retry_after", ["", "soon", "-5", "Wed, 01 May 2024 11:00:00 GMT", "Wed, 99 May 2024 11:00:00 GMT"])
def test_a_time_that_cannot_be_read_is_a_pause(retry_after: str):
    _, _, waits = asked({"/": [Page(429, {"Retry-After": retry_after}), Page()]})

    assert waits == [2]


def test_a_host_that_never_has_time_leaves_us_unsure():
    answer, requests, waits = asked({"/": Page(429, {"Retry-After": "0"})})

    assert (answer, requests, waits) == (Answer(Verdict.UNSURE, "429 Too Many Requests"), ["HEAD /"] * 3, [2, 4])


def test_a_host_that_wants_to_be_left_alone_for_too_long_is_not_asked_again():
    watch = Watch()
    with local_site({"/": Page(429, {"Retry-After": "700"})}) as site:
        with pytest.raises(OutOfTimeError):
            asker(watch).ask(f"{site.base}/")
        assert (site.asked, watch.waited) == (["HEAD /"], [])


def test_a_host_that_says_nothing_is_dead_when_the_time_is_up():
    assert asked({"/": Page(HANGS)}, timeout=0.2)[0] == Answer(Verdict.DEAD, "no reply within 0.2 s")


def test_a_host_that_takes_no_connection_is_tried_once_for_all_its_addresses():
    with local_site({}) as site:
        gone = site.base
    watch = Watch()
    one = asker(watch)

    answers = [one.ask(f"{gone}{path}") for path in ("/a", "/b")]

    assert (answers, watch.waited) == ([Answer(Verdict.DEAD, "no connection to '127.0.0.1'", is_unreachable=True)] * 2, [])


def test_an_answer_of_no_known_protocol_is_dead(raw_host: Callable[[bytes], str]):
    assert asker().ask(raw_host(b"SSH-2.0-x\r\n\r\n")) == Answer(Verdict.DEAD, "the connection broke off")


def test_what_speaks_no_tls_has_no_secure_connection(raw_host: Callable[[bytes], str]):
    url = raw_host(b"HTTP/1.1 200 OK\r\n\r\n").replace("http:", "https:")

    assert asker().ask(url) == Answer(Verdict.DEAD, "no secure connection: the certificate does not hold, or there is none")
