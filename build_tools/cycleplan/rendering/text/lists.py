"""What the text twins of the lists hold: of owners, work items, action items, topics and cycles, and of what nobody took up."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan import pages
from cycleplan.model import Address
from cycleplan.pages.cycles import CycleEntry
from cycleplan.pages.entries import Link, Number
from cycleplan.pages.threads import Subject, SubjectGroup
from cycleplan.pages.untouched import LooseReference
from cycleplan.rendering.text import entries
from cycleplan.rendering.text.blocks import Piece, Row, joined, listed, paragraph, row, rows, said, section


def owners(page: pages.OwnersPage, base: str) -> Iterator[Piece]:
    """Lay out the list of owners."""
    yield from paragraph("What ", Link("nobody holds yet", Address("unowned")), " has a list of its own.")
    for _, title, lines in page.groups:
        held = (row(joined((line.owner, line.full_name, line.open)), entries.review(line.review)) for line in lines)
        yield from section(title, rows(held))


def unowned(page: pages.UnownedPage, base: str) -> Iterator[Piece]:
    """Lay out what nobody holds."""
    yield from paragraph("The notes name nobody for these. Whoever takes one up can say so on the team's channel or list.")
    yield from entries.open_and_closed(page.open, page.closed)


def untouched(page: pages.UntouchedPage, base: str) -> Iterator[Piece]:
    """Lay out what nobody has taken up."""
    yield from paragraph("What the notes leave open: a good place to begin for whoever has time.")
    counted = (
        (page.topics_count, "topics without an action item", "topics"),
        (page.actions_count, "action items without an owner", "action-items"),
        (page.references_count, "references without an address", "references"),
        (page.specs_count, "work items without a topic", "specs"),
    )
    yield from entries.numbers(Number(count, label, Address("untouched", place)) for count, label, place in counted)
    yield from section(
        "Topics without an action item",
        paragraph("Of those that are still open."),
        entries.topics(page.topics, with_gathering=True) if page.topics else paragraph("None."),
        _and_more(page.topics_count - len(page.topics)),
    )
    yield from section(
        "Action items without an owner",
        paragraph("Of those that are still open; ", Link("another list", Address("unowned")), " has the closed ones too."),
        entries.actions(page.actions) if page.actions else paragraph("None."),
        _and_more(page.actions_count - len(page.actions)),
    )
    yield from section(
        "References without an address",
        paragraph("Whoever knows one can add it to the notes; what was found later is shown as such."),
        rows(map(_loose, page.references)) if page.references else paragraph("None."),
        _and_more(page.references_count - len(page.references)),
    )
    yield from section(
        "Work items without a topic",
        paragraph("Specs, blueprints, bugs and reviews that are still open and that no topic leads to."),
        entries.specs(page.specs) if page.specs else paragraph("None."),
        _and_more(page.specs_count - len(page.specs)),
    )


def _loose(loose: LooseReference) -> Row:
    number = f"[{loose.reference.number}] " if loose.reference.number else ""
    return row(joined((f"{number}{loose.reference.title}", loose.page)), entries.source(loose.reference.source))


def _and_more(count: int) -> Iterator[Piece]:
    return paragraph(f"And {count} more, each on the page of its gathering.") if count else iter(())


def specs(page: pages.SpecsPage, base: str) -> Iterator[Piece]:
    """Lay out the list of work items."""
    yield from paragraph("Specs, blueprints, bugs and reviews that topics lead to.")
    for _, title, found in page.teams:
        yield from section(title, entries.specs(found))


def actions(page: pages.ActionsPage, base: str) -> Iterator[Piece]:
    """Lay out the board of all gatherings."""
    what = "What is to be done, over all gatherings: first what is open, then what is closed. Some have "
    yield from paragraph(what, Link("no owner yet", Address("unowned")), ".")
    yield from entries.board(page.open + page.closed) if page.open or page.closed else paragraph("There are none.")
    left = f"{page.left_out} closed action items of older cycles are on these lists alone."
    lists = rows(row(joined(line)) for line in page.gatherings)
    yield from section("Lists of the gatherings", paragraph(left) if page.left_out else (), lists)


def topics(page: pages.TopicsPage, base: str) -> Iterator[Piece]:
    """Lay out the topics through the cycles."""
    newest = "each subject once, by its newest topic, those of the newest cycle first."
    yield from paragraph(f"What teams talk about, cycle after cycle: {newest}")
    if page.drawn:
        drawn, below = len(page.drawn), "he list below names the topics of each."
        words = f"The {drawn} of {page.spanning} that came up in the most cycles; t{below}" if page.spanning > drawn else f"T{below}"
        yield from section("In more than one cycle", paragraph(words))
    first = f"The first {page.listed} of {page.count} subjects. The pages of the cycles lead to all: "
    more = paragraph(first, listed(page.cycles), ".") if page.count > page.listed else ()
    yield from section("All topics", more, *(map(_subjects, page.groups) if page.groups else (paragraph("None yet."),)))


def _subjects(group: SubjectGroup) -> Iterator[Piece]:
    yield from paragraph(joined((group.gathering, group.kind)))
    yield from rows(map(_subject, group.subjects))


def _subject(subject: Subject) -> Row:
    entry = subject.topic
    stops = (row(joined((stop.cycle, said(stop.topic, " ", stop.status)))) for stop in subject.stops)
    return row(
        joined((entry.topic, entry.status)),
        entry.summary,
        joined((listed(entry.owners) or "nobody named", entry.progress, said("to ", subject.to) if subject.to else None)),
        under=stops if len(subject.stops) > 1 else (),
    )


def cycles(page: pages.CyclesPage, base: str) -> Iterator[Piece]:
    """Lay out the list of cycles."""
    yield from paragraph("Each release cycle with the teams that gathered for it, and what became of their action items.")
    yield from section("Progress", paragraph("The list below has the same figures.") if page.entries else ())
    yield from section("With notes", rows(map(_cycle, page.entries)))
    if page.without:
        yield from paragraph("There are no notes yet of ", listed(page.without), ".")


def _cycle(entry: CycleEntry) -> Row:
    more = f" and {entry.teams_not_named} more" if entry.teams_not_named else ""
    tallies = listed(Link(f"{tally.count} {tally.status.value}", tally.to) for tally in entry.tallies)
    actions = said(f"{entry.actions} action item{'' if entry.actions == 1 else 's'}: ", tallies) if entry.tallies else "no action items"
    return row(joined((entry.cycle, *entry.days)), joined((said(listed(entry.teams), more), entry.topics, actions)))
