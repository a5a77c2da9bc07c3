"""A path alone says what a file of the notes is."""

from __future__ import annotations

import pytest

from cycleplan.notes.layout import FileKind, NotesPath, is_left_alone, notes_path


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("site.yaml", NotesPath(FileKind.SITE)),
        ("cycles.yaml", NotesPath(FileKind.CYCLES)),
        ("teams.yaml", NotesPath(FileKind.TEAMS)),
        ("owners.yaml", NotesPath(FileKind.OWNERS)),
        ("specs/manila.yaml", NotesPath(FileKind.SPECS, team="manila")),
        ("2024.2/manila/gathering.yaml", NotesPath(FileKind.GATHERING, "2024.2", "manila")),
        ("2024.2/manila/cephfs.yaml", NotesPath(FileKind.TOPIC, "2024.2", "manila", "cephfs")),
        ("manila.yaml", None),
        ("site.yml", None),
        ("2024.2/gathering.yaml", None),
        ("2024.2/site.yaml", None),
        ("2024.2/manila/cephfs.txt", None),
        ("2024.2/manila/old/cephfs.yaml", None),
        ("specs/manila/gathering.yaml", None),
        ("specs/manila/a.yaml", None),
        ("", None),
    ],
)
def test_a_path_has_its_place_or_none(path: str, place: NotesPath | None) -> None:
    assert notes_path(path) == place


@pytest.mark.parametrize(
    ("path", "alone"),
    [
        ("ledger/2024.2.txt", False),
        (".git/config", True),
        ("2024.2/.cephfs.yaml.swp", True),
        ("2024.2/manila/cephfs.yaml~", True),
        ("2024.2/manila/#cephfs.yaml#", True),
        ("_drafts/a.yaml", True),
        (".imports/2024.2/manila/cephfs.yaml", True),
        ("README.rst", True),
        ("2024.2/ledger/cephfs.yaml", False),
        ("2024.2/manila/cephfs.yaml", False),
    ],
)
def test_files_that_are_not_notes_are_left_alone(path: str, alone: bool) -> None:
    assert is_left_alone(path) is alone
