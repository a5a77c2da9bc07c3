"""Short paths: from the start of a hash, kept by the ledger, and never two alike."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cycleplan.model import Ledger, LedgerLine, LineKind
from cycleplan.model.short import short_paths

FIRST = "/2024.2/manila/cephfs.html"
DAY = date(2024, 4, 22)


def kept(first: str, short: str) -> Ledger:
    return Ledger((LedgerLine(short, DAY, LineKind.SHORT, first),))


def test_a_short_path_comes_from_the_path_that_the_item_was_first_published_under():
    assert short_paths(Ledger(), [FIRST]) == {FIRST: "/i/ndxfi.html"}


def test_a_short_path_of_the_ledger_stays_whatever_it_is():
    assert short_paths(kept(FIRST, "/i/zzzzz.html"), [FIRST]) == {FIRST: "/i/zzzzz.html"}


def test_where_two_would_meet_the_new_one_is_longer():
    taken = short_paths(Ledger(), [FIRST])[FIRST]

    longer = short_paths(kept("/other.html", taken), [FIRST])[FIRST]

    assert longer.startswith(taken.removesuffix(".html"))
    assert len(longer) == len(taken) + 1


@given(st.sets(st.text("abc/#", min_size=1, max_size=9), max_size=300))
def test_no_two_items_share_a_short_path_and_all_have_20_characters_at_most(firsts: set[str]):
    found = short_paths(Ledger(), firsts)

    assert len(set(found.values())) == len(firsts) == len(found)
    assert max(map(len, found.values()), default=0) <= 20
