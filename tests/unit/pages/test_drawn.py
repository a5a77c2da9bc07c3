"""What the pictures show: the line of a cycle, topics through the cycles, how far each cycle is, and who works on what."""

from __future__ import annotations

from datetime import date

import pytest
from golden_plan import BARE, NOTES, page_of, plan_of

from cycleplan.model import Address, LogEntry, Status
from cycleplan.pages import CyclesPage, HomePage, TopicsPage
from cycleplan.pages.cycles import MOST_TEAMS
from cycleplan.pages.threads import MOST_DRAWN, MOST_LISTED
from cycleplan.pages.ties import MOST, ties_around_owner, ties_around_spec, ties_of
from cycleplan.pages.timeline import MOST_LANDED, cycle_timeline, landed_on
from cycleplan.prose import Phrase
from cycleplan.rendering import draw
from cycleplan.rendering.pictures.ties import draw_ties


def entry(day: int, status: Status) -> LogEntry:
    return LogEntry(date(2024, 5, day), status, Phrase(), ())


@pytest.mark.parametrize(
    ("log", "on"),
    [
        ((), None),
        (((1, Status.OPEN),), None),
        (((1, Status.DONE),), 1),
        (((1, Status.DONE), (2, Status.DONE)), 1),
        (((1, Status.DONE), (2, Status.OPEN), (3, Status.DONE)), 3),
        (((1, Status.DONE), (2, Status.IN_PROGRESS)), None),
        (((1, Status.CARRIED),), None),
    ],
)
def test_something_landed_on_the_day_since_which_it_is_done(log: tuple[tuple[int, Status], ...], on: int | None):
    assert landed_on(tuple(entry(*each) for each in log)) == (on and date(2024, 5, on))


def test_the_line_of_a_cycle_has_its_milestones_and_what_landed():
    plan = plan_of(NOTES)
    found = cycle_timeline(plan, plan.cycle_by_number["2024.2"])

    assert found is not None
    assert [(mark.title, mark.short, str(mark.to)) for mark in found.milestones] == [
        ("Spec freeze", "10–14 Jun", "2024.2/index#spec-freeze"),
        ("Release", "2 Oct", "2024.2/index#release"),
    ]
    assert [(one.day, one.kind, one.item.text, one.topic and one.topic.text) for one in found.landed] == [
        ("1 May 2024", "action item", "Say so.", "Weigh pools by *share* network")
    ]


def test_a_cycle_without_a_day_has_no_line():
    plan = plan_of(BARE)

    assert cycle_timeline(plan, plan.cycles[0]) is None


def test_a_line_lists_so_many_and_counts_the_rest():
    logged = "log: [{date: 2024-05-01, status: done, text: x, evidence: review 1}]"
    actions = "".join(f"  - {{id: a{n}, task: x, {logged}}}\n" for n in range(10, 10 + MOST_LANDED))
    plan = plan_of({**NOTES, "2024.2/manila/talk.yaml": f"title: Talk\nactions:\n{actions}"})
    found = cycle_timeline(plan, plan.cycle_by_number["2024.2"])

    assert found is not None
    assert (len(found.landed), found.not_listed) == (MOST_LANDED, 1)


def test_a_subject_is_listed_once_with_its_stops_in_each_cycle():
    topics = page_of("topics")
    assert isinstance(topics, TopicsPage)

    assert [(group.gathering.text, group.kind, [s.topic.topic.text for s in group.subjects]) for group in topics.groups] == [
        ("Manila 2024.2", "Features", ["Weigh pools by *share* network"]),
        ("Manila 2024.2", "Other topics", ["Talk"]),
    ]
    assert [[(stop.cycle.text, stop.status.value, stop.after) for stop in subject.stops] for subject in topics.drawn] == [
        [("2023.2 Bobcat", "carried", ()), ("2024.1 Caracal", "open", (0,)), ("2024.2 Dalmatian", "open", (1,))]
    ]
    assert (topics.count, topics.spanning) == (2, 1)


def test_a_cycle_has_the_figures_of_its_gatherings():
    cycles = page_of("cycles")
    assert isinstance(cycles, CyclesPage)
    newest = cycles.entries[0]

    assert [entry.cycle.text for entry in cycles.entries] == ["2024.2 Dalmatian", "2024.1 Caracal", "2023.2 Bobcat"]
    assert (newest.topics, newest.actions, [(tally.status.value, tally.count) for tally in newest.tallies]) == (
        "2 topics",
        3,
        [("done", 1), ("open", 2)],
    )
    assert [link.text for link in cycles.without] == ["2025.1 Epoxy"]


def test_a_topic_is_tied_to_its_leaders_holders_and_work_items():
    plan = plan_of(NOTES)
    found = ties_of(plan, plan.topics_of["2024.2/manila"])

    assert found is not None
    assert ([owner.text for owner in found.owners], [spec.text for spec in found.specs]) == (
        ["carthaca", "SAP", "gouthamr"],
        ["The weigher"],
    )
    assert (found.held, found.leading, found.left_out) == (((0, 0), (1, 0), (2, 0)), ((0, 0),), 0)


def test_two_ties_make_a_picture_and_one_does_not():
    plan = plan_of(NOTES)

    assert ties_of(plan, [plan.topic_by_name["2024.2/manila/talk"]]) is None
    assert ties_of(plan, [plan.topic_by_name["2024.2/manila/weigher"]]) is not None


