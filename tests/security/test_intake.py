"""Nothing that lies outside the notes, or beside the generated source, gets onto a page."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest
from projects import make_project, render_here, write

from cycleplan.pipeline import run
from cycleplan.site.sources import source_files
from cycleplan.workspace import WorkspaceError, read_docs, read_notes_folder, write_source
from security.corpus import CANARY
from security.test_layers import rendered, sphinx

SECRET = f"title: {CANARY}\nkind: feature\nsummary: {CANARY}\n"


@pytest.mark.parametrize("place", ["2024.2/manila/stolen.yaml", "2024.2/stolen", "stolen.yaml"])
def test_a_link_in_the_notes_is_a_problem_and_is_not_followed(place: str, tmp_path: Path):
    project = make_project(tmp_path / "project")
    write(tmp_path / "outside" / "stolen.yaml", SECRET)
    is_folder = not place.endswith(".yaml")
    (project.notes / place).symlink_to(tmp_path / "outside" / ("" if is_folder else "stolen.yaml"), target_is_directory=is_folder)

    intake = read_notes_folder(project.notes)

    assert [(problem.at.path, problem.rule.code, problem.message) for problem in intake.problems] == [(place, "CP001", "a link")]
    assert not any(CANARY in file.text for file in intake.files)
    assert run(intake.files, intake.problems).pages == ()


def test_a_link_that_leads_round_in_a_circle_ends_the_reading(tmp_path: Path):
    project = make_project(tmp_path)
    for name in ("one", "two"):
        (project.notes / "2024.2" / name).symlink_to(project.notes, target_is_directory=True)

    assert len(read_notes_folder(project.notes).problems) == 2


def test_a_pipe_in_the_notes_does_not_hold_the_reading(tmp_path: Path):
    project = make_project(tmp_path)
    os.mkfifo(project.notes / "2024.2" / "manila" / "pipe.yaml")

    assert [problem.message for problem in read_notes_folder(project.notes).problems] == ["no regular file"]


@pytest.mark.parametrize("address", ["../../conf.py", "file:///etc/hosts", "path:../conf.py", "/etc/hosts", "//evil.example/x"])
def test_prose_cannot_link_to_a_file(address: str, tmp_path: Path):
    project = make_project(tmp_path)
    write(project.notes / "2024.2/manila/weigher.yaml", f"title: x\nkind: feature\nsummary: '[x]({address})'\nled_by: [carthaca]\n")

    outcome = run(read_notes_folder(project.notes).files)

    assert [problem.rule.code for problem in outcome.problems] == ["CP304"]
    assert outcome.pages == ()


@pytest.mark.parametrize("key", ["specs: [../../../etc]", "led_by: [../carthaca]", "continues: ../../x", "parts: [{id: ../x, title: y}]"])
def test_a_name_cannot_lead_out_of_the_site(key: str, tmp_path: Path):
    project = make_project(tmp_path)
    write(project.notes / "2024.2/manila/weigher.yaml", f"title: x\nkind: feature\nsummary: y\n{key}\n")

    outcome = run(read_notes_folder(project.notes).files)

    assert not outcome.is_publishable
    assert outcome.pages == ()


def test_a_page_that_became_a_link_is_refused(tmp_path: Path):
    project = make_project(tmp_path)
    outcome = run(read_notes_folder(project.notes).files)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        render_here(project, outcome)
        write(tmp_path / "outside.md", f"# {CANARY}\n")
        page = project.source / "2024.2/manila/weigher.md"
        page.unlink()
        page.symlink_to(tmp_path / "outside.md")

        assert sphinx(project, outcome.plan) == 2


def test_links_in_the_source_folder_are_replaced_and_never_written_through(tmp_path: Path):
    project = make_project(tmp_path)
    files = source_files(run(read_notes_folder(project.notes).files), ())
    write_source(project.source, files)
    write(tmp_path / "outside.md", CANARY)
    page = project.source / "2024.2/manila/weigher.md"
    page.unlink()
    page.symlink_to(tmp_path / "outside.md")

    write_source(project.source, files)

    assert not page.is_symlink()
    assert (tmp_path / "outside.md").read_text() == CANARY


def test_a_source_folder_that_is_a_link_is_refused(tmp_path: Path):
    project = make_project(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    project.build.mkdir()
    project.source.symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    with pytest.raises(WorkspaceError):
        write_source(project.source, ())


def test_a_link_among_the_docs_is_left_out(tmp_path: Path):
    project = make_project(tmp_path / "project")
    write(tmp_path / "outside.md", f"# {CANARY}\n")
    (project.docs / "guide" / "stolen.md").symlink_to(tmp_path / "outside.md")

    assert not any(CANARY in file.text for file in read_docs(project.docs))


@pytest.mark.parametrize(
    "start", ["---\nmyst: {}\n---\n# x\n", "\n# x\n", " # x\n", "\ufeff\ufeff# x\n", "#x\n", "```{raw} html\n```\n# x\n"]
)
def test_a_page_that_begins_with_anything_but_its_heading_is_refused(start: str, tmp_path: Path):
    project = make_project(tmp_path)
    outcome = run(read_notes_folder(project.notes).files)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        render_here(project, outcome)
        (project.source / "manifest.json").unlink()

        assert rendered(project, outcome.plan, start) is None
