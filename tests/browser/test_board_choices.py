"""The board of a plan of several cycles and teams, in which words look like addresses and labels stand in another order than keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.building import built_once
from browser.reading import Site
from playwright.sync_api import BrowserContext, Page, expect
from projects import TINY, make_project

LOOKS_LIKE_AN_ADDRESS = """class="s-done">="2024.1/manila/index.html"> <time datetime="2020-01-01"> · debt</p>"""
NOTES = {
    "site.yaml": TINY["site.yaml"] + "trackers: {review: 'https://review.example/{id}'}\n",
    "cycles.yaml": (
        '"2024.1": {name: Caracal}\n'
        '"2024.2": {name: Dalmatian, milestones: {release: {title: Release, date: 2024-10-02}, begin: {title: Begin, date: 2024-04-01}}}\n'
    ),
    "teams.yaml": "manila: {title: Manila}\noslo: {title: Oslo}\n",
    "owners.yaml": "ann: {kind: person, label: Zoe}\nzoe: {kind: person, label: Ann}\n",
    "2024.1/manila/gathering.yaml": "title: Manila\ntopics: [past]\n",
    "2024.1/manila/past.yaml": (
        "title: Past\nsummary: x\n"
        "actions: [{id: a1, task: Keep., owners: [ann], log: [{date: 2024-03-01, status: in progress, text: x, evidence: review 1}]}]\n"
    ),
    "2024.2/manila/gathering.yaml": "title: Manila\ntopics: [trick, index-of-x]\n",
    "2024.2/manila/trick.yaml": (
        f"title: '{LOOKS_LIKE_AN_ADDRESS}'\nkind: feature\nsummary: x\n"
        f"actions: [{{id: a1, task: '`{LOOKS_LIKE_AN_ADDRESS}`', owners: [zoe], due: release}}]\n"
    ),
    "2024.2/manila/index-of-x.yaml": (
        "title: An index\nkind: debt\nsummary: x\nactions: [{id: a1, task: Make., owners: [ann, zoe], due: 2024-06-01}]\n"
    ),
    "2024.2/oslo/gathering.yaml": "title: Oslo\ntopics: [talk]\n",
    "2024.2/oslo/talk.yaml": "title: Talk\nkind: process\nsummary: x\nactions: [{id: a1, task: Talk., due: begin}]\n",
}
TRICK, INDEX, TALK, PAST = f"{LOOKS_LIKE_AN_ADDRESS} #a1", "An index #a1", "Talk #a1", "Past #a1"


@pytest.fixture(scope="module")
def address(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    html = built_once(tmp_path_factory, "board", lambda root: make_project(root, NOTES))
    return Site(f"{html.as_uri()}/").root + "actions.html"


@pytest.fixture(scope="module")
def page(context: BrowserContext) -> Iterator[Page]:
    with context.new_page() as page:
        yield page


def rows(page: Page, address: str) -> list[str]:
    """Return the topic and the id of each action item that is to be seen at an address, in its order."""
    page.goto(address)
    expect(page.locator(".board")).to_be_visible()
    return page.locator(".actions > li:visible > p:nth-child(2) a[href*='.html#a']").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", [TRICK, INDEX, TALK, PAST]),
        ("?cycle=2024.1", [PAST]),
        ("?cycle=2024.2", [TRICK, INDEX, TALK]),
        ("?team=manila", [TRICK, INDEX, PAST]),
        ("?team=oslo", [TALK]),
        ("?team=manila&cycle=2024.1", [PAST]),
        ("?status=done", []),
        ("?status=in-progress", [PAST]),
        ("?kind=debt", [INDEX]),
        ("?owner=zoe", [TRICK, INDEX]),
        ("?owner=unowned", [TALK]),
        ("?sort=due", [TALK, INDEX, TRICK, PAST]),
        ("?sort=owner", [TRICK, INDEX, PAST, TALK]),
        ("?sort=topic", [INDEX, TRICK, PAST, TALK]),
        ("?sort=topic&cycle=2024.2", [INDEX, TRICK, TALK]),
    ],
)
def test_a_board_shows_what_is_asked_for_in_the_order_that_is_asked_for(query: str, left: list[str], page: Page, address: str):
    assert rows(page, address + query) == left


def test_going_forward_and_a_fragment_keep_the_choice(page: Page, address: str):
    rows(page, f"{address}?team=oslo")
    rows(page, f"{address}?cycle=2024.1#gatherings")
    page.go_back()
    expect(page.locator(".board output")).to_have_text("1 of 4 shown")
    page.go_forward()
    expect(page.locator(".board [name=cycle]")).to_have_value("2024.1")
    page.locator(".board [name=status]").select_option("done")

    assert page.url.removeprefix(address) == "?status=done&cycle=2024.1#gatherings"
