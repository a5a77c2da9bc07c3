"""A text twin says what its page says, word for word, and leads where the page leads."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
from golden_plan import REVIEWED
from ledgers import outcome_of, recorded
from projects import DOCS, copy_repository, make_project, render_here
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cycleplan.model import Address
from cycleplan.pipeline import Outcome, run
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_docs, read_notes_folder

Site = tuple[Outcome, Path]

NOT_SAID = "svg, form, button, summary, .cite code"
"""What a page has for eyes and hands, beside what it says."""

_NUMBER = re.compile(r"\[\d+\]")
_WORD = re.compile(r"[^\W_]+")
_LISTED = re.compile(r"\[\d+\] (\S+)")


@pytest.fixture(scope="module", params=["real", "reviewed"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("twins")
    if request.param == "reviewed":
        return rendered(outcome_of(recorded(REVIEWED)), root, DOCS)
    project = copy_repository(root / "real")
    docs = read_docs(project.docs)
    return rendered(run(read_notes_folder(project.notes).files, docs=docs), root, docs)


def rendered(outcome: Outcome, root: Path, docs: tuple[TextFile, ...]) -> Site:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return outcome, render_here(make_project(root / "project", {}), outcome, docs)


def twins_of(outcome: Outcome) -> dict[str, str]:
    """Return the text of each page by the page's name."""
    assert outcome.serving
    files = {feed.path: feed.file.text for feed in outcome.feeds if feed.path in outcome.serving.twins}
    return {outcome.serving.twins[path]: text for path, text in files.items()}


def main_of(out: Path, page: str) -> LexborNode:
    main = LexborHTMLParser((out / f"{page}.html").read_text(encoding="utf-8")).css_first("main")
    assert main is not None
    for node in main.css(NOT_SAID):
        node.decompose()
    return main


def words_of_page(main: LexborNode) -> list[str]:
    """Return the words of a page, less those of a link that only spells its own address, which a twin lists at its end."""
    for link in main.css("a"):
        said, to = link.text().strip(), link.attributes["href"] or ""
        if said == to:
            link.replace_with("")
        elif re.fullmatch(r"/i/[a-z0-9]+\.html", said) and not link.css_matches("aside a"):
            link.replace_with("short address")
    return _WORD.findall(_NUMBER.sub("", main.text(separator=" ")))


def words_of_twin(text: str) -> list[str]:
    """Return the words of a twin, less the addresses at its top and its end and the numbers that lead there."""
    blocks = text.rstrip("\n").split("\n\n")
    last = len(blocks) - all(_LISTED.fullmatch(line) for line in blocks[-1].split("\n"))
    return _WORD.findall(_NUMBER.sub("", "\n\n".join((blocks[0], *blocks[2:last]))))


def test_every_page_of_the_plan_has_a_twin(site: Site):
    outcome, _ = site

    assert sorted(f"{page}.md" for page in twins_of(outcome)) == sorted(file.path for file in outcome.pages)


def test_a_twin_says_what_its_page_says_in_its_order(site: Site):
    outcome, out = site

    differing = [page for page, text in twins_of(outcome).items() if words_of_twin(text) != words_of_page(main_of(out, page))]

    assert differing == []


def test_a_twin_leads_where_its_page_leads(site: Site):
    outcome, out = site
    base = outcome.plan.site.base.rstrip("/")

    for page, text in twins_of(outcome).items():
        listed = {*_LISTED.findall(text), *text.split("\n\n")[1].split("\n")}
        assert {whole(base, page, link.attributes["href"] or "") for link in main_of(out, page).css("a")} - listed <= in_place(outcome), (
            page
        )


def whole(base: str, page: str, href: str) -> str:
    """Return the address of a link as it is cited, whatever page names it."""
    if re.match(r"https?:|mailto:", href):
        return href
    path, _, fragment = href.partition("#")
    folders = page.split("/")[:-1]
    for step in path.split("/") if path else ():
        folders = folders[:-1] if step == ".." else [*folders, step]
    name = "/".join(folders).removesuffix(".html") if path else page
    return base + Address(name, fragment).canonical


def in_place(outcome: Outcome) -> set[str]:
    """Return the places of references on their pages: a twin leads from their numbers to what is referred to."""
    base = outcome.plan.site.base.rstrip("/")
    return {base + item.address.canonical for item in outcome.plan.items if item.address.fragment.startswith("ref-")}


def test_a_page_names_its_twin(site: Site):
    outcome, out = site

    for page in twins_of(outcome):
        html = LexborHTMLParser((out / f"{page}.html").read_text(encoding="utf-8"))
        name = f"{page.rpartition('/')[2]}.txt"
        assert [link.attributes["href"] for link in html.css('link[rel="alternate"][type="text/plain"]')] == [name]
        assert [link.text() for link in html.css(f'footer a[href="{name}"]')] == ["Plain text"]
