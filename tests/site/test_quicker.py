"""What makes a build quicker changes no byte of the site."""

from __future__ import annotations

import warnings
from pathlib import Path

import docutils
from docutils import nodes
from golden_plan import REVIEWED
from ledgers import outcome_of, recorded
from projects import make_project, render_here, tree
from sphinx.search import languages

from cycleplan.sphinxext import quicker


def test_a_site_is_the_same_bytes_with_and_without(tmp_path: Path):
    outcome = outcome_of(recorded(REVIEWED))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        slow = tree(render_here(make_project(tmp_path / "slow", {}), outcome, options=("-Dptg_quicker=0",)))
        assert (nodes.Node.findall, languages["en"]) == (quicker._slow_findall, quicker.SearchEnglish)
        quick = tree(render_here(make_project(tmp_path / "quick", {}), outcome))
        walk = quicker.findall if docutils.__version_info__[:2] in quicker._DOCUTILS else quicker._slow_findall
        assert (nodes.Node.findall, languages["en"]) == (walk, quicker.RememberingEnglish)
        again = tree(render_here(make_project(tmp_path / "again", {}), outcome))

    assert slow == quick == again
    assert quicker._COMPILED.known
