"""Which headings the logs of a topic bring, and to which pages."""

from __future__ import annotations

from golden_plan import NOTES, plan_of

from cycleplan.pages.standing import headings_by_logs

PATH = "2024.2/manila/weigher.yaml"
OPEN = NOTES[PATH].replace("status: done", "status: open").replace("checked: {date: 2024-11-01, result: no commit found}\n", "")
LOG = "log: [{date: 2024-05-01, status: STATUS, text: So., evidence: review 1}]"


def headings(text: str, newest: str = "2025.1") -> list[str]:
    """Return the headings that a topic of some text brings, where the home page is that of a cycle."""
    topics = plan_of({**NOTES, PATH: text}).topics
    return sorted(map(str, headings_by_logs(next(topic for topic in topics if topic.path == PATH), newest)))


def logged(status: str, place: str) -> str:
    """Return the text of a topic in which the log of one thing has a status."""
    log = LOG.replace("STATUS", status)
    old, new = {
        "the topic": ("kind: feature\n", f"kind: feature\n{log}\n"),
        "a part": ("    title: Manage\n", f"    title: Manage\n    {log}\n"),
        "nobody's": ("due: own}", f"due: own, {log}}}"),
    }[place]
    assert OPEN.count(old) == 1
    return OPEN.replace(old, new)


def test_what_is_open_brings_none():
    assert headings(OPEN) == []


def test_what_is_done_is_closed_for_its_owners_and_landed():
    landed = ["2024.2/index#landed", "2024.2/manila/actions#closed", "2024.2/manila/index#landed"]

    assert headings(NOTES[PATH]) == [*landed, "2024.2/manila/weigher#outcome", "owners/carthaca#closed"]
    assert headings(OPEN.replace("status: open", "status: done")) == [*landed, "owners/carthaca#closed"]


def test_what_is_dropped_did_not_land():
    dropped = OPEN.replace("status: open", "status: dropped")

    assert headings(dropped) == ["2024.2/manila/actions#closed", "owners/carthaca#closed"]


def test_what_nobody_holds_is_closed_on_the_page_of_those():
    assert headings(logged("superseded", "nobody's")) == ["2024.2/manila/actions#closed", "unowned#closed"]


def test_a_topic_and_a_part_land():
    landed = ["2024.2/index#landed", "2024.2/manila/index#landed"]

    assert headings(logged("done", "the topic")) == [*landed, "2024.2/manila/weigher#outcome"]
    assert headings(logged("open", "the topic")) == ["2024.2/manila/weigher#outcome"]
    assert headings(logged("done", "a part")) == landed


def test_what_landed_in_the_newest_cycle_is_on_the_home_page():
    assert headings(logged("done", "a part"), "2024.2") == ["2024.2/index#landed", "2024.2/manila/index#landed", "index#landed"]
