"""What an import keeps for itself under the notes is no note: no command reads it, changes it or stops at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cycleplan.workspace import LARGEST, read_notes_folder

HIDDEN = ".imports/2024.2/manila"
COMMANDS = {
    "check": ("check", "--strict"),
    "fix": ("fix",),
    "new cycle": ("new", "cycle", "2025.1", "Epoxy", "--dry-run"),
    "new gathering": ("new", "gathering", "2024.1/nova", "--add-team", "Nova", "--dry-run"),
    "new topic": ("new", "topic", "2024.2/manila/x", "--title", "X", "--dry-run"),
}


def hide(notes: Path) -> None:
    """Put files into the hidden folder that would be problems, or be mended, anywhere else."""
    folder = notes / HIDDEN
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text("title: X\nled_by: [nobody]\nactions:\n  - task: File a bug.\n")
    (folder / "broken.yaml").write_bytes(b"title: [\xff\n")
    (folder / "large.yaml").write_text("#" * (LARGEST + 1))
    (folder / "link.yaml").symlink_to(notes / "teams.yaml")
    (folder / "notes.txt").write_text("A text.\n")


def hidden(notes: Path) -> dict[str, bytes]:
    """Return what the hidden files hold."""
    return {path.name: path.read_bytes() for path in (notes / HIDDEN).iterdir()}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_the_same_with_hidden_files_as_without(command: str, run, notes: Path):
    expected = run(*COMMANDS[command])
    hide(notes)
    before = hidden(notes)

    assert expected[0] == 0
    assert run(*COMMANDS[command]) == expected
    assert hidden(notes) == before


def test_hidden_files_are_not_taken_in(notes: Path):
    expected = read_notes_folder(notes)
    hide(notes)

    assert read_notes_folder(notes) == expected
