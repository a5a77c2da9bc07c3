"""What Sphinx and its extensions write is as it has to be, before anything checks it in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import DOCS, TINY, make_project, render_here
from selectolax.lexbor import LexborHTMLParser

from cycleplan.pipeline import run
from cycleplan.textfile import TextFile

TABLE = "| id | is |\n| --- | --- |\n| a1 | an action item |\n"
TABS = "````{tab-set}\n```{tab-item} Markdown\nOne.\n```\n```{tab-item} reST\nTwo.\n```\n````\n"
PAGE = f"# Guide\n\nSee [linking](linking.md).\n\n{TABLE}\n{TABS}"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> LexborHTMLParser:
    files = [TextFile(path, text) for path, text in TINY.items()]
    project = make_project(tmp_path_factory.mktemp("mended"))
    out: Path = render_here(project, run(files), (TextFile("guide/index.md", PAGE), *DOCS[1:]))
    return LexborHTMLParser((out / "guide/index.html").read_text(encoding="utf-8"))


def test_a_table_scrolls_in_a_frame_that_a_keyboard_reaches(page: LexborHTMLParser):
    assert [frame.attributes for frame in page.css("div:has(> table)")] == [
        {"class": "wide", "role": "group", "tabindex": "0", "aria-label": "Table"}
    ]


def test_a_tab_says_no_more_than_a_label_may(page: LexborHTMLParser):
    assert [label.attributes for label in page.css("label")] == [
        {"class": "sd-tab-label", "for": "sd-tab-item-0"},
        {"class": "sd-tab-label", "for": "sd-tab-item-1"},
    ]
