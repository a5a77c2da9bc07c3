"""What is told once an item has another log, day, title or owner: by a check that opens no other note."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledgers import recorded
from opening import loaded, opened
from projects import DOCS, make_project, write
from rendered import render_builds_here
from two_topics import CEPHFS, TWO, WEIGHER, built, edited

from cycleplan.pipeline import run
from cycleplan.site.build import problems_of
from cycleplan.workspace import Project, read_docs, read_notes_folder

DONE = "log: [{date: 2024-05-01, status: done, text: Asked., evidence: review 1}]"
OPEN = DONE.replace("status: done", "status: open")
PLAN: dict[str, str] = {
    **TWO,
    "owners.yaml": "carthaca: {kind: person}\nzoe: {kind: person}\nsap: {kind: organisation}\n",
    "specs/manila.yaml": "weigher: {kind: spec, title: A weigher, missing: not proposed yet}\n",
    CEPHFS: TWO[CEPHFS] + "led_by: [sap]\nspecs: [manila/weigher]\n",
    "cycles.yaml": TWO["cycles.yaml"] + '"2025.1": {name: Epoxy}\n',
    WEIGHER: TWO[WEIGHER].replace("kind: feature\n", f"kind: feature\n{OPEN}\n")
    + "actions:\n"
    + f"  - {{id: a1, task: Ask., owners: [zoe], due: 2024-07-01, {OPEN}}}\n"
    + "  - {id: a2, task: File it., owners: [carthaca, zoe]}\n"
    + "  - {id: a3, task: Wait.}\n",
}


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Build the plan with its ledger, and return its project."""
    render_builds_here(monkeypatch)
    made = make_project(tmp_path_factory.mktemp("logs") / "project", recorded(PLAN, docs=DOCS))
    built(made)
    return made


def fresh(project: Project) -> tuple[int, list[str]]:
    """Return what a check of all notes tells."""
    intake = read_notes_folder(project.notes)
    return len(intake.files), [str(problem) for problem in run(intake.files, intake.problems, read_docs(project.docs)).problems]


def told(project: Project) -> tuple[int, list[str]]:
    """Return what a check tells."""
    files, problems = problems_of(project)
    return files, [str(problem) for problem in problems]


EDITS = {
    "another date": (OPEN + "}", OPEN.replace("05-01", "05-02") + "}", "1 changed text"),
    "another title": ("title: Weigh", "title: Always weigh", "1 changed text"),
    "another day": ("due: 2024-07-01", "due: 2024-07-02", "1 changed text"),
    "no day": ("due: 2024-07-01, ", "", "1 changed text"),
    "the first that is done": (OPEN + "}", DONE + "}", "3 addresses and 1 changed text", "2 addresses"),
    "the first that is dropped": (OPEN + "}", OPEN.replace("open", "dropped") + "}", "1 address and 1 changed text", "1 address"),
    "what two did": (
        "owners: [carthaca, zoe]}",
        f"owners: [carthaca, zoe], {DONE}}}",
        "3 addresses and 1 changed text",
        "3 addresses",
    ),
    "what nobody did": ("task: Wait.}", f"task: Wait., {DONE}}}", "3 addresses and 1 changed text", "2 addresses"),
    "what a cycle is left with": (OPEN + "}", OPEN.replace("text: Asked.", "text: Asked., to: 2025.1") + "}", "1 changed text"),
    "a topic that is done": (f"kind: feature\n{OPEN}\n", f"kind: feature\n{DONE}\n", "2 addresses and 1 changed text", "1 address"),
    "a topic without a log": (f"kind: feature\n{OPEN}\n", "kind: feature\n", "1 changed text"),
    "one more owner": ("owners: [carthaca, zoe]}", "owners: [carthaca, zoe, sap]}", "1 changed text"),
    "somebody instead of nobody": ("task: Wait.}", "task: Wait., owners: [zoe]}", "1 changed text"),
    "somebody less": ("owners: [carthaca, zoe]}", "owners: [carthaca]}", "1 changed text"),
    "somebody who says so": (
        "text: Asked., evidence: review 1}]}",
        "text: Asked @sap., evidence: review 1}]}",
        "1 changed text",
        "1 address",
    ),
    "a work item": ("task: Wait.}", "task: Wait., specs: [manila/weigher]}", "1 changed text", "1 address"),
    "when somebody looked": ("kind: feature\n", "kind: feature\nchecked: {date: 2024-06-01, result: Nothing yet.}\n", "1 changed text"),
}


