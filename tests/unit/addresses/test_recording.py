"""What the ledger lacks is written down once, sorted, and never changes a line."""

from __future__ import annotations

from datetime import date

from ledgers import FIRST, problems_of, recorded
from projects import TINY

LATER = date(2024, 6, 1)
WEIGHER = "2024.2/manila/weigher.yaml"
LEDGER = "ledger/2024.2.txt"


def test_every_address_and_every_text_of_a_cycle_is_recorded():
    assert recorded(TINY)[LEDGER].splitlines() == [
        "/2024.2/ 2024-04-22 content 2335e85a4d97fd83",
        "/2024.2/ 2024-04-22 cycle /2024.2/",
        "/2024.2/#gatherings 2024-04-22 heading /2024.2/#gatherings",
        "/2024.2/calendar.ics 2024-04-22 calendar /2024.2/calendar.ics",
        "/2024.2/feed.atom 2024-04-22 feed /2024.2/feed.atom",
        "/2024.2/feed.json 2024-04-22 feed /2024.2/feed.json",
        "/2024.2/index.txt 2024-04-22 data /2024.2/index.txt",
        "/2024.2/manila/ 2024-04-22 content a89468c5305ed33d",
        "/2024.2/manila/ 2024-04-22 gathering /2024.2/manila/",
        "/2024.2/manila/#features 2024-04-22 heading /2024.2/manila/#features",
        "/2024.2/manila/#topics 2024-04-22 heading /2024.2/manila/#topics",
        "/2024.2/manila/actions.html 2024-04-22 page /2024.2/manila/actions.html",
        "/2024.2/manila/actions.html#action-items 2024-04-22 heading /2024.2/manila/actions.html#action-items",
        "/2024.2/manila/actions.txt 2024-04-22 data /2024.2/manila/actions.txt",
        "/2024.2/manila/feed.atom 2024-04-22 feed /2024.2/manila/feed.atom",
        "/2024.2/manila/index.txt 2024-04-22 data /2024.2/manila/index.txt",
        "/2024.2/manila/topics.json 2024-04-22 data /2024.2/manila/topics.json",
        "/2024.2/manila/weigher.html 2024-04-22 content 247aab8b80201a7c",
        "/2024.2/manila/weigher.html 2024-04-22 topic /2024.2/manila/weigher.html",
        "/2024.2/manila/weigher.html#weigher 2024-04-22 topic /2024.2/manila/weigher.html",
        "/2024.2/manila/weigher.txt 2024-04-22 data /2024.2/manila/weigher.txt",
        "/dalmatian/ 2024-04-22 name /dalmatian/",
        "/dalmatian/manila/ 2024-04-22 name /dalmatian/manila/",
        "/dalmatian/manila/actions.html 2024-04-22 name /dalmatian/manila/actions.html",
        "/dalmatian/manila/weigher.html 2024-04-22 name /dalmatian/manila/weigher.html",
        "/i/kwn5c.html 2024-04-22 short /2024.2/manila/weigher.html",
    ]


def test_what_is_recorded_is_not_recorded_again():
    once = recorded(TINY)

    assert recorded(once, LATER) == once
    assert problems_of(once) == []


def test_notes_without_a_ledger_are_asked_for_none():
    assert problems_of(TINY) == []


def test_a_new_address_is_a_warning_until_it_is_recorded():
    notes = recorded(TINY) | {WEIGHER: TINY[WEIGHER] + "actions:\n  - {id: a1, task: File a bug., owners: [carthaca]}\n"}

    assert problems_of(notes) == [
        "ledger/2024.2.txt:1:1: CP603 warning: 3 addresses and 1 changed text not recorded, such as"
        " '/2024.2/manila/weigher.html#a1' (run cycleplan record --date today before you publish)",
    ]
    assert problems_of(recorded(notes, LATER)) == []


def test_a_changed_text_adds_one_line_and_leaves_the_others_as_they_are():
    before = recorded(TINY)
    after = recorded(before | {WEIGHER: TINY[WEIGHER].replace("Weigh by", "Weigh pools by")}, LATER)

    added = set(after[LEDGER].splitlines()) - set(before[LEDGER].splitlines())

    assert [line.rpartition(" ")[0] for line in added] == ["/2024.2/manila/weigher.html 2024-06-01 content"]
    assert set(before[LEDGER].splitlines()) < set(after[LEDGER].splitlines())
    assert after[LEDGER].splitlines() == sorted(after[LEDGER].splitlines())


def test_a_text_that_is_as_it_was_before_the_last_is_recorded_once_more():
    changed = {WEIGHER: TINY[WEIGHER].replace("Weigh by", "Weigh pools by")}
    back = recorded(recorded(recorded(TINY) | changed, LATER) | {WEIGHER: TINY[WEIGHER]}, date(2024, 7, 1))

    days = [
        line.split()[1] for line in back[LEDGER].splitlines() if line.startswith("/2024.2/manila/weigher.html ") and " content " in line
    ]

    assert days == [FIRST.isoformat(), LATER.isoformat(), "2024-07-01"]
