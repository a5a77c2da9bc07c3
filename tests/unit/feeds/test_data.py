"""The plan as JSON, its schema, the table of action items, and llms.txt."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from feed_readers import files_of, read_data, read_plan
from golden_plan import BARE, NOTES, REVIEWED, golden_plan, plan_of
from recorded_plans import recorded

from cycleplan.feeds import feeds
from cycleplan.feeds.data import SCHEMAS
from cycleplan.feeds.data.schema import DIVIDED_VERSION, TOPICS_VERSION, VERSION
from cycleplan.feeds.llms import llms
from cycleplan.feeds.table import COLUMNS, action_table, harmless
from cycleplan.model import Address, Ledger, LedgerLine, LineKind, Move, Removal

FIELDS = Path(__file__).parent


@pytest.mark.parametrize("notes", [BARE, NOTES, REVIEWED])
def test_the_schema_accepts_the_plan(notes: Mapping[str, str]):
    assert read_plan(plan_of(notes))["version"] == VERSION
    assert read_plan(recorded(plan_of(notes)))["$schema"] == "https://plan.example/schema/plan-1.json"


@pytest.mark.parametrize("notes", [BARE, NOTES, REVIEWED])
def test_each_gathering_has_its_topics_in_a_file_of_their_own(notes: Mapping[str, str]):
    plan = recorded(plan_of(notes))
    whole, files = read_plan(plan), files_of(plan)
    found = [read_data(plan, files, gathering["topics_url"].removeprefix("https://plan.example/")) for gathering in whole["gatherings"]]

    assert [(read["version"], read["gathering"]) for read in found] == [(TOPICS_VERSION, one["name"]) for one in whole["gatherings"]]
    assert [topic for read in found for topic in read["topics"]] == whole["topics"]
    assert [[topic["name"] for topic in read["topics"]] for read in found] == [one["topics"] for one in whole["gatherings"]]


def test_a_plan_with_too_many_topics_for_one_file_has_all_else(monkeypatch: pytest.MonkeyPatch):
    plan = recorded(golden_plan())
    whole = read_plan(plan)
    monkeypatch.setattr("cycleplan.feeds.data.MOST", len(plan.topics) - 1)
    read = read_plan(plan)

    assert read == {name: value for name, value in whole.items() if name != "topics"} | {
        "$schema": "https://plan.example/schema/plan-2.json",
        "version": DIVIDED_VERSION,
    }
    assert "): the plan as JSON, and where the topics of each gathering are; its schema is named in it\n" in llms(plan)
    monkeypatch.setattr("cycleplan.feeds.data.MOST", len(plan.topics))
    assert read_plan(plan) == whole


def test_a_gathering_that_is_gone_has_no_topics():
    plan = recorded(golden_plan())
    path, on = "/2024.2/manila/topics.json", date(2025, 2, 3)
    gone = Removal(Address("2024.2/manila/index"), LineKind.GATHERING, "Manila", on)
    ledger = Ledger(tuple(sorted((*plan.ledger.lines, LedgerLine(path, on, LineKind.DATA, path)))))
    # Of a removed page nothing is in the plan any more.
    after = replace(plan, gatherings=(), topics=(), removals=(gone,), ledger=ledger)

    assert read_data(after, files_of(after), "2024.2/manila/topics.json") == {
        "$schema": "https://plan.example/schema/topics-1.json",
        "version": TOPICS_VERSION,
        "gathering": "2024.2/manila",
        "topics": [],
    }


def test_a_topic_that_is_gone_takes_no_file_of_its_gathering_along():
    plan = recorded(golden_plan())
    path, on = "/2024.2/manila/topics.json", date(2025, 2, 3)
    gone = Removal(Address("2024.2/manila/topics"), LineKind.TOPIC, "Topics", on)
    ledger = Ledger(tuple(sorted((*plan.ledger.lines, LedgerLine(path, on, LineKind.DATA, path)))))
    after = replace(plan, removals=(gone,), ledger=ledger)

    assert [feed.write() for feed in feeds(after) if f"/{feed.path}" == path] == [files_of(plan)["2024.2/manila/topics.json"]]


def test_an_item_has_its_addresses_and_its_days():
    plan = recorded(golden_plan())
    short = LedgerLine("/i/abcde.html", date(2025, 1, 1), LineKind.SHORT, "/2024.2/manila/weigher.html#a1")
    topics = read_plan(replace(plan, ledger=Ledger(tuple(sorted((*plan.ledger.lines, short))))))["topics"]
    action = next(topic for topic in topics if topic["name"] == "2024.2/manila/weigher")["actions"][0]

    assert action == {
        "url": "https://plan.example/2024.2/manila/weigher.html#a1",
        "short": "https://plan.example/i/abcde.html",
        "first_path": "/2024.2/manila/weigher.html#a1",
        "published": "2025-01-01",
        "changed": "2025-01-01",
        "id": "a1",
        "task": {"text": "File a blueprint.", "markdown": "File a blueprint."},
        "owners": ["carthaca", "gouthamr"],
        "due": {"date": "2024-06-14", "milestone": "spec-freeze"},
        "specs": ["manila/weigher"],
        "status": "open",
        "log": [],
        "review": None,
    }


def test_prose_is_there_as_text_and_as_markdown():
    topics = read_plan(golden_plan())["topics"]

    assert next(topic for topic in topics if topic["name"] == "2024.2/manila/weigher")["discussion"] == {
        "text": "@gouthamr asked for the spec, see [1] and [2].\nOne thing.\nAnother.",
        "markdown": (
            "@gouthamr asked for [the spec][spec:manila/weigher], see [1] and [2].\n\n"
            "- One *thing*.\n- [Another](https://e.example/?a=1&b=2)."
        ),
    }


def test_what_moved_and_what_is_gone_is_told():
    move = Move(Address("2024.2/manila/scales"), Address("2024.2/manila/weigher"), date(2025, 2, 3))
    removal = Removal(Address("owners/wren"), LineKind.OWNER, "wren", date(2025, 2, 3), see="owners/sap")
    read = read_plan(replace(golden_plan(), redirects=(move,), removals=(removal,)))

    base = "https://plan.example"
    assert read["redirects"] == [
        {"old": f"{base}/2024.2/manila/scales.html", "to": f"{base}/2024.2/manila/weigher.html", "on": "2025-02-03"}
    ]
    assert read["removals"] == [
        {"url": f"{base}/owners/wren.html", "kind": "owner", "title": "wren", "on": "2025-02-03", "because": None, "see": "owners/sap"}
    ]


def fields_of(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield each field of a schema as its path and what it holds."""
    for name, definition in ((schema["title"], schema), *sorted(schema["$defs"].items())):
        needed = definition.get("required", ())
        for field, holds in sorted(definition.get("properties", {}).items()):
            yield f"{name}.{field}: {holding(holds)}{'' if field in needed else ', or left out'}"
        if "enum" in definition:
            yield f"{name}: {' | '.join(sorted(definition['enum']))}"


