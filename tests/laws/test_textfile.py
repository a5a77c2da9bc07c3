"""Laws of files as values: one that waits has the text that it was packed with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from projects import TINY

from cycleplan.pipeline import run
from cycleplan.textfile import PackedFile, TextFile, pack


@given(st.text())
def test_a_file_that_waits_has_its_text_and_its_hash(text: str):
    file = TextFile("a.md", text)
    packed = pack(file)

    assert (packed.path, packed.text, packed.hashed) == (file.path, file.text, file.hashed)


def test_pages_wait_for_whoever_writes_them_in_little_room():
    outcome = run([TextFile(path, text) for path, text in TINY.items()])
    waiting = [file for file in (*outcome.pages, *outcome.pictures) if isinstance(file, PackedFile)]

    assert (len(waiting), len(outcome.pictures) > 0) == (len(outcome.pages) + len(outcome.pictures), True)
    assert sum(len(file.packed) for file in waiting) < sum(len(file.text.encode()) for file in waiting) * 0.6
