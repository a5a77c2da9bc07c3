"""What a search leads to, and the names that it is found by."""

from __future__ import annotations

from searched_plan import NOTES, PLAN

from cycleplan.model import Address
from cycleplan.pages.findings import Finding, findings
from cycleplan.pipeline import check_files
from cycleplan.textfile import TextFile

FOUND = {found.at: found for found in findings(PLAN)}


def test_a_topic_is_found_by_its_short_id_and_narrowed_down_by_who_leads_it():
    at = Address("2024.2/manila/pools")

    assert FOUND[at] == Finding(
        at=at,
        kind="Topic",
        title="Weigh pools",
        cycle="2024.2 Dalmatian",
        team="Manila",
        owners=("mallow",),
        status="in progress",
        names=(PLAN.short(at).page.removeprefix("i/"),),
        last="2024.2",
    )


def test_an_owner_is_found_by_every_name():
    found = FOUND[Address("owners/wren")]

    assert (found.kind, found.names) == ("Owner", ("wren", "Jenny Wren", "jwren", "troglodytes"))


def test_a_work_item_belongs_to_a_team_and_to_no_cycle():
    found = FOUND[Address("specs/manila/pool-weigher")]

    assert (found.kind, found.cycle, found.team, found.owners, found.status) == ("Work item", "", "Manila", ("wren",), "superseded")


def test_a_work_item_was_talked_of_last_in_the_newest_cycle_with_a_topic_about_it():
    topic = "title: Weigh {}\nkind: debt\nsummary: It.\nspecs: [manila/pool-weigher]\n"
    notes = NOTES | {"2024.1/manila/quotas.yaml": topic.format("quotas")}
    newer = {"2024.2/manila/pools.yaml": topic.format("pools")}
    unnamed = {path: text.replace(", specs: [manila/pool-weigher]", "") for path, text in notes.items()}
    plans = (unnamed, unnamed | newer, unnamed | {"2024.1/manila/quotas.yaml": NOTES["2024.1/manila/quotas.yaml"]})
    last = [{found.at: found.last for found in findings(check_files(TextFile(*file) for file in plan.items()).plan)} for plan in plans]

    assert [found[Address("specs/manila/pool-weigher")] for found in last] == ["2024.1", "2024.2", ""]
    assert {found[Address("owners/wren")] for found in last} == {""}


def test_the_pages_of_people_and_work_list_what_is_found_by_itself():
    assert {found.kind for found in FOUND.values() if found.lists} == {"Cycle", "Gathering", "Owner", "Work item"}
    assert {found.kind for found in FOUND.values() if not found.lists} == {"Topic", "Part", "Decision", "Action item"}


def test_ids_are_written_with_and_without_their_folders():
    assert {str(at): FOUND[at].ids for at in (Address("2024.2/manila/pools", "a1"), Address("owners/wren"), Address("2024.2/index"))} == {
        "2024.2/manila/pools#a1": ("2024.2/manila/pools#a1", "manila/pools#a1", "pools#a1"),
        "owners/wren": ("wren",),
        "2024.2/index": ("2024.2",),
    }


def test_what_was_removed_is_not_found():
    assert [at for at in FOUND if "herons" in at.page] == []
