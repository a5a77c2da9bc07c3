"""Days in words."""

from __future__ import annotations

from datetime import date

import pytest

from cycleplan.pages.dates import day, days


def test_a_day_is_written_without_zeros():
    assert day(date(2024, 10, 2)) == "2 October 2024"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 4, 8), date(2024, 4, 8), "8 April 2024"),
        (date(2024, 4, 8), date(2024, 4, 12), "8–12 April 2024"),
        (date(2024, 4, 29), date(2024, 5, 3), "29 April – 3 May 2024"),
        (date(2023, 12, 28), date(2024, 1, 5), "28 December 2023 – 5 January 2024"),
        (date(2023, 4, 8), date(2024, 4, 8), "8 April 2023 – 8 April 2024"),
    ],
)
def test_a_span_says_once_what_both_days_share(first: date, last: date, words: str):
    assert days(first, last) == words
