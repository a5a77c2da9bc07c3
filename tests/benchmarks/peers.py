"""What other programs cost for the same pages: Sphinx by itself, MkDocs with Material, Hugo, and the least that could be done."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from benchmarks.costs import Cost, Measured, cost, set_aside
from projects import write

from cycleplan.site.sphinx import arguments
from cycleplan.workspace import Project

_DEFAULTS = ("ptg_guard=0", "ptg_quicker=0", "smartquotes=1", "html_copy_source=1", "html_show_sourcelink=1")
_NAVIGATIONS = {
    "navigation by folders": {"**/index.md": "*\n*/index"},
    "all pages in the navigation": {"index.md": "**"},
}
"""What is in the tables of contents of some pages, where Sphinx by itself shows a navigation."""
_HUGO = {
    "hugo.toml": 'baseURL = "https://plan.example/"\ntitle = "A plan"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
    "layouts/_default/single.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n",
    "layouts/_default/list.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n",
    "layouts/index.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n",
}
_FLOOR = """
import sys
from pathlib import Path
from jinja2 import Template
from markdown_it import MarkdownIt
source, out = Path(sys.argv[1]), Path(sys.argv[2])
markdown, page = MarkdownIt(), Template("<!doctype html><title>{{ name }}</title><main>{{ body }}</main>")
for path in source.rglob("*.md"):
    to = (out / path.relative_to(source)).with_suffix(".html")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(page.render(name=path.stem, body=markdown.render(path.read_text(encoding="utf-8"))), encoding="utf-8")
"""


def by_itself(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what Sphinx by itself costs for the same pages, with one theme and another."""
    for name, theme in {"our theme": "cycleplan", "alabaster": "alabaster", "furo": "furo"}.items():
        if theme != "furo" or find_spec(theme):
            yield Measured(f"Sphinx by itself, {name}", tuple(sphinx(project, folder, theme, project.source) for _ in range(times)))
    for name, lists in _NAVIGATIONS.items():
        source = with_navigation(project.source, folder / "navigated", lists)
        yield Measured(f"Sphinx by itself, alabaster, {name}", tuple(sphinx(project, folder, "alabaster", source) for _ in range(times)))


def with_navigation(source: Path, to: Path, lists: Mapping[str, str]) -> Path:
    """Copy pages, with a list of other pages in some, which a theme shows beside each; `lists` has what is in those that a path matches."""
    set_aside(to)
    shutil.copytree(source, to)
    for matching, entries in lists.items():
        for page in to.glob(matching):
            with page.open("a", encoding="utf-8") as file:
                file.write(f"\n```{{toctree}}\n:hidden:\n:glob:\n\n{entries}\n```\n")
    return to


def starts(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what it costs to import Sphinx, and to have it render one empty page."""
    source = folder / "empty"
    source.mkdir()
    (source / "index.md").write_text("# Empty\n", encoding="utf-8")
    imported = [sys.executable, "-c", "import sphinx.cmd.build, sphinx.application, sphinx.builders.html"]
    yield Measured("Python imports Sphinx", tuple(cost(imported) for _ in range(times)))
    yield Measured("Sphinx by itself, one empty page", tuple(sphinx(project, folder, "cycleplan", source) for _ in range(times)))


def sphinx(project: Project, folder: Path, theme: str, source: Path) -> Cost:
    """Return what Sphinx by itself costs for some sources."""
    out = folder / "plain" / "html"
    set_aside(out.parent)
    asked = ["-q", *(f"-D{setting}" for setting in (*_DEFAULTS, f"html_theme={theme}"))]
    options = [option for option in arguments(project.docs, {}, source, out) if option not in ("-W", "-n")]
    return cost([sys.executable, "-m", "sphinx", *asked, *options])


def floor(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what the least costs that such pages could: their Markdown, one template, and files."""
    command = [sys.executable, "-c", _FLOOR, str(project.source), str(folder / "floor")]
    yield Measured("the least: markdown-it-py, Jinja, files", tuple(cost(command) for _ in range(times)))


def mkdocs(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what MkDocs with the theme Material costs for the same files, where it is installed."""
    if find_spec("mkdocs") and find_spec("material"):
        settings = f"site_name: A plan\ndocs_dir: {project.source}\nsite_dir: {folder / 'mkdocs'}\ntheme: {{name: material}}\n"
        write(folder / "mkdocs.yml", settings)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
        yield Measured("MkDocs with Material", tuple(cost(command) for _ in range(times)))


def hugo(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what Hugo costs for the same files with templates that show the text and nothing else, where it is installed."""
    if shutil.which("hugo"):
        for path, text in _HUGO.items():
            write(folder / "hugo" / path, text)
        for page in project.source.rglob("*.md"):
            # What Hugo calls index.md holds all other files of its folder.
            name = page.relative_to(project.source).with_name(page.name.replace("index.md", "_index.md"))
            write(folder / "hugo/content" / name, page.read_text(encoding="utf-8"))
        command = ["hugo", "--source", str(folder / "hugo"), "--destination", str(folder / "hugo-made")]
        yield Measured("Hugo, with bare templates", tuple(cost(command) for _ in range(times)))
