"""Templates lay out and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden_plan import BARE, REVIEWED, golden_plan, plan_of
from jinja2 import nodes
from minting import anchors

from cycleplan import rendering
from cycleplan.model import Plan
from cycleplan.pages import Page, pages
from cycleplan.pages.gone import TombstonePage
from cycleplan.rendering import TEMPLATES, environment, render

TEMPLATE_FILES = sorted(path.name for path in (Path(rendering.__file__).parent / "templates").iterdir())


def test_every_page_has_a_template():
    assert set(TEMPLATES) == {*Page.__args__, TombstonePage}


@pytest.mark.parametrize("name", TEMPLATE_FILES)
def test_a_template_neither_sorts_nor_looks_up_nor_declares_markup(name: str):
    made = environment()
    source = made.loader.get_source(made, name)[0] if made.loader else ""

    filters = {node.name for node in made.parse(source).find_all(nodes.Filter)}

    assert filters <= {"destination", "fragment", "length", "listed", "verbatim"}


@pytest.mark.parametrize("plan", [golden_plan(), plan_of(BARE), plan_of(REVIEWED)], ids=["golden", "bare", "reviewed"])
def test_the_first_byte_of_a_page_is_its_heading(plan: Plan):
    assert [page.name for page in pages(plan) if not render(page).text.startswith("# ")] == []


@pytest.mark.parametrize("plan", [golden_plan(), plan_of(BARE), plan_of(REVIEWED)], ids=["golden", "bare", "reviewed"])
def test_every_anchor_of_a_page_is_written_once_and_in_its_order(plan: Plan):
    for page in pages(plan):
        written = re.findall(r"\{ptg:anchor\}`\w+ ([^`]*)`", render(page).text)
        minted = [anchor.name for anchor in anchors(page)]

        assert sorted(name for name in written if name in minted) == sorted(minted), page.name


@pytest.mark.parametrize("plan", [golden_plan(), plan_of(BARE), plan_of(REVIEWED)], ids=["golden", "bare", "reviewed"])
def test_no_heading_stands_over_nothing(plan: Plan):
    empty = re.compile(r"^(#+) .*\n\s*(?=\Z|(?P<next>#+) )", re.MULTILINE)
    found = [
        (page.name, heading[0].strip())
        for page in pages(plan)
        for heading in empty.finditer(render(page).text)
        if len(heading["next"] or "") <= len(heading[1])
    ]

    assert found == []


def test_a_value_that_a_page_lacks_is_an_error():
    with pytest.raises(TypeError, match="no MyST for StrictUndefined"):
        environment().from_string("{{ page.titel }}").render(page=next(pages(golden_plan())))


def test_a_value_that_has_no_markup_is_an_error():
    with pytest.raises(TypeError, match="no MyST for object"):
        environment().from_string("{{ value }}").render(value=object())
