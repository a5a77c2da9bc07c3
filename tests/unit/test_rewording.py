"""What is no more than other words, and what is."""

from __future__ import annotations

import pytest
from golden_plan import NOTES
from ledgers import outcome_of

from cycleplan.model import NotKnownError, Topic
from cycleplan.rewording import Surroundings, is_outlined_alike, is_reworded, shown

PATH = "2024.2/manila/weigher.yaml"


def topic(old: str = "", new: str = "") -> Topic:
    """Return a topic with a text in the place of another."""
    assert old in NOTES[PATH]
    found = outcome_of({**NOTES, PATH: NOTES[PATH].replace(old, new)}).plan.topics
    return next(topic for topic in found if topic.path == PATH)


OTHER_WORDS = (
    ("- One *thing*.", "- One **other** `thing`."),
    ("asked for", "wants"),
    ("[Another](", "[One more]("),
    ("[the spec][spec:manila/weigher]", "[its spec][spec:manila/weigher]"),
    ("  - One *thing*.\n  - [Another]", "  [Another]"),
    ("discussion: |", "# Said by all.\ndiscussion: |"),
)
OTHER_TEXTS = (
    ("File a blueprint.", "File a *bug*."),
    ("summary: Weigh pools, with", "summary: Weigh all with"),
    ("text: Said.", "text: Told."),
)
MORE = (
    ("@gouthamr asked", "@carthaca asked"),
    ("@gouthamr asked for [the spec][spec:manila/weigher]", "[The spec][spec:manila/weigher] of @gouthamr"),
    ("see [1] and [2]", "see [2] and [1]"),
    ("?a=1&b=2", "?a=1&b=3"),
    ("title: Manage", "title: Manages"),
    ("due: own", "due: spec-freeze"),
    ("status: done", "status: dropped"),
    ("review 901", "review 902"),
    ("owners: [carthaca, gouthamr]", "owners: [gouthamr, carthaca]"),
    ("id: d1", "id: d2"),
    ("continues: 2024.1/manila/weigher\n", ""),
    ("    title: Manage\n", "    title: Manage\n    discussion: More.\n"),
    ("kind: feature", "kind: debt"),
)


@pytest.mark.parametrize(("old", "new"), OTHER_WORDS)
def test_other_words_of_a_discussion_are_no_more_than_that(old: str, new: str):
    assert is_reworded(topic(), topic(old, new))
    assert is_outlined_alike(topic(), topic(old, new))


@pytest.mark.parametrize(("old", "new"), OTHER_TEXTS)
def test_other_words_elsewhere_are_found_by_no_check(old: str, new: str):
    assert not is_reworded(topic(), topic(old, new))
    assert is_outlined_alike(topic(), topic(old, new))


@pytest.mark.parametrize(("old", "new"), MORE)
def test_whatever_else_is_told_is_more(old: str, new: str):
    assert not is_reworded(topic(), topic(old, new))
    assert not is_outlined_alike(topic(), topic(old, new))


def test_nothing_is_shown_of_what_is_not_known():
    with pytest.raises(NotKnownError):
        shown("2024.2/manila/weigher", Surroundings({}, (), (), {}, is_recorded=False))
