"""The board: complete without script, and with it narrowed down by what stands in its rows, at an address of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.reading import Reader, Site, read_by
from playwright.sync_api import BrowserContext, Page, expect

ALL = 18
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
  .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done([]), 300))"""


@pytest.fixture(params=["http", "file"])
def plan(request: pytest.FixtureRequest, served_plan: Site, plan_html: object) -> Site:
    return served_plan if request.param == "http" else Site(f"{plan_html.as_uri()}/")  # type: ignore[attr-defined]


@pytest.fixture
def board(context: BrowserContext, plan: Site) -> Iterator[Reader]:
    with read_by(context, plan) as reader:
        yield reader


def rows(page: Page) -> list[str]:
    """Return the topic and the id of each action item that is to be seen, in its order."""
    return [link.inner_text() for link in page.locator(".actions > li:visible > p:nth-child(2) a[href*='#']").all()]


def states(page: Page) -> list[str]:
    return [status.inner_text() for status in page.locator(".actions > li:visible .status").all()]


def opened(reader: Reader, query: str = "") -> Page:
    reader.page.goto(f"{reader.site.root}actions.html{query}")
    expect(reader.page.locator(".board")).to_be_visible()
    return reader.page


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f".board [name={name}]").select_option(value)


def test_without_script_everything_is_there_and_what_is_open_comes_first(plain_context: BrowserContext, plan: Site):
    with read_by(plain_context, plan) as reader:
        reader.page.goto(f"{plan.root}actions.html")

        assert (len(rows(reader.page)), states(reader.page)) == (ALL, ["open"] * 15 + ["done"] * 3)
        expect(reader.page.locator(".board")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [("status", "done", 3), ("owner", "gouthamr", 2), ("owner", "unowned", 9), ("kind", "debt", 5), ("spec", "manila/pool-weigher", 2)],
)
def test_a_choice_leaves_the_rows_that_it_fits_and_stands_in_the_address(name: str, value: str, count: int, board: Reader):
    page = opened(board)
    choose(page, name, value)
    left = rows(page)

    assert (len(left), page.locator(".board output").inner_text()) == (count, f"{count} of {ALL} shown")
    assert rows(opened(board, page.url.partition("actions.html")[2])) == left
    assert page.locator(f".board [name={name}]").input_value() == value


def test_choices_and_words_add_up_and_are_taken_back_together(board: Reader):
    page = opened(board, "?owner=gouthamr&kind=feature")
    assert rows(page) == ["All things CephFS #a1"]

    page.locator(".board [name=q]").fill("nothing like this")
    assert rows(page) == []

    page.locator(".board button").click()
    expect(page.locator(".board output")).to_have_text(f"{ALL} of {ALL} shown")
    assert (len(rows(page)), page.url.partition("actions.html")[2]) == (ALL, "")


def test_words_are_looked_for_in_rows_whatever_their_case(board: Reader):
    page = opened(board)
    page.locator(".board [name=q]").fill("BLUEPRINT launchpad")

    assert rows(page) == ["Enhance PoolWeigher to respect current share network #a1"]


def test_rows_are_sorted_by_a_choice_and_back(board: Reader):
    page = opened(board)
    as_listed = rows(page)
    choose(page, "sort", "topic")
    by_topic = rows(page)
    choose(page, "sort", "")

    assert by_topic == sorted(by_topic, key=str.casefold)
    assert (sorted(as_listed), rows(page)) == (sorted(by_topic), as_listed)


def test_going_back_shows_what_was_chosen_before(board: Reader):
    opened(board, "?owner=gouthamr")
    page = opened(board, "?status=done")
    page.go_back()
    expect(page.locator(".board output")).to_have_text(f"2 of {ALL} shown")

    assert page.locator(".board [name=owner]").input_value() == "gouthamr"


def test_a_choice_that_is_no_more_is_none(board: Reader):
    assert len(rows(opened(board, "?owner=nobody-of-this-name"))) == ALL


@pytest.mark.parametrize("query", ["", "?owner=gouthamr", "?q=blueprint&sort=owner"])
def test_nothing_moves_when_the_script_starts(query: str, board: Reader):
    page = opened(board, query)

    assert page.evaluate(SHIFTS) == []
