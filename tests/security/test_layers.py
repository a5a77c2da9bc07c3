"""Each layer alone: what is left when the others are switched off stops every script and every leak."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import make_project, render_here, write
from selectolax.lexbor import LexborHTMLParser
from sphinx.cmd.build import main
from text_strategies import escaped, quoted

from cycleplan.model import Plan
from cycleplan.pipeline import Outcome, run
from cycleplan.site.errors import SiteError
from cycleplan.site.making import check_written
from cycleplan.site.sources import settings_of
from cycleplan.site.sphinx import arguments
from cycleplan.workspace import Project, read_notes_folder
from security.corpus import CANARY, HOSTILE

PAGE = "2024.2/manila/weigher"
FRONT_MATTER = {
    "code in a substitution": (
        "---\nmyst:\n  enable_extensions: [substitution]\n---\n# x\n\n{{ cycler.__init__.__globals__.os.system('touch %s') }}\n"
    ),
    "refresh": '---\nmyst:\n  html_meta:\n    "http-equiv=refresh": "0;url=https://evil.example/"\n---\n# x\n',
    "after a byte order mark": "\ufeff---\nmyst:\n  enable_extensions: [substitution]\n---\n# x\n\n{{ 7*7 }}\n",
    "schemes": "---\nmyst:\n  url_schemes: [javascript]\n---\n# x\n\n[x](javascript:alert)\n",
}


@pytest.fixture(autouse=True)
def _without_what_sphinx_and_myst_say_of_their_next_releases() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Outcome]:
    project = make_project(tmp_path_factory.mktemp("layers"))
    intake = read_notes_folder(project.notes)
    outcome = run(intake.files)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        render_here(project, outcome)
    (project.source / "manifest.json").unlink()
    write(project.build / "canary.txt", CANARY)
    write(project.docs / "canary.txt", CANARY)
    return project, outcome


@pytest.mark.parametrize("case", HOSTILE)
def test_with_no_escape_and_no_guard_of_pages_the_guard_of_the_site_refuses_what_is_live(case: str, base: tuple[Project, Outcome]):
    project, outcome = base
    out = rendered(project, outcome.plan, f"# x\n\n{HOSTILE[case]}\n", "-Dptg_guard=0")
    if out is None or not dangers(out):
        return

    with pytest.raises(SiteError):
        check_written(out, outcome, ())


@pytest.mark.parametrize("case", ["link to the settings", "link to a local file", "reST link", "card with a link", "grid", "badge"])
def test_the_cases_bite_where_nothing_guards(case: str, base: tuple[Project, Outcome]):
    project, outcome = base
    out = rendered(project, outcome.plan, f"# x\n\n{HOSTILE[case]}\n", "-Dptg_guard=0")

    assert out is not None
    assert dangers(out) != []


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("form", ["# x\n\n%s\n", "# %s\n", "# x\n\n- %s\n"], ids=["paragraph", "title", "item"])
def test_with_no_escape_and_no_guard_of_the_site_the_guard_of_pages_refuses_what_is_live(
    case: str, form: str, base: tuple[Project, Outcome]
):
    project, outcome = base

    out = rendered(project, outcome.plan, form % HOSTILE[case])

    assert out is None or dangers(out) == []


@pytest.mark.parametrize("case", FRONT_MATTER)
def test_a_page_that_begins_with_front_matter_is_refused_before_it_is_read(case: str, base: tuple[Project, Outcome], tmp_path: Path):
    project, outcome = base
    made = tmp_path / "made"

    assert rendered(project, outcome.plan, FRONT_MATTER[case].replace("%s", str(made))) is None
    assert not made.exists()


def test_with_every_guard_off_the_escape_alone_shows_text(tmp_path: Path):
    project = make_project(tmp_path, notes_of(list(HOSTILE.values())))
    write(project.build / "canary.txt", CANARY)
    write(project.docs / "canary.txt", CANARY)
    outcome = run(read_notes_folder(project.notes).files)

    out = render_here(project, outcome, options=["-Dptg_guard=0"])

    assert dangers(out) == []
    assert all(fold(HOSTILE[case]) in texts(out) for case in HOSTILE)


def test_a_page_that_was_not_generated_just_now_is_refused(tmp_path: Path):
    project = make_project(tmp_path)
    outcome = run(read_notes_folder(project.notes).files)
    render_here(project, outcome)
    manifest = json.loads((project.source / "manifest.json").read_text(encoding="utf-8"))

    assert rendered(project, outcome.plan, "# Another page\n") is None
    made = (*(page.path.removesuffix(".md") for page in outcome.pages), *(picture.path for picture in outcome.pictures))
    assert sorted(manifest) == sorted([*made, "guide/index", "guide/linking"])


@pytest.mark.parametrize("name", ["genindex.md", "search.md", "2024.2/manila/more.md"])
def test_a_page_that_nobody_generated_is_refused(name: str, tmp_path: Path):
    project = make_project(tmp_path)
    outcome = run(read_notes_folder(project.notes).files)
    render_here(project, outcome)
    write(project.source / name, "# Stray\n")

    assert sphinx(project, outcome.plan) == 2


def notes_of(texts: list[str]) -> dict[str, str]:
    """Return notes in which each text is a title, a summary and a task."""
    topics = {
        f"2024.2/manila/t{number}.yaml": (
            f"title: {quoted(text)}\nkind: feature\nsummary: {quoted(escaped(text))}\n"
            f"actions: [{{id: a1, task: {quoted(escaped(text))}}}]\n"
        )
        for number, text in enumerate(texts)
    }
    return {
        "site.yaml": "title: Tiny\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
        "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
        "teams.yaml": "manila: {title: Manila}\n",
        "owners.yaml": "{}\n",
        "2024.2/manila/gathering.yaml": f"title: Manila\ntopics: [{', '.join(f't{n}' for n in range(len(texts)))}]\n",
        **topics,
    }


def rendered(project: Project, plan: Plan, page: str, *options: str) -> Path | None:
    """Render the source with one page replaced, and return the site, or nothing where Sphinx refused."""
    write(project.source / f"{PAGE}.md", page)
    return None if sphinx(project, plan, *options) == 2 else project.build / "here" / "html"


def sphinx(project: Project, plan: Plan, *options: str) -> int:
    """Run Sphinx anew, and return its exit code: 2 where it stopped, 1 where it only complained."""
    out = project.build / "here" / "html"
    shutil.rmtree(out.parent, ignore_errors=True)
    out.mkdir(parents=True)
    return main(["-q", "-Q", *options, *arguments(project.docs, settings_of(plan), project.source, out)])


LEADS_ON = re.compile(r"0; url=(?:\.\./)*[a-z0-9][a-z0-9._/-]*\.html(?:#[a-z0-9-]+)?")
"""What the pages that lead on to another page of the site say to a browser."""


def dangers(out: Path) -> list[str]:
    """Return everything live or leaked in a site, found by looking at it as a browser would, apart from our own guard."""
    found = [f"leak in {path.name}" for path in out.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    found += [f"file {path}" for name in ("_downloads", "_images") for path in (out / name).rglob("*") if path.is_file()]
    for path in sorted(out.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {danger}" for danger in _dangers_in(html)]
        found += [f"{path.name}: settings" for secret in ("myst_disable_syntax", "localhost\t") if secret in html]
    return found


def _dangers_in(html: str) -> Iterator[str]:
    root = LexborHTMLParser(html).root
    assert root is not None
    for node in root.traverse():
        source = node.attributes.get("src") or ""
        if node.tag in ("iframe", "object", "embed", "base", "style", "applet", "frame", "math", "img", "video", "audio"):
            yield f"<{node.tag}>"
        if node.tag == "script" and (not source or "://" in source or node.text(deep=True).strip()):
            yield "script"
        if node.tag == "meta" and "http-equiv" in node.attributes and not LEADS_ON.fullmatch(node.attributes.get("content") or ""):
            yield "refresh"
        for name, value in node.attributes.items():
            scheme = "".join((value or "").split()).lower().partition(":")[0]
            if name.startswith("on") or name == "style":
                yield f"attribute {name}"
            if name in ("href", "src", "action", "data", "xlink:href") and scheme in (
                "javascript",
                "data",
                "vbscript",
                "file",
                "livescript",
            ):
                yield f"{name} {value}"
            if name == "href" and scheme.startswith("view-source"):
                yield f"{name} {value}"
            if name == "action" and "://" in (value or ""):
                yield f"form to {value}"


def texts(out: Path) -> set[str]:
    """Return the titles of the site's pages as they are seen."""
    roots = (LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("h1") for path in out.rglob("*.html"))
    return {fold(root.text(deep=True)) for root in roots if root}


def fold(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())
