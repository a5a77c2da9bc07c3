"""Texts that wait on the disk are those that were put there, whoever did, and leave nothing behind."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from cycleplan import hands
from cycleplan.composing import Shelf
from cycleplan.hands import many_hands
from cycleplan.site.shelf import shelf_in
from cycleplan.textfile import File, TextFile, pack

TEXTS = [TextFile(f"{number}.md", f"Page {number}: \u00e9\n" * (number % 9)) for number in range(4000)]


def put(shelf: Shelf, some: Sequence[TextFile]) -> list[File]:
    """Put files onto a shelf."""
    return [shelf(pack(file)) for file in some]


def said(files: Sequence[File]) -> list[tuple[str, str, str]]:
    """Return all that files say."""
    return sorted((file.path, file.text, file.hashed) for file in files)


def test_what_was_put_there_is_read_in_any_order_and_as_often_as_asked(tmp_path: Path):
    with shelf_in(tmp_path / "build") as shelf:
        files = put(shelf, TEXTS)

        assert said(files[::-1]) == said(files) == said(TEXTS)
        assert [*(tmp_path / "build").iterdir()] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no copies of a process")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_copies_of_the_process_put_theirs_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hands, "FEWEST", 1)
    monkeypatch.setattr(hands, "can_copy", lambda: True)
    with shelf_in(tmp_path) as shelf:
        shares = many_hands(4)(partial(put, shelf), TEXTS)

        assert len(shares) == 4
        assert said([file for share in shares for file in share]) == said(TEXTS)
