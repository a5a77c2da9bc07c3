"""`robots.txt` and the sitemap: every page once, and never fewer files than were published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from golden_plan import golden_plan
from ledgers import outcome_of
from lxml import etree
from projects import DOCS, TINY
from recorded_plans import changed, recorded

from cycleplan.feeds.crawlers import crawler_files, robots, sitemap
from cycleplan.model import Address, Ledger, LedgerLine, LineKind, Plan
from cycleplan.pipeline import run
from cycleplan.textfile import TextFile

NAMES = ("index", "2024.2/manila/index", "2024.2/manila/weigher", "owners/sap", "guide/linking")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(text: str) -> list[tuple[str, str]]:
    """Return the address and the day of each entry of a sitemap."""
    root = etree.fromstring(text.encode())
    assert {child.tag for child in root} <= {f"{SITEMAP}url", f"{SITEMAP}sitemap"}
    return [(child.findtext(f"{SITEMAP}loc"), child.findtext(f"{SITEMAP}lastmod", "")) for child in root]


def files_of(plan: Plan, most: int) -> dict[str, str]:
    return {feed.path: feed.write() for feed in crawler_files(plan, NAMES, most)}


def test_everybody_is_let_in_and_told_of_the_sitemap():
    assert robots(golden_plan()) == "User-agent: *\nAllow: /\n\nSitemap: https://plan.example/sitemap.xml\n"


def test_a_page_has_the_day_of_the_last_change_of_what_it_shows():
    plan = changed(recorded(golden_plan()), Address("2024.2/manila/weigher", "a1"), date(2025, 3, 1))

    assert read(sitemap(plan, NAMES)) == [
        ("https://plan.example/", ""),
        ("https://plan.example/2024.2/manila/", "2025-01-01"),
        ("https://plan.example/2024.2/manila/weigher.html", "2025-03-01"),
        ("https://plan.example/owners/sap.html", "2025-01-01"),
        ("https://plan.example/guide/linking.html", ""),
    ]


def test_more_addresses_than_a_file_may_have_are_in_several():
    files = files_of(golden_plan(), 2)

    assert [address for address, _ in read(files["sitemap.xml"])] == [f"https://plan.example/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [read(files[f"sitemap-{number}.xml"]) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert sorted(address for part in parts for address, _ in part) == sorted(address for address, _ in read(sitemap(golden_plan(), NAMES)))


def test_a_sitemap_that_was_in_several_files_stays_in_as_many():
    line = LedgerLine("/sitemap-{}.xml", date(2025, 1, 1), LineKind.DATA, "/sitemap-{}.xml")
    lines = [replace(line, path=line.path.format(number), value=line.value.format(number)) for number in (1, 2, 3)]
    plan = replace(golden_plan(), ledger=Ledger(tuple(lines)))

    assert sorted(files_of(plan, 50_000)) == ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]


def test_the_sitemap_has_every_page_and_none_that_leads_on_or_says_farewell():
    notes = TINY | {"removed.yaml": "2024.2/manila/old: {kind: topic, title: Old, on: 2024-09-03}\n"}
    outcome = run((TextFile(path, text) for path, text in notes.items()), docs=DOCS)
    text = next(feed.write() for feed in outcome.feeds if feed.path == "sitemap.xml")

    names = [file.path.removesuffix(".md") for file in (*outcome.pages, *DOCS) if file.path != "2024.2/manila/old.md"]
    assert "2024.2/manila/old.md" in {file.path for file in outcome.pages}
    assert sorted(read(text)) == sorted((f"https://plan.example{Address(name).canonical}", "") for name in names)


def test_the_files_are_the_same_without_the_handbook():
    assert {"robots.txt", "sitemap.xml"} <= {feed.path for feed in outcome_of(TINY).feeds}


def test_the_pictures_are_small():
    static = Path(__file__).parents[3] / "build_tools" / "cycleplan" / "theme" / "static"

    assert (static / "social.png").stat().st_size < 30_000
    assert [size for size in (180, 192, 512) if (static / f"icon-{size}.png").stat().st_size >= 10_000] == []