def holding(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(map(holding, schema["anyOf"]))
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if schema["type"] == "array":
        return f"list of {holding(schema['items'])}"
    return schema.get("format", schema["type"])


@pytest.mark.parametrize(("path", "version"), [*zip(SCHEMAS, (VERSION, DIVIDED_VERSION, TOPICS_VERSION), strict=True)])
def test_no_field_of_a_published_version_goes_or_holds_something_else(path: str, version: str):
    """A new field is added to the file with its version; one that goes needs a new major version, and a new file."""
    lines = (FIELDS / f"{Path(path).stem}.fields").read_text(encoding="utf-8").splitlines()
    published = dict(reversed(line.split(" ", 1)) for line in lines)
    fields = set(fields_of(json.loads(files_of(golden_plan())[path])))

    assert sorted(published.keys() - fields) == []
    assert sorted(fields - published.keys()) == []
    assert max(published.values(), key=lambda version: tuple(map(int, version.split(".")))) == version


def read_table(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_the_table_has_every_action_item():
    weigher = "https://plan.example/2024.2/manila/weigher.html"
    title = "Weigh pools by *share* network"

    assert read_table(action_table(golden_plan())) == [
        list(COLUMNS),
        [f"{weigher}#a1", "2024.2", "manila", title, "", "File a blueprint.", "open", "carthaca, gouthamr", "2024-06-14", "manila/weigher"],
        [f"{weigher}#a2", "2024.2", "manila", title, "", "Say so.", "done", "carthaca", "2024-09-01", ""],
        [f"{weigher}#a3", "2024.2", "manila", title, "Manage", "Manage it.", "open", "", "2024-07-01", ""],
    ]


def test_the_table_ends_its_lines_as_rfc_4180_asks():
    text = action_table(golden_plan())

    assert text.count("\n") == text.count("\r\n") == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        (" =1", "'=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("a; =1", "a; '=1"),
        ("a=1, -2", "a=1, -2"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_no_cell_starts_a_formula(text: str, expected: str):
    assert harmless(text) == expected


def test_llms_txt_leads_to_the_newest_topics_the_gatherings_and_the_data():
    assert llms(recorded(golden_plan())) == (
        "# A plan\n\n"
        "> What teams agreed on at their gatherings, for each release cycle: topics, decisions and action items, and what became of them."
        " Every item has an address that lasts.\n\n"
        "Terms of use: CC BY 3.0.\n\n"
        "## Overview\n\n"
        "- [Home](https://plan.example/): the newest cycle that a team has gathered for\n"
        "- [Action items](https://plan.example/actions.html): what is open, over all cycles\n"
        "- [Owners](https://plan.example/owners/): who leads what and has taken on what\n"
        "- [Work items](https://plan.example/specs/): specs, blueprints, bugs and reviews, and the topics that lead to them\n\n"
        "## Topics of 2024.2 Dalmatian\n\n"
        "- [Weigh pools by \\*share\\* network](https://plan.example/2024.2/manila/weigher.html): Weigh pools, with [oslo_policy].\n"
        "- [Talk](https://plan.example/2024.2/manila/talk.html): After the first.\n\n"
        "## Gatherings\n\n"
        "- [Manila 2024.2](https://plan.example/2024.2/manila/): topics: 2; action items: 3, of which 2 open\n"
        "- [Oslo 2024.2](https://plan.example/2024.2/oslo/): topics: 0; action items: 0, of which 0 open\n"
        "- [Manila 2024.1](https://plan.example/2024.1/manila/): topics: 1; action items: 0, of which 0 open\n"
        "- [Manila 2023.2](https://plan.example/2023.2/manila/): topics: 1; action items: 0, of which 0 open\n\n"
        "## Data\n\n"
        "- [plan.json](https://plan.example/plan.json): the whole plan as JSON; its schema is named in it\n"
        "- [actions.csv](https://plan.example/actions.csv): all action items as a table\n"
        "- [feed.atom](https://plan.example/feed.atom): what changed last\n"
        "- [calendar.ics](https://plan.example/calendar.ics): milestones, gatherings and due dates\n"
    )


def test_llms_txt_names_no_file_that_is_not_made():
    text = llms(plan_of(BARE))

    assert "feed.atom" not in text
    assert "Topics of" not in text


def test_every_file_has_a_path_of_its_own_and_a_page():
    made = feeds(recorded(plan_of(REVIEWED)))
    paths = [feed.path for feed in made]

    assert sorted(set(paths)) == sorted(paths)
    assert {feed.page for feed in made} == {
        *(Address(page) for page in ("index", "actions")),
        *(Address(f"{number}/index") for number in ("2023.2", "2024.1", "2024.2", "2025.1")),
        *(Address(f"{name}/index") for name in ("2023.2/manila", "2024.1/manila", "2024.2/manila", "2024.2/oslo")),
        *(Address(f"owners/{key}") for key in ("carthaca", "gouthamr", "sap", "wren")),
        *(Address(f"specs/manila/{id_}") for id_ in ("weigher", "plain", "guess")),
    }
    assert {feed.path.rpartition(".")[2]: feed.kind for feed in made} == {
        "atom": LineKind.FEED,
        "ics": LineKind.CALENDAR,
        "json": LineKind.DATA,
        "csv": LineKind.DATA,
        "txt": LineKind.DATA,
    }
