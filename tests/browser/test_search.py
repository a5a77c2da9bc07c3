"""Whoever types what something is called finds it first: by Sphinx from a server and from a folder, by Pagefind from a server."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.reading import Reader, Site, read_by
from browser.serving import PagefindHandler, served_from
from browser.weighing import weigh
from playwright.sync_api import Browser, BrowserContext, expect
from projects import REPOSITORY, command, make_project
from searched_plan import FIRST, NOTES, PLAN, POOLS

from cycleplan.model import Address
from cycleplan.site import pagefind_files
from cycleplan.site.pagefind_files import put_in_order

SHORT = PLAN.short(Address("2024.2/manila/pools", "a1")).page.rpartition("/")[2]
ASKED = FIRST | {SHORT: f"{POOLS}#a1"}
SAID = re.compile(r"^(?:[0-9]+ results|One result|Nothing found\..*)$")
PAGEFIND = NOTES | {"site.yaml": NOTES["site.yaml"] + "search: pagefind\n"}


def built(root: Path, notes: Mapping[str, str]) -> Path:
    """Build a site in a process of its own, since the browser's library has this one's event loop."""
    project = make_project(root, notes)
    ran = command("build", "--root", str(root))
    assert ran.returncode == 0, ran.stderr
    return project.html.resolve()


@pytest.fixture(scope="module", params=["Sphinx from a server", "Sphinx from a folder", "Pagefind"])
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    has_pagefind = request.param == "Pagefind"
    folder = built(tmp_path_factory.mktemp("searched"), PAGEFIND if has_pagefind else NOTES)
    if request.param == "Sphinx from a folder":
        yield Site(f"{folder.as_uri()}/")
    else:
        with served_from(folder, PagefindHandler) if has_pagefind else served_from(folder) as root:
            yield Site(root)


@pytest.fixture
def reader(context: BrowserContext, searched: Site) -> Iterator[Reader]:
    with read_by(context, searched) as reader:
        yield reader


def search(reader: Reader, words: str, more: str = "") -> list[str]:
    """Search for words, and return where the results lead, in their order."""
    reader.page.goto(f"{reader.site.root}search.html?q={quote(words)}{more}")
    said = reader.page.get_by_role("status")
    expect(said).to_have_text(SAID)
    if "Nothing" not in said.inner_text():
        expect(reader.page.locator(".found li").first).to_be_visible()
    return [link.get_attribute("href") or "" for link in reader.page.locator(".found li a").all()]


def test_what_has_the_name_that_was_typed_comes_first(reader: Reader):
    assert {words: next(iter(search(reader, words)), "") for words in ASKED} == ASKED


@pytest.mark.parametrize("searched", ["Sphinx from a server", "Sphinx from a folder"], indirect=True)
def test_a_word_that_stands_in_two_cycles_is_found_in_the_newest_one_first(reader: Reader):
    assert [address for address in search(reader, "heron") if address.endswith("pools.html")] == [POOLS, "2024.1/manila/pools.html"]


def test_a_result_says_what_it_is_and_where_it_stands(reader: Reader):
    search(reader, "2024.2/manila/pools#a1")
    first = reader.page.locator(".found li").first

    expect(first.locator("a")).to_have_text("Write <i>it</i> down & file it.")
    expect(first.locator("p").first).to_have_text(re.compile("^Action item · Weigh pools · 2024.2 Dalmatian · manila$", re.IGNORECASE))
    assert reader.page.locator(".found :is(i, b)").count() == 0


def test_what_was_removed_is_not_found(reader: Reader):
    found = {words: search(reader, words) for words in ("Herons", "2024.2/manila/herons", "flew")}

    assert [address for addresses in found.values() for address in addresses if "herons" in address] == []


def test_nothing_found_says_what_to_try(reader: Reader):
    assert search(reader, "ψψψψψ") == []

    expect(reader.page.get_by_role("status")).to_contain_text("Try fewer words, the nick of an owner")
    leads = [link.get_attribute("href") for link in reader.page.locator("main ul a").all()]
    assert {"topics.html", "actions.html", "specs/index.html", "owners/index.html"} <= set(leads)


def test_more_results_are_shown_by_key_alone(reader: Reader):
    first = search(reader, "paint")
    more = reader.page.get_by_role("button", name="More results")
    more.press("Enter")

    expect(reader.page.locator(".found li a").nth(10)).to_be_focused()
    more.press("Enter")
    expect(reader.page.locator(".found li a").nth(20)).to_be_focused()
    expect(more).to_be_hidden()
    addresses = [link.get_attribute("href") for link in reader.page.locator(".found li a").all()]
    assert len(first) == 10
    assert addresses[:10] == first
    assert {f"2024.2/manila/shares.html#a{n}" for n in range(1, 26)} <= set(addresses)


def test_a_slash_leads_to_the_field_but_not_while_typing(reader: Reader):
    reader.page.goto(f"{reader.site.root}{POOLS}")
    field = reader.page.get_by_role("searchbox", name="Search the plan")
    reader.page.keyboard.press("Control+/")
    expect(field).not_to_be_focused()
    reader.page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    reader.page.keyboard.type("manila/pool-weigher")
    expect(field).to_have_value("manila/pool-weigher")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".found li a").first).to_have_attribute("href", "specs/manila/pool-weigher.html")


def test_without_script_the_page_leads_to_the_lists(plain_context: BrowserContext, searched: Site):
    with read_by(plain_context, searched) as reader:
        reader.page.goto(f"{searched.root}search.html?q=pools")
        # A browser that merely runs no script shows nothing of <noscript>; one that has none does.
        assert "<noscript><p>The search needs JavaScript. The lists below do not.</p></noscript>" in html.unescape(reader.page.content())
        reader.page.locator("main").get_by_role("link", name="Owners").click()
        reader.wait_for("owners/index.html")


@pytest.fixture(scope="module")
def by_pagefind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("pagefind"), PAGEFIND)


def test_whatever_the_size_of_a_chunk_is_its_words_are_found(
    context: BrowserContext, by_pagefind: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    divided = shutil.copytree(by_pagefind, tmp_path / "divided")
    monkeypatch.setattr(pagefind_files, "_MOST_BYTES", 300)
    monkeypatch.setattr(pagefind_files, "_LEEWAY", 0.45)
    before = len([*(divided / "pagefind/index").iterdir()])
    put_in_order(divided / "pagefind")
    with served_from(divided, PagefindHandler) as root, read_by(context, Site(root)) as reader:
        found = {words: search(reader, words) for words in (*ASKED, "heron", "paint", "ser", "netw", "zzz")}
    with served_from(by_pagefind, PagefindHandler) as root, read_by(context, Site(root)) as reader:
        whole = {words: search(reader, words) for words in found}

    assert len([*(divided / "pagefind/index").iterdir()]) > 5 * before
    assert found == whole


def test_choices_narrow_a_search_of_pagefind_down(context: BrowserContext, by_pagefind: Path):
    with served_from(by_pagefind, PagefindHandler) as root, read_by(context, Site(root)) as reader:
        search(reader, "pools")
        reader.page.locator("select[name=cycle]").select_option("2024.1 Caracal")
        reader.page.get_by_role("button", name="Search", exact=True).click()
        expect(reader.page.locator("select[name=cycle]")).to_have_value("2024.1 Caracal")
        expect(reader.page.get_by_role("status")).to_have_text(SAID)
        expect(reader.page.locator(".found li a").first).to_have_attribute("href", "2024.1/manila/pools.html")
        both = search(reader, "weigh", "&owner=wren&status=superseded&kind=Work+item&team=Manila")
        assert both == ["specs/manila/pool-weigher.html"]


def test_from_a_folder_pagefind_says_that_it_needs_a_server(context: BrowserContext, by_pagefind: Path):
    with read_by(context, Site(f"{by_pagefind.as_uri()}/")) as reader:
        reader.page.goto(f"{reader.site.root}search.html?q=pools")
        expect(reader.page.get_by_role("status")).to_have_text("This search needs a web server. From a folder, use the lists below.")
        expect(reader.page.get_by_role("searchbox", name="Search the plan")).to_have_value("pools")


IN_VOLUMES = "import sys, cycleplan.site.volumes as volumes; volumes.FIRST = 5; from cycleplan.cli import main; main(sys.argv[1:])"
"""A build of which the first volume of the index has only the newest cycle."""
PROGRAM = 85_000
"""Bytes of Pagefind itself, compressed."""


@pytest.fixture(scope="module")
def in_volumes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("volumes"), PAGEFIND)
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
    subprocess.run([sys.executable, "-c", IN_VOLUMES, "build", "--root", str(project.root)], env=surroundings, check=True)
    return project.html.resolve()


@pytest.fixture
def loaded(context: BrowserContext, in_volumes: Path) -> Iterator[tuple[Reader, list[str]]]:
    """Give somebody who searches an index in volumes, and what their browser asks of it."""
    with served_from(in_volumes, PagefindHandler) as root, read_by(context, Site(root)) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url.partition("/pagefind/")[2]))
        yield reader, asked


def older(asked: list[str]) -> list[str]:
    return [path for path in asked if path.startswith("2024.1/")]


def test_older_cycles_are_looked_through_when_somebody_asks(loaded: tuple[Reader, list[str]]):
    reader, asked = loaded
    first = search(reader, "heron")
    before, said = older(asked), reader.page.get_by_role("status").inner_text()
    more = reader.page.get_by_role("button", name="Look through older cycles, too")
    more.press("Enter")

    expect(reader.page.locator(".found li a").nth(len(first))).to_be_focused()
    expect(more).to_be_hidden()
    addresses = [link.get_attribute("href") for link in reader.page.locator(".found li a").all()]
    assert (before, POOLS in first, "2024.1/manila/pools.html" in first) == ([], True, False)
    assert addresses[: len(first)] == first
    assert "2024.1/manila/pools.html" in addresses[len(first) :]
    assert len({*addresses}) == len(addresses)
    assert said != reader.page.get_by_role("status").inner_text() == f"{len(addresses)} results"
    assert [path for path in asked if "worker" in path or path.startswith("2024.1/wasm")] == []


@pytest.mark.parametrize(
    ("words", "more", "found"),
    [
        ("Quotas", "", "2024.1/manila/quotas.html"),
        ("2024.1/manila/pools", "", "2024.1/manila/pools.html"),
        ("pools", "&cycle=2024.1+Caracal", "2024.1/manila/pools.html"),
        (PLAN.short(Address("2024.1/manila/pools")).page.rpartition("/")[2], "", "2024.1/manila/pools.html"),
    ],
)
def test_what_only_an_older_cycle_has_is_found_at_once(loaded: tuple[Reader, list[str]], words: str, more: str, found: str):
    reader, asked = loaded

    assert search(reader, words, more)[0] == found
    assert older(asked)
    expect(reader.page.get_by_role("button", name="Look through older cycles, too")).to_be_hidden()


def test_a_search_loads_little_and_the_next_one_less(browser: Browser, in_volumes: Path):
    [(first, then), _] = weigh(browser, in_volumes, ["heron", "weighing"])

    assert PROGRAM < first < PROGRAM + 20_000
    assert 0 < then < 15_000
