"""What is told of topics that are only worded otherwise, by a check or a build, without reading other notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import make_project, tree
from two_topics import CEPHFS, SAID, TWO, WEIGHER, built, edited, parts, site

from cycleplan.pipeline import run
from cycleplan.site.build import problems_of
from cycleplan.workspace import Project, read_docs, read_notes_folder


def test_what_the_ledger_lacks_then_is_told(project: Project):
    def told() -> list[str]:
        intake = read_notes_folder(project.notes)
        fresh = run(intake.files, intake.problems, read_docs(project.docs)).problems
        checked, found = problems_of(project), built(project)
        assert (checked, found.problems) == ((len(intake.files), fresh), fresh)
        return [problem.message for problem in found.problems]

    made = parts(project)
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    one = told()
    edited(project, CEPHFS, "It stays.", "It goes.")
    two = told()
    edited(project, WEIGHER, "Little was said.", "Much was said.")
    again = told()
    edited(project, CEPHFS, "It goes.", "It stays.")

    assert parts(project) == made
    assert one == ["1 changed text not recorded, such as '/2024.2/manila/weigher.html'"]
    assert two == ["2 changed texts not recorded, such as '/2024.2/manila/cephfs.html'"]
    assert again == ["1 changed text not recorded, such as '/2024.2/manila/cephfs.html'"]
    assert told() == []


def test_a_warning_in_the_edited_file_is_told_where_it_is_now(tmp_path: Path):
    project = make_project(tmp_path / "project", {**TWO, WEIGHER: TWO[WEIGHER] + "review: Is it so?\n"})
    built(project)
    edited(project, WEIGHER, SAID, "discussion: |\n  Much\n  was said.\n")
    told = ["2024.2/manila/weigher.yaml:8:9: CP506 warning: review: Is it so? (see to it, then take review out)"]

    assert [str(problem) for problem in problems_of(project)[1]] == told
    assert [str(problem) for problem in built(project).problems] == told


def test_a_strict_build_stops_at_what_the_ledger_lacks(project: Project):
    before = site(built(project))
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    found = built(project, is_strict=True)

    assert (found.html, [problem.rule.code for problem in found.problems]) == (None, ["CP603"])
    assert tree(project.html.resolve()) == before


WORDS = {
    "a discussion": ("Much was said.", "Little was said."),
    "a summary": ("Weigh by share network.", "Weigh by network."),
    "a task": ("task: Ask.", "task: Ask them."),
}


@pytest.mark.parametrize(("old", "new"), WORDS.values(), ids=WORDS)
def test_a_check_of_other_words_reads_no_other_notes(old: str, new: str, tmp_path: Path):
    notes = {**TWO, WEIGHER: f"{TWO[WEIGHER]}actions: [{{id: a1, task: Ask., owners: [carthaca]}}]\n"}
    project = make_project(tmp_path / "project", {**notes, "owners.yaml": "carthaca: {kind: person}\nzoe: {kind: person}\n"})
    warned = built(project).problems
    edited(project, WEIGHER, old, new)
    before = tree(project.build)

    assert problems_of(project) == (len(notes), warned)
    assert tree(project.build) == before


def test_a_check_of_a_broken_edit_tells_what_is_broken(project: Project):
    edited(project, WEIGHER, "Much was said.", "Much was said by @nobody.")

    assert [str(problem) for problem in problems_of(project)[1] if problem.is_error] == [
        "2024.2/manila/weigher.yaml:5:30: CP203 unknown owner 'nobody' (add it to owners.yaml)"
    ]
