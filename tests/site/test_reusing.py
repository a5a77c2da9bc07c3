"""A part is rendered as far as its pages are read otherwise than before, and comes out as if all of it were."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from plan_strategies import plans
from projects import DOCS, TINY, make_project, render_here, tree
from rendered import Here, together

from cycleplan.pipeline import Outcome, run
from cycleplan.site.guard import PageReading
from cycleplan.site.parts import Part, divide
from cycleplan.site.rendering import Run, render_parts
from cycleplan.site.reusing import form_of, narrowed, read_for
from cycleplan.site.sources import Sources
from cycleplan.site.store import Rendered, Store
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project

TOPIC = "2024.2/manila/weigher.yaml"
TWO_TOPICS = TINY | {
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [weigher, other]\n",
    "2024.2/manila/other.yaml": "title: Another\nkind: debt\nsummary: It is another.\n",
}
Topic = dict[str, Any]
EDITS: dict[str, Callable[[Topic], Topic]] = {
    "a title": lambda topic: {**topic, "title": "A title that no other topic has"},
    "a summary": lambda topic: {**topic, "summary": "In other words."},
    "no action items": lambda topic: {key: value for key, value in topic.items() if key != "actions"},
    "a decision more": lambda topic: {**topic, "decisions": [*topic.get("decisions", ()), {"id": "d99", "text": "So be it."}]},
    "another kind": lambda topic: {**topic, "kind": "debt" if topic.get("kind") == "process" else "process"},
}


def quiet(_: str) -> None:
    """Take no notice."""


@pytest.mark.long
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(plans(), st.sampled_from(sorted(EDITS)), st.integers(2, 9), st.data())
def test_after_any_edit_a_site_is_the_same_bytes_as_in_one_piece(files: tuple[TextFile, ...], edit: str, most: int, data: st.DataObject):
    topics = sorted(file.path for file in files if file.path.count("/") > 1 and not file.path.endswith("/gathering.yaml"))
    path = data.draw(st.sampled_from(topics))
    before, after = run(files, docs=DOCS), run([edited(file, EDITS[edit]) if file.path == path else file for file in files], docs=DOCS)
    assume(after.is_publishable)

    with tempfile.TemporaryDirectory() as folder:
        project, here = make_project(Path(folder, "project"), {}), Here()
        rendered(project, before, here, most)
        parts = rendered(project, after, here, most)
        assert tree(together(project, after, DOCS, parts.values())) == tree(render_here(project, after))


@pytest.mark.parametrize("edit", ["a summary", "a title"])
def test_only_pages_that_are_read_otherwise_are_rendered(edit: str, tmp_path: Path):
    project, here = make_project(tmp_path, {}), Here()
    rendered(project, outcome(TWO_TOPICS), here)
    whole, here.pages = here.pages, []
    after = outcome(TWO_TOPICS | {TOPIC: edited(TextFile(TOPIC, TINY[TOPIC]), EDITS[edit]).text})
    parts = rendered(project, after, here)

    assert "2024.2/manila/other" in whole
    assert sorted(here.pages) == ["2024.2/manila/index", "2024.2/manila/weigher", "index", "owners/carthaca", "topics", "untouched"]
    assert tree(together(project, after, DOCS, parts.values())) == tree(render_here(project, after))


def test_pages_that_are_new_or_gone_are_no_matter(tmp_path: Path):
    project, here = make_project(tmp_path, {}), Here()
    for notes in (TINY, TWO_TOPICS, TINY):
        site = outcome(notes)
        parts = rendered(project, site, here)
    assert tree(together(project, site, DOCS, parts.values())) == tree(render_here(project, site))


def test_with_force_all_pages_are_rendered(tmp_path: Path):
    project, here = make_project(tmp_path, {}), Here()
    rendered(project, outcome(TINY), here)
    whole, here.pages = sorted(here.pages), []
    rendered(project, outcome(TINY), here, force=True)

    assert sorted(here.pages) == whole


def test_another_program_or_other_settings_leave_all_pages_to_be_rendered():
    part = part_of(TWO_TOPICS, "2024.2/manila")
    others = (
        replace(part, settings={**part.settings, "project": "Another"}),
        replace(part, root="/plan"),
        replace(part, name="2024.2/nova"),
    )

    assert len({form_of(part, "a"), form_of(part, "b"), *(form_of(other, "a") for other in others)}) == 5
    assert form_of(replace(part, settings={**part.settings, "root_doc": "2024.2/manila/weigher"}), "a") == form_of(part, "a")


def test_what_a_search_can_be_narrowed_down_by_is_part_of_the_form_of_the_frame():
    with_pagefind = TINY | {"site.yaml": TINY["site.yaml"] + "search: pagefind\n"}
    frame, other = (part_of(notes, "frame") for notes in (with_pagefind, with_pagefind | {"teams.yaml": "manila: {title: Manila!}\n"}))

    assert replace(other, settings=frame.settings).pages == frame.pages
    assert form_of(replace(other, settings=frame.settings), "") != form_of(frame, "")


def test_each_page_is_read_with_its_pictures_and_its_rows_of_the_tables():
    before, after = (part_of(notes, "2024.2/manila") for notes in (TWO_TOPICS, {**TWO_TOPICS, TOPIC: TINY[TOPIC] + "discussion: More.\n"}))
    first = read_for(before)

    assert [page for page, hashed in read_for(after).items() if hashed != first[page]] == ["2024.2/manila/weigher"]
    for name in ("found.json", "alternates.json", "minted.json"):
        said = replace(before, files=tuple(_with_another_row(file, name, "2024.2/manila/other") for file in before.files))
        assert [page for page, hashed in read_for(said).items() if hashed != first[page]] == ["2024.2/manila/other"]


def test_a_part_is_left_whole_where_an_older_one_has_nothing_for_it(tmp_path: Path):
    part = part_of(TWO_TOPICS, "2024.2/manila")
    read = read_for(part)
    files = {f"{page}.html": "hash" for page in part.pages} | {"objects.inv": "hash", "searchindex.js": "hash"}
    pages = {f"{page}.html": PageReading((), frozenset(), ()) for page in part.pages}
    older = Rendered(tmp_path, files, pages, read)

    assert narrowed(part, read, older).pages == part.pages[:1]
    assert narrowed(part, read, None) is part
    assert narrowed(part, read, replace(older, read={})) is part
    assert narrowed(part, read, replace(older, read=dict.fromkeys(read, "another"))) is part
    assert narrowed(part, read, replace(older, files={**files, "_images/a.png": "hash"})) is part
    assert narrowed(part, read, replace(older, files={})) is part
    assert narrowed(part, read, replace(older, pages={})) is part


def test_the_handbook_is_rendered_as_a_whole():
    assert read_for(part_of(TINY, "handbook")) == {}


def rendered(project: Project, site: Outcome, here: Here, most: int = 64, *, force: bool = False) -> Mapping[str, Rendered]:
    """Render what is lacking of the parts of a site."""
    asked = Run(project, Store(project.build / "parts"), "", here, quiet, force)
    with tempfile.TemporaryDirectory() as work:
        return render_parts(asked, divide(Sources(site, DOCS), most), Path(work))


def edited(file: TextFile, edit: Callable[[Topic], Topic]) -> TextFile:
    return TextFile(file.path, yaml.safe_dump(edit(yaml.safe_load(file.text)), allow_unicode=True, sort_keys=False))


def outcome(notes: Mapping[str, str]) -> Outcome:
    return run([TextFile(path, text) for path, text in notes.items()], docs=DOCS)


def part_of(notes: Mapping[str, str], name: str) -> Part:
    return next(part for part in divide(Sources(outcome(notes), DOCS)) if part.name == name)


def _with_another_row(file: Any, name: str, page: str) -> Any:
    return TextFile(file.path, file.text.replace(f'"{page}": [', f'"{page}": ["more",', 1)) if file.path == name else file
