"""Every text of this folder through the command, as somebody would import it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from imports.reading import Case, cases, read_result
from imports.scoring import score, total

from cycleplan.cli import cycleplan
from cycleplan.mail.importing import Target, draft_of
from cycleplan.mail.outline import read_outline
from cycleplan.mail.reading import read_source
from cycleplan.model import Licence, Plan, Site
from cycleplan.notes.reader import read_notes
from cycleplan.pipeline import check_files
from cycleplan.workspace import read_notes_folder

TEXTS = tuple(cases())
PLAN = Plan(Site("A plan", "https://plan.example/", Licence("CC BY 3.0")))


def imported(case: Case, folder: Path) -> tuple[int, str]:
    team = case.name.partition("-")[0]
    words = ("import", str(case.text), "--cycle", "2024.2", "--team", team, "--to", str(folder))
    result = CliRunner().invoke(cycleplan, words, prog_name="cycleplan")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.name)
def test_every_line_of_a_text_is_in_one_block_of_its_outline(case: Case):
    source = read_source(case.text.name, case.text.read_bytes())
    placed = {line for block in read_outline(source).blocks for line in block.lines}
    assert placed == {number for number, line in enumerate(source.lines, 1) if line.strip()}


@pytest.mark.parametrize("case", [case for case in TEXTS if case.name != "plain-prose"], ids=lambda case: case.name)
def test_every_line_of_a_text_is_in_a_topic_or_in_the_gathering_or_left_over(case: Case):
    source = read_source(case.text.name, case.text.read_bytes())
    draft = draft_of([source], Target("2024.2/" + case.name.partition("-")[0], PLAN))
    placed = {*draft.lines, *(left.line for left in draft.leftovers)}
    placed |= {line for topic in draft.topics for section in topic.sections for line in section.lines}
    assert placed == {number for number, line in enumerate(source.lines, 1) if line.strip()}


@pytest.mark.parametrize("case", [case for case in TEXTS if case.name != "plain-prose"], ids=lambda case: case.name)
def test_an_import_passes_check_and_a_second_one_changes_nothing(case: Case, tmp_path: Path):
    assert imported(case, tmp_path / "notes")[0] == 0
    once = {path: path.read_bytes() for path in (tmp_path / "notes").rglob("*.yaml")}
    errors = [str(problem) for problem in check_files(read_notes_folder(tmp_path / "notes").files).problems if problem.is_error]
    code, output = imported(case, tmp_path / "notes")
    assert (errors, code, "nothing new; nothing was written" in output) == ([], 0, True)
    assert {path: path.read_bytes() for path in (tmp_path / "notes").rglob("*.yaml")} == once


def test_a_text_without_structure_is_refused_and_nothing_is_written(tmp_path: Path):
    case = next(case for case in TEXTS if case.name == "plain-prose")
    code, output = imported(case, tmp_path / "notes")
    assert (code, "no topic found in plain-prose.txt (mark each title" in output, (tmp_path / "notes").exists()) == (2, True, False)


def test_nearly_all_topics_action_items_and_addresses_of_the_texts_are_found(tmp_path: Path):
    scores = []
    for case in TEXTS:
        imported(case, tmp_path / case.name)
        scores.append(score(case.expected, read_result(tmp_path / case.name)))
    found = total(scores)
    assert found.topics.f1 >= 0.95
    assert found.actions.f1 >= 0.9
    assert found.decisions.f1 >= 0.95
    assert found.addresses.f1 >= 0.95


def test_a_guess_says_that_it_is_one(tmp_path: Path):
    text = tmp_path / "mail.txt"
    text.write_text("# Pools\n\nWe talked.\n\n- Enhance the weigher.\n\n# Shares\n\nAI: wren to write it down\n", encoding="utf-8")
    imported(Case("manila", text, TEXTS[0].expected), tmp_path / "notes")
    plan = read_notes(read_notes_folder(tmp_path / "notes").files).plan
    guessed = [action.review is not None for topic in plan.topics for _, action in topic.actions()]
    assert guessed == [True, False]
