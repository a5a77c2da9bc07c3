"""Citations and references meet: every `[n]` has its reference, and every numbered reference is cited."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.model import Reference
from cycleplan.notes.result import Notes
from cycleplan.problems import Problem, Rule
from cycleplan.prose import Citation

CITED_REFERENCE = Rule(
    "CP210",
    "Every number that the text cites has a reference in the same gathering.",
    bad="summary: An RFE asks for it [2].",
    good="summary: An RFE asks for it [2].\nreferences:\n  - {cite: 2, title: The RFE, missing: the mail has no address for it}",
    why="The number would lead nowhere. A number in brackets that is no citation takes a backslash: `\\[2]`.",
)
REPEATED_NUMBER = Rule(
    "CP211",
    "A number stands for one reference in a gathering.",
    bad="references:\n  - {cite: 2, title: One, missing: unknown}\n  - {cite: 2, title: Two, missing: unknown}",
    good="references:\n  - {cite: 2, title: One, missing: unknown}\n  - {title: Two, missing: unknown}",
    why="A reader could not tell which one is meant.",
)
UNCITED_REFERENCE = Rule(
    "CP212",
    "Every numbered reference is cited.",
    bad="references:\n  - {cite: 2, title: The RFE, missing: unknown}",
    good="references:\n  - {title: The RFE, missing: unknown}",
    why="A number that no text cites is mostly a slip in the text. A reference that is cited nowhere needs no number.",
)

RULES = (CITED_REFERENCE, REPEATED_NUMBER, UNCITED_REFERENCE)


def citations_have_references(notes: Notes) -> Iterator[Problem]:
    """Every `[n]` has a reference in its gathering; work items and owners belong to none and cite nothing."""
    references = notes.plan.links.references
    for gathering, citation in _citations(notes):
        if (gathering, citation.number) not in references:
            hint = "add it under references, or write \\[ for a bracket" if gathering else "nothing is cited here; write \\[ for a bracket"
            yield CITED_REFERENCE.broken(citation.at, f"no reference has the number [{citation.number}]", hint)


def numbers_are_not_repeated(notes: Notes) -> Iterator[Problem]:
    """No two references of a gathering have one number."""
    for gathering, reference in _references(notes):
        first = notes.plan.links.references[gathering, reference.cite or 0].reference
        if first is not reference:
            yield REPEATED_NUMBER.broken(reference.at, f"two references have the number [{reference.cite}]", f"the first is at {first.at}")


def references_are_cited(notes: Notes) -> Iterator[Problem]:
    """Every numbered reference is cited somewhere in its gathering."""
    cited = notes.plan.links.cited_in
    for gathering, reference in _references(notes):
        if (gathering, reference.cite) not in cited:
            yield UNCITED_REFERENCE.broken(reference.at, f"reference [{reference.cite}] is never cited", "cite it, or leave `cite` out")


def _references(notes: Notes) -> Iterator[tuple[str, Reference]]:
    for gathering in notes.plan.gatherings:
        yield from ((gathering.name, reference) for reference in gathering.references if reference.cite is not None)
    for topic in notes.plan.topics:
        for section in topic.sections:
            yield from ((f"{topic.cycle}/{topic.team}", reference) for reference in section.references if reference.cite is not None)


def _citations(notes: Notes) -> Iterator[tuple[str, Citation]]:
    return ((gathering, mark) for mark, gathering in notes.marks if isinstance(mark, Citation))
