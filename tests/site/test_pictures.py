"""Pictures on the pages of a whole site: hostile titles show as text, and what a picture shows stands in words too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import TINY, check_here, make_project, render_here
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cycleplan.pipeline import run
from cycleplan.prose import one_line
from cycleplan.workspace import read_notes_folder

TITLES = {
    "close": "</svg><script>alert(1)</script>",
    "quotes": "\"double\" 'single' `back` & <b onclick=x()>bold</b>",
    "controls": "bell \x07 and override \u202e end",
    "long": "x" * 500,
    "wide": "日本語の題名" * 30,
    "title": "</title></desc></text></a><img src=x onerror=alert(1)>",
}
FOLDERS = ("owners", "2024.2/manila", "specs/manila")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site in which every owner, topic and work item has a title that wants to be markup."""
    titled = {key: json.dumps(title) for key, title in TITLES.items()}
    notes = {
        **{path: text for path, text in TINY.items() if not path.startswith("2024.2")},
        "owners.yaml": "".join(f"{key}: {{kind: person, label: {title}}}\n" for key, title in titled.items()),
        "specs/manila.yaml": "".join(f"{key}: {{kind: spec, title: {title}, missing: no address}}\n" for key, title in titled.items()),
        "2024.2/manila/gathering.yaml": f"title: Manila at the PTG\ntopics: [{', '.join(titled)}]\n",
    }
    everybody = ", ".join(titled)
    for key, title in titled.items():
        notes[f"2024.2/manila/{key}.yaml"] = f"title: {title}\nsummary: x\nled_by: [{everybody}]\nspecs: [manila/{key}]\n"
    project = make_project(tmp_path_factory.mktemp("hostile"), notes)
    outcome = run(read_notes_folder(project.notes).files)
    out = render_here(project, outcome)
    check_here(out, outcome)
    return out


def links(nodes: list[LexborNode], out: Path, page: str) -> Iterator[tuple[Path, str]]:
    """Yield the page that each of these links leads to, and the whole text of its label."""
    for node in nodes:
        yield (
            (out / page).parent.joinpath(node.attributes["href"] or "").resolve(),
            (node.css_first("title") or node).text().strip().removesuffix(": open"),
        )


@pytest.mark.parametrize("page", ["index.html", "2024.2/manila/index.html", "owners/close.html"])
def test_hostile_titles_show_as_text_in_the_picture_and_in_the_list_beside_it(page: str, hostile: Path):
    read = LexborHTMLParser((hostile / page).read_text(encoding="utf-8"))
    drawn = set(links(read.css("svg.ties a"), hostile, page))
    listed = set(links(read.css("details a"), hostile, page))

    expected = {
        *(((hostile / f"{folder}/{key}.html").resolve(), one_line(title)) for key, title in TITLES.items() for folder in FOLDERS),
    }
    assert (drawn, listed) == (expected, expected)
    assert [node.tag for node in read.css("main script, main img, main b")] == []