def test_a_picture_holds_the_topics_with_the_most_ties_and_says_how_much_is_left_out():
    led = {f"2024.2/oslo/t{n}.yaml": f"title: Topic {n}\nled_by: [{'carthaca, gouthamr' if n % 2 else 'sap'}]\n" for n in range(MOST + 20)}
    order = f"title: Oslo\ntopics: [{', '.join(f't{n}' for n in range(MOST + 20))}]\n"
    plan = plan_of({**NOTES, **led, "2024.2/oslo/gathering.yaml": order})
    found = ties_of(plan, plan.topics_of["2024.2/oslo"])

    assert found is not None
    assert (len(found.topics), found.left_out) == (MOST, 20)
    assert [tied.topic.text for tied in found.topics[:3]] == ["Topic 0", "Topic 1", "Topic 2"]
    assert sum(len(tied.owners) == 2 for tied in found.topics) == (MOST + 20) // 2
    assert "20 more are not drawn." in draw_ties("index", "A title", found, 1110)


def test_a_label_that_is_cut_has_its_whole_text_for_whoever_points_at_it():
    long = "A topic with a title that is far too long for the room that a picture has for it"
    notes = {**NOTES, "2024.2/manila/weigher.yaml": NOTES["2024.2/manila/weigher.yaml"].replace("Weigh pools by *share* network", long)}
    home = page_of("2024.2/manila/index", plan_of(notes))
    drawn = {file.path: file.text for file in draw(home)}["pictures/2024.2/manila/index.ties.svg"]

    assert f"<title>{long}: open</title>" in drawn
    assert f">{long}</text>" not in drawn
    assert Address("2024.2/manila/weigher") in {tied.topic.to for tied in home.ties.topics}  # type: ignore[union-attr]


def test_a_plan_of_one_team_draws_on_its_home_page():
    home = page_of("index")
    assert isinstance(home, HomePage)

    assert [file.path for file in draw(home)] == ["pictures/index.timeline.svg"]


def test_the_picture_around_somebody_has_them_however_many_others_are_tied_as_often():
    others = [f"o{n}" for n in range(MOST + 1)]
    notes = {
        **NOTES,
        "owners.yaml": NOTES["owners.yaml"] + "".join(f"{key}: {{kind: person}}\n" for key in (*others, "zoe")),
        "2024.2/oslo/gathering.yaml": "title: Oslo\ntopics: [crowd]\n",
        "2024.2/oslo/crowd.yaml": f"title: Crowd\nsummary: x\nled_by: [{', '.join((*others, 'zoe'))}]\n",
    }
    plan = plan_of(notes)
    found = ties_around_owner(plan, plan.owner_by_key["zoe"])

    assert found is not None
    assert ([owner.text for owner in found.owners], found.left_out) == ([*others[: MOST - 1], "zoe"], 2)
    assert found.held == tuple((place, 0) for place in range(MOST))


def test_the_picture_around_a_work_item_has_it_however_many_others_are_tied_as_often():
    others = [f"s{n}" for n in range(MOST + 1)]
    specs = "".join(f"{name}: {{kind: spec, title: {name}, missing: x}}\n" for name in others)
    named = ", ".join(f"manila/{name}" for name in (*others, "weigher"))
    notes = {
        **NOTES,
        "specs/manila.yaml": NOTES["specs/manila.yaml"] + specs,
        "2024.2/manila/talk.yaml": f"title: Talk\nsummary: x\nactions: [{{id: a1, task: x, specs: [{named}]}}]\n",
        "2024.2/manila/weigher.yaml": "title: Weigher\nsummary: x\n",
    }
    plan = plan_of(notes)
    found = ties_around_spec(plan, plan.spec_by_name["manila/weigher"])

    assert found is not None
    assert ([spec.text for spec in found.specs], found.left_out) == ([*others[: MOST - 1], "The weigher"], 2)


def test_the_topics_page_draws_and_lists_so_many_and_counts_all():
    count = MOST_LISTED + 1
    two_cycles = {
        f"{number}/oslo/t{n}.yaml": f"title: Topic {n}\nsummary: x\n{continues.format(n=n)}"
        for number, continues in (("2024.1", ""), ("2024.2", "continues: 2024.1/oslo/t{n}\n"))
        for n in range(count)
    }
    order = f"title: Oslo\ntopics: [{', '.join(f't{n}' for n in range(count))}]\n"
    gatherings = {f"{number}/oslo/gathering.yaml": order for number in ("2024.1", "2024.2")}
    topics = page_of("topics", plan_of({**NOTES, **gatherings, **two_cycles}))
    assert isinstance(topics, TopicsPage)

    assert (len(topics.drawn), topics.listed, topics.count, topics.spanning) == (MOST_DRAWN, MOST_LISTED, count + 2, count + 1)


def test_a_cycle_names_so_many_teams_and_counts_the_rest():
    keys = [f"t{n}" for n in range(MOST_TEAMS + 1)]
    teams = "".join(f"{key}: {{title: Team {key}}}\n" for key in keys)
    gatherings = {f"2023.2/{key}/gathering.yaml": f"title: {key}\ntopics: []\n" for key in keys}
    cycles = page_of("cycles", plan_of({**NOTES, "teams.yaml": NOTES["teams.yaml"] + teams, **gatherings}))
    assert isinstance(cycles, CyclesPage)
    oldest = cycles.entries[-1]

    assert ([team.text for team in oldest.teams[:2]], len(oldest.teams), oldest.teams_not_named) == (["Manila", "Team t0"], MOST_TEAMS, 2)
