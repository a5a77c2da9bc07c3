"""What is no more than other words, what no more than another state, and what is more."""

from __future__ import annotations

import pytest
from golden_plan import NOTES
from ledgers import outcome_of

from cycleplan.model import Topic
from cycleplan.model.alike import has_the_same_items, is_outlined_alike, is_reworded

CYCLES = ("2024.1", "2024.2", "2025.1")
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


LOG = "log: [{date: 2024-05-01, status: done, text: Said., evidence: [review 901, bug 7]}]"
TOLD = (
    *OTHER_TEXTS,
    ("title: Weigh pools", "title: Weigh all"),
    ("title: Manage", "title: Manages"),
    ("status: done", "status: dropped"),
    ("review 901", "review 902"),
    ("2024-05-01", "2024-05-02"),
    (f"    {LOG}\n", ""),
    ("due: own}", f"due: own, {LOG}}}"),
    ("text: Said.", "text: Said., to: 2025.1"),
    ("due: 2024-09-01\n", "due: 2024-09-02\n"),
    ("    due: 2024-09-01\n", ""),
    ("checked: {date: 2024-11-01, result: no commit found}\n", ""),
    ("text: Said.", "text: Said by @carthaca."),
    ("@gouthamr asked", "@carthaca asked"),
    ("[the spec][spec:manila/weigher]", "the spec"),
    ("result: no commit found", "result: 'nothing, says @carthaca'"),
    ("owners: [carthaca, gouthamr]", "owners: [gouthamr]"),
    ("led_by: [sap]", "led_by: [carthaca]"),
    ("specs: [manila/weigher]}]", "specs: []}]"),
    ("    specs: [manila/weigher]\n", ""),
)
NOT_TOLD = (
    ("text: Said.", "text: 'Said, see [1].'"),
    ("text: Said.", "text: 'Said [there](https://e.example/).'"),
    ("text: Said.", "text: Said., to: talk"),
    ("see [1] and [2]", "see [2] and [1]"),
    ("?a=1&b=2", "?a=1&b=3"),
    ("- [Another](", "- [Talk][topic:talk], [another]("),
    ("due: own", "due: spec-freeze"),
    ("due: own", "due: 2024-07-01"),
    ("kind: feature", "kind: debt"),
    ("id: d1", "id: d2"),
    ("continues: 2024.1/manila/weigher\n", ""),
    ("title: The spec,", "title: A spec,"),
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


@pytest.mark.parametrize(("old", "new"), TOLD)
def test_other_titles_days_names_and_logs_are_of_the_same_items(old: str, new: str):
    assert has_the_same_items(topic(), topic(old, new), CYCLES)


@pytest.mark.parametrize(("old", "new"), NOT_TOLD)
def test_whatever_leads_elsewhere_is_seen(old: str, new: str):
    assert not has_the_same_items(topic(), topic(old, new), CYCLES)


def test_where_an_item_went_is_seen_unless_it_is_one_of_the_cycles():
    gone = topic("text: Said.", "text: Said., to: 2025.1")

    assert not has_the_same_items(topic(), gone, ())


def test_where_an_item_went_is_of_its_own_log():
    gone = LOG.replace("text: Said.", "text: Said., to: talk")
    of_an_item, of_the_topic = topic(LOG, gone), topic("kind: feature\n", f"kind: feature\n{gone}\n")

    assert not has_the_same_items(of_an_item, of_the_topic, CYCLES)
