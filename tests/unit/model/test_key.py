"""Which names can be part of an address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cycleplan import rendering
from cycleplan.model import THEME_IDS, why_no_fragment, why_no_id
from cycleplan.model.key import OWNER_HEADINGS, SPEC_HEADINGS, TEAM_HEADINGS, why_no_name

TEMPLATES = Path(rendering.__file__).parent / "templates"
ANCHOR = re.compile(r"\{ptg:anchor\}`item ([a-z-]+)`")
INCLUDED = re.compile(r'\{% include "([^"]+)" %\}')


@pytest.mark.parametrize("name", ["a", "0", "a1", "pool-weigher", "a--b", "console", "com10", "a" * 40])
def test_a_good_id_has_nothing_against_it(name: str) -> None:
    assert (why_no_id(name), why_no_fragment(name)) == ("", "")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a" * 41, "it has 41 characters; 40 are the most"),
        ("Pool", "it has capitals, which some file systems do not tell apart"),
        ("É", "it has capitals, which some file systems do not tell apart"),
        ("", "it is not made of a-z, 0-9 and inner hyphens"),
        ("-a", "it is not made of a-z, 0-9 and inner hyphens"),
        ("a-", "it is not made of a-z, 0-9 and inner hyphens"),
        ("a_b", "it is not made of a-z, 0-9 and inner hyphens"),
        ("a.b", "it is not made of a-z, 0-9 and inner hyphens"),
        ("../a", "it is not made of a-z, 0-9 and inner hyphens"),
        ("é", "it is not made of a-z, 0-9 and inner hyphens"),
        ("a\n", "it is not made of a-z, 0-9 and inner hyphens"),
        ("٣", "it is not made of a-z, 0-9 and inner hyphens"),
        ("index", "the name is reserved"),
        ("latest", "the name is reserved"),
        ("con", "the name is reserved"),
        ("lpt1", "the name is reserved"),
    ],
)
def test_a_name_that_cannot_last_is_refused(name: str, why: str) -> None:
    assert why_no_id(name) == why


@pytest.mark.parametrize("name", [*sorted(THEME_IDS), "ref-2"])
def test_the_fragments_of_the_pages_are_not_minted(name: str) -> None:
    assert why_no_fragment(name) == "the pages use it for a heading of their own"


OWN = {"owner.md.j2": OWNER_HEADINGS, "spec.md.j2": SPEC_HEADINGS, "specs.md.j2": TEAM_HEADINGS}


@pytest.mark.parametrize(("template", "headings"), OWN.items(), ids=OWN)
def test_no_page_has_a_heading_that_the_name_of_it_can_be(template: str, headings: frozenset[str]) -> None:
    def anchors(name: str) -> set[str]:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        return {*ANCHOR.findall(text)}.union(*map(anchors, INCLUDED.findall(text)))

    assert (anchors(template) | {"content"} | anchors("gone.md.j2")) == headings - {"top"}


def test_a_name_is_refused_on_the_page_that_has_it_for_a_heading() -> None:
    assert why_no_name("closed", OWNER_HEADINGS) == "the pages use it for a heading of their own"
    assert why_no_name("closed", SPEC_HEADINGS) == ""
    assert why_no_name("index", SPEC_HEADINGS) == "the name is reserved"
