"""What the pages of many items show: home, cycles and gatherings, lists of owners, and what nobody holds or has taken up."""

from __future__ import annotations

import pytest
from golden_plan import BARE, NOTES, REVIEWED, WEIGHER, page, plan_of

from cycleplan.model import Address, Plan, Status
from cycleplan.pages import (
    ActionsPage,
    CyclePage,
    GatheringActionsPage,
    GatheringPage,
    HomePage,
    OwnersPage,
    SpecsPage,
    UnownedPage,
    UntouchedPage,
    newest_planned,
)
from cycleplan.pages.entries import Card, Fact, Link, Number, WebsiteLink
from cycleplan.pages.untouched import MOST
from cycleplan.pages.views import progress
from cycleplan.prose import Phrase, plain_text
from cycleplan.rendering import render


def said(facts: tuple[Fact, ...]) -> dict[str, list[object]]:
    """Return facts as what they show; a phrase is its words."""
    return {fact.label: [plain_text(value) if isinstance(value, Phrase) else value for value in fact.values] for fact in facts}


def one_team() -> Plan:
    """Return the plan without its second team."""
    return plan_of({path: text for path, text in NOTES.items() if "oslo" not in path})


def test_the_newest_cycle_is_the_newest_that_a_team_has_gathered_for():
    newest, bare = newest_planned(plan_of(NOTES)), newest_planned(plan_of(BARE))

    assert newest
    assert bare
    assert (newest.label, bare.label) == ("2024.2 Dalmatian", "2024.2 Dalmatian")


def test_home_with_several_teams_leads_to_each():
    home = page("index", HomePage)

    assert home.teams == (
        Card("Manila", Address("2024.2/manila/index"), "2 topics"),
        Card("Oslo", Address("2024.2/oslo/index"), "0 topics"),
    )
    assert (home.numbers, home.groups, [m.title for m in home.milestones]) == ((), (), ["Spec freeze", "Release"])


def test_home_with_one_team_shows_its_topics_and_its_days():
    home = page("index", HomePage, one_team())

    assert [(group.title, [entry.topic.text for entry in group.entries]) for group in home.groups] == [
        ("Features", [WEIGHER.text]),
        ("Other topics", ["Talk"]),
    ]
    assert [(m.title, m.days, m.anchor) for m in home.milestones] == [
        ("Spec freeze", "10–14 June 2024", None),
        ("A day of our own", "1 July 2024", None),
        ("Release", "2 October 2024", None),
    ]
    assert home.numbers == (
        Number(2, "topics", Address("2024.2/manila/index", "topics")),
        Number(2, "open action items", Address("2024.2/manila/actions")),
        Number(1, "closed", Address("2024.2/manila/actions", "closed")),
        Number(1, "work item", Address("specs/index")),
        Number(3, "owners", Address("owners/index")),
    )


def test_home_has_a_way_to_every_cycle_newest_first():
    assert [(card.title, card.text) for card in page("index", HomePage).cycles] == [
        ("2025.1 Epoxy", "No notes yet"),
        ("2024.2 Dalmatian", "Planned by Manila, Oslo"),
        ("2024.1 Caracal", "Planned by Manila"),
        ("2023.2 Bobcat", "Planned by Manila"),
    ]


def test_a_cycle_without_notes_knows_its_neighbour():
    epoxy = page("2025.1/index", CyclePage)

    assert (epoxy.gatherings, epoxy.milestones) == ((), ())
    assert said(epoxy.facts) == {"Cycle before": [Link("2024.2 Dalmatian", Address("2024.2/index"))]}


def test_the_first_cycle_says_when_it_was_released_and_ended():
    assert said(page("2023.2/index", CyclePage).facts) == {
        "Released": ["4 October 2023"],
        "End of life": ["30 April 2025"],
        "Cycle after": [Link("2024.1 Caracal", Address("2024.1/index"))],
    }


