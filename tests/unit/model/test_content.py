"""The hash of what an item says. The ledger holds these for ever: a change of one here would date every item anew."""

from __future__ import annotations

from dataclasses import replace

from golden_plan import NOTES, golden_plan, plan_of

from cycleplan.model import Ledger, Plan, content_hash

HASHES = {
    "2025.1/index": "08944c6a5537d803",
    "2024.2/index": "2335e85a4d97fd83",
    "2024.2/index#release": "04b41dc688bfe806",
    "2024.2/index#spec-freeze": "c81d4a8d2cbad60a",
    "2024.1/index": "709b32c93bd20bc7",
    "2023.2/index": "0af251d06762e2ab",
    "2024.2/manila/index": "732376869d140f7d",
    "2024.2/manila/index#own": "e2e517407e575c2d",
    "2024.2/manila/index#ref-1": "4dee2e31e25e646e",
    "2024.2/oslo/index": "4bb936a049b1afa4",
    "2024.1/manila/index": "7a7874363fd2450d",
    "2023.2/manila/index": "6b849c5ce6ce2a2d",
    "2024.2/manila/weigher": "241e35a671eba65f",
    "2024.2/manila/weigher#manage": "6ce1ab11bbf6aa36",
    "2024.2/manila/weigher#d1": "aeabf2f8c8f603fe",
    "2024.2/manila/weigher#a1": "02a761d3c58dc9fc",
    "2024.2/manila/weigher#a2": "55107ae067ce0138",
    "2024.2/manila/weigher#ref-2": "424d1e5a98a5f3c3",
    "2024.2/manila/weigher#a3": "68573d365fd47f12",
    "2024.2/manila/talk": "4bd13cfff2c0fa37",
    "2024.1/manila/weigher": "a1a878df3f6f962f",
    "2023.2/manila/weighers": "d065605c085eba24",
    "owners/carthaca": "4c61046128a181cf",
    "owners/gouthamr": "e9e957d8fef7bfd2",
    "owners/sap": "dda6229299d1ee6b",
    "specs/manila/plain": "4e5d0eb3e9f944f6",
    "specs/manila/weigher": "f28d3fe11ee1b97f",
}


def hashes(plan: Plan) -> dict[str, str]:
    """Return the hash of each item by its address."""
    return {str(item.address): content_hash(plan, item) for item in plan.items}


def test_the_hash_of_an_item_of_every_kind_stays_what_it_is():
    assert hashes(golden_plan()) == HASHES


def test_a_changed_word_changes_the_hash_of_its_own_item_alone():
    notes = {path: text.replace("File a blueprint", "File a bug") for path, text in NOTES.items()}
    before, after = hashes(golden_plan()), hashes(plan_of(notes))

    assert [address for address in before if before[address] != after[address]] == ["2024.2/manila/weigher#a1"]


def test_neither_order_nor_a_ledger_is_part_of_what_an_item_says():
    plan = golden_plan()

    assert hashes(replace(plan, topics=tuple(reversed(plan.topics)), ledger=Ledger())) == hashes(plan)
