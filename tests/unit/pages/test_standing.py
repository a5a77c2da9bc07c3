"""Which headings a topic brings, and to which pages."""

from __future__ import annotations

from golden_plan import NOTES, plan_of

from cycleplan.model import Address, Plan
from cycleplan.model.links import Names
from cycleplan.pages.standing import Front, Standing, front_of, standing

PATH = "2024.2/manila/weigher.yaml"
OPEN = NOTES[PATH].replace("status: done", "status: open").replace("checked: {date: 2024-11-01, result: no commit found}\n", "")
LOG = "log: [{date: 2024-05-01, status: STATUS, text: So., evidence: review 1}]"


ELSEWHERE = Front("2025.1", "")


def stands(text: str, front: Front = ELSEWHERE, landed: tuple[str, ...] = ()) -> Standing:
    """Return what stands on pages because of a topic of some text."""
    topics = plan_of({**NOTES, PATH: text}).topics
    return standing(next(topic for topic in topics if topic.path == PATH), front, landed)


def headings(text: str, front: Front = ELSEWHERE, landed: tuple[str, ...] = ()) -> list[str]:
    """Return the headings that logs bring."""
    by_logs = ("outcome", "closed", "landed")
    return sorted(str(address) for address in stands(text, front, landed).headings if address.fragment in by_logs)


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
    assert headings(logged("done", "a part"), Front("2024.2", "")) == ["2024.2/index#landed", "2024.2/manila/index#landed", "index#landed"]


def test_a_work_item_lands_with_the_topic_that_leads_to_it():
    assert headings(OPEN, landed=("manila/weigher",)) == ["2024.2/index#landed", "2024.2/manila/index#landed"]
    assert headings(OPEN, landed=("manila/other",)) == []


def test_names_bring_headings_to_the_pages_of_what_is_named():
    found = stands(OPEN)
    pages = ["2024.2/manila/index", "2024.2/manila/weigher", "owners/carthaca", "owners/gouthamr", "owners/sap", "specs/manila/weigher"]

    assert (found.names.owners, found.names.led_to, found.ties) == ({"carthaca", "gouthamr", "sap"}, {"manila/weigher"}, 4)
    assert sorted(found.tied) == pages
    assert sorted(map(str, found.headings)) == sorted(
        (
            *(f"{page}#ties" for page in pages),
            *("owners/carthaca#led", "owners/gouthamr#mentioned", "owners/sap#led"),
            *("specs/manila/weigher#action-items", "specs/manila/weigher#decisions"),
        )
    )


def test_the_home_page_has_the_ties_of_the_only_gathering():
    assert "index" in stands(OPEN, Front("2024.2", "2024.2/manila")).tied
    assert "index" not in stands(OPEN, Front("2024.2", "2024.2/oslo")).tied


def test_a_topic_without_names_brings_nothing():
    bare = "title: Weigh\nsummary: Weigh them.\n"

    assert stands(bare) == Standing(Names(*[frozenset()] * 6), 0, frozenset(), frozenset())
    assert stands(f"{bare}led_by: [sap]\n").headings == {Address("owners/sap", "led")}


def test_the_front_is_the_newest_cycle_and_its_only_gathering():
    def one_team() -> Plan:
        return plan_of({path: text for path, text in NOTES.items() if "oslo" not in path})

    assert front_of(plan_of(NOTES)) == Front("2024.2", "")
    assert front_of(one_team()) == Front("2024.2", "2024.2/manila")
