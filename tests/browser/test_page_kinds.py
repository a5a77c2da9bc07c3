"""The table of page kinds lacks none that the site has."""

from __future__ import annotations

from browser.page_kinds import KINDS, Sites, kinds_of
from projects import REPOSITORY
from selectolax.lexbor import LexborHTMLParser

from cycleplan.notes.reader import read_notes
from cycleplan.pages import pages
from cycleplan.workspace import read_notes_folder


def test_every_kind_has_its_page_in_a_site(sites: Sites):
    assert [kind.name for kind in sites.kinds()] == [kind.name for kind in KINDS]


def test_every_page_that_is_written_is_of_one_kind(sites: Sites):
    found = {name: kinds_of(name) for name in html_files(sites) if not leads_on(sites, name)}

    assert len(found) > 50
    assert {name: kinds for name, kinds in found.items() if len(kinds) != 1} == {}
    assert {kind for kinds in found.values() for kind in kinds} <= {kind.name for kind in sites.kinds()}


def test_each_class_of_pages_is_a_kind_of_its_own():
    plan = read_notes(read_notes_folder(REPOSITORY / "source_notes").files).plan
    found: dict[str, set[str]] = {}
    for page in pages(plan):
        found.setdefault(type(page).__name__, set()).update(kinds_of(f"{page.name}.html"))
    kinds = [kind for names in found.values() for kind in names]

    assert {name: names for name, names in found.items() if len(names) != 1} == {}
    assert len(kinds) == len(set(kinds))


def html_files(sites: Sites) -> list[str]:
    """Return the paths of all pages of the repository's plan."""
    return sorted(path.relative_to(sites.plan).as_posix() for path in sites.plan.rglob("*.html"))


def leads_on(sites: Sites, name: str) -> bool:
    """Tell whether a page only leads to another."""
    return LexborHTMLParser((sites.plan / name).read_text(encoding="utf-8")).css_first("a.moved-to") is not None
