"""The words of the theme in another language, and written from right to left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from projects import make_project
from selectolax.lexbor import LexborHTMLParser

from cycleplan.cli.catalogue import catalogue
from cycleplan.site.build import build_site

SETUP = '\nlanguage = "{language}"\n\ndef setup(app):\n    app.add_message_catalog("cycleplan", r"{locale}")\n'


def build(root: Path, language: str) -> Path:
    """Build the tiny plan in a language in which each word of the theme stands in double angle brackets."""
    project = make_project(root)
    folder = root / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words = Catalog(locale=language)
    for message in read_po(catalogue().splitlines()):
        if message.id:
            words.add(message.id, f'«{message.id}» <&">')
    with (folder / "cycleplan.mo").open("wb") as file:
        write_mo(file, words)
    conf = project.docs / "conf.py"
    conf.write_text(conf.read_text() + SETUP.format(language=language, locale=root / "locale"))
    build_site(project, report=str)
    return project.html.resolve()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("french"), "fr")


def test_every_word_of_the_frame_is_translated(site: Path):
    page = LexborHTMLParser((site / "2024.2/manila/weigher.html").read_text())
    said = [node.text() for part in ("header nav a", "a.skip", "footer p:first-child a") for node in page.css(part)]
    said += [node.attributes["aria-label"] or "" for node in page.css("header [aria-label], nav[aria-label]")]

    assert len(said) > 10
    assert [words for words in said if not re.fullmatch(r'«.+» <&">', words)] == []


def test_a_page_names_its_language_and_no_direction_where_it_is_the_usual_one(site: Path):
    root = LexborHTMLParser((site / "index.html").read_text()).css_first("html")

    assert (root.attributes["lang"], root.attributes.get("dir")) == ("fr", None)


def test_a_language_that_is_written_from_right_to_left_turns_the_page(tmp_path: Path):
    root = LexborHTMLParser((build(tmp_path, "ar") / "index.html").read_text()).css_first("html")

    assert (root.attributes["lang"], root.attributes.get("dir")) == ("ar", "rtl")
