"""Laws of names and addresses."""

from __future__ import annotations

import posixpath
import re

from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ids, python_texts

from cycleplan.model import LONGEST_ID, RESERVED, Address, fits_a_line, relative, why_no_id

pages = st.lists(ids | st.sampled_from(("2024.2", "index", "owners")), min_size=1, max_size=4).map("/".join)
addresses = st.builds(Address, pages, st.just("") | ids)


@given(python_texts | ids | st.from_regex(r"[a-z0-9-]{1,42}", fullmatch=True))
def test_an_id_is_exactly_the_pattern_less_what_is_reserved(text: str) -> None:
    good = len(text) <= LONGEST_ID and re.fullmatch("[a-z0-9]([a-z0-9-]*[a-z0-9])?", text) is not None
    device = re.fullmatch("con|prn|aux|nul|com[0-9]|lpt[0-9]", text) is not None
    assert (why_no_id(text) == "") == (good and text not in RESERVED and not device)


@given(pages, addresses)
def test_a_relative_address_leads_from_its_page_to_its_target(source: str, target: Address) -> None:
    path, _, fragment = relative(source, target).partition("#")
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(f"{source}.html"), path or posixpath.basename(f"{source}.html")))
    assert (reached, fragment) == (f"{target.page}.html", target.fragment)


@given(addresses)
def test_a_canonical_address_leads_to_its_page(address: Address) -> None:
    path, _, fragment = address.canonical.partition("#")
    page = f"{path[1:]}index" if path.endswith("/") else path[1:].removesuffix(".html")
    assert (page, fragment) == (address.page, address.fragment)
    assert "index.html" not in path


@given(addresses)
def test_an_address_fits_where_its_line_of_mail_does(address: Address) -> None:
    assert fits_a_line("https://e.example/", address) == (len(f"[1] https://e.example{address.canonical}") <= 72)
