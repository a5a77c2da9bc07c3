"""Rules over a whole plan: each is one function from notes to problems, and all of them stand in two lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cycleplan import prose
from cycleplan.checks import citations, coverage, ids, ledger, moved, names, reviews, threads
from cycleplan.notes import rules as notes_rules
from cycleplan.notes.result import Notes
from cycleplan.problems import Problem, in_file_order

Check = Callable[[Notes], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    ids.ids_can_be_addresses,
    ids.ids_are_not_repeated,
    ids.ids_are_there,
    names.owners_are_known,
    names.specs_are_known,
    names.topics_are_known,
    names.milestones_are_known,
    names.cycles_are_known,
    names.teams_are_known,
    citations.numbers_are_not_repeated,
    threads.logs_are_in_order,
    threads.log_entries_have_evidence,
    threads.topics_continue_earlier_ones,
    coverage.addresses_fit_a_line,
    coverage.topics_have_summaries,
    coverage.topics_have_kinds,
    reviews.nothing_waits_to_be_reviewed,
    moved.moved_specs_are_cited_by_name,
)

CHECKS_OF_ABSENCE: tuple[Check, ...] = (
    citations.citations_have_references,
    citations.references_are_cited,
    coverage.topics_are_listed,
    coverage.specs_are_led_to,
    coverage.owners_are_used,
)
"""Checks for something that is nowhere: they mean nothing where a fault has kept a part of the notes from being read."""

RULES = tuple(
    sorted(
        (
            *prose.RULES,
            *notes_rules.RULES,
            *ids.RULES,
            *names.RULES,
            *citations.RULES,
            *threads.RULES,
            *coverage.RULES,
            *reviews.RULES,
            *ledger.RULES,
            *moved.RULES,
        ),
        key=lambda rule: rule.code,
    )
)


def check(notes: Notes) -> tuple[Problem, ...]:
    """Return every problem of the notes in file order: those met while reading, and those of the plan."""
    checks = CHECKS if any(problem.is_error for problem in notes.problems) else (*CHECKS, *CHECKS_OF_ABSENCE)
    found = [problem for rule in checks for problem in rule(notes)]
    return in_file_order((*notes.problems, *found))


__all__ = ["CHECKS", "CHECKS_OF_ABSENCE", "RULES", "check"]
