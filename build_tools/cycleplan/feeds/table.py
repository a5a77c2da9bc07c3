"""All action items as a table of comma-separated values (RFC 4180) that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO

from cycleplan.feeds.feed import url_of
from cycleplan.model import ActionAt, Plan, state
from cycleplan.pages import links
from cycleplan.prose import one_line, plain_text

COLUMNS = ("address", "cycle", "team", "topic", "part", "task", "status", "owners", "due", "specs")
_FORMULA = re.compile(r"(^|;)(\s*)(?=[-=+@'\uff0b\uff0d\uff1d\uff20])")
"""Where a formula could start: in a cell, or behind the mark that many countries' spreadsheets divide cells by.

The signs are those that OWASP lists under "CSV Injection", in both widths, and the apostrophe that is put before them.
"""


def action_table(plan: Plan) -> str:
    """Return the table, one action item a line, with the line ends that RFC 4180 asks for."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for at in plan.links.actions:
        writer.writerow(map(harmless, _cells(plan, at)))
    return out.getvalue()


def harmless(text: str) -> str:
    """Return a text as one line in which an apostrophe stands before whatever could start a formula.

    It is undone by taking one apostrophe away at the same places, since one that was there already gets another.
    """
    return _FORMULA.sub(r"\1\2'", one_line(text))


def _cells(plan: Plan, at: ActionAt) -> Iterator[str]:
    topic, section, action = at
    part = links.part_link(topic, section)
    yield url_of(plan, topic.at(action.id))
    yield topic.cycle
    yield topic.team
    yield topic.title
    yield part.text if part else ""
    yield plain_text(action.task)
    yield state(action.log).value
    yield ", ".join(key.text for key in action.owners)
    yield _due(plan, at)
    yield ", ".join(key.text for key in action.specs)


def _due(plan: Plan, at: ActionAt) -> str:
    if isinstance(at.action.due, date):
        return str(at.action.due)
    milestone = plan.milestone(at.action.due.text, f"{at.topic.cycle}/{at.topic.team}") if at.action.due else None
    return str(milestone.last) if milestone else ""
