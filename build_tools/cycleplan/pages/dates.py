"""Days in words, the same on every machine: no locale is asked."""

from __future__ import annotations

from datetime import date

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905  # reads as text


def day(on: date) -> str:
    """Return a day as `2 October 2024`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def days(first: date, last: date) -> str:
    """Return a span of days as `8-12 April 2024`, with an en dash, leaving out what both days share."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} \u2013 {day(last)}"
    return f"{day(first)} \u2013 {day(last)}"


def short_days(first: date, last: date) -> str:
    """Return a span of days as `8-12 Apr`, with an en dash and without its year."""
    if first == last:
        return _short(first)
    if first.month == last.month and first.year == last.year:
        return f"{first.day}\u2013{_short(last)}"
    return f"{_short(first)} \u2013 {_short(last)}"


def _short(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1][:3]}"
