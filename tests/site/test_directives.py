"""Our directives in a page of the handbook: what they cannot read is an error with its line, and no trace of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import DOCS, make_project, render_here

from cycleplan.pipeline import run
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_notes_folder


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        ("```{ptg-cite} topic\n```", "what is cited is one of topic, part, item, with its note below"),
        ("```{ptg-cite} nonsense\n[1] Title <https://plan.example/>\n```", "what is cited is one of topic, part, item"),
        ("```{ptg-cite}\n```", "1 argument(s) required"),
        ("```{ptg-board}\nowner carthaca\n```", "no choices"),
        ("```{ptg-board}\ncolour red Red\n```", "no choices"),
        ("```{ptg-picture} threads\n```", "no picture 'threads'"),
        ("```{ptg-picture} ../index\n```", "no picture '../index'"),
    ],
)
def test_what_a_directive_cannot_read_is_told_with_its_line(directive: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    project = make_project(tmp_path)
    page = TextFile("guide/index.md", f"# Guide\n\n{directive}\n")
    with pytest.raises(AssertionError):
        render_here(project, run(read_notes_folder(project.notes).files), (page, *DOCS[1:]))

    told = capsys.readouterr().err
    assert said in told
    assert "guide/index.md:3: " in told
    assert "Traceback" not in told
