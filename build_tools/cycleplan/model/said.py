"""Where prose stands: everything that a section, a gathering, an owner or a spec says in words."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.model.log import Checked, LogEntry
from cycleplan.model.owner import Owner
from cycleplan.model.reference import Reference, Source
from cycleplan.model.review import Review
from cycleplan.model.spec import Spec
from cycleplan.model.topic import Gathering, Section
from cycleplan.prose import Phrase, Prose


def said_in_section(section: Section) -> Iterator[Phrase | Prose]:
    """Yield each prose of a topic or a part, in the order of its page."""
    yield section.summary
    yield from _said_in_review(section.review)
    for action in section.actions:
        yield action.task
        yield from _said_in_review(action.review)
        yield from _said_in_log(action.log)
    yield section.discussion
    for decision in section.decisions:
        yield decision.text
        yield from _said_in_review(decision.review)
    yield from _said_in_references(section.references)
    yield from _said_in_log(section.log)
    yield from _said_in_check(section.checked)


def said_in_gathering(gathering: Gathering) -> Iterator[Phrase | Prose]:
    """Yield each prose of a gathering."""
    yield from _said_in_review(gathering.review)
    yield gathering.introduction
    yield gathering.closing
    for source in (gathering.pad, gathering.recording, gathering.mail):
        if source:
            yield from _said_in_source(source)
    yield from _said_in_references(gathering.references)


def said_in_owner(owner: Owner) -> Iterator[Phrase | Prose]:
    """Yield each prose of an owner."""
    yield from _said_in_review(owner.review)


def said_in_spec(spec: Spec) -> Iterator[Phrase | Prose]:
    """Yield each prose of a work item."""
    yield spec.summary
    yield from _said_in_review(spec.review)
    yield from _said_in_source(spec.source)
    for change in spec.changes:
        yield from _said_in_source(change.source)
    yield from _said_in_log(spec.log)
    yield from _said_in_check(spec.checked)


def _said_in_log(log: tuple[LogEntry, ...]) -> Iterator[Phrase]:
    for entry in log:
        yield entry.text


def _said_in_check(checked: Checked | None) -> Iterator[Phrase]:
    if checked:
        yield checked.result


def _said_in_review(review: Review | None) -> Iterator[Phrase]:
    if review:
        yield review.reason


def _said_in_references(references: tuple[Reference, ...]) -> Iterator[Phrase]:
    for reference in references:
        yield from _said_in_source(reference.source)
        yield from _said_in_review(reference.review)


def _said_in_source(source: Source) -> Iterator[Phrase]:
    yield source.missing
    for found in source.found:
        yield found.where
