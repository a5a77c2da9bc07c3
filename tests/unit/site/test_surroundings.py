"""What stands around topics is read back with the topics that there are now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from golden_plan import golden_plan

from cycleplan.model import Absent, Ask, Plan, Topic, WatchedPlan, value_of
from cycleplan.pages.surroundings import Surroundings
from cycleplan.pages.topic import topic_page
from cycleplan.site.surroundings import Kept, pack, unpack

PLAN = golden_plan()
WEIGHER, TALK = (PLAN.topic_by_name[f"2024.2/manila/{name}"] for name in ("weigher", "talk"))
TABLES = {"found.json": [("weigher", "")], "minted.json": ["a1"]}


def surroundings(topic: Topic) -> Surroundings:
    """Return what the page of a topic asks."""
    name = topic.name
    asks = WatchedPlan(PLAN).watched(lambda plan: topic_page(plan, plan.topic_by_name[name]))[1]
    return Surroundings(
        {ask: value_of(PLAN, ask) for ask in asks}, (), (f"{name}.txt",), {"": ("feed.atom",)}, ("plan.json",), is_recorded=True
    )


CONTENT = pack((topic.name, Kept(surroundings(topic), TABLES)) for topic in (WEIGHER, TALK))
BY_PATH = {topic.path: topic for topic in PLAN.topics}


@pytest.mark.parametrize("topic", [WEIGHER, TALK])
def test_what_was_kept_is_read_back(topic: Topic):
    found, kept = unpack(CONTENT, topic.name, BY_PATH.__getitem__), surroundings(topic)

    assert {ask: found.around.answers[ask] for ask in kept.answers} == kept.answers
    assert found.around._replace(answers=kept.answers) == kept
    assert found.tables == TABLES


def test_what_others_ask_is_read_back_as_the_plan_answers_it():
    found = unpack(CONTENT, TALK.name, BY_PATH.__getitem__).around.answers

    assert {ask: value_of(PLAN, ask) for ask in found} == found
    assert Absent in found.values()


def test_a_topic_is_what_it_is_now():
    now = replace(WEIGHER, whole=replace(WEIGHER.whole, title="Weigh no pools"))
    found = unpack(CONTENT, TALK.name, {**BY_PATH, WEIGHER.path: now}.__getitem__).around.answers

    assert found[Ask("topic_by_name", WEIGHER.name)] is now


def test_no_topic_is_among_what_is_kept():
    assert WEIGHER.whole.title.encode() not in CONTENT
    assert PLAN.owners[0].label.encode() in CONTENT


@pytest.mark.parametrize("name", ["2024.2/manila/other", ""])
def test_of_another_topic_nothing_was_kept(name: str):
    with pytest.raises(KeyError):
        unpack(CONTENT, name, BY_PATH.__getitem__)


def test_the_topics_of_a_page_are_the_same_ones_wherever_they_stand():
    plan: Plan = PLAN
    asks = unpack(CONTENT, WEIGHER.name, BY_PATH.__getitem__).around.answers

    assert all(found is plan.topic_by_name[ask.key] for ask, found in asks.items() if ask.name == "topic_by_name" and found is not Absent)  # type: ignore[index]
