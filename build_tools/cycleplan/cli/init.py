"""`cycleplan init`: what a project needs beside its notes, so that machines build and publish it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, dry_run_option, root_option
from cycleplan.cli.exits import CannotRun, disk_trouble_told

if TYPE_CHECKING:
    from cycleplan.textfile import TextFile

_TEMPLATES = Path(__file__).with_name("ci")
_FILES = MappingProxyType(
    {
        "zuul": {
            ".zuul.yaml": "zuul.yaml",
            "playbooks/cycleplan/collect.yaml": "zuul-collect.yaml",
            "playbooks/cycleplan/promote.yaml": "zuul-promote.yaml",
        },
        "github": {".github/workflows/cycleplan.yml": "github.yml"},
        "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    }
)
"""The files of each service by their path in a project, and the names of their templates."""

_EXAMPLES = (
    ("Let GitHub check each change, and publish to GitHub Pages:", "cycleplan init --ci github"),
    ("See what Zuul would need:", "cycleplan init --ci zuul --dry-run"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.option("--ci", "service", type=click.Choice(list(_FILES)), required=True, help="The service that builds and publishes.")
@click.option("--force", is_flag=True, help="Overwrite files that are there already.")
@dry_run_option
@root_option
def init(root: Path, service: str, *, force: bool, dry_run: bool) -> None:
    """Write what a service needs to build and publish the project.

    Each change is built with --strict, as it would be published; what is merged goes to the pages of the service, or
    to a web server of yours. The files are yours from then on.
    """
    from cycleplan.cli.editing import show_change, write_files
    from cycleplan.cli.progress import say, shown
    from cycleplan.workspace import find_project

    with disk_trouble_told():
        project = find_project(root)
    files = templates(service)
    there = {file.path: _present(project.root, file) for file in files}
    changed = [file for file in files if there[file.path] != file]
    if dry_run:
        for file in changed:
            show_change(there[file.path], file)
        say("nothing was written (--dry-run)")
        return
    taken = [file.path for file in changed if there[file.path]]
    if taken and not force:
        raise CannotRun(f"there is a {taken[0]} already", "--dry-run shows how it differs, and --force overwrites it")
    write_files(project.root, changed)
    for file in changed:
        say(f"wrote {shown(project.root / file.path)}")
    say(f"next: see {service} in docs/guide/publishing.md" if changed else "nothing has changed")


def templates(service: str) -> tuple[TextFile, ...]:
    """Return the files of a service as they are in a project."""
    from cycleplan.textfile import TextFile

    return tuple(TextFile(path, (_TEMPLATES / name).read_text(encoding="utf-8")) for path, name in _FILES[service].items())


def _present(root: Path, file: TextFile) -> TextFile | None:
    from cycleplan.textfile import TextFile

    path = root / file.path
    try:
        return TextFile(file.path, path.read_text(encoding="utf-8", errors="backslashreplace"))
    except FileNotFoundError:
        return None
