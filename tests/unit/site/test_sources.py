"""What Sphinx reads of a plan, and what is known of it once it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledgers import outcome_of, recorded
from projects import DOCS, TINY, write

from cycleplan.site.sources import kept_of, source_files
from cycleplan.workspace import write_source


def test_what_was_written_is_known_by_its_hashes(tmp_path: Path):
    files = source_files(outcome_of(recorded(TINY, docs=DOCS)), DOCS)
    write_source(tmp_path / "source", files)
    kept = kept_of(tmp_path / "source")

    assert kept
    assert kept.hashes == {file.path: file.hashed for file in files if file.path.endswith((".md", ".svg"))}
    assert {path.suffix for path in map(Path, kept.hashes)} == {".md", ".svg"}
    assert all((tmp_path / "source" / path).stat().st_mtime_ns <= kept.at for path in kept.hashes)


@pytest.mark.parametrize("text", [None, "", "[]", "{", "\udcff"])
def test_without_a_manifest_nothing_is_known(text: str | None, tmp_path: Path):
    if text is not None:
        write(tmp_path / "manifest.json", "")
        (tmp_path / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))

    assert kept_of(tmp_path) is None
