"""Laws of feeds, calendars and data: whatever the text, they parse, and say what the notes say."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

from feed_readers import ATOM, files_of, read_atom, read_calendar, read_plan
from golden_plan import REVIEWED, plan_of
from hostile_plans import hostile, hostile_plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from plan_strategies import plans
from recorded_plans import items_of, recorded
from selectolax.lexbor import LexborHTMLParser
from text_strategies import lines

from cycleplan.feeds.table import harmless
from cycleplan.model import Plan, Section
from cycleplan.notes.reader import read_notes
from cycleplan.prose import one_line, plain_text
from cycleplan.textfile import TextFile

HAVE_ENTRIES = ("gathering", "topic", "part", "decision", "action", "spec")
few = settings(max_examples=max(settings().max_examples // 5, 1))


def plan_from(files: Iterable[TextFile]) -> Plan:
    return recorded(read_notes(files).plan)


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(html: str) -> str:
    body = LexborHTMLParser(html).body
    return squeezed(body.text(deep=True)) if body else ""


def assert_feeds_say_what_the_notes_say(plan: Plan, files: Mapping[str, str]) -> None:
    _, root = read_atom(files["feed.atom"])
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in root.iter(f"{ATOM}entry")}
    base = plan.site.base.rstrip("/")
    assert entries.keys() == {base + address.canonical for address, kind in items_of(plan) if kind in HAVE_ENTRIES}
    for topic in plan.topics:
        for section in topic.sections:
            entry = entries[base + topic.at(None if section is topic.whole else section.id).canonical]
            assert entry.findtext(f"{ATOM}title") == section.title
            assert_shown(entry.findtext(f"{ATOM}content"), plain_text(section.summary), plain_text(section.discussion))
            for action in section.actions:
                assert_shown(entries[base + topic.at(action.id).canonical].findtext(f"{ATOM}content"), plain_text(action.task))
            for decision in section.decisions:
                assert_shown(entries[base + topic.at(decision.id).canonical].findtext(f"{ATOM}content"), plain_text(decision.text))


def assert_shown(html: str | None, *texts: str) -> None:
    found = shown(html or "")
    assert [text for text in texts if squeezed(text) not in found] == []


def assert_calendars_say_what_the_notes_say(plan: Plan, files: Mapping[str, str]) -> None:
    read = read_calendar(files["calendar.ics"])
    for event in read.values():
        assert event["DTEND"] > event["DTSTART"]
    titles = {event["SUMMARY"] for event in read.values()}
    for at in plan.links.actions:
        if at.action.due and (not at.action.log or at.action.log[-1].status.is_open):
            assert f"Due: {one_line(plain_text(at.action.task))}" in titles
    for gathering in plan.gatherings:
        assert gathering.title in titles or not gathering.first
        assert [m for m in gathering.milestones if f"{gathering.cycle} {gathering.team}: {m.title}" not in titles] == []


def assert_data_is_what_the_notes_say(plan: Plan, files: Mapping[str, str]) -> None:
    read = {topic["name"]: topic for topic in read_plan(plan, files)["topics"]}
    for topic in plan.topics:
        found = [read[topic.name], *read[topic.name]["parts"]]
        for section, had in zip(topic.sections, found, strict=True):
            assert had["title"] == section.title
            assert (had["discussion"] or {"text": ""})["text"] == plain_text(section.discussion)
            assert [action["task"]["text"] for action in had["actions"]] == [plain_text(action.task) for action in section.actions]
            assert [decision["text"]["text"] for decision in had["decisions"]] == [plain_text(d.text) for d in section.decisions]


def undone(cell: str) -> str:
    return re.sub("(^|;)(\\s*)'(?=[-=+@'\uff0b\uff0d\uff1d\uff20])", r"\1\2", cell)


@given(st.text() | st.text("=+-@;' \t\r\n,\"a\uff1d"))
@example("'=;'=")
def test_no_cell_can_start_a_formula_and_none_loses_anything(text: str):
    cell = harmless(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert re.search(r";\s*[-=+@]", cell) is None
    assert undone(cell) == one_line(text)


def assert_the_table_says_what_the_notes_say(plan: Plan, files: Mapping[str, str]) -> None:
    text_of_table = files["actions.csv"]
    head, *rows = csv.reader(StringIO(text_of_table, newline=""), strict=True)

    assert {len(row) for row in rows} == {len(head)}
    assert text_of_table.count("\n") == text_of_table.count("\r\n") == len(rows) + 1
    expected = [(at.topic.title, one_line(plain_text(at.action.task))) for at in plan.links.actions]
    assert [(undone(row[head.index("topic")]), undone(row[head.index("task")])) for row in rows] == expected


def assert_llms_txt_says_what_the_notes_say(plan: Plan, files: Mapping[str, str]) -> None:
    tokens = MarkdownIt("commonmark").parse(files["llms.txt"])
    items = [token.children or [] for token in tokens if token.type == "inline" and token.level == len(("list", "item", "paragraph"))]

    assert {token.type for token in tokens} <= {
        *(f"{name}_{end}" for name in ("heading", "paragraph", "blockquote", "bullet_list", "list_item") for end in ("open", "close")),
        "inline",
    }
    assert [sum(child.type == "link_open" for child in children) for children in items] == [1] * len(items)
    words = ["".join(child.content for child in children if child.type in ("text", "code_inline")) for children in items]
    topics = [topic for topic in plan.topics if topic.cycle == "2024.2"]
    assert words[4 : 4 + len(topics)] == [f"{t.title}: {one_line(plain_text(t.whole.summary))}" for t in topics]


def assert_all_say_what_the_notes_say(plan: Plan, files: Mapping[str, str]) -> None:
    assert_feeds_say_what_the_notes_say(plan, files)
    assert_calendars_say_what_the_notes_say(plan, files)
    assert_data_is_what_the_notes_say(plan, files)
    assert_the_table_says_what_the_notes_say(plan, files)


@few
@given(plans())
def test_every_file_says_what_the_notes_say(files: tuple[TextFile, ...]):
    plan = plan_from(files)

    assert_all_say_what_the_notes_say(plan, files_of(plan))


@few
@given(lines, hostile)
@example("]]>", "]]> <!-- --> <b>&amp;")
@example("<title>", "<![CDATA[ x ]]>")
@example("\\n \\, \\; \\\\", "\\n; , : \"' ^n")
@example("=HYPERLINK(1)", "=cmd|' /C calc'!A0")
@example("a](https://x.example) [b", "<b> &amp; ![x](y) [z]: https://x.example")
def test_every_file_says_hostile_text_as_it_is(title: str, text: str):
    plan = recorded(hostile_plan(title, text))
    files = files_of(plan)

    assert_all_say_what_the_notes_say(plan, files)
    assert_llms_txt_says_what_the_notes_say(plan, files)


def retitled(section: Section) -> Section:
    return replace(section, title=f"{section.title} again", actions=section.actions[::-1], decisions=section.decisions[::-1])


def rearranged(plan: Plan) -> Plan:
    """Return a plan with every title changed and every list of topics and their items the other way round."""
    topics = tuple(replace(t, whole=retitled(t.whole), parts=tuple(map(retitled, t.parts))[::-1]) for t in reversed(plan.topics))
    return replace(plan, topics=topics, gatherings=plan.gatherings[::-1], specs=plan.specs[::-1])


@few
@given(plans())
def test_ids_neither_know_a_title_nor_an_order(files: tuple[TextFile, ...]):
    plan = plan_from(files)
    before, after = files_of(plan), files_of(rearranged(plan))

    assert set(before) == set(after)
    for path, text in before.items():
        if path.endswith(".atom"):
            assert read_atom(text)[1].tag == f"{ATOM}feed"
            assert list(read_ids(after[path])) == list(read_ids(text))
        elif path.endswith(".ics"):
            assert list(read_calendar(after[path])) == list(read_calendar(text))


def read_ids(text: str) -> list[str]:
    return re.findall("<id>([^<]+)</id>", text)


_ELSEWHERE = """
from golden_plan import REVIEWED, plan_of
from recorded_plans import recorded
from feed_readers import files_of
import hashlib, json, sys
files = files_of(recorded(plan_of(REVIEWED)))
sys.stdout.write(json.dumps({path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}))
"""


def test_the_bytes_are_the_same_under_another_clock_language_and_hash_seed():
    files = files_of(recorded(plan_of(REVIEWED)))
    tests = Path(__file__).parents[1]
    path = os.pathsep.join((str(tests.parent / "build_tools"), str(tests)))
    surroundings = {"PYTHONPATH": path, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PATH": os.environ["PATH"]}
    said = subprocess.run([sys.executable, "-c", _ELSEWHERE], env=surroundings, capture_output=True, encoding="utf-8", check=True).stdout

    assert json.loads(said) == {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}
