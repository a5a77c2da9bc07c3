"""A site in parts is the site in one piece, and no part is rendered twice."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plan_strategies import plans
from projects import DOCS, TINY, copy_repository, make_project, render_here, tree, write
from rendered import answered, together

from cycleplan.pipeline import Outcome, run
from cycleplan.site.build import Wanted, build_site
from cycleplan.site.errors import SiteError
from cycleplan.site.parts import Part, divide
from cycleplan.site.rendering import Run, jobs_of, render_parts, told
from cycleplan.site.reusing import form_of, read_for
from cycleplan.site.sources import Sources
from cycleplan.site.store import Rendered, Store
from cycleplan.site.workers import Workers
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, read_docs, read_notes_folder

TWO_TEAMS = TINY | {
    "teams.yaml": "manila: {title: Manila}\nnova: {title: Nova}\n",
    "specs/nova.yaml": "cells: {kind: spec, title: Cells, missing: not written yet}\n",
    "2024.2/nova/gathering.yaml": "title: Nova at the PTG\ntopics: [cells]\n",
    "2024.2/nova/cells.yaml": "title: Cells\nkind: feature\nsummary: More of them.\nspecs: [nova/cells]\n",
}
CITING = TextFile("guide/citing.md", "# Citing\n\nSee {ptg:topic}`2024.2/nova/cells` and {ptg:spec}`nova/cells`.\n")
LINKING = TextFile("guide/index.md", "# Guide\n\nSee [linking](linking.md) and [citing](citing.md).\n")


def quiet(_: str) -> None:
    """Take no notice."""


def test_the_real_site_is_the_same_bytes_in_parts_and_in_one_piece(tmp_path: Path):
    project = copy_repository(tmp_path / "real")
    docs = read_docs(project.docs)
    whole = render_here(project, run(read_notes_folder(project.notes).files, docs=docs), docs)

    built = build_site(project, report=quiet)

    assert built.html
    assert tree(built.html.resolve()) == tree(whole)


@pytest.mark.long
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(plans(), st.integers(1, 5))
def test_any_plan_is_the_same_bytes_in_parts_and_in_one_piece(files: tuple[TextFile, ...], most: int):
    outcome = run(files, docs=DOCS)
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder, "project"), {})
        assert tree(in_parts(project, outcome, DOCS, most)) == tree(render_here(project, outcome))


def test_a_handbook_that_cites_the_plan_by_name_is_told_what_other_parts_have(tmp_path: Path):
    project = make_project(tmp_path / "citing", TWO_TEAMS)
    docs = (LINKING, *DOCS[1:], CITING)
    outcome = run(read_notes_folder(project.notes).files, docs=docs)

    made = in_parts(project, outcome, docs, most=1)

    assert 'href="../2024.2/nova/cells.html#cells"' in (made / "guide/citing.html").read_text(encoding="utf-8")
    assert tree(made) == tree(render_here(project, outcome, docs))


def test_an_edit_renders_the_parts_that_it_touches(tmp_path: Path):
    project = make_project(tmp_path / "two", TWO_TEAMS)
    assert rendered_by(project) == {"2024.2/manila", "2024.2/nova", "frame", "handbook", "owners", "specs/nova"}

    write(project.notes / "2024.2/manila/weigher.yaml", TWO_TEAMS["2024.2/manila/weigher.yaml"] + "discussion: More of it.\n")
    edited = rendered_by(project)
    write(project.docs / "guide/linking.md", "# Linking\n\nBy address, for ever.\n")
    handbook = rendered_by(project)
    write(project.notes / "2024.2/manila/weigher.yaml", TWO_TEAMS["2024.2/manila/weigher.yaml"])
    back = rendered_by(project)

    assert (edited, handbook, back) == ({"2024.2/manila"}, {"handbook"}, set())
    assert rendered_by(project, force=True) == {"2024.2/manila", "2024.2/nova", "frame", "handbook", "owners", "specs/nova"}


def test_a_part_that_was_damaged_is_rendered_again(tmp_path: Path):
    project = make_project(tmp_path / "two", TWO_TEAMS)
    build_site(project, report=quiet)
    before = tree(project.html.resolve())
    page = next(project.build.glob("parts/*/*/html/2024.2/nova/cells.html"))
    page.write_text("<p>Something else.</p>", encoding="utf-8")
    shutil.rmtree(project.build / "sites")

    assert rendered_by(project) == {"2024.2/nova"}
    assert tree(project.html.resolve()) == before


def test_a_drawing_that_was_changed_since_is_refused(tmp_path: Path):
    notes = TINY | {
        "specs/manila.yaml": "a: {kind: spec, title: A spec, missing: no address}\n",
        "2024.2/manila/weigher.yaml": TINY["2024.2/manila/weigher.yaml"] + "specs: [manila/a]\n",
    }
    project = make_project(tmp_path / "changed", notes)
    frame = next(part for part in divide(Sources(run(read_notes_folder(project.notes).files), DOCS)) if part.is_frame)
    changed = replace(frame, files=tuple(hostile(file) for file in frame.files))

    with Workers(1) as workers, pytest.raises(SiteError, match="index: source that was not generated just now"):
        render_parts(Run(project, Store(tmp_path / "parts"), "", workers, quiet), [changed], tmp_path / "work")


def test_what_sphinx_says_names_the_source_that_stays(tmp_path: Path):
    project = make_project(tmp_path / "wrong", TINY)
    write(project.docs / "guide/index.md", "# Guide\n\nSee [linking](linking.md).\n\n## Guide\n\n### Deep\n\n```{toctree}\nlost\n```\n")

    with pytest.raises(SiteError) as caught:
        build_site(project, report=quiet)
    assert str(project.source / "guide/index.md") in str(caught.value)


def hostile(file: TextFile) -> TextFile:
    """Return the picture of the home page as somebody else would have it, and any other file as it is."""
    return TextFile(file.path, "<svg onload=x()></svg>") if file.path == "pictures/index.ties.svg" else file


def rendered_by(project: Project, *, force: bool = False) -> set[str]:
    """Build a site and return the names of the parts that were rendered for it."""
    steps: list[str] = []
    assert build_site(project, report=steps.append, wanted=Wanted(force=force)).html
    return {step.partition("] ")[2] for step in steps if step.startswith("rendering the pages")}


def in_parts(project: Project, outcome: Outcome, docs: Iterable[TextFile], most: int) -> Path:
    """Render the parts of a site in this process, lay them together in the least likely order, and return the folder."""
    parts, rendered = sorted(divide(Sources(outcome, docs), most), key=lambda part: part.name, reverse=True), list[Rendered]()
    for part in (*(part for part in parts if part.name != "handbook"), *(part for part in parts if part.name == "handbook")):
        rendered.append(render_one(project, told(part, rendered) if part.name == "handbook" else part))
    return together(project, outcome, docs, rendered)


def render_one(project: Project, part: Part) -> Rendered:
    """Render a part in this process."""
    (job,) = jobs_of(project, {part.key(""): part}, project.build / "work")
    answer = answered(job)
    assert answer.get("failed", "") == ""
    assert answer["faults"] == []
    return Store(project.build / "parts").put(job["key"], Path(job["out"]).parent, answer, form_of(part, ""), read_for(part))
