"""Hosts that others cannot reach are not asked, however they are spelled and whatever leads to them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from local_site import Page, local_site

from cycleplan.cli.linkchecking import Answer, Asker, SystemClock, Turns, Verdict, Web
from cycleplan.cli.linkchecking.answer import Exchange, Reply
from cycleplan.cli.linkchecking.web import is_public


def asked(url: str, exchange: Exchange) -> Answer:
    clock = SystemClock()
    return Asker(exchange, Turns(clock, pause=0, until=clock.now() + 60)).ask(url)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_an_address_of_the_internet_is_public(address: str):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        *("255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:7f00:1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:5db8:d822::80ff:fffe"),
    ],
)
def test_an_address_of_this_machine_or_of_a_private_network_is_not(address: str):
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_a_private_host_is_not_asked_however_it_is_spelled(host: str):
    with local_site({"/": Page()}) as site:
        answer = asked(f"http://{host}:{site.port}/", Web())

        assert (answer, site.asked) == (Answer(Verdict.UNSURE, f"the host {host!r} is in a private network"), [])


def test_a_private_host_is_asked_where_that_is_allowed():
    with local_site({"/": Page()}) as site:
        assert asked(f"{site.base}/", Web(allow_private=True)) == Answer(Verdict.FINE)


def test_one_private_address_among_others_makes_a_host_private():
    web = Web(look_up=lambda host, port: ("93.184.216.34", "10.0.0.1"))

    assert asked("http://docs.example/", web) == Answer(Verdict.UNSURE, "the host 'docs.example' is in a private network")


def test_a_redirect_to_a_private_host_is_not_followed():
    with local_site({"/secret": Page()}) as inner:
        target = f"http://inner.example:{inner.port}/secret"
        guarded = Web(look_up=lambda host, port: ("127.0.0.1",))

        def exchange(method: str, url: str, *, most: int = 0) -> Reply:
            return Reply(301, target) if urlsplit(url).hostname == "docs.example" else guarded(method, url, most=most)

        answer = asked("http://docs.example/", exchange)

        expected = Answer(Verdict.UNSURE, "the host 'inner.example' is in a private network", target)
        assert (answer, inner.asked) == (expected, [])


def test_a_connection_goes_to_an_address_that_was_judged_and_names_the_host_of_the_link():
    looked_up = []

    def look_up(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        return ("127.0.0.1",)

    with local_site({"/": Page()}) as site:
        answer = asked(f"http://docs.example:{site.port}/", Web(allow_private=True, look_up=look_up))

    assert (answer, looked_up, site.hosts) == (Answer(Verdict.FINE), ["docs.example"], [f"docs.example:{site.port}"])


def test_the_next_address_of_a_host_is_tried_where_the_first_takes_no_connection():
    with local_site({"/": Page()}) as site:
        web = Web(allow_private=True, look_up=lambda host, port: ("127.0.0.2", "127.0.0.1"))

        assert asked(f"http://docs.example:{site.port}/", web) == Answer(Verdict.FINE)


def test_a_name_that_no_host_can_have_is_dead():
    host = f"{'a' * 64}.example"

    assert asked(f"http://{host}/", Web()) == Answer(Verdict.DEAD, f"no host {host!r} is known", is_unreachable=True)
