"""What somebody should look at: items whose notes say so themselves."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.model import ActionItem, Decision, Gathering, Owner, Plan, Reference, Section, Spec
from cycleplan.notes.result import Notes
from cycleplan.problems import Problem, Rule, Severity
from cycleplan.prose import one_line, plain_text

OPEN_REVIEW = Rule(
    "CP506",
    "Nothing waits to be reviewed.",
    bad="summary: What becomes of the driver.\nreview: The import took the first line for the summary.",
    good="summary: What becomes of the driver.",
    why="A guess that nobody has looked at is shown to readers as one. Once somebody has, `review` goes.",
    severity=Severity.WARNING,
)

RULES = (OPEN_REVIEW,)

_Item = Owner | Spec | Gathering | Reference | Section | Decision | ActionItem


def nothing_waits_to_be_reviewed(notes: Notes) -> Iterator[Problem]:
    """No item says why somebody should look at it."""
    for item in _items(notes.plan):
        if item.review:
            reason = one_line(plain_text(item.review.reason))
            yield OPEN_REVIEW.broken(item.review.at, f"review: {reason}", "see to it, then take review out")


def _items(plan: Plan) -> Iterator[_Item]:
    yield from plan.owners
    yield from plan.specs
    for gathering in plan.gatherings:
        yield gathering
        yield from gathering.references
    for topic in plan.topics:
        for section in topic.sections:
            yield section
            yield from section.decisions
            yield from section.actions
            yield from section.references
