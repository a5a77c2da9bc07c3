"""The pages of the plan with the themes of others: ours is not needed to read them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.chromium import find_tool, started
from playwright.sync_api import Page
from projects import copy_repository

from cycleplan.pipeline import run
from cycleplan.site.sources import settings_of, source_files
from cycleplan.workspace import Project, read_docs, read_notes_folder, write_source

THEMES = ("furo", "pydata_sphinx_theme", "openstackdocs")
PAGES = ("index", "2024.2/manila/cephfs", "actions", "owners/gouthamr", "specs/manila/ensure-shares", "cycles")
PICTURES = Path(tempfile.gettempdir(), "cycleplan-themes")
"""Where the pictures of a run stay, to be looked at."""

OVERLAPPING = """() => {
  const boxes = [...document.querySelectorAll("h1, h2, .facts, .rows > li, .actions > li, .picture-frame, p.lead")]
    .filter(part => part.checkVisibility()).map(part => [part, part.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([part, box], at) => boxes.slice(at + 1)
    .filter(([other, its]) => !part.contains(other) && !other.contains(part) && meet(box, its))
    .map(([other]) => `${part.tagName} ${part.className} and ${other.tagName} ${other.className}`));
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Write the generated source of the repository's own plan."""
    project = copy_repository(tmp_path_factory.mktemp("themes"))
    docs = read_docs(project.docs)
    write_source(project.source, source_files(run(read_notes_folder(project.notes).files, docs=docs), docs))
    return project


@pytest.fixture(scope="module", params=THEMES)
def themed(request: pytest.FixtureRequest, project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Build the source with a theme, whose own options are left as they are."""
    out = tmp_path_factory.mktemp(request.param)
    plan = run(read_notes_folder(project.notes).files).plan
    settings = {key: value for key, value in settings_of(plan).items() if not key.startswith("html_theme_options")}
    asked = [f"-D{key}={value}" for key, value in {**settings, "html_theme": request.param}.items()]
    if request.param == "openstackdocs":  # which brings its theme by being an extension
        asked.append("-Dextensions=cycleplan.sphinxext,openstackdocstheme")
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", str(project.docs), *asked, str(project.source), str(out)]
    ran = subprocess.run(sphinx, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    return request.param, out


@pytest.fixture(scope="module", params=[390, 1280])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": request.param, "height": 900}
    with started(find_tool("chromium")) as browser, browser.new_context(viewport=size) as context:
        yield context.new_page()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read(name: str, themed: tuple[str, Path], page: Page):
    theme, out = themed
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)) if "cycleplan" in (error.stack or "") else None)
    page.goto((out / f"{name}.html").as_uri())
    PICTURES.mkdir(exist_ok=True)
    width = page.evaluate("innerWidth")
    page.screenshot(path=PICTURES / f"{theme}-{name.replace('/', '_')}-{width}.png", full_page=True)
    title = page.locator("h1", has_text=page.locator("h1").first.inner_text()).first.bounding_box()

    assert title is not None
    assert 0 <= title["x"] < title["x"] + title["width"] <= width
    assert (faults, page.evaluate(OVERLAPPING)) == ([], [])
    assert page.locator("script[src*='cycleplan.js'], link[href*='cycleplan.css'], form.board, .copy").count() == 0