@pytest.mark.parametrize(("edit", "lacking"), [(edit[:2], edit[2:]) for edit in EDITS.values()], ids=EDITS)
def test_a_check_opens_no_other_note(edit: tuple[str, str], lacking: tuple[str, ...], project: Project):
    edited(project, WEIGHER, *edit)
    expected = fresh(project)
    names, lines = opened(project, "check")

    assert told(project) == expected
    assert tuple(line.partition(" warning: ")[2].partition(" not recorded")[0] for line in expected[1]) == lacking
    assert names == ["weigher.yaml"]
    assert lines == [line.removeprefix("ledger/") for line in expected[1]]


def test_a_check_of_one_log_loads_nothing_that_makes_pages(project: Project):
    edited(project, WEIGHER, OPEN + "}", DONE + "}")
    heavy = ("sphinx", "jinja2", "feedgenerator", "icalendar", "cycleplan.pipeline", "cycleplan.rendering", "cycleplan.feeds")
    modules, lines = loaded(project, heavy, "check")

    assert (modules, len(lines)) == ([], 2)


def test_what_is_taken_back_is_told_no_longer(project: Project):
    edited(project, WEIGHER, OPEN + "}", DONE + "}")
    built(project)
    edited(project, WEIGHER, DONE + "}", OPEN + "}")

    assert told(project) == fresh(project) == (len(recorded(PLAN, docs=DOCS)), [])


