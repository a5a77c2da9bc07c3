"""Whoever opens an old address in a browser gets to its item: with script at once, without it by one click."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from browser.reading import Reader
from ledgers import outcome_of
from moved_plan import NOTES
from playwright.sync_api import expect

MANILA = "2024.2/manila"
SHORTS = {first: short.removeprefix("/") for first, short in outcome_of(NOTES).plan.shorts.items()}


class Way(NamedTuple):
    """An old address, where its item is now, and where a reader without script gets to without a click."""

    old: str
    now: str
    plain: str


WAYS = (
    Way(f"{MANILA}/weigher.html", f"{MANILA}/pools.html", f"{MANILA}/pools.html"),
    Way(f"{MANILA}/weigher.html#weigher", f"{MANILA}/pools.html", f"{MANILA}/pools.html"),
    Way(f"{MANILA}/weigher.html#a1", f"{MANILA}/pools.html#a1", f"{MANILA}/pools.html"),
    Way(f"{MANILA}/weigher.html#d1", f"{MANILA}/pools.html#d1", f"{MANILA}/pools.html"),
    Way(f"{MANILA}/shares.html#a2", f"{MANILA}/pools.html#a7", f"{MANILA}/shares.html#a2"),
    Way(f"{MANILA}/snapshots.html", f"{MANILA}/shares.html#snapshots", f"{MANILA}/shares.html#snapshots"),
    Way(f"{MANILA}/snapshots.html#snapshots", f"{MANILA}/shares.html#snapshots", f"{MANILA}/shares.html#snapshots"),
    Way(f"{MANILA}/backups.html", f"{MANILA}/shares.html#backups", f"{MANILA}/backups.html"),
    Way(f"{MANILA}/backups.html#a1", f"{MANILA}/shares.html#a8", f"{MANILA}/backups.html#a1"),
    Way("dalmatian/index.html", "2024.2/index.html", "2024.2/index.html"),
    Way("dalmatian/manila/shares.html#a1", f"{MANILA}/shares.html#a1", f"{MANILA}/shares.html"),
    Way("dalmatian/manila/shares.html#a2", f"{MANILA}/pools.html#a7", f"{MANILA}/shares.html"),
    Way("dalmatian/manila/weigher.html#d1", f"{MANILA}/pools.html#d1", f"{MANILA}/pools.html"),
    Way("dalmatian/manila/backups.html#a1", f"{MANILA}/shares.html#a8", "dalmatian/manila/backups.html#a1"),
    Way("latest/index.html", "2024.2/index.html", "2024.2/index.html"),
    Way("latest/manila/actions.html", f"{MANILA}/actions.html", f"{MANILA}/actions.html"),
    Way(SHORTS[f"/{MANILA}/weigher.html"], f"{MANILA}/pools.html", f"{MANILA}/pools.html"),
    Way(SHORTS[f"/{MANILA}/shares.html#a2"], f"{MANILA}/pools.html#a7", f"{MANILA}/pools.html#a7"),
)
NOW = {way.old: way.now for way in WAYS}

REMOVED = (
    (f"{MANILA}/shares.html#a3", f"{MANILA}/shares.html#a3"),
    (f"{MANILA}/quotas.html", f"{MANILA}/quotas.html"),
    (f"{MANILA}/quotas.html#a1", f"{MANILA}/quotas.html#a1"),
    ("dalmatian/manila/quotas.html#a1", f"{MANILA}/quotas.html#a1"),
    (SHORTS[f"/{MANILA}/shares.html#a3"], f"{MANILA}/shares.html#a3"),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.old)
def test_an_old_address_leads_to_its_item(way: Way, reader: Reader):
    reader.open(way.old, way.now)

    reader.sees(way.now)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.old)
def test_without_script_the_item_is_one_click_away_at_most(way: Way, plain_reader: Reader):
    plain_reader.open(way.old, way.plain)
    plain_reader.sees(way.plain)
    if way.plain != way.now:
        follow(plain_reader, way.now)

    plain_reader.sees(way.now)


@pytest.mark.parametrize(("old", "now"), REMOVED)
def test_what_was_removed_is_told_where_it_was(old: str, now: str, reader: Reader):
    reader.open(old, now)
    reader.sees(now)

    place = reader.page.locator(":target" if "#" in now else "main .lead")
    expect(place).to_contain_text("was removed on 3 September 2024.")


def test_a_fragment_that_is_typed_behind_the_address_of_its_page_leads_on_too(reader: Reader):
    reader.open(f"{MANILA}/shares.html", f"{MANILA}/shares.html")
    reader.page.evaluate("location.hash = 'a2'")
    reader.wait_for(f"{MANILA}/pools.html#a7")

    reader.sees(f"{MANILA}/pools.html#a7")


@pytest.mark.parametrize("old", [f"{MANILA}/weigher.html#a1", f"{MANILA}/backups.html#a1", "dalmatian/manila/shares.html#a2"])
def test_the_way_back_leads_to_where_the_reader_came_from(old: str, reader: Reader):
    reader.open("owners/index.html", "owners/index.html")
    reader.open(old, NOW[old])
    reader.page.go_back()

    reader.sees("owners/index.html")


def test_the_way_back_from_a_fragment_that_was_typed_leads_to_the_page(reader: Reader):
    reader.open(f"{MANILA}/shares.html", f"{MANILA}/shares.html")
    reader.page.evaluate("location.hash = 'a2'")
    reader.wait_for(f"{MANILA}/pools.html#a7")
    reader.page.go_back()

    reader.sees(f"{MANILA}/shares.html")


def test_without_script_the_way_back_leads_to_where_the_reader_came_from(plain_reader: Reader):
    plain_reader.open("owners/index.html", "owners/index.html")
    plain_reader.open(f"{MANILA}/weigher.html#a1", f"{MANILA}/pools.html")
    plain_reader.page.go_back()

    plain_reader.sees("owners/index.html")


def follow(reader: Reader, now: str) -> None:
    """Click on the link that leads to an item: in the entry that the reader stands at, or else anywhere in the text."""
    scope = reader.page.locator(":target") if "#" in reader.page.url else reader.page.locator("main")
    to = reader.site.root + now
    links = [link for link in scope.locator("a").all() if link.evaluate("link => link.href") == to]
    links[0].click()
