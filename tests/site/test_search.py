"""What a search finds things by: names in the index of Sphinx, and an index of Pagefind that is the same at each build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from ledgers import outcome_of
from projects import DOCS, command, make_project, render_here, tree, write
from searched_plan import NOTES, POOLS

from cycleplan.site.build import build_site
from cycleplan.site.pagefind import records

PAGEFIND = NOTES | {"site.yaml": NOTES["site.yaml"] + "search: pagefind\n"}
needs_pagefind = pytest.mark.skipif(not find_spec("pagefind"), reason="Pagefind is not installed (pip install cycleplan[pagefind])")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_here(make_project(tmp_path_factory.mktemp("plan"), NOTES), outcome_of(NOTES), DOCS)


@pytest.fixture(scope="module")
def index(rendered: Path) -> Mapping[str, list[object]]:
    text = (rendered / "searchindex.js").read_text(encoding="utf-8")
    found: dict[str, list[object]] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def places(index: Mapping[str, list[object]], name: str) -> list[tuple[object, str]]:
    entries = index["indexentries"]
    assert isinstance(entries, dict)
    return [(index["docnames"][page], fragment) for page, fragment, _ in entries.get(name, ())]


def test_names_and_states_lead_to_what_has_them(index: Mapping[str, list[object]]):
    assert {name: places(index, name) for name in ("troglodytes", "jenny wren", "wren", "superseded", "in progress", "dalmatian")} == {
        "troglodytes": [("owners/wren", "")],
        "jenny wren": [("owners/wren", "")],
        "wren": [("owners/wren", "")],
        "superseded": [("specs/manila/pool-weigher", "")],
        "in progress": [("2024.2/manila/pools", "")],
        "dalmatian": [("2024.2/index", "")],
    }


def test_what_was_removed_has_neither_title_nor_words(index: Mapping[str, list[object]]):
    page = index["docnames"].index("2024.2/manila/herons")

    assert index["titles"][page] == ""
    assert "flew" not in index["terms"]
    assert [title for title in index["alltitles"] if "Herons" in str(title)] == []


def test_pages_that_lead_on_are_not_in_it(index: Mapping[str, list[object]]):
    assert [name for name in index["docnames"] if str(name).startswith(("i/", "dalmatian", "latest"))] == []


def built(root: Path, notes: Mapping[str, str]) -> Path:
    ran = command("build", "--root", str(make_project(root, notes).root))
    assert ran.returncode == 0, ran.stderr
    return root / "docs" / "_build" / "html"


def test_what_a_page_lists_beside_its_picture_or_without_one_is_found_by_itself_alone(rendered: Path):
    said = {record.url: record.content for record in records(rendered, outcome_of(NOTES).findings, ())}

    assert "The same as a list" in (rendered / "owners/wren.html").read_text(encoding="utf-8")
    assert said["owners/wren.html"] == (
        "Name Jenny Wren Kind Person Also written jwren troglodytes Open action items Work items Who works on the same"
    )
    assert "Write <i>it</i> down & file it." in said[f"{POOLS}#a1"]


@needs_pagefind
def test_two_builds_with_pagefind_give_the_same_bytes(tmp_path: Path):
    first, second = (tree(built(tmp_path / name, PAGEFIND)) for name in ("first", "second"))

    assert first == second
    assert "pagefind/pagefind.js" in first
    assert [path for path in first if path.endswith(("searchindex.js", "searchtools.js", "-ui.js"))] == []


@needs_pagefind
def test_an_edit_makes_only_the_volumes_again_that_it_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cycleplan.site.volumes.FIRST", 5)
    project = make_project(tmp_path / "plan", PAGEFIND)
    build_site(project, report=str)
    html = project.html
    first = {path: (html / path).stat().st_ino for path in tree(html.resolve()) if path.startswith("pagefind/")}
    edited = PAGEFIND["2024.1/manila/quotas.yaml"].replace("Count them.", "Count every kestrel.")
    write(project.notes / "2024.1/manila/quotas.yaml", edited)
    build_site(project, report=str)
    second = {path: (html / path).stat().st_ino for path in tree(html.resolve()) if path.startswith("pagefind/")}
    other = make_project(tmp_path / "other", PAGEFIND | {"2024.1/manila/quotas.yaml": edited})
    build_site(other, report=str)

    same = {path for path, number in first.items() if second.get(path) == number}
    assert {path.split("/")[1] for path in second.keys() - same} == {"2024.1", "finder.js"}
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= same
    assert not (html / "pagefind/2024.1/pagefind.js").exists()
    assert tree(html.resolve()) == tree(other.html.resolve())


@needs_pagefind
def test_a_file_of_the_index_that_was_changed_is_made_again(tmp_path: Path):
    project = make_project(tmp_path / "plan", PAGEFIND)
    build_site(project, report=str)
    whole = tree(project.html.resolve())
    (project.html / "pagefind/pagefind-entry.json").write_text("{}", encoding="utf-8")
    write(project.notes / "2024.1/manila/quotas.yaml", PAGEFIND["2024.1/manila/quotas.yaml"] + "# a comment\n")
    build_site(project, report=str)

    assert tree(project.html.resolve()) == whole


def test_a_site_that_sphinx_searches_has_nothing_of_pagefind(tmp_path: Path):
    written = tree(built(tmp_path, NOTES))

    assert "searchindex.js" in written
    assert [path for path in written if "pagefind" in path] == []


def test_without_pagefind_a_build_says_what_to_do(tmp_path: Path):
    project = make_project(tmp_path / "plan", PAGEFIND)
    hidden = tmp_path / "hidden" / "sitecustomize.py"
    hidden.parent.mkdir()
    hidden.write_text("import sys\n\nsys.modules['pagefind'] = None\n", encoding="utf-8")
    root = Path(__file__).parents[2] / "build_tools"

    ran = command("build", "--root", str(project.root), environment={"PYTHONPATH": f"{hidden.parent}:{root}"})

    assert ran.returncode == 2
    assert "site.yaml says 'search: pagefind', and Pagefind is not installed" in ran.stderr
    assert "pip install 'cycleplan[pagefind]'" in ran.stderr
    assert "Traceback" not in ran.stderr
