"""A build after an edit makes what a build of everything makes, and makes little of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_plan import NOTES
from ledgers import recorded
from projects import DOCS, anew, copy_repository, make_project, tree, write
from rendered import render_builds_here

from cycleplan import composing
from cycleplan.pipeline import run
from cycleplan.site.build import build_site
from cycleplan.site.outcome import outcome_of
from cycleplan.workspace import Project, read_docs, read_notes_folder


def quiet(_: str) -> None:
    """Take no notice."""


def built(project: Project) -> dict[str, str]:
    """Build, and return the hash of each file of the site."""
    found = build_site(project, report=quiet)
    assert found.html, found.problems
    return tree(found.html.resolve())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project that is rendered in this process."""
    render_builds_here(monkeypatch)
    return make_project(tmp_path / "project", recorded(NOTES, docs=DOCS))


def reworded(project: Project) -> str:
    """Say something else in one topic, and return the path of its page without its ending."""
    path = next(path for path in sorted(project.notes.glob("2024.2/*/*.yaml")) if "\nsummary: " in path.read_text(encoding="utf-8"))
    write(path, path.read_text(encoding="utf-8").replace("\nsummary: ", "\nsummary: Now ", 1))
    return path.relative_to(project.notes).as_posix().removesuffix(".yaml")


def test_an_edit_comes_out_as_a_build_of_everything(project: Project):
    first = built(project)
    page = reworded(project)
    edited = built(project)

    assert edited == anew(project)
    assert first[f"{page}.html"] != edited[f"{page}.html"]


def test_an_edit_makes_the_pages_that_show_it(project: Project, monkeypatch: pytest.MonkeyPatch):
    before = built(project)
    made: list[str] = []
    render = composing.render
    monkeypatch.setattr(composing, "render", lambda page: (made.append(page.name), render(page))[1])
    after = built(project) if reworded(project) else {}

    changed = {path.removesuffix(".html") for path in after if after[path] != before.get(path) and path.endswith(".html")}
    assert changed
    assert changed <= {*made}
    assert len(made) < sum(path.endswith(".html") for path in after) / 2


def test_files_that_stay_the_same_are_not_written_again(project: Project):
    before, sites = built(project), {path.name for path in (project.build / "sites").iterdir()}
    inodes = {path: (project.html / path).stat().st_ino for path in before}
    reworded(project)
    after = built(project)

    assert {path.name for path in (project.build / "sites").iterdir()} > sites
    beside = {path for path in after if path.endswith((".txt", ".atom", ".ics")) or path.startswith("i/")}
    same = {path for path in beside if after[path] == before.get(path)}
    assert len(same) > len(beside) / 2
    assert {path for path in same if (project.html / path).stat().st_ino != inodes[path]} == set()


def test_a_text_that_somebody_wrote_to_is_made_again(project: Project):
    page = built(project) and reworded(project)
    other = next(path for path in sorted(project.html.glob("2024.2/*/*.txt")) if page not in str(path))
    write(other, "Something else.\n")

    assert built(project) == anew(project)


def test_a_source_that_somebody_wrote_to_is_made_again(project: Project):
    page = built(project) and reworded(project)
    other = next(path for path in sorted(project.source.glob("2024.2/*/*.md")) if page not in str(path))
    text = other.read_text(encoding="utf-8")
    write(other, "# Something else\n")

    assert built(project) == anew(project)
    assert other.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("gone", ["memory", "memory/plan", "memory/topics", "source"])
def test_without_what_is_remembered_all_comes_out_the_same(gone: str, project: Project):
    before = built(project)
    (project.build / gone).rename(project.root / "gone")
    page = reworded(project)
    write(
        project.notes / f"{page}.yaml", (project.notes / f"{page}.yaml").read_text(encoding="utf-8").replace("summary: Now ", "summary: ")
    )
    write(project.docs / "guide/linking.md", "# Linking\n\nBy address, for ever.\n")
    after = built(project)

    assert after == anew(project)
    assert {path for path in after if after[path] != before[path]} >= {"guide/linking.html"}


def test_the_real_plan_after_an_edit_is_what_a_build_of_everything_makes(tmp_path: Path):
    project = copy_repository(tmp_path / "real")
    built(project)
    reworded(project)

    assert built(project) == anew(project)


def test_a_check_tells_the_same_with_what_is_remembered_and_without(project: Project):
    write(
        project.notes / "owners.yaml",
        (project.notes / "owners.yaml").read_text(encoding="utf-8") + "nobody: {kind: person, name: No body}\n",
    )
    built(project)
    page = reworded(project)
    intake, docs = read_notes_folder(project.notes), read_docs(project.docs)
    memory = tree(project.build / "memory")

    found, fresh = outcome_of(project, intake, docs), run(intake.files, intake.problems, docs)

    assert (found.problems, found.anchors) == (fresh.problems, fresh.anchors)
    assert found.problems
    assert {type(file).__name__ for file in found.pages if page not in file.path} == {"LateFile", "PackedFile"}
    assert tree(project.build / "memory") == memory


def test_a_project_that_was_never_built_is_checked(project: Project):
    (project.docs / "conf.py").unlink()
    intake = read_notes_folder(project.notes)

    assert outcome_of(project, intake, DOCS).problems == run(intake.files, intake.problems, DOCS).problems
