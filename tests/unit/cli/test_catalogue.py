"""The catalogue of the theme's words."""

from __future__ import annotations

from pathlib import Path

from cycleplan.cli.catalogue import catalogue, main
from cycleplan.sphinxext.messages import CATALOG, LOCALE

FILE = LOCALE / f"{CATALOG}.pot"


def test_the_committed_catalogue_is_current():
    assert FILE.read_text(encoding="utf-8") == catalogue(), f"run python -m cycleplan.cli.catalogue {FILE.name}"


def test_words_come_from_templates_and_from_code():
    assert '#: sphinxext/vocabulary.py\nmsgid "Breadcrumb"\n' in catalogue()
    assert '#: theme/layout.html\nmsgid "Actions"\n' in catalogue()


def test_writing_it_twice_gives_the_same_bytes(tmp_path: Path):
    first, second = tmp_path / "a" / "first.pot", tmp_path / "second.pot"
    main(str(first))
    main(str(second))

    assert first.read_bytes() == second.read_bytes()