def test_an_empty_gathering_has_pages_with_nothing_on_them():
    whole, actions = page("2024.2/oslo/index", GatheringPage), page("2024.2/oslo/actions", GatheringActionsPage)

    assert (whole.groups, whole.milestones, whole.references, actions.open, actions.closed) == ((), (), (), (), ())
    assert [(number.count, number.to.fragment) for number in whole.numbers] == [(0, "topics"), (0, ""), (0, ""), (0, ""), (0, "")]


def test_a_gathering_says_where_its_records_are_and_where_others_were_found():
    assert said(page("2024.2/manila/index", GatheringPage).facts) == {
        "Met": ["8–12 April 2024"],
        "Place": ["virtual"],
        "Team": ["Manila"],
        "Notes": [
            WebsiteLink("https://pad.example/manila", "https://pad.example/manila"),
            WebsiteLink("archived copy", "https://archive.example/pad"),
            WebsiteLink("found later: https://pad.example/copy", "https://pad.example/copy"),
            "an archive",
        ],
        "Recording": ["not recorded"],
    }


def test_owners_stand_by_what_they_are_with_what_they_have_open():
    groups = page("owners/index", OwnersPage).groups

    assert [
        (anchor.fragment, title, [(line.owner.text, line.full_name, line.open) for line in lines]) for anchor, title, lines in groups
    ] == [
        (
            "people",
            "People",
            [("carthaca", "Goutham P.", "1 open of 2 action items"), ("gouthamr", "", "1 open of 1 action item")],
        ),
        ("organisations", "Organisations", [("SAP", "", "no action items")]),
    ]


def test_what_nobody_holds_has_a_list_of_its_own():
    unowned = page("unowned", UnownedPage)

    assert ([(str(a.number.to), a.owners, a.part) for a in unowned.open], unowned.closed) == (
        [("2024.2/manila/weigher#a3", (), Link("Manage", Address("2024.2/manila/weigher", "manage")))],
        (),
    )


def test_without_owners_and_work_items_their_lists_are_empty():
    plan = plan_of(BARE)

    assert (page("owners/index", OwnersPage, plan).groups, page("specs/index", SpecsPage, plan).teams) == ((), ())
    assert (page("actions", ActionsPage, plan).gatherings, page("index", HomePage, plan).teams) == ((), ())


@pytest.mark.parametrize(
    ("states", "words"),
    [((), "no action items"), ((Status.OPEN,), "0 of 1 done"), ((Status.DONE, Status.CARRIED, Status.DONE), "2 of 3 done")],
)
def test_progress_counts_what_is_done(states: tuple[Status, ...], words: str):
    assert progress(states) == words


def test_what_nobody_has_taken_up_is_what_is_open_and_lacks_something():
    untouched = page("untouched", UntouchedPage)

    assert [entry.topic.text for entry in untouched.topics] == ["Talk", "Weigher"]
    assert [(entry.topic.text, entry.number.text, entry.anchor) for entry in untouched.actions] == [(WEIGHER.text, "a3", None)]
    assert untouched.references == ()
    assert [entry.spec.text for entry in untouched.specs] == ["Nothing leads here"]


def test_a_reference_without_an_address_is_listed_with_its_page_and_without_its_anchor():
    untouched = page("untouched", UntouchedPage, plan_of(REVIEWED))

    assert [(loose.reference.title, loose.reference.anchor, loose.page) for loose in untouched.references] == [
        ("The mail", None, Link("Oslo 2024.2", Address("2024.2/oslo/index")))
    ]


def test_what_nobody_has_taken_up_lists_so_many_and_counts_the_rest():
    topics = {f"2024.2/oslo/t{n}.yaml": f"title: Topic {n}\nsummary: x\nkind: debt\n" for n in range(MOST + 2)}
    notes = {**NOTES, **topics, "2024.2/oslo/gathering.yaml": f"title: Oslo\ntopics: [{', '.join(f't{n}' for n in range(MOST + 2))}]\n"}

    untouched = page("untouched", UntouchedPage, plan_of(notes))

    assert (len(untouched.topics), untouched.topics_count) == (MOST, MOST + 4)
    assert "And 4 more, each on the page of its gathering." in render(untouched).text
