"""Action items of a mail: who, what, and in brackets until when and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cycleplan.mail.summary.marks import CONTINUED
from cycleplan.mail.summary.owners import Names, owners_text
from cycleplan.mail.summary.plain import words_of
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.model import ActionItem, LogEntry, Plan, Status, state
from cycleplan.prose import folded

_DAY = r"\d{4}-\d\d-\d\d"
_DUE = rf"due {_DAY}(?:, [a-z0-9-]+)?"
_STATE = rf"(?:{'|'.join(Status)}) {_DAY}(?: to [^\s\]]+)?"
REMARK = re.compile(rf"\[(?:{Status.OPEN}|{_DUE}|{_STATE}|{_DUE}; {_STATE})\]\Z", re.ASCII)
"""The remark behind a task, at the end of its text."""


def action_lines(plan: Plan, names: Names, action: ActionItem, gathering: str, *, is_open_told: bool = False) -> list[str]:
    """Return the lines of an action item; that it is open is said where asked for, or where the task ends like a remark."""
    task = folded(words_of(names, action.task))
    remark = "; ".join(_remarks(plan, action, gathering))
    if not remark and (is_open_told or REMARK.search(task)):
        remark = Status.OPEN.value
    text = f"({owners_text(names, action.owners)}) {task}"
    return wrapped(text, lead="- ", indent=CONTINUED, tail=f"[{remark}]" if remark else "")


def state_text(entry: LogEntry) -> str:
    """Return the state that an entry of a log tells, its day, and the cycle or the topic that the item went to."""
    return f"{entry.status} {entry.on}" + (f" to {entry.to.text}" if entry.to else "")


def _remarks(plan: Plan, action: ActionItem, gathering: str) -> Iterator[str]:
    if isinstance(action.due, date):
        yield f"due {action.due}"
    elif action.due:
        milestone = plan.milestone(action.due.text, gathering)
        assert milestone is not None, "checked"
        yield f"due {milestone.last}, {action.due.text}"
    if state(action.log) is not Status.OPEN:
        yield state_text(action.log[-1])
