"""A thing is recalled while a plan answers what it asked as before, and not otherwise."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date

import pytest
from golden_plan import golden_plan

from cycleplan.marshalled import as_bytes
from cycleplan.memory import NOTHING, Made, Making, Memory, packed, read_memory
from cycleplan.model import Address, Ask, Move, Plan

PLAN = golden_plan()
HASHES = {topic.path: topic.path for topic in PLAN.topics}
RETITLED = replace(PLAN, site=replace(PLAN.site, title="Another plan"))
FEWER = replace(PLAN, teams=())


def title_of(plan: Plan) -> str:
    """Return a text that the title of the site is all of."""
    return plan.site.title


def after(memory: Memory, plan: Plan = PLAN) -> Making:
    """Return things while they are made, after what a memory was read back from its text."""
    return Making(plan, HASHES, read_memory(packed(memory), memory.texts))


def remembered() -> Memory:
    """Return the memory of one thing."""
    making = Making(PLAN, HASHES, NOTHING)
    making.keep("title", {"words": [making.make("title", title_of)]})
    return making.memory()


def test_what_was_made_is_recalled():
    assert after(remembered()).recall("title") == {"words": ["A plan"]}


def test_what_asked_for_nothing_that_changed_is_recalled():
    assert after(remembered(), FEWER).recall("title") == {"words": ["A plan"]}


def test_what_comes_out_otherwise_is_not_recalled():
    assert after(remembered(), RETITLED).recall("title") is None


def test_what_was_never_made_is_not_recalled():
    assert after(remembered()).recall("heading") is None


def test_what_was_recalled_and_kept_is_remembered_further():
    making = after(remembered())
    facts = making.recall("title")
    assert facts
    making.keep("title", facts)

    assert after(making.memory()).recall("title") == facts


def test_what_was_recalled_and_not_kept_is_forgotten():
    making = after(remembered())
    making.recall("title")

    assert (making.memory().answers, making.memory().made) == ((), {})


def test_what_was_made_again_is_remembered_by_what_it_asked_then():
    making = after(remembered())
    facts = making.recall("title")
    assert facts
    making.make("title", lambda plan: plan.teams)
    making.keep("title", facts)

    assert after(making.memory(), RETITLED).recall("title") == facts
    assert after(making.memory(), FEWER).recall("title") is None


def test_what_looks_at_everything_is_known_again_by_its_hash():
    making = Making(PLAN, HASHES, NOTHING)
    assert making.recall_as("whole", "abc") is None
    making.keep("whole", {"hashed": "abc"})

    assert after(making.memory(), RETITLED).recall_as("whole", "abc") == {"hashed": "abc"}
    assert after(making.memory()).recall_as("whole", "abd") is None


def test_a_text_is_that_of_before_where_it_is_still_there():
    known = replace(NOTHING, texts=lambda path: {"abc": f"kept in {path}"})

    assert after(known).text_before("plan.json", "abc") == "kept in plan.json"
    assert after(known).text_before("plan.json", "abd") is None
    assert after(NOTHING).text_before("plan.json", "abc") is None


@pytest.mark.parametrize("value", [None, [], {}, "form", {"form": 1, "answers": [], "made": {}}, {"form": 2, "keys": [1], "hashes": ""}])
def test_what_is_no_memory_is_refused(value: object):
    with pytest.raises((ValueError, TypeError, KeyError)):
        read_memory(as_bytes(value))


def test_a_memory_is_read_back_as_it_was():
    asks = (
        Ask("site", None),
        Ask("topic_by_name", "a"),
        Ask("links.references", ("2024.2/manila", 2)),
        Ask("moves.by_new", Address("a", "b")),
    )
    made = {"a": Made(array("L", [0, 3]), {"hashed": "x", "pictures": {"p": "y"}, "fragments": ("a1",)}), "b": Made(array("L"), {})}
    memory = Memory(tuple((ask, f"{place:032}") for place, ask in enumerate(asks)), made, {"moves.": "z"})
    assert read_memory(packed(memory)) == memory
    assert read_memory(packed(NOTHING)) == NOTHING


def first_path_of(plan: Plan) -> str:
    """Return what a plan looks up in its ledger and in its moves."""
    return plan.first_path(Address("2024.2/manila/weigher"))


def test_answers_of_the_ledger_and_of_moves_are_known_by_the_files_that_they_come_from():
    moved = replace(PLAN, redirects=(Move(Address("2024.2/manila/scales"), Address("2024.2/manila/weigher"), date(2024, 5, 1)),))
    making = Making(PLAN, HASHES, NOTHING)
    making.make("path", first_path_of)
    making.keep("path", {"path": first_path_of(PLAN)})
    kept = read_memory(packed(making.memory()))

    def recalled(plan: Plan, hashes: dict[str, str]) -> bool:
        again = Making(plan, hashes, kept)
        found = again.recall("path") is not None
        again.keep("path", {})
        assert not found or again.memory().answers == kept.answers
        return found

    assert recalled(PLAN, HASHES)
    assert recalled(PLAN, {**HASHES, "redirects.yaml": "another that says the same", "ledger/site.tsv": "one more line"})
    assert not recalled(moved, {**HASHES, "redirects.yaml": "a move"})
