"""Whole projects to build: the repository's own, and tiny ones made of text."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from ledgers import recorded
from sphinx.cmd.build import main

from cycleplan.pipeline import Outcome
from cycleplan.site.build import build_site
from cycleplan.site.guard import PageReading
from cycleplan.site.making import check_written, lay_over, repeat_twins
from cycleplan.site.publish import Publication, held, publish_site
from cycleplan.site.release import release
from cycleplan.site.sources import settings_of, source_files
from cycleplan.site.sphinx import arguments
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, write_source

REPOSITORY = Path(__file__).parents[1]

TINY: Mapping[str, str] = {
    "site.yaml": "title: Tiny plan\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
    "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
    "teams.yaml": "manila: {title: Manila}\n",
    "owners.yaml": "carthaca: {kind: person}\n",
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [weigher]\n",
    "2024.2/manila/weigher.yaml": "title: Weigh pools\nkind: feature\nsummary: Weigh by share network.\nled_by: [carthaca]\n",
}
"""The notes of a tiny plan, without any problem."""

DOCS = (
    TextFile("guide/index.md", "# Guide\n\nSee [linking](linking.md).\n"),
    TextFile("guide/linking.md", "# Linking\n\nBy address.\n"),
)
"""As much of a guide as the theme's header and footer lead to."""


def make_project(root: Path, notes: Mapping[str, str] = TINY) -> Project:
    """Write a project with these notes and the repository's settings of Sphinx."""
    project = Project(root)
    for path, text in notes.items():
        write(project.notes / path, text)
    for page in DOCS:
        write(project.docs / page.path, page.text)
    for name in ("conf.py", "docutils.conf"):
        shutil.copy(REPOSITORY / "docs" / name, project.docs / name)
    return project


def copy_repository(root: Path) -> Project:
    """Copy the repository's own notes and docs."""
    shutil.copytree(REPOSITORY / "source_notes", root / "source_notes")
    shutil.copytree(REPOSITORY / "docs", root / "docs", ignore=shutil.ignore_patterns("_build"))
    return Project(root)


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def write_all(folder: Path, files: Mapping[str, str]) -> Path:
    """Make a folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        write(folder / path, text)
    return folder


def recorded_project(root: Path) -> Project:
    """Write the tiny project with a ledger that lacks nothing."""
    return make_project(root, recorded(TINY, docs=DOCS))


def publish_project(project: Project, title: str) -> Publication | None:
    """Publish a project after a change of its team's title into the folder `published` beside its root."""
    write(project.notes / "teams.yaml", f"manila: {{title: {title}}}\n")
    with held(project.root.with_name("published"), lambda _: None) as front:
        return release(project, partial(publish_site, front=front, report=lambda _: None), report=lambda _: None)[1]


def render_here(project: Project, outcome: Outcome, docs: Iterable[TextFile] = DOCS, options: Iterable[str] = ()) -> Path:
    """Render pages by Sphinx in this process, which saves starting another, and return the folder of the site.

    Raises AssertionError where Sphinx ends with an error.
    """
    docs = tuple(docs)
    write_source(project.source, source_files(outcome, docs))
    out = project.build / "here" / "html"
    with warnings.catch_warnings():
        # MyST's use of what the next Sphinx but one takes away is not ours to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        assert main([*options, *arguments(project.docs, settings_of(outcome.plan), project.source, out)]) == 0
    (out / ".buildinfo").unlink()
    shutil.rmtree(out / "_sources", ignore_errors=True)
    lay_over(out, outcome, docs)
    repeat_twins(out, outcome)
    return out


def check_here(out: Path, outcome: Outcome, docs: Iterable[TextFile] = DOCS) -> dict[str, PageReading]:
    """Hold the rendered pages against the guard of the written site."""
    return check_written(out, outcome, docs)


def anew(project: Project) -> dict[str, str]:
    """Return the hash of each file of the site that the notes, pages and settings of a project make where nothing was ever built.

    It is built once for the same of them.
    """
    files = (path for path in sorted(project.root.rglob("*")) if path.is_file() and not path.is_relative_to(project.build))
    return dict(_anew(tuple((path.relative_to(project.root).as_posix(), path.read_bytes()) for path in files)))


@cache
def _anew(files: tuple[tuple[str, bytes], ...]) -> Mapping[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files:
            Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, path).write_bytes(content)
        built = build_site(Project(Path(folder)), report=lambda _: None)
        assert built.html, built.problems
        return tree(built.html.resolve())


def texts(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the inode and the time of change of everything below a folder."""
    return {str(path.relative_to(folder)): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in sorted(folder.rglob("*"))}


def command(*words: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools"), **(environment or {})}
    return subprocess.run(
        [sys.executable, "-m", "cycleplan", *words], env=surroundings, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
