"""Problems say where and what, and stand in the order of their file."""

from __future__ import annotations

from cycleplan.problems import Location, Place, Rule, Severity, in_file_order, nearest

WRONG = Rule("CP900", "Nothing is wrong.", "", "", "")
ODD = Rule("CP901", "Nothing is odd.", "", "", "", Severity.WARNING)


def test_a_problem_is_one_line() -> None:
    at = Location("a.yaml", 2, 3)
    assert [str(WRONG.broken(at, "wrong", "mend it")), str(ODD.broken(at, "odd"))] == [
        "a.yaml:2:3: CP900 wrong (mend it)",
        "a.yaml:2:3: CP901 warning: odd",
    ]


def test_problems_stand_in_file_order_and_once() -> None:
    late, early = WRONG.broken(Location("a.yaml", 10), "late"), WRONG.broken(Location("a.yaml", 9), "early")
    other = ODD.broken(Location("a.yaml", 9), "odd")
    assert in_file_order([late, other, early, late]) == (early, other, late)


def test_an_offset_becomes_a_place_where_the_file_spells_the_value_as_it_reads() -> None:
    place = Place(Location("a.yaml", 2, 4), (2, 2), 3)
    assert [str(place.at(*offset)) for offset in ((0, 0), (1, 5), (2, 0))] == ["a.yaml:3:3", "a.yaml:4:8", "a.yaml:2:4"]


def test_a_name_with_letters_in_another_order_is_the_nearest() -> None:
    assert [nearest(name, ("open", "done", "node")) for name in ("doen", "Dnoe", "onde")] == ["did you mean 'done'?"] * 3


def test_the_nearest_name_is_meant_in_any_case() -> None:
    known = ("carthaca", "gouthamr")
    assert [nearest(name, known) for name in ("cartacha", "GouthamR", "xyz")] == [
        "did you mean 'carthaca'?",
        "did you mean 'gouthamr'?",
        "",
    ]
