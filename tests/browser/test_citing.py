"""Citing an item: its footnote is on the page, and a script copies that and the other forms of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.reading import Site, read_by
from browser.serving import served_from
from docutils.core import publish_doctree
from docutils.nodes import reference
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, BrowserContext, Page, expect
from projects import TINY, make_project

from cycleplan.model import WIDEST_LINE
from cycleplan.site.build import build_site

FORMS = ("Address", "Markdown", "reST", "Mail: [1] …", "Mail: … [1]")
TITLES = (
    "Plain words",
    "Of [brackets](https://evil.example/) and `backquotes`",
    "*Stars*, _lines_ and ~~tildes~~",
    "A slash at the end \\",
    "</code><script>alert(1)</script>",
    "&lt;b&gt; and &amp; <https://evil.example/>",
    "雲の共有 " * 12,
    "Word " * 50,
    "`a <b>`__ and |c|_ and [1]_ and :role:`d`",
)
ROOT = "https://plan.example/2024.2/manila/weigher.html"


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory, chromium: Path) -> Path:
    """Build a topic whose decisions are called by hostile titles."""
    decisions = "".join(f"  - id: d{n}\n    text: {quoted(title)}\n" for n, title in enumerate(TITLES))
    project = make_project(tmp_path_factory.mktemp("cited"), TINY | {WEIGHER: f"{TINY[WEIGHER]}decisions:\n{decisions}"})
    assert build_site(project, report=str).changed
    return project.html.resolve()


WEIGHER = "2024.2/manila/weigher.yaml"


def quoted(title: str) -> str:
    """Return YAML for Markdown that means a text."""
    marked = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(title.split()))
    return "'" + marked.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def pasting(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce") as context:
        yield context


@pytest.fixture(scope="module")
def over_http(cited: Path) -> Iterator[Site]:
    with served_from(cited) as root:
        yield Site(root)


def copied(page: Page, item: str, form: str) -> str:
    """Copy an item's citation in a form, and return what is in the clipboard."""
    details = page.locator(item).locator("details.cite")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_role("button", name=form, exact=True).click()
    expect(details.locator("output")).to_have_text("Copied")
    return page.evaluate("navigator.clipboard.readText()")  # type: ignore[no-any-return]


@pytest.mark.parametrize("number", range(len(TITLES)))
def test_each_form_gives_one_link_with_the_title_and_the_address(number: int, over_http: Site, pasting: BrowserContext):
    title, address = " ".join(TITLES[number].split()), f"{ROOT}#d{number}"
    with read_by(pasting, over_http) as reader:
        reader.page.goto(f"{over_http.root}2024.2/manila/weigher.html")
        bare, markdown, rest, note, words = (copied(reader.page, f"#d{number}", form) for form in FORMS)

    assert bare == address
    assert links_of_markdown(markdown) == [(address, title)]
    assert links_of_rest(rest) == [(address, title)]
    assert " ".join(note.split()) == f"[1] {title} <{address}>"
    assert " ".join(words.split()) == f"{title} [1] [1] {address}"
    assert words.endswith(f"\n\n[1] {address}")
    assert [line for line in note.split("\n") if len(line) > WIDEST_LINE and " " in line.strip()] == []


def test_from_a_folder_a_citation_is_copied_too(cited: Path, pasting: BrowserContext):
    with read_by(pasting, Site(f"{cited.as_uri()}/")) as reader:
        reader.page.goto(f"{reader.site.root}2024.2/manila/weigher.html")
        reader.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")

        assert copied(reader.page, "#d0", "Address") == f"{ROOT}#d0"


def test_topics_parts_decisions_and_action_items_are_cited_on_their_page(served_plan: Site, plain_context: BrowserContext):
    with read_by(plain_context, served_plan) as reader:
        reader.page.goto(f"{served_plan.root}2024.2/manila/cephfs.html")
        said = [note.text_content() or "" for note in reader.page.locator("details.cite code").all()]
        reader.page.locator("#a1 summary").click()

        expect(reader.page.locator("#a1 details.cite code")).to_be_visible()
    fragments = [re.search(r"cephfs\.html(#[a-z0-9-]+)?>", " ".join(note.split())) for note in said]
    assert [found and found[1] for found in fragments] == [
        *(None, "#a1", "#a2"),
        *("#manage-unmanage", "#ensure-shares", "#dhss", "#nfsv3", "#async-mirroring"),
    ]


def test_a_keyboard_leads_from_home_to_the_footnote_of_an_item_of_an_owner(served_plan: Site, pasting: BrowserContext):
    with read_by(pasting, served_plan) as reader:
        page = reader.page
        page.goto(f"{served_plan.root}index.html")
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        press_until(page, "Owners")
        page.keyboard.press("Enter")
        page.wait_for_url("**/owners/index.html")
        press_until(page, "gouthamr")
        page.keyboard.press("Enter")
        page.wait_for_url("**/owners/gouthamr.html")
        press_until(page, "a1")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cephfs.html#a1")
        # The browser goes on from the item that the fragment names.
        press_until(page, "Cite a1")
        page.keyboard.press("Enter")
        press_until(page, "Mail: [1] …")
        page.keyboard.press("Enter")
        expect(page.locator("#a1 output")).to_have_text("Copied")

        assert focused(page) == "Mail: [1] …"
        assert page.evaluate("navigator.clipboard.readText()").split() == [
            *["[1]", "Propose", "a", "spec", "that", "documents", "how", "DHSS=True", "with", "the", "CephFS", "driver", "will", "work."],
            "<https://cycleplan.example/2024.2/manila/cephfs.html#a1>",
        ]


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")  # type: ignore[no-any-return]


def press_until(page: Page, words: str, most: int = 120) -> None:
    """Press Tab until something with these words has the focus, which then is to be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == words:
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"{words!r} is out of reach")


def links_of_markdown(text: str) -> list[tuple[str, str]]:
    """Return the address and the words of each link of CommonMark that is nothing else."""
    blocks = MarkdownIt("commonmark").parse(text)
    assert [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"]
    inner = blocks[1].children or []
    assert {token.type for token in inner[1:-1]} <= {"text", "text_special"}
    return [(str(token.attrGet("href")), "".join(t.content for t in inner[1:-1])) for token in inner if token.type == "link_open"]


def links_of_rest(text: str) -> list[tuple[str, str]]:
    """Return the address and the words of each link of reST that is nothing else."""
    document = publish_doctree(text, settings_overrides={"report_level": 5, "raw_enabled": False})
    assert len(document.children) == 1
    assert document.astext() == "".join(link.astext() for link in document.findall(reference))
    return [(link["refuri"], link.astext()) for link in document.findall(reference)]


def test_a_reader_is_told_by_a_live_region(over_http: Site, pasting: BrowserContext):
    with read_by(pasting, over_http) as reader:
        reader.page.goto(f"{over_http.root}2024.2/manila/weigher.html")
        copied(reader.page, "#d0", "Address")

        assert reader.page.get_by_role("status").inner_text() == "Copied"
