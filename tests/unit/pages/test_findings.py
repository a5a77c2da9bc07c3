"""What a search leads to, and the names that it is found by."""

from __future__ import annotations

from searched_plan import PLAN

from cycleplan.model import Address
from cycleplan.pages.findings import Finding, findings

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
    )


def test_an_owner_is_found_by_every_name():
    found = FOUND[Address("owners/wren")]

    assert (found.kind, found.names) == ("Owner", ("wren", "Jenny Wren", "jwren", "troglodytes"))


def test_a_work_item_belongs_to_a_team_and_to_no_cycle():
    found = FOUND[Address("specs/manila/pool-weigher")]

    assert (found.kind, found.cycle, found.team, found.owners, found.status) == ("Work item", "", "Manila", ("wren",), "superseded")


def test_ids_are_written_with_and_without_their_folders():
    assert {str(at): FOUND[at].ids for at in (Address("2024.2/manila/pools", "a1"), Address("owners/wren"), Address("2024.2/index"))} == {
        "2024.2/manila/pools#a1": ("2024.2/manila/pools#a1", "manila/pools#a1", "pools#a1"),
        "owners/wren": ("wren",),
        "2024.2/index": ("2024.2",),
    }


def test_what_was_removed_is_not_found():
    assert [at for at in FOUND if "herons" in at.page] == []
