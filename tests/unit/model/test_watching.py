"""Whatever is asked of a watched plan is taken down, and answered as the plan answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

import pytest
from golden_plan import golden_plan

from cycleplan.model import WHOLE, Address, Answers, Ask, Ledger, Links, Owner, Plan, WatchedPlan
from cycleplan.pages import recipes
from cycleplan.problems import Location

PLAN = golden_plan()
HASHES = {topic.path: topic.path for topic in PLAN.topics}
TOPIC = PLAN.topics[0]
OWNER = PLAN.owners[0]
GATHERING = PLAN.gatherings[0].name


@pytest.mark.parametrize(
    ("ask", "name", "key"),
    [
        (lambda plan: plan.site, "site", WHOLE),
        (lambda plan: plan.topics, "topics", WHOLE),
        (lambda plan: plan.items, "items", WHOLE),
        (lambda plan: plan.owner_by_key[OWNER.key], "owner_by_key", OWNER.key),
        (lambda plan: plan.owner_by_key.get("nobody"), "owner_by_key", "nobody"),
        (lambda plan: "nobody" in plan.owner_by_key, "owner_by_key", "nobody"),
        (lambda plan: tuple(plan.owner_by_key), "owner_by_key", WHOLE),
        (lambda plan: len(plan.topics_of), "topics_of", WHOLE),
        (lambda plan: plan.links.led_by.get(OWNER.key), "links.led_by", OWNER.key),
        (lambda plan: plan.links.actions, "links.actions", WHOLE),
        (lambda plan: plan.links.references.get((GATHERING, 1)), "links.references", (GATHERING, 1)),
        (lambda plan: plan.milestones(GATHERING), "_milestones", GATHERING),
        (lambda plan: plan.cycle("DALMATIAN"), "_cycle_by_name", "dalmatian"),
        (lambda plan: plan.topic(TOPIC.name, ""), "topic_by_name", TOPIC.name),
        (lambda plan: plan.present(TOPIC.at()), "_removed", TOPIC.at()),
        (lambda plan: plan.present(TOPIC.at()), "moves.by_old", TOPIC.at()),
        (lambda plan: plan.first_path(TOPIC.at()), "ledger.published", TOPIC.at().canonical),
        (lambda plan: plan.changed_on(TOPIC.at()), "ledger.contents", TOPIC.at().canonical),
        (lambda plan: plan.short(TOPIC.at()), "shorts", TOPIC.at().canonical),
        (lambda plan: plan.ledger.long_path("/i/abcde.html"), "ledger.published", "/i/abcde.html"),
        (lambda plan: plan.ledger.newest, "ledger.newest", WHOLE),
        (lambda plan: bool(plan.ledger), "ledger.lines", WHOLE),
    ],
)
def test_an_ask_is_answered_and_taken_down(ask: Callable[[Plan], object], name: str, key: Any):
    answer, asks = WatchedPlan(PLAN).watched(ask)

    assert answer == ask(PLAN)
    assert Ask(name, key) in asks


def test_each_thing_has_its_own_asks():
    watched = WatchedPlan(PLAN)
    _, first = watched.watched(lambda plan: plan.site)
    _, second = watched.watched(lambda plan: plan.cycles)

    assert (first, second) == ({Ask("site", WHOLE)}, {Ask("cycles", WHOLE)})


def test_each_page_is_the_same_of_a_watched_plan():
    watched = WatchedPlan(PLAN)

    assert [watched.watched(recipe.make)[0] for recipe in recipes(PLAN)] == [recipe.make(PLAN) for recipe in recipes(PLAN)]


def test_each_page_has_the_name_of_its_recipe():
    assert [recipe.make(PLAN).name for recipe in recipes(PLAN)] == [recipe.name for recipe in recipes(PLAN)]


def test_nothing_can_be_asked_unseen():
    watched = WatchedPlan(PLAN)
    asked = {ask.name for name in looked_up(Plan) for ask in watched.watched(lambda plan, name=name: touch(getattr(plan, name)))[1]}
    own = {name for name in looked_up(Plan) if name not in ("ledger", "links", "moves")}
    inner = {f"links.{field.name}" for field in fields(Links)} | {f"ledger.{name}" for name in looked_up(Ledger)}

    assert asked == own | inner | {"moves.by_old", "moves.by_new"}


def test_an_answer_has_another_hash_where_it_says_something_else():
    other = replace(PLAN, owners=(replace(OWNER, name="Somebody else"), *PLAN.owners[1:]))
    ask = Ask("owner_by_key", OWNER.key)

    assert Answers(PLAN, HASHES).of(ask) == Answers(replace(PLAN), HASHES).of(ask)
    assert Answers(PLAN, HASHES).of(ask) != Answers(other, HASHES).of(ask)


def test_an_answer_has_the_same_hash_wherever_its_words_stand():
    moved = replace(PLAN, owners=(replace(OWNER, at=Location("owners.yaml", 99)), *PLAN.owners[1:]))
    ask = Ask("owner_by_key", OWNER.key)

    assert Answers(moved, HASHES).of(ask) == Answers(PLAN, HASHES).of(ask)


def test_nothing_is_another_answer_than_any_thing():
    absent = Answers(PLAN, HASHES).of(Ask("owner_by_key", "nobody"))

    assert absent not in {Answers(PLAN, HASHES).of(Ask("owner_by_key", owner.key)) for owner in PLAN.owners}


def test_a_topic_is_told_apart_by_the_hash_of_its_file_and_by_the_trackers_of_the_site():
    ask = Ask("topics_of", GATHERING)
    edited = Answers(PLAN, HASHES | {TOPIC.path: "edited"}).of(ask)
    other = Answers(replace(PLAN, site=replace(PLAN.site, trackers={"bug": "https://bugs.example/{name}"})), HASHES).of(ask)

    assert len({Answers(PLAN, HASHES).of(ask), edited, other}) == 3


def looked_up(kind: type) -> list[str]:
    """Return the names of all attributes that look something up."""
    computed = [name for name, value in vars(kind).items() if isinstance(value, cached_property)]
    return [*(field.name for field in fields(kind)), *computed]


def touch(value: Any) -> None:
    """Look at all of a value, and at all of the look-ups in it."""
    names = [name for name in ("lines", "newest", "by_old", "by_new", *(field.name for field in fields(Links))) if hasattr(value, name)]
    for inner in [getattr(value, name) for name in names] if not isinstance(value, Owner) else ():
        touch(inner)
    for name in ("published", "contents", "shorts", "fragments"):
        if hasattr(value, name):
            touch(getattr(value, name))
    if hasattr(value, "__len__"):
        len(value)
    elif hasattr(value, "__contains__"):
        value.__contains__(Address("index"))
