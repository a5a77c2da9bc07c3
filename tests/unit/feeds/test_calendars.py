"""Calendars: what stands in them, under which ids, and on which days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from feed_readers import files_of, read_calendar
from golden_plan import NOTES, golden_plan, plan_of
from recorded_plans import changed, recorded

from cycleplan.model import Address, Move

LATER = date(2025, 2, 3)
LAST = date(2025, 3, 4)
A1 = Address("2024.2/manila/weigher", "a1")
FREEZE = Address("2024.2/index", "spec-freeze")
DUE = "/2024.2/manila/weigher.html#a1@plan.example"


def summaries(path: str) -> list[str]:
    return [event["SUMMARY"] for event in read_calendar(files_of(recorded(golden_plan()))[path]).values()]


FREE, RELEASE, OWN = "2024.2: Spec freeze", "2024.2: Release", "2024.2 manila: A day of our own"
MET, FIRST, SECOND = "Manila at the third PTG", "Due: File a blueprint.", "Due: Manage it."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("calendar.ics", [MET, FREE, FIRST, OWN, SECOND, RELEASE]),
        ("2024.2/calendar.ics", [MET, FREE, FIRST, OWN, SECOND, RELEASE]),
        ("2024.1/calendar.ics", []),
        ("teams/manila.ics", [MET, FREE, FIRST, OWN, SECOND, RELEASE]),
        ("teams/oslo.ics", [FREE, RELEASE]),
        ("owners/carthaca.ics", [FIRST]),
        ("owners/sap.ics", []),
    ],
)
def test_a_calendar_has_what_it_is_for(path: str, expected: list[str]):
    assert summaries(path) == expected


def test_an_event_says_all_that_a_reader_needs():
    assert read_calendar(files_of(recorded(golden_plan()))["owners/carthaca.ics"]) == {
        DUE: {
            "SUMMARY": "Due: File a blueprint.",
            "DESCRIPTION": "Owners: carthaca, gouthamr\nAt: spec-freeze\nWork items: manila/weigher",
            "DTSTART": date(2024, 6, 14),
            "DTEND": date(2024, 6, 15),
            "DTSTAMP": datetime(2025, 1, 1, tzinfo=UTC),
            "SEQUENCE": 0,
            "CATEGORIES": ["action", "2024.2", "manila"],
            "TRANSP": "TRANSPARENT",
            "URL": "https://plan.example/2024.2/manila/weigher.html#a1",
        }
    }


def test_a_span_ends_on_the_day_after_its_last():
    read = read_calendar(files_of(recorded(golden_plan()))["calendar.ics"])

    spans = {uid: (event["DTSTART"], event["DTEND"]) for uid, event in read.items()}
    assert spans["/2024.2/manila/@plan.example"] == (date(2024, 4, 8), date(2024, 4, 13))
    assert spans["/2024.2/#spec-freeze@plan.example"] == (date(2024, 6, 10), date(2024, 6, 15))


def test_the_last_day_there_is_can_be_a_due_date():
    notes = NOTES | {"2024.2/manila/weigher.yaml": NOTES["2024.2/manila/weigher.yaml"].replace("due: spec-freeze", "due: 9999-12-31")}

    assert read_calendar(files_of(recorded(plan_of(notes)))["owners/gouthamr.ics"])[DUE]["DTSTART"] == date.max


def test_what_is_closed_leaves_the_calendar():
    closed = "due: spec-freeze\n    log: [{date: 2024-06-01, status: dropped, text: No., evidence: review 1}]"
    notes = NOTES | {"2024.2/manila/weigher.yaml": NOTES["2024.2/manila/weigher.yaml"].replace("due: spec-freeze", closed)}

    assert DUE not in read_calendar(files_of(recorded(plan_of(notes)))["calendar.ics"])
    assert read_calendar(files_of(recorded(plan_of(notes)))["owners/carthaca.ics"]) == {}


def test_what_is_not_recorded_is_in_no_calendar():
    plan = recorded(golden_plan(), without=[A1, Address("2024.2/manila/index"), FREEZE])

    assert [event["SUMMARY"] for event in read_calendar(files_of(plan)["calendar.ics"]).values()] == [OWN, SECOND, RELEASE]


def stamped(*changes: tuple[Address, date]) -> dict[str, tuple[int, date]]:
    """Return the number and the day of each event that is not as it was first recorded, after these changes."""
    plan = recorded(golden_plan())
    for number, (address, on) in enumerate(changes):
        plan = changed(plan, address, on, f"change {number}")
    read = read_calendar(files_of(plan)["calendar.ics"])
    found = {uid: (event["SEQUENCE"], event["DTSTAMP"].date()) for uid, event in read.items()}
    return {uid: of_event for uid, of_event in found.items() if of_event != (0, date(2025, 1, 1))}


def test_a_recorded_change_gives_its_event_alone_a_higher_number():
    assert stamped((Address("2024.2/manila/index"), LATER)) == {"/2024.2/manila/@plan.example": (1, LATER)}
    assert stamped((A1, LATER)) == {DUE: (1000, LATER)}
    assert stamped((A1, LATER), (A1, LATER), (A1, LAST)) == {DUE: (3000, LAST)}


def test_a_milestone_that_moves_takes_along_what_is_due_at_it():
    assert stamped((A1, LATER), (FREEZE, LAST)) == {DUE: (1001, LAST), "/2024.2/#spec-freeze@plan.example": (1, LAST)}


def test_a_number_never_falls_when_an_item_is_due_at_another_day():
    plan = recorded(golden_plan())
    for number in range(3):
        plan = changed(plan, FREEZE, LATER, f"change {number}")
    before = read_calendar(files_of(plan)["calendar.ics"])[DUE]["SEQUENCE"]
    notes = NOTES | {"2024.2/manila/weigher.yaml": NOTES["2024.2/manila/weigher.yaml"].replace("due: spec-freeze", "due: 2024-07-01")}
    after = changed(replace(plan_of(notes), ledger=plan.ledger), A1, LAST)

    assert before < read_calendar(files_of(after)["calendar.ics"])[DUE]["SEQUENCE"]


def test_an_event_that_moved_keeps_its_id():
    notes = {path.replace("weigher.yaml", "scales.yaml"): text for path, text in NOTES.items() if path != "2024.1/manila/weigher.yaml"}
    notes["2024.1/manila/gathering.yaml"] = "title: Manila at the second PTG\ntopics: []\n"
    notes["2024.2/manila/gathering.yaml"] = NOTES["2024.2/manila/gathering.yaml"].replace("[weigher, talk]", "[scales, talk]")
    notes["2024.2/manila/scales.yaml"] = notes["2024.2/manila/scales.yaml"].replace("continues: 2024.1/manila/weigher\n", "")
    notes["2024.2/manila/talk.yaml"] = "title: Talk\nsummary: Talk.\n"
    notes["2023.2/manila/weighers.yaml"] = notes["2023.2/manila/weighers.yaml"].replace("topic:weigher", "topic:weighers")
    move = Move(Address("2024.2/manila/weigher"), Address("2024.2/manila/scales"), LATER)
    plan = replace(plan_of(notes), ledger=recorded(golden_plan()).ledger, redirects=(move,))

    event = read_calendar(files_of(plan)["owners/carthaca.ics"])[DUE]
    assert event["URL"] == "https://plan.example/2024.2/manila/scales.html#a1"


def test_lines_end_and_fold_as_rfc_5545_asks():
    long = "words of several bytes, äöü 日本; " * 20
    notes = NOTES | {"2024.2/manila/weigher.yaml": NOTES["2024.2/manila/weigher.yaml"].replace("File a blueprint.", f"'{long}'")}
    text = files_of(recorded(plan_of(notes)))["owners/carthaca.ics"]

    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert max(len(line.encode()) for line in text.split("\r\n")) == 75
    assert read_calendar(text)[DUE]["SUMMARY"] == f"Due: {long.strip()}"


def test_a_calendar_without_events_is_one_all_the_same():
    text = files_of(recorded(golden_plan()))["owners/sap.ics"]

    assert read_calendar(text) == {}
    assert "BEGIN:VTIMEZONE" in text
