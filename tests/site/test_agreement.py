"""What `check` accepts, `build` builds; what it refuses, `build` refuses with the same problems."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plan_strategies import plans
from projects import DOCS, check_here, make_project, render_here
from rendered import render_builds_here

from cycleplan.pipeline import check_files, run
from cycleplan.site.build import build_site
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, read_docs, read_notes_folder

FIXTURES = Path(__file__).parents[1] / "bad"
PLANS = int(os.environ.get("CYCLEPLAN_PLANS", "300"))


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_check_and_build_agree_on_every_fixture(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    render_builds_here(monkeypatch)
    project = project_of(FIXTURES / name, tmp_path)
    intake = read_notes_folder(project.notes)

    checked = run(intake.files, intake.problems, read_docs(project.docs))
    built = build_site(project, report=lambda _: None)

    assert (built.problems, built.html is not None) == (checked.problems, checked.is_publishable)


def as_many(plans_: int) -> settings:
    """Return how plans are tried: each is built, so that the smallest that fails is not looked for."""
    return settings(max_examples=plans_, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])


@pytest.mark.long
@as_many(PLANS // 2)
@given(plans())
def test_good_notes_are_built(files: tuple[TextFile, ...]):
    assert built(files) == accepted(files) == (True, [])


@pytest.mark.long
@as_many(PLANS - PLANS // 2)
@given(st.data())
def test_damaged_notes_are_built_where_check_accepts_them(data: st.DataObject):
    files = data.draw(damaged_plans())

    assert built(files) == accepted(files)


@st.composite
def damaged_plans(draw: st.DrawFn) -> tuple[TextFile, ...]:
    """Make the files of good notes, of which one is gone or has lines or characters that it should not have."""
    files = draw(plans())
    damaged = draw(st.sampled_from(files))
    if draw(st.integers(0, 9)) == 0:
        return tuple(file for file in files if file is not damaged)
    text = draw(st.sampled_from((edited_line, edited_character)))(draw, damaged.text)
    return tuple(TextFile(file.path, text if file is damaged else file.text) for file in files)


def edited_line(draw: st.DrawFn, text: str) -> str:
    """Return a text with a line that is gone, twice, elsewhere, or moved to the right."""
    lines = text.splitlines(keepends=True)
    at, to = draw(st.integers(0, max(len(lines) - 1, 0))), draw(st.integers(0, len(lines)))
    line = "".join(lines[at : at + 1])
    rest = [*lines[:at], *lines[at + 1 :]]
    edits = (rest, [*lines[:to], line, *lines[to:]], [*rest[:to], line, *rest[to:]], [*lines[:at], f"  {line}", *lines[at + 1 :]])
    return "".join(draw(st.sampled_from(edits)))


def edited_character(draw: st.DrawFn, text: str) -> str:
    """Return a text in which something else stands in the place of a character."""
    at = draw(st.integers(0, max(len(text) - 1, 0)))
    return text[:at] + draw(st.sampled_from(("", "\n", "x", "]", ": ", "@", "[9]", "\\", "#", '"', "/", "`"))) + text[at + 1 :]


def accepted(files: tuple[TextFile, ...]) -> tuple[bool, list[str]]:
    """Tell whether `check` finds no error, and which errors it finds."""
    errors = [str(problem) for problem in check_files(files).problems if problem.is_error]
    return not errors, errors


def built(files: tuple[TextFile, ...]) -> tuple[bool, list[str]]:
    """Tell whether notes end as a site that Sphinx made and the guard let pass, and which errors kept them from it."""
    outcome = run(files)
    if not outcome.is_publishable:
        assert outcome.pages == ()
        return False, [str(problem) for problem in outcome.problems if problem.is_error]
    with tempfile.TemporaryDirectory() as folder:
        readings = check_here(render_here(make_project(Path(folder), {}), outcome), outcome)
    names = {page.path.removesuffix(".md") for page in (*outcome.pages, *DOCS)} | {page.name for page in outcome.redirects}
    assert readings.keys() == {f"{name}.html" for name in names} | {"search.html", "404.html"}
    return True, []


def project_of(fixture: Path, root: Path) -> Project:
    """Lay a fixture over the base of all, in a project that can be built."""
    notes = {path.relative_to(FIXTURES / "_base").as_posix(): path for path in files_in(FIXTURES / "_base")}
    if fixture.name != "_base":
        notes |= {path.relative_to(fixture).as_posix(): path for path in files_in(fixture)}
    removed = {path.removesuffix(".removed") for path in notes if path.endswith(".removed")}
    kept = {path: file for path, file in notes.items() if path not in removed and not path.endswith((".removed", "expect.txt"))}
    return make_project(root, {path: file.read_text(encoding="utf-8") for path, file in kept.items()})


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
