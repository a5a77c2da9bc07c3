"""The ids that pages mint, and what the pages of topics, owners and work items show of each, and of all that is tied to it."""

from __future__ import annotations

import pytest
from golden_plan import NOTES, REVIEWED, WEIGHER, page, plan_of
from minting import anchors

from cycleplan.model import Address, Status
from cycleplan.pages import GatheringPage, OwnerPage, OwnersPage, SpecPage, SpecsPage, TopicPage, pages
from cycleplan.pages.entries import Link, WebsiteLink
from cycleplan.prose import plain_text


def test_every_page_has_a_name_of_its_own():
    names = [page.name for page in pages(plan_of(NOTES))]

    assert sorted(set(names)) == sorted(names)


def test_no_page_mints_a_fragment_twice():
    for made in pages(plan_of(NOTES)):
        fragments = [anchor.fragment for anchor in anchors(made)]
        assert sorted(set(fragments)) == sorted(fragments), made.name


def test_a_topic_mints_its_own_ids_and_no_others():
    assert [(a.kind, a.fragment) for a in anchors(page("2024.2/manila/weigher", TopicPage))] == [
        ("topic", "weigher"),
        ("action", "a1"),
        ("action", "a2"),
        ("action", "a3"),
        ("item", "manage"),
        ("item", "d1"),
        ("item", "ref-2"),
    ]


def test_joint_owners_each_have_the_item():
    held = {key: page(f"owners/{key}", OwnerPage) for key in ("carthaca", "gouthamr", "sap")}

    assert {key: [str(action.number.to) for action in (*found.open, *found.closed)] for key, found in held.items()} == {
        "carthaca": ["2024.2/manila/weigher#a1", "2024.2/manila/weigher#a2"],
        "gouthamr": ["2024.2/manila/weigher#a1"],
        "sap": [],
    }
    assert [link.text for link in held["gouthamr"].open[0].owners] == ["carthaca", "gouthamr"]


def test_an_owner_leads_the_topics_of_which_they_lead_a_part():
    sap = page("owners/sap", OwnerPage)

    assert ([entry.topic for entry in sap.led], sap.mentioned) == ([WEIGHER], (Link("The weigher", Address("specs/manila/weigher")),))


@pytest.mark.parametrize(
    ("name", "here"),
    [("2023.2/manila/weighers", 0), ("2024.1/manila/weigher", 1), ("2024.2/manila/weigher", 2)],
)
def test_every_stop_of_a_subject_shows_its_way_through_three_cycles(name: str, here: int):
    history = page(name, TopicPage).history

    assert [(line.cycle.text, str(line.topic.to), line.status) for line in history] == [
        ("2023.2 Bobcat", "2023.2/manila/weighers", Status.CARRIED),
        ("2024.1 Caracal", "2024.1/manila/weigher", Status.OPEN),
        ("2024.2 Dalmatian", "2024.2/manila/weigher", Status.OPEN),
    ]
    assert [line.here for line in history] == [position == here for position in range(3)]


def test_a_topic_with_one_stop_has_no_history():
    assert page("2024.2/manila/talk", TopicPage).history == ()


def test_a_subject_that_splits_shows_all_its_stops_once():
    notes = {**NOTES, "2024.2/manila/talk.yaml": "title: Talk\ncontinues: 2024.1/manila/weigher\n"}

    history = page("2023.2/manila/weighers", TopicPage, plan_of(notes)).history

    assert [line.topic.text for line in history] == ["Weighers", "Weigher", "Talk", WEIGHER.text]


def test_due_is_a_milestone_with_its_days_or_a_day():
    due = {action.number.text: action.due for action in page("2024.2/manila/weigher", TopicPage).actions}

    assert due == {
        "a1": (Link("Spec freeze", Address("2024.2/index", "spec-freeze")), "10–14 June 2024"),
        "a2": ("1 September 2024",),
        "a3": (Link("A day of our own", Address("2024.2/manila/index", "own")), "1 July 2024"),
    }


def test_a_topic_names_where_it_is_named_but_not_itself():
    notes = {**NOTES, "2024.2/manila/talk.yaml": "title: Talk\ndiscussion: '[The first][topic:weigher], [this][topic:talk].'\n"}
    plan = plan_of(notes)

    assert page("2024.2/manila/weigher", TopicPage, plan).named_in == (Link("Talk", Address("2024.2/manila/talk")),)
    assert page("2024.2/manila/talk", TopicPage, plan).named_in == ()


def test_a_work_item_shows_everything_that_leads_to_it():
    weigher, plain = page("specs/manila/weigher", SpecPage), page("specs/manila/plain", SpecPage)

    assert [entry.topic for entry in weigher.topics] == [WEIGHER]
    assert [str(action.number.to) for action in weigher.actions] == ["2024.2/manila/weigher#a1"]
    assert [str(decision.number.to) for decision in weigher.decisions] == ["2024.2/manila/weigher#d1"]
    assert (plain.topics, plain.actions, plain.decisions, plain.named_in) == ((), (), (), ())


def test_evidence_of_a_tracker_that_the_site_does_not_name_is_words():
    done = page("2024.2/manila/weigher", TopicPage).actions[1]

    assert done.log[0].evidence == (WebsiteLink("review 901", "https://review.example/901"), "bug 7")


def test_a_reference_shows_who_cites_it_but_not_its_own_page():
    mail = page("2024.2/manila/index", GatheringPage).references[0]
    spec = page("2024.2/manila/weigher", TopicPage).references[0]

    assert (mail.cited_in, spec.cited_in, spec.spec) == ((WEIGHER,), (), Link("The weigher", Address("specs/manila/weigher")))


def test_a_review_stands_by_its_item_wherever_the_item_is_listed():
    plan = plan_of(REVIEWED)
    topic, gathering = page("2024.2/oslo/guessed", TopicPage, plan), page("2024.2/oslo/index", GatheringPage, plan)
    owner, spec = page("owners/wren", OwnerPage, plan), page("specs/manila/guess", SpecPage, plan)
    lists = page("owners/index", OwnersPage, plan).groups, page("specs/index", SpecsPage, plan).teams
    title, action, decision = "The title may be the spec, see [3].", "No marker stands before it.", "Nobody said agreed."

    found = {
        "topic": (topic, *topic.parts, *topic.actions, *topic.decisions, *topic.references),
        "gathering": (gathering, *gathering.groups[0].entries, *gathering.references),
        "owner": (owner, *owner.open),
        "spec": (spec, *spec.topics, *spec.actions, *spec.decisions),
        "lists": (lists[0][0][2][-1], lists[1][0][2][0]),
    }

    assert {name: [plain_text(item.review) for item in items] for name, items in found.items()} == {
        "topic": [title, "Is it a part?", action, decision, "The line was broken."],
        "gathering": ["The days are not said.", title, "Is it the same mail?"],
        "owner": ["Is it carthaca, or wren?", action],
        "spec": ["A bug, perhaps.", title, action, decision],
        "lists": ["Is it carthaca, or wren?", "A bug, perhaps."],
    }


def test_an_owner_whom_another_one_may_be_is_led_to_but_not_to_their_own_page():
    plan = plan_of(REVIEWED)

    assert page("owners/carthaca", OwnerPage, plan).mentioned == (Link("wren", Address("owners/wren")),)
    assert page("owners/wren", OwnerPage, plan).mentioned == ()
