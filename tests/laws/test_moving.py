"""Laws of moving: whatever moves and goes, and in whatever order, no address that was published is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from moving_steps import ON, Files, Step, steps, taken
from plan_strategies import plans

from cycleplan.checks import check
from cycleplan.model import LedgerLine, Plan, at_path
from cycleplan.moving.items import items_of
from cycleplan.notes.ledger import ledger_text
from cycleplan.notes.reader import read_notes
from cycleplan.textfile import TextFile

LEDGER = "ledger/site.txt"


def recorded(files: Files) -> Files:
    """Return notes whose ledger has every address of their items."""
    plan = read_notes(files.values()).plan
    known = plan.ledger.published
    fresh = [
        LedgerLine(item.address.canonical, ON, item.kind, plan.first_path(item.address))
        for item in items_of(plan).values()
        if item.address.canonical not in known
    ]
    return {**files, LEDGER: TextFile(LEDGER, ledger_text((*plan.ledger.lines, *fresh)))}


@st.composite
def published_plans(draw: st.DrawFn) -> Files:
    return recorded({file.path: file for file in draw(plans())})


def _errors(files: Files) -> list[str]:
    return [str(problem) for problem in check(read_notes(files.values())) if problem.is_error]


@settings(max_examples=max(settings().max_examples // 5, 1))
@given(published_plans(), steps)
def test_every_published_address_leads_to_its_item_or_says_that_it_is_gone(files: Files, walk: list[Step]) -> None:
    for step in walk:
        files = taken(files, step, recorded)
        assert _errors(files) == []
        plan = read_notes(files.values()).plan
        assert _lost(plan) == []
        assert {move.to for move in plan.redirects} & {move.old for move in plan.redirects} == set()


def _lost(plan: Plan) -> list[str]:
    """Return every published address that neither leads to its item nor is written down as removed."""
    live = items_of(plan)
    removed = {removal.address for removal in plan.removals}
    lost = []
    for path, line in plan.ledger.published.items():
        address = at_path(path)
        now = plan.moves.resolve(address)
        if not (now in live and plan.first_path(now) == line.value) and removed.isdisjoint((address, now)):
            lost.append(f"{path} of {line.value} leads to {now}")
    return lost
