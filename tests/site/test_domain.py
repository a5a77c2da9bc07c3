"""The `ptg` domain: objects with their addresses, and roles that other documents cite them by."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import DOCS, make_project, render_here, tree, write
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.inventory import InventoryFile

from cycleplan.pipeline import run
from cycleplan.workspace import Project, read_notes_folder

NOTES = {
    "site.yaml": "title: Tiny plan\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
    "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
    "teams.yaml": "manila: {title: Manila}\n",
    "owners.yaml": "carthaca: {kind: person}\n",
    "specs/manila.yaml": "weigher: {kind: spec, title: The weigher's spec, missing: not proposed}\n",
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [weigher]\n",
    "2024.2/manila/weigher.yaml": (
        "title: Weigh *pools*\nkind: feature\nsummary: Weigh.\n"
        "actions: [{id: a1, task: Write it., owners: [carthaca], specs: [manila/weigher]}]\n"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rendered(make_project(tmp_path_factory.mktemp("plan"), NOTES))


def rendered(project: Project, *options: str) -> Path:
    intake = read_notes_folder(project.notes)
    return render_here(project, run(intake.files), DOCS, options)


def test_the_inventory_has_every_object_with_its_address(site: Path):
    inventory = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="").data
    objects = {kind: {name: (item.uri, item.display_name) for name, item in items.items()} for kind, items in inventory.items()}

    assert {kind: found for kind, found in objects.items() if kind.startswith("ptg:")} == {
        "ptg:topic": {"2024.2/manila/weigher": ("2024.2/manila/weigher.html#weigher", "Weigh *pools*")},
        "ptg:owner": {"carthaca": ("owners/carthaca.html#carthaca", "-")},
        "ptg:spec": {"manila/weigher": ("specs/manila/weigher.html#weigher", "The weigher's spec")},
        "ptg:action": {"2024.2/manila/weigher#a1": ("2024.2/manila/weigher.html#a1", "Write it.")},
    }


def test_reading_and_writing_in_parallel_gives_the_same_bytes(site: Path, tmp_path: Path):
    assert tree(rendered(make_project(tmp_path, NOTES), "-j", "2")) == tree(site)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".md", "# Other\n\n{external+plan:ptg:topic}`2024.2/manila/weigher` {external+plan:ptg:action}`it <2024.2/manila/weigher#a1>`\n"),
        (
            ".rst",
            "Other\n=====\n\n:external+plan:ptg:topic:`2024.2/manila/weigher` :external+plan:ptg:action:`it <2024.2/manila/weigher#a1>`\n",
        ),
    ],
    ids=["MyST", "reST"],
)
def test_another_project_cites_by_name(suffix: str, text: str, site: Path, tmp_path: Path):
    write(tmp_path / f"index{suffix}", text)

    html, said = other_project(tmp_path, site)

    assert said == ""
    assert 'href="https://plan.example/2024.2/manila/weigher.html#weigher"' in html
    assert 'href="https://plan.example/2024.2/manila/weigher.html#a1"' in html


def test_an_unknown_name_is_told_with_the_nearest(tmp_path: Path):
    project = make_project(tmp_path, NOTES)
    write(project.docs / "guide/linking.md", "# Linking\n\n{ptg:owner}`cartacha`\n")

    html, said = other_project(tmp_path / "docs" / "guide", tmp_path, extra=["{ptg:owner}`x`"])

    assert "unknown owner 'cartacha' [ptg.owner]" in said
    assert "cartacha" in html


def other_project(source: Path, inventory: Path, extra: list[str] | None = None) -> tuple[str, str]:
    """Render the documentation of another project and return its first page with what Sphinx complained of."""
    if extra:
        write(source / "index.md", "# Other\n\n" + " ".join(extra) + "\n\n```{toctree}\nlinking\n```\n")
    settings = {
        "extensions": ["myst_parser", "sphinx.ext.intersphinx", "cycleplan.sphinxext.domain"],
        "intersphinx_mapping": {} if extra else {"plan": ("https://plan.example/", str(inventory / "objects.inv"))},
        "nitpicky": True,
    }
    said = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(source, None, source / "out", source / "doctrees", "html", settings, status=None, warning=said, freshenv=True)
        app.build()
    page = "linking.html" if extra else "index.html"
    return (source / "out" / page).read_text(encoding="utf-8"), said.getvalue()


@pytest.fixture(autouse=True)
def _without_what_sphinx_and_myst_say_of_their_next_releases() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
