"""What Sphinx reads of a plan, and what is known of it once it was written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from ledgers import outcome_of, recorded
from projects import DOCS, TINY, write

from cycleplan.site.sources import amend_sources, kept_of, source_files
from cycleplan.site.tables import MANIFEST, as_file
from cycleplan.textfile import TextFile
from cycleplan.workspace import Kept, write_source


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


def test_sources_that_say_something_else_are_known_by_other_hashes(tmp_path: Path):
    files = (TextFile("a.md", "A"), TextFile("b/a.md", "A"), TextFile("ü.md", "U"))
    hashes = {file.path.removesuffix(".md"): file.hashed for file in files}
    for file in (*files, as_file(MANIFEST, hashes)):
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_text(file.text, encoding="utf-8")
    os.utime(tmp_path / MANIFEST, ns=(5, 5))
    now = (TextFile("b/a.md", "Another"), TextFile("ü.md", "Ü"))
    amend_sources(tmp_path, zip(files[1:], now, strict=True))

    assert kept_of(tmp_path) == Kept({file.path: file.hashed for file in (files[0], *now)}, 5)
    assert {path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md")} == {
        "a.md": "A",
        "b/a.md": "Another",
        "ü.md": "Ü",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"a.md", "b", MANIFEST, "ü.md"}
