"""What `check` accepts, `build` builds; what it refuses, `build` refuses with the same problems."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from projects import DOCS, check_here, make_project, render_here
from strategies import plans

from cycleplan.pipeline import run
from cycleplan.site import build_site
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, read_notes_folder

FIXTURES = Path(__file__).parents[1] / "bad"
PLANS = int(os.environ.get("CYCLEPLAN_PLANS", "300"))


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_check_and_build_agree_on_every_fixture(name: str, tmp_path: Path):
    project = project_of(FIXTURES / name, tmp_path)
    intake = read_notes_folder(project.notes)

    checked = run(intake.files, intake.problems)
    built = build_site(project, report=lambda _: None)

    assert (built.problems, built.html is not None) == (checked.problems, checked.is_publishable)


@settings(max_examples=PLANS, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(plans())
def test_what_check_accepts_is_rendered_and_passes_the_guard(files: tuple[TextFile, ...]):
    outcome = run(files)
    assert outcome.is_publishable

    with tempfile.TemporaryDirectory() as folder:
        out = render_here(make_project(Path(folder), {}), outcome)
        readings = check_here(out, outcome)

    assert readings.keys() == {f"{page.path.removesuffix('.md')}.html" for page in (*outcome.pages, *DOCS)} | {"search.html"}


@settings(max_examples=PLANS)
@given(plans(), st.data())
def test_what_check_refuses_has_no_pages(files: tuple[TextFile, ...], data: st.DataObject):
    damaged = data.draw(st.sampled_from(files))
    at = data.draw(st.integers(0, max(len(damaged.text) - 1, 0)))
    text = damaged.text[:at] + data.draw(st.sampled_from(["", "\n", "x", "]", ": ", "@", "[9]", "\\", "#"])) + damaged.text[at + 1 :]
    outcome = run(TextFile(file.path, text if file is damaged else file.text) for file in files)

    assert bool(outcome.pages) == outcome.is_publishable
    assert outcome.is_publishable == (not any(problem.is_error for problem in outcome.problems))


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
