"""Topics that are read by several hands are read as by one, and what is wrong with some of them is told once."""

from __future__ import annotations

import os

import pytest
from projects import TINY

from cycleplan import hands
from cycleplan.hands import many_hands
from cycleplan.notes.known import KnownTopics
from cycleplan.notes.reader import read_notes
from cycleplan.textfile import TextFile

NOTES = {
    **TINY,
    "site.yaml": TINY["site.yaml"] + "trackers: {bug: 'https://bugs.example/{id}'}\n",
    "2024.2/manila/broken.yaml": "title: Broken\nkind: feature\nsummry: A slip.\n",
    "2024.2/manila/empty.yaml": "",
    "2024.2/manila/other.yaml": "title: Other\nkind: feature\nsummary: Another one.\n",
    "2024.2/manila/bug.yaml": (
        "title: Told\nkind: feature\nsummary: A bug.\nlog:\n  - {date: 2024-09-03, status: done, text: Told., evidence: bug 7}\n"
    ),
    "2024.2/manila/folder/page.yaml": "title: No place\n",
}

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


@pytest.fixture(autouse=True)
def each_is_worth_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "FEWEST", 1)
    monkeypatch.setattr(hands, "can_copy", lambda: hasattr(os, "fork"))


def test_notes_are_read_as_by_one_hand():
    files = [TextFile(path, text) for path, text in NOTES.items()]
    by_one, by_many = KnownTopics(), KnownTopics()
    one, many = read_notes(files, (), by_one), read_notes(files, (), by_many, many_hands(3))

    assert many == one
    assert by_many.now == by_one.now
    assert sorted(by_many.ahead) == [f"2024.2/manila/{name}.yaml" for name in ("bug", "other", "weigher")]
    assert [topic.id for topic in many.plan.topics] == ["weigher", "broken", "bug", "other"]
    assert sorted({problem.at.path.rpartition("/")[2] for problem in many.problems}) == ["broken.yaml", "empty.yaml", "page.yaml"]


def test_a_topic_that_is_known_is_read_by_nobody():
    files = [TextFile(path, text) for path, text in NOTES.items()]
    before = KnownTopics()
    read_notes(files, (), before)
    again = KnownTopics(before.now)
    read_notes(files, (), again, many_hands(3))

    assert (again.ahead, again.now) == ({}, before.now)
