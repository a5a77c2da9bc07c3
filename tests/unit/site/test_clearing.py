"""Folders that are removed beside other work."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

import pytest
from projects import write

from cycleplan.site import clearing
from cycleplan.site.clearing import cleared_beside


@pytest.mark.parametrize("code", [clearing._REMOVE, "raise SystemExit(1)"])
def test_folders_are_gone_when_the_block_has_ended(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clearing, "_REMOVE", code)
    for name in ("one/a.txt", "one/b/c.txt", "other/a.txt", "kept/a.txt"):
        write(tmp_path / name, "text")
    (tmp_path / "one/link").symlink_to(tmp_path / "kept", target_is_directory=True)
    with cleared_beside() as remove:
        remove(tmp_path / "one")
        remove(tmp_path / "other")

    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["kept", "kept/a.txt"]


def test_what_is_removed_goes_also_where_the_block_fails(tmp_path: Path):
    write(tmp_path / "one/a.txt", "text")
    with suppress(KeyboardInterrupt), cleared_beside() as remove:
        remove(tmp_path / "one")
        raise KeyboardInterrupt

    assert [*tmp_path.iterdir()] == []


def test_folders_are_gone_also_where_no_process_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(clearing.subprocess, "Popen", refuse)
    write(tmp_path / "one/a.txt", "text")
    with cleared_beside() as remove:
        remove(tmp_path / "one")

    assert [*tmp_path.iterdir()] == []


def test_nothing_is_started_where_nothing_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clearing.subprocess, "Popen", None)
    with cleared_beside():
        write(tmp_path / "kept.txt", "text")

    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
