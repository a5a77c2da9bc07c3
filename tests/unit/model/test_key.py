"""Which names can be part of an address."""

from __future__ import annotations

import pytest

from cycleplan.model import THEME_IDS, why_no_fragment, why_no_id


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
