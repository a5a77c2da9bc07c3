"""A plan of which some answers are known gives those, and says of all others that it does not know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from golden_plan import golden_plan

from cycleplan.model import Absent, Ask, KnownPlan, NotKnownError, Plan, WatchedPlan, value_of
from cycleplan.pages import recipes

PLAN = golden_plan()
TOPIC = PLAN.topics[0]
GATHERING = PLAN.gatherings[0].name
ASKS: tuple[Callable[[Plan], object], ...] = (
    lambda plan: plan.site,
    lambda plan: plan.items,
    lambda plan: plan.owner_by_key["carthaca"],
    lambda plan: plan.owner_by_key.get("nobody", "else"),
    lambda plan: ("carthaca" in plan.owner_by_key, "nobody" in plan.owner_by_key),
    lambda plan: plan.links.specs_of_topic.get(TOPIC.name),
    lambda plan: plan.links.actions,
    lambda plan: plan.milestones(GATHERING),
    lambda plan: plan.present(TOPIC.at()),
    lambda plan: plan.first_path(TOPIC.at()),
    lambda plan: plan.short(TOPIC.at()),
    lambda plan: plan.ledger.long_path("/i/abcde.html"),
    lambda plan: (bool(plan.ledger), plan.ledger.newest),
)


def known(ask: Callable[[Plan], object]) -> KnownPlan:
    """Return a plan that has the answers which a function asks for."""
    return KnownPlan({one: value_of(PLAN, one) for one in WatchedPlan(PLAN).watched(ask)[1]})


@pytest.mark.parametrize("ask", ASKS)
def test_what_is_known_is_answered_as_the_plan_answers(ask: Callable[[Plan], object]):
    assert ask(known(ask)) == ask(PLAN)


@pytest.mark.parametrize("ask", ASKS)
def test_what_is_not_known_is_not_answered(ask: Callable[[Plan], object]):
    with pytest.raises(NotKnownError):
        ask(KnownPlan({}))


@pytest.mark.parametrize("ask", [lambda plan: [*plan.owner_by_key], lambda plan: len(plan.topics_of)])
def test_all_of_a_look_up_is_never_known(ask: Callable[[Plan], object]):
    with pytest.raises(NotKnownError):
        ask(known(ask))


def test_a_key_that_is_known_to_have_nothing_is_missing():
    plan = KnownPlan({Ask("owner_by_key", "nobody"): Absent})

    with pytest.raises(KeyError):
        plan.owner_by_key["nobody"]
    assert plan.owner_by_key.get("nobody") is None


def test_whatever_a_plan_can_be_asked_a_known_one_can_be_asked():
    names = {field.name for field in fields(Plan)}

    assert {name for name in names if not _refuses(name)} == {"ledger"}


def _refuses(name: str) -> bool:
    try:
        getattr(KnownPlan({}), name)
    except NotKnownError:
        return True
    return False


def test_each_page_is_made_of_what_it_asks():
    for recipe in recipes(PLAN):
        if not recipe.is_whole:
            page: Any = recipe.make(known(recipe.make))
            assert page == recipe.make(PLAN)
