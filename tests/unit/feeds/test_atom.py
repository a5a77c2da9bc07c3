"""Atom and JSON feeds: what is in them, under which ids, and on which days."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from feed_readers import ATOM, files_of, read_atom
from golden_plan import NOTES, REVIEWED, golden_plan, plan_of
from recorded_plans import changed, items_of, recorded

from cycleplan.feeds import MOST, feeds
from cycleplan.feeds.feed import beside
from cycleplan.model import Address, Ledger, LedgerLine, LineKind, Move, Plan

LATER = date(2025, 2, 3)
BASE = "https://plan.example"
WEIGHER = f"{BASE}/2024.2/manila/weigher.html"


def plan_with(old: str, new: str) -> Plan:
    """Return the golden plan with one text of its notes mended."""
    notes = {path: text.replace(old, new) for path, text in NOTES.items()}
    assert notes != NOTES
    return plan_of(notes)


def entries_in(plan: Plan, path: str) -> list[str]:
    return list(read_atom(files_of(plan)[path])[0])


def told(text: str) -> dict[str, str | None]:
    """Return the first of each element of a feed outside its entries."""
    _, root = read_atom(text)
    return {child.tag.removeprefix(ATOM): child.text for child in reversed(root) if child.tag != f"{ATOM}entry" and child.text}


@pytest.mark.parametrize("notes", [NOTES, REVIEWED])
def test_every_feed_is_valid_and_parsers_find_nothing_wrong(notes: Mapping[str, str]):
    found = files_of(recorded(plan_of(notes)), ".atom")

    assert [path for path, text in found.items() if read_atom(text)[1].tag != f"{ATOM}feed"] == []
    assert len(found) == 18 + (notes is REVIEWED) * 2


def test_a_plan_without_a_ledger_has_no_feeds():
    assert [path for path in files_of(golden_plan()) if path.endswith((".atom", "feed.json", ".ics"))] == []


def test_an_item_that_is_not_recorded_is_in_no_feed():
    a1 = golden_plan().topic_by_name["2024.2/manila/weigher"].at(golden_plan().topic_by_name["2024.2/manila/weigher"].whole.actions[0].id)
    found = files_of(recorded(golden_plan(), without=[a1]), ".atom")

    assert [path for path, text in found.items() if f"{WEIGHER}#a1" in read_atom(text)[0]] == []
    assert f"{WEIGHER}#a2" in entries_in(recorded(golden_plan()), "feed.atom")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2024.2/oslo/feed.atom", [f"{BASE}/2024.2/oslo/"]),
        ("decisions.atom", [f"{WEIGHER}#d1"]),
        ("actions.atom", [f"{WEIGHER}#a1", f"{WEIGHER}#a3"]),
        ("owners/sap.atom", [f"{WEIGHER}#manage"]),
        ("owners/gouthamr.atom", [f"{WEIGHER}#a1", f"{BASE}/specs/manila/weigher.html"]),
        ("specs/manila/weigher.atom", [WEIGHER, f"{WEIGHER}#a1", f"{WEIGHER}#d1", f"{BASE}/specs/manila/weigher.html"]),
        ("2025.1/feed.atom", []),
        ("teams/oslo.atom", [f"{BASE}/2024.2/oslo/"]),
    ],
)
def test_a_feed_has_what_it_follows(path: str, expected: list[str]):
    assert entries_in(recorded(golden_plan()), path) == expected


def test_what_changed_last_comes_first():
    plan = changed(recorded(golden_plan()), Address("2024.2/manila/weigher", "d1"), LATER)

    assert entries_in(plan, "2024.2/manila/feed.atom") == [
        f"{WEIGHER}#d1",
        f"{BASE}/2024.2/manila/",
        f"{BASE}/2024.2/manila/talk.html",
        WEIGHER,
        *(f"{WEIGHER}#{id_}" for id_ in ("a1", "a2", "a3", "manage")),
    ]


def test_the_days_of_a_feed_come_from_the_ledger():
    plan = changed(recorded(golden_plan()), Address("2024.2/manila/weigher", "a1"), LATER)
    found = files_of(plan)

    assert told(found["feed.atom"])["updated"] == "2025-02-03T00:00:00Z"
    assert told(found["2024.2/oslo/feed.atom"])["updated"] == "2025-01-01T00:00:00Z"
    assert told(found["2025.1/feed.atom"])["updated"] == "2025-01-01T00:00:00Z"
    entry = next(entry for entry in read_atom(found["feed.atom"])[1].iter(f"{ATOM}entry"))
    assert [entry.findtext(f"{ATOM}{name}") for name in ("published", "updated")] == ["2025-01-01T00:00:00Z", "2025-02-03T00:00:00Z"]


def test_a_feed_of_what_is_not_recorded_takes_the_newest_day_of_the_ledger():
    lines = (LedgerLine("/old.html", date(2024, 3, 4), LineKind.PAGE, "/old.html"),)
    found = files_of(replace(golden_plan(), ledger=Ledger(lines)), ".atom")

    assert {told(text)["updated"] for text in found.values()} == {"2024-03-04T00:00:00Z"}


def test_a_feed_says_who_made_it_and_under_which_terms():
    notes = NOTES | {"site.yaml": NOTES["site.yaml"] + "copyright: 2024 the team\n"}

    assert told(files_of(recorded(plan_of(notes)))["2024.2/manila/feed.atom"]) == {
        "title": "A plan: Manila 2024.2",
        "id": f"{BASE}/2024.2/manila/feed.atom",
        "updated": "2025-01-01T00:00:00Z",
        "rights": "2024 the team, CC BY 3.0",
    }


def test_an_entry_names_all_who_hold_it():
    _, root = read_atom(files_of(recorded(golden_plan()))["specs/manila/weigher.atom"])
    authors = [[name.text for name in entry.iter(f"{ATOM}name")] for entry in root.iter(f"{ATOM}entry")]

    assert authors == [["carthaca"], ["carthaca", "gouthamr"], [], ["gouthamr"]]


def test_a_long_task_is_cut_in_the_title_and_whole_below_it():
    task = "word " * 60 + "end"
    text = files_of(recorded(plan_with("File a blueprint.", task)))["actions.atom"]
    entry = next(read_atom(text)[1].iter(f"{ATOM}entry"))

    assert entry.findtext(f"{ATOM}title") == ("word " * 23).strip() + " word…"
    assert task in (entry.findtext(f"{ATOM}content") or "")


@pytest.mark.parametrize(
    ("old", "new", "address"),
    [
        ("Weigh pools by *share* network", "Weigh pools by share net", "2024.2/manila/weigher"),
        ("Weigh pools, with", "Weigh the pools, with", "2024.2/manila/weigher"),
        ("asked for", "has asked for", "2024.2/manila/weigher"),
        ("title: Manage", "title: To manage", "2024.2/manila/weigher#manage"),
        ("File a blueprint.", "File one.", "2024.2/manila/weigher#a1"),
        ("text: Said.", "text: Has been said.", "2024.2/manila/weigher#a2"),
        ("Count share servers.", "Count servers.", "2024.2/manila/weigher#d1"),
        ("Manila at the third PTG", "Manila at PTG 3", "2024.2/manila/index"),
        ("The weigher", "The spec of the weigher", "specs/manila/weigher"),
    ],
)
def test_one_typo_mended_changes_one_entry_and_only_feeds_that_have_it(old: str, new: str, address: str):
    mended = Address(*address.partition("#")[::2])
    before = files_of(recorded(golden_plan()), ".atom")
    after = files_of(changed(recorded(plan_with(old, new)), mended, LATER), ".atom")
    identity = BASE + mended.canonical

    assert list(before) == list(after)
    for path, text in after.items():
        was, now = read_atom(before[path])[0], read_atom(text)[0]
        others = [{id_: entry for id_, entry in entries.items() if id_ != identity} for entries in (was, now)]
        assert others[0] == others[1]
        assert (identity in now) == (identity in was)
        if identity in now:
            assert now[identity] != was[identity]
        else:
            assert text == before[path]


def test_what_owners_and_teams_and_milestones_are_called_is_in_no_entry():
    notes = {path: text.replace("Spec freeze", "Freeze").replace("title: Manila}", "title: Shares}") for path, text in NOTES.items()}
    notes["owners.yaml"] = NOTES["owners.yaml"].replace("label: SAP", "label: S.A.P.")

    assert read_atom(files_of(recorded(plan_of(notes)))["feed.atom"])[0] == read_atom(files_of(recorded(golden_plan()))["feed.atom"])[0]


def renamed_team() -> Plan:
    """Return the golden plan after its team `manila` has become `shares`, with the ledger from before."""
    notes = {
        path.replace("manila", "shares"): text.replace("manila/", "shares/").replace("manila:", "shares:") for path, text in NOTES.items()
    }
    pages = [address for address, _ in items_of(golden_plan()) if "manila" in address.page and not address.fragment]
    moves = tuple(Move(page, Address(page.page.replace("manila", "shares")), LATER) for page in pages)
    return replace(plan_of(notes), ledger=recorded(golden_plan()).ledger, redirects=moves)


def test_ids_stay_when_a_team_takes_another_name():
    before, after = files_of(recorded(golden_plan()), ".atom"), files_of(renamed_team(), ".atom")

    assert set(before) - set(after) == {path for path in before if path.startswith(("2024", "2023", "specs")) and "manila" in path}
    for path, text in before.items():
        now = after.get(path) or after[path.replace("manila", "shares")]
        assert told(now)["id"] == told(text)["id"]
        assert set(read_atom(now)[0]) == set(read_atom(text)[0])


def test_a_team_is_followed_under_its_old_name_too():
    found = files_of(renamed_team(), ".atom")

    assert found["teams/manila.atom"] == found["teams/shares.atom"]


def test_a_file_can_be_had_beside_another_page():
    found = {made.path: made for made in feeds(recorded(golden_plan()))}
    there = {
        "2024.2/manila/feed.atom": ("2024.2/shares/index", "2024.2/shares/feed.atom"),
        "owners/sap.atom": ("owners/sap-se", "owners/sap-se.atom"),
        "specs/manila/weigher.atom": ("specs/shares/scales", "specs/shares/scales.atom"),
    }

    assert {path: beside(found[path], Address(page)).path for path, (page, _) in there.items()} == {
        path: expected for path, (_, expected) in there.items()
    }


def test_a_feed_has_no_more_than_the_newest_entries():
    many = "".join(f"  - {{id: b{number}, text: Number {number}.}}\n" for number in range(MOST + 20))
    notes = NOTES | {"2024.2/manila/talk.yaml": NOTES["2024.2/manila/talk.yaml"] + f"decisions:\n{many}"}
    plan = changed(recorded(plan_of(notes)), Address("2024.2/manila/talk", f"b{MOST + 1}"), LATER)

    found = entries_in(plan, "feed.atom")
    assert len(found) == MOST
    assert found[0] == f"{BASE}/2024.2/manila/talk.html#b{MOST + 1}"


def test_a_json_feed_has_the_entries_of_the_atom_feed():
    found = files_of(recorded(golden_plan()))

    for path, other in (("feed.json", "feed.atom"), ("2024.2/feed.json", "2024.2/feed.atom"), ("actions.feed.json", "actions.atom")):
        read, (_, root) = json.loads(found[path]), read_atom(found[other])
        entries = list(root.iter(f"{ATOM}entry"))
        assert read["version"] == "https://jsonfeed.org/version/1.1"
        assert read["feed_url"] == f"{BASE}/{path}"
        for name, element in (("id", "id"), ("title", "title"), ("content_html", "content"), ("date_modified", "updated")):
            assert [item[name] for item in read["items"]] == [entry.findtext(f"{ATOM}{element}") for entry in entries]
