"""Where prose stands: everything that a section, a gathering or a spec says in words."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.model.log import Checked, LogEntry
from cycleplan.model.reference import Source
from cycleplan.model.spec import Spec
from cycleplan.model.topic import Gathering, Section
from cycleplan.prose import Phrase, Prose


def said_in_section(section: Section) -> Iterator[Phrase | Prose]:
    """Yield each prose of a topic or a part, in the order of its page."""
    yield section.summary
    for action in section.actions:
        yield action.task
        yield from _said_in_log(action.log)
    yield section.discussion
    for decision in section.decisions:
        yield decision.text
    for reference in section.references:
        yield from _said_in_source(reference.source)
    yield from _said_in_log(section.log)
    yield from _said_in_check(section.checked)


def said_in_gathering(gathering: Gathering) -> Iterator[Phrase | Prose]:
    """Yield each prose of a gathering."""
    yield gathering.introduction
    yield gathering.closing
    for source in (gathering.pad, gathering.recording, gathering.mail):
        if source:
            yield from _said_in_source(source)
    for reference in gathering.references:
        yield from _said_in_source(reference.source)


def said_in_spec(spec: Spec) -> Iterator[Phrase | Prose]:
    """Yield each prose of a work item."""
    yield spec.summary
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


def _said_in_source(source: Source) -> Iterator[Phrase]:
    yield source.missing
    for found in source.found:
        yield found.where
