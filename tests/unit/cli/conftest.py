"""A small project to run commands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cycleplan.cli import cycleplan

NOTES = {
    "site.yaml": "title: A plan\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
    "cycles.yaml": '# All cycles.\n"2024.1":\n  name: Caracal\n\n"2024.2":\n  name: Dalmatian   # in the spring\n',
    "teams.yaml": "manila: {title: Manila}\n",
    "owners.yaml": "carthaca:\n  kind: person\n",
    "2024.1/manila/gathering.yaml": "title: Earlier\ntopics: [weighers]\n",
    "2024.1/manila/weighers.yaml": "title: Weighers\nkind: debt\nsummary: Weigh.\nled_by: [carthaca]\n",
    "2024.2/manila/gathering.yaml": "title: Manila\ntopics:\n  - cephfs   # first\n\n# The end.\n",
    "2024.2/manila/cephfs.yaml": "title: CephFS\nkind: feature\nsummary: One sentence.\nled_by: [carthaca]\n",
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The notes folder of a project that is the working directory."""
    folder = tmp_path / "source_notes"
    for path, text in NOTES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


@pytest.fixture
def run(notes: Path) -> Run:
    """Run a command; its exit code, stdout and stderr."""

    def invoke(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(cycleplan, arguments, prog_name="cycleplan")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return invoke


@pytest.fixture
def said(notes: Path) -> Callable[[], dict[str, str]]:
    """Return what every file of the notes says."""
    return lambda: {str(path.relative_to(notes)): path.read_text(encoding="utf-8") for path in notes.rglob("*") if path.is_file()}
