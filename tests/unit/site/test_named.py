"""What notes can name, how often they do, and where that was published first."""

from __future__ import annotations

from datetime import date

import pytest
from golden_plan import NOTES, plan_of
from ledgers import outcome_of, recorded

from cycleplan.model import KnownPlan, LineKind
from cycleplan.site.named import Named, named_in, pack, unpack

SPECS = NOTES["specs/manila.yaml"]


def test_each_page_that_names_somebody_counts_once_and_their_own_does_not():
    notes = {**NOTES, "owners.yaml": NOTES["owners.yaml"] + "wren: {kind: person, review: 'Is it @wren, or @sap?'}\n"}
    uses = {key: count for key, (count, _) in named_in(plan_of(notes)).owners.items()}

    # A topic and a work item have both, and the owner above has one of them.
    assert (uses["wren"], uses["gouthamr"], uses["sap"]) == (0, 2, 3)


def test_topics_that_lead_to_a_work_item_are_counted():
    known = named_in(plan_of(NOTES))
    landed = named_in(plan_of({**NOTES, "specs/manila.yaml": SPECS.replace("status: in progress", "status: done")}))

    assert {name: count for name, (count, _) in known.specs.items()} == {"manila/weigher": 1, "manila/plain": 0}
    assert (known.landed, landed.landed) == (frozenset(), {"manila/weigher"})


def test_names_are_read_back():
    named = Named({"zoe": (2, "/owners/zoe.html")}, {"manila/weigher": (0, "/specs/manila/w.html")}, frozenset({"manila/weigher"}))

    assert unpack(pack(named)) == named
    with pytest.raises((ValueError, EOFError)):
        unpack(pack(named)[:-1])


def test_a_plan_of_names_knows_where_they_were_published_first():
    moved = "owners/zorilla: {to: owners/gouthamr, on: 2024-05-01}\n"
    before = {**NOTES, "owners.yaml": NOTES["owners.yaml"].replace("gouthamr:", "zorilla:")}
    renamed = {path: text.replace("gouthamr", "zorilla") for path, text in before.items()}
    notes = {**NOTES, **{path: text for path, text in recorded(renamed).items() if path.startswith("ledger/")}, "redirects.yaml": moved}
    plan = outcome_of(notes).plan
    known = KnownPlan(dict(named_in(plan).answers(["gouthamr"], ["manila/weigher"])))

    line = known.ledger.published["/owners/gouthamr.html"]
    assert (line.kind, line.value, line.on) == (LineKind.OWNER, "/owners/zorilla.html", date.min)
    assert known.ledger.published["/specs/manila/weigher.html"].value == "/specs/manila/weigher.html"
    with pytest.raises(KeyError):
        dict(named_in(plan).answers(["zorilla"], []))
