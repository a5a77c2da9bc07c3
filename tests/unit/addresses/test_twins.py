"""Text twins stay at every path that they were published at: beside a page that moved, and beside one that went."""

from __future__ import annotations

from collections.abc import Mapping

from ledgers import outcome_of, problems_of, recorded
from projects import TINY

GATHERING = "2024.2/manila/gathering.yaml"
WEIGHER = "2024.2/manila/weigher.yaml"
PUBLISHED = recorded(TINY)
MOVED = {
    **{path: text for path, text in PUBLISHED.items() if path != WEIGHER},
    GATHERING: TINY[GATHERING].replace("weigher", "pools"),
    "2024.2/manila/pools.yaml": TINY[WEIGHER],
    "redirects.yaml": "2024.2/manila/weigher: {to: 2024.2/manila/pools, on: 2024-09-03}\n",
}
REMOVED = {
    **{path: text for path, text in PUBLISHED.items() if path != WEIGHER},
    GATHERING: "title: Manila at the PTG\ntopics: []\n",
    "removed.yaml": "2024.2/manila/weigher: {kind: topic, title: Weigh pools, on: 2024-09-03}\n",
}


def text_at(notes: Mapping[str, str], path: str) -> str:
    """Return the text at a path; raises StopIteration where there is none."""
    return next(file.text for file in outcome_of(notes).beside() if file.path == path)


def without_twins(notes: Mapping[str, str]) -> dict[str, str]:
    """Return notes as they were recorded before there were twins."""
    return {
        path: "".join(line for line in text.splitlines(keepends=True) if ".txt " not in line) if path.startswith("ledger/") else text
        for path, text in notes.items()
    }


def test_the_twin_of_a_page_that_moved_is_at_both_paths():
    assert [problem for problem in problems_of(MOVED) if "CP603" not in problem] == []
    assert text_at(MOVED, "2024.2/manila/weigher.txt") == text_at(MOVED, "2024.2/manila/pools.txt")
    assert "https://plan.example/2024.2/manila/pools.html" in text_at(MOVED, "2024.2/manila/weigher.txt")


def test_the_twin_of_a_page_that_was_removed_says_so():
    assert [problem for problem in problems_of(REMOVED) if "CP6" in problem and "CP603" not in problem] == []
    assert "This topic was removed on 3 September 2024." in text_at(REMOVED, "2024.2/manila/weigher.txt")


def test_what_went_before_there_were_twins_has_none():
    for notes in (MOVED, REMOVED):
        assert "2024.2/manila/weigher.txt" not in {file.path for file in outcome_of(without_twins(notes)).beside()}


def test_a_twin_that_is_gone_is_missed():
    notes = PUBLISHED | {GATHERING: "title: Manila at the PTG\ntopics: []\n"}
    del notes[WEIGHER]

    assert [problem.partition(" (")[0] for problem in problems_of(notes) if ".txt'" in problem and "CP602" in problem] == [
        "ledger/2024.2.txt:21:1: CP602 published address '/2024.2/manila/weigher.txt' leads nowhere"
    ]


def test_a_twin_has_the_short_address_of_its_page_at_its_top():
    assert text_at(PUBLISHED, "2024.2/manila/weigher.txt").split("\n\n")[1].split("\n") == [
        "https://plan.example/2024.2/manila/weigher.html",
        "https://plan.example/i/kwn5c.html",
    ]
