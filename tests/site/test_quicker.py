"""What makes a build quicker changes no byte of the site."""

from __future__ import annotations

import warnings
from contextlib import nullcontext
from pathlib import Path

import pytest
from golden_plan import REVIEWED
from ledgers import outcome_of, recorded
from projects import make_project, render_here, tree, write
from sphinx.cmd.build import main
from sphinx.search import languages

from cycleplan.sphinxext import quicker
from cycleplan.sphinxext.quicker import remembering


def in_place() -> list[bool]:
    """Tell of each change whether it is in the place of what it replaces."""
    return [getattr(change.owner, change.name) == change.ours for change in quicker.CHANGES]


def test_a_site_is_the_same_bytes_with_and_without(tmp_path: Path):
    outcome = outcome_of(recorded(REVIEWED))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        slow = tree(render_here(make_project(tmp_path / "slow", {}), outcome, options=("-Dptg_quicker=0",)))
        assert (in_place(), languages["en"]) == ([False] * len(quicker.CHANGES), quicker.SearchEnglish)
        quick = tree(render_here(make_project(tmp_path / "quick", {}), outcome))
        assert in_place() == [quicker.is_tried(change.package) for change in quicker.CHANGES]
        assert languages["en"] is remembering.RememberingEnglish
        again = tree(render_here(make_project(tmp_path / "again", {}), outcome))
        with quicker.only_run():
            alone = tree(render_here(make_project(tmp_path / "alone", {}), outcome))

    assert slow == quick == again == alone
    assert remembering.COMPILED.known


def test_only_a_run_from_which_none_goes_on_keeps_no_trees(tmp_path: Path):
    outcome, projects = outcome_of(recorded(REVIEWED)), [make_project(tmp_path / name, {}) for name in ("alone", "first")]
    with quicker.only_run():
        render_here(projects[0], outcome)
    render_here(projects[1], outcome)

    alone, first = ({path.name for path in (project.build / "here/doctrees").rglob("*.doctree")} for project in projects)
    assert (not alone, "index.doctree" in first) == (quicker.is_tried("Sphinx"), True)


ALONE = {
    "target": "(here)=\n## Marked\n",
    "tabs": "````{tab-set}\n```{tab-item} One\none\n```\n```{tab-item} Two\ntwo\n```\n````\n",
    "aside": "```{aside}\nBeside the text.\n```\n",
    "code": "```{eval-rst}\n::\n\n   a = 1\n```\n",
    "language": "```{eval-rst}\n.. highlight:: python\n\n::\n\n   a = 1  # doctest: +SKIP\n```\n",
    "session": "```{eval-rst}\n>>> a = 1  # doctest: +SKIP\n```\n",
    "figures": "```{eval-rst}\n|translation progress|\n```\n",
    "named": "```{eval-rst}\nnamed_\n\n.. _named: https://e.example/%C3%BC?a=b\n```\n",
    "nowhere": "```{eval-rst}\n`nowhere`_\n```\n",
    "footnote": "```{eval-rst}\n[#f]_ and [#g]_\n\n.. [#f] A footnote.\n```\n",
    "cited": "```{eval-rst}\n[CIT1]_ and [CIT2]_\n\n.. [CIT1] A citation.\n```\n",
    "terms": "```{eval-rst}\nterm : classifier : another\n   What it is.\n```\n",
    "image": "```{eval-rst}\n.. image:: missing.png\n```\n",
    "lines": "```{eval-rst}\n.. rubric:: A heading\n\n| A line.\n\n:field: Its body.\n```\n",
    "links": '[A link](https://e.example/ü%20a "title"), <https://xn--e.example/%zz>.\n',
}
"""A page for each thing that a step may be left out for want of."""


@pytest.mark.parametrize("alone", [False, True])
def test_each_step_is_taken_on_a_page_that_has_something_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], alone: bool):
    source = tmp_path / "source"
    write(source / "conf.py", "extensions = ['cycleplan.sphinxext']\nhtml_theme = 'basic'\nroot_doc = 'code'\nnitpicky = True\n")
    for name, text in ALONE.items():
        write(source / f"{name}.md", f"# A page\n\n{text}")
    found = []
    for is_quick in (0, 1):
        out = tmp_path / str(is_quick)
        with warnings.catch_warnings(), quicker.only_run() if alone else nullcontext():
            warnings.simplefilter("ignore")
            assert main(["-q", "-E", f"-Dptg_quicker={is_quick}", "-Dptg_guard=0", str(source), str(out)]) == 0
        found.append((sorted(capsys.readouterr().err.split("\n")), {name: (out / f"{name}.html").read_text("utf-8") for name in ALONE}))

    said, pages = "\n".join(found[0][0]), found[0][1]
    assert all(word in said for word in ('target name: "nowhere"', "missing.png", 'target name: "g"', "CIT2"))
    assert all(part in pages[name] for name, part in (("tabs", "sd-tab-set"), ("aside", "<aside"), ("language", "highlight-python")))
    assert found[0] == found[1]


def test_a_version_is_tried_by_its_beginning_alone(monkeypatch):
    monkeypatch.setattr(quicker, "_TRIED", {"Sphinx": ("9.0", "9.2")})
    found = {}
    for number in ("9.0", "9.0.4", "9.2.0b1", "9.1.0", "9.20", "10.9.0"):
        monkeypatch.setattr(quicker, "version", lambda package, number=number: number)
        quicker.is_tried.cache_clear()
        found[number] = quicker.is_tried("Sphinx")
    quicker.is_tried.cache_clear()

    assert found == {"9.0": True, "9.0.4": True, "9.2.0b1": True, "9.1.0": False, "9.20": False, "10.9.0": False}