BROKEN = {
    "a log that goes back": (OPEN + "}", DONE.replace("}]", "}, {date: 2024-04-01, status: open, text: So., evidence: bug 1}]") + "}"),
    "an entry without evidence": (OPEN + "}", OPEN.replace(", evidence: review 1", "") + "}"),
    "somebody who is not there": (OPEN + "}", OPEN.replace("text: Asked.", "text: Asked @nobody.") + "}"),
    "an owner who is not there": ("task: Wait.}", "task: Wait., owners: [nobody]}"),
    "a work item that is not there": ("task: Wait.}", "task: Wait., specs: [manila/none]}"),
    "a cycle that is not there": (OPEN + "}", OPEN.replace("text: Asked.", "text: Asked., to: 2031.1") + "}"),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_told(old: str, new: str, project: Project):
    edited(project, WEIGHER, old, new)
    found = told(project)

    assert found == fresh(project)
    assert any("weigher.yaml" in line for line in found[1])


def test_who_is_named_no_longer_is_told(project: Project):
    edited(project, CEPHFS, "led_by: [sap]\n", "")
    found = told(project)

    assert found == fresh(project)
    assert "owners.yaml:3:1: CP503 warning: nothing names the owner 'sap' (take it out, or name it)" in found[1]


def test_where_a_page_keeps_a_place_for_what_is_gone_all_notes_are_looked_at(project: Project):
    done = recorded({**PLAN, WEIGHER: PLAN[WEIGHER].replace(OPEN + "}", DONE + "}")}, docs=DOCS)
    for path, text in recorded({**done, WEIGHER: PLAN[WEIGHER]}, docs=DOCS).items():
        write(project.notes / path, text)
    built(project)
    edited(project, WEIGHER, OPEN + "}", DONE + "}")
    expected = fresh(project)

    assert told(project) == expected == (len(done), [])
    assert len(opened(project, "check")[0]) == expected[0]


def test_a_plan_without_a_ledger_has_nothing_to_record(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    render_builds_here(monkeypatch)
    project = make_project(tmp_path_factory.mktemp("logs") / "project", PLAN)
    built(project)
    edited(project, WEIGHER, OPEN + "}", DONE + "}")

    assert told(project) == fresh(project) == (len(PLAN), [])
    assert opened(project, "check")[0] == ["weigher.yaml"]


def test_without_a_ledger_what_moves_say_is_looked_at(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    render_builds_here(monkeypatch)
    moved = "owners/zoe#closed: {to: owners/carthaca, on: 2024-05-01}\n"
    project = make_project(tmp_path_factory.mktemp("logs") / "project", {**PLAN, "redirects.yaml": moved})
    built(project)
    edited(project, WEIGHER, OPEN + "}", DONE + "}")

    assert told(project) == fresh(project)
    assert "redirects.yaml:1:1: CP604 'owners/zoe#closed' is a redirect" in fresh(project)[1][0]


REFUSED = {
    "somebody who is not there": ("Much was said.", "Much was said by @nobody."),
    "a milestone that is not there": ("due: 2024-07-01", "due: nowhere"),
    "a reference that is not there": ("Much was said.", "Much was said [9]."),
    "an id that is there": ("id: a3", "id: a1"),
    "a cycle that is not there": (OPEN + "}", OPEN.replace("text: Asked.", "text: Asked., to: 2031.1") + "}"),
    "a warning": (OPEN + "}", DONE + "}"),
}


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED)
def test_a_build_that_was_refused_is_not_what_the_site_has(edit: tuple[str, str], project: Project):
    edited(project, WEIGHER, *edit)
    refused = built(project, is_strict=True)
    again = built(project, is_strict=True)

    assert (refused.html, again.html) == (None, None)
    assert [str(problem) for problem in again.problems] == [str(problem) for problem in refused.problems] == fresh(project)[1]
    assert told(project) == fresh(project)


def test_a_refused_edit_that_was_taken_back_is_not_what_the_next_one_begins_with(project: Project):
    edited(project, WEIGHER, OPEN + "}", DONE + "}")
    built(project, is_strict=True)
    edited(project, WEIGHER, DONE + "}", OPEN + "}")
    built(project)
    edited(project, WEIGHER, OPEN + "}", DONE + "}")

    assert told(project) == fresh(project)


THREADS = {
    "in the gathering": ("cephfs", ("2 addresses and 2 changed texts",)),
    "in another cycle": ("2025.1/manila/later", ("1 address and 2 changed texts", "1 address", "1 address")),
}


@pytest.mark.parametrize(("to", "lacking"), THREADS.values(), ids=THREADS)
def test_an_item_that_went_elsewhere_with_its_topic_makes_a_thread(
    to: str, lacking: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    render_builds_here(monkeypatch)
    gone = OPEN.replace("text: Asked.", f"text: Asked., to: {to}")
    later = {
        "2025.1/manila/gathering.yaml": "title: Manila at the next PTG\ntopics: [later]\n",
        "2025.1/manila/later.yaml": "title: Later\nkind: debt\nsummary: Some day.\nled_by: [sap]\n",
    }
    notes = {**PLAN, **later, WEIGHER: PLAN[WEIGHER].replace("task: Wait.}", f"task: Wait., {gone}}}")}
    project = make_project(tmp_path / "project", recorded(notes, docs=DOCS))
    built(project)
    text = notes[WEIGHER].replace(gone, "GONE").replace(f"kind: feature\n{OPEN}", f"kind: feature\n{gone}").replace("GONE", OPEN)
    write(project.notes / WEIGHER, text)
    expected = fresh(project)

    assert told(project) == expected
    assert tuple(line.partition(" warning: ")[2].partition(" not recorded")[0] for line in expected[1]) == lacking
