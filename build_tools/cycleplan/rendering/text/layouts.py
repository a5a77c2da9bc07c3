"""What the text twin of each kind of page holds, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cycleplan import pages
from cycleplan.model import Address
from cycleplan.pages.cycles import CycleEntry
from cycleplan.pages.entries import ActionEntry, Link, Number, PartEntry, ReferenceEntry
from cycleplan.pages.gone import TombstonePage
from cycleplan.pages.threads import Subject, SubjectGroup
from cycleplan.pages.untouched import LooseReference
from cycleplan.rendering.text import entries
from cycleplan.rendering.text.blocks import Piece, Row, heading, joined, listed, paragraph, row, rows, said, section
from cycleplan.rendering.text.numbers import standing

HOME = Link("Plan", Address("index"))


def home(page: pages.HomePage, base: str) -> Iterator[Piece]:
    """Lay out the home page."""
    rest = ", who does what, and what became of it."
    if page.cycle and page.gathering:
        met = f" on {page.met}" if page.met else ""
        yield from paragraph(page.cycle, ": what ", page.gathering, f" talked about and agreed{met}{rest}")
    elif page.cycle:
        yield from paragraph("The newest cycle is ", page.cycle, f": what was talked about and agreed{rest}")
    yield from entries.numbers(page.numbers)
    yield from entries.timeline(page.timeline)
    yield from section(f"Topics of {page.cycle_title}", entries.groups(page.groups))
    yield from section("Who works on what", entries.ties(page.ties))
    yield from section("Milestones", entries.milestones(page.milestones))
    yield from section("Teams", entries.cards(page.teams))
    yield from section("Cycles", entries.cards(page.cycles))
    lacking = Link("topics without an action item, action items without an owner, and more", Address("untouched"))
    yield from paragraph("Nobody has taken these up yet: ", lacking, ".")


def cycle(page: pages.CyclePage, base: str) -> Iterator[Piece]:
    """Lay out the page of a cycle."""
    yield from _crumbs(page.crumbs)
    yield from entries.facts(page.facts)
    yield from entries.timeline(page.timeline)
    yield from section(
        "Gatherings", entries.cards(page.gatherings) if page.gatherings else paragraph("There are no notes of this cycle yet.")
    )
    yield from section("Milestones", entries.milestones(page.milestones))


def gathering(page: pages.GatheringPage, base: str) -> Iterator[Piece]:
    """Lay out the page of a gathering."""
    yield from _crumbs(page.crumbs)
    yield from paragraph(entries.review(page.review))
    yield from entries.facts(page.facts)
    yield from entries.numbers(page.numbers)
    yield from entries.timeline(page.timeline)
    yield from page.introduction.blocks
    yield from section("Topics", entries.groups(page.groups) if page.groups else paragraph("None yet."))
    yield from section("Who works on what", entries.ties(page.ties))
    shared = paragraph("Of the whole cycle, ", page.cycle, ":") if page.shared_milestones else ()
    yield from section("Milestones", entries.milestones(page.milestones), shared, entries.milestones(page.shared_milestones))
    yield from section("References", entries.references(page.references, standing(page.references, base)))
    yield from section("Closing words", page.closing.blocks)


def gathering_actions(page: pages.GatheringActionsPage, base: str) -> Iterator[Piece]:
    """Lay out the action items of a gathering."""
    yield from _crumbs(page.crumbs)
    yield from _open_and_closed(page.open, page.closed)


def topic(page: pages.TopicPage, base: str) -> Iterator[Piece]:
    """Lay out the page of a topic."""
    yield from _crumbs(page.crumbs)
    yield from paragraph(page.summary)
    yield from paragraph(entries.review(page.review))
    yield from entries.facts(page.facts)
    yield from section("Action items", entries.actions(page.actions))
    yield from section("Discussion", page.discussion.blocks)
    yield from section("Parts", *map(_part, page.parts))
    yield from section("Decisions", entries.decisions(page.decisions))
    yield from section("References", entries.references(page.references, standing(page.references, base)))
    tied = (*entries.ties(replace(page.ties, topics=())), *paragraph("The facts of this page name the same.")) if page.ties else ()
    yield from section("Who and what is tied to this", tied)
    named = paragraph("Named in:") if page.named_in else ()
    yield from section("Through the cycles", entries.history(page.history), named, entries.link_rows(page.named_in))
    yield from section("What became of it", entries.log(page.log, page.checked))


def _part(part: PartEntry) -> Iterator[Piece]:
    yield heading(3, part.title)
    yield from paragraph(
        joined(
            (
                part.status,
                said("led by ", listed(part.led_by)) if part.led_by else None,
                listed(part.specs),
                said("action items ", listed(part.actions)) if part.actions else None,
                said("decisions ", listed(part.decisions)) if part.decisions else None,
                said("continues ", part.continues) if part.continues else None,
            )
        )
    )
    yield from paragraph(entries.review(part.review))
    yield from paragraph(part.summary)
    yield from part.discussion.blocks
    yield from entries.log(part.log, part.checked)


def owner(page: pages.OwnerPage, base: str) -> Iterator[Piece]:
    """Lay out the page of an owner."""
    yield from _crumbs(page.crumbs)
    yield from paragraph(entries.review(page.review))
    yield from entries.facts(page.facts)
    yield from _open_and_closed(page.open, page.closed)
    yield from section("Leads", entries.topics(page.led, with_gathering=True))
    yield from section("Work items", entries.specs(page.specs))
    yield from section("Who works on the same", entries.ties(page.ties))
    yield from section("Named in", entries.link_rows(page.mentioned))


def owners(page: pages.OwnersPage, base: str) -> Iterator[Piece]:
    """Lay out the list of owners."""
    yield from paragraph("What ", Link("nobody holds yet", Address("unowned")), " has a list of its own.")
    for _, title, lines in page.groups:
        held = (row(joined((line.owner, line.full_name, line.open)), entries.review(line.review)) for line in lines)
        yield from section(title, rows(held))


def unowned(page: pages.UnownedPage, base: str) -> Iterator[Piece]:
    """Lay out what nobody holds."""
    yield from paragraph("The notes name nobody for these. Whoever takes one up can say so on the team's channel or list.")
    yield from _open_and_closed(page.open, page.closed)


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


def spec(page: pages.SpecPage, base: str) -> Iterator[Piece]:
    """Lay out the page of a work item."""
    yield from _crumbs(page.crumbs)
    yield from paragraph(page.summary)
    yield from paragraph(entries.review(page.review))
    yield from entries.facts(page.facts)
    yield from paragraph(entries.source(page.source))
    if page.moved_from:
        yield from paragraph("Before, it was at:")
        yield from entries.link_rows(page.moved_from)
    leading = (*entries.topics(page.topics, with_gathering=True), *entries.link_rows(page.named_in))
    yield from section("What leads here", leading or paragraph("No topic does."))
    yield from section("Action items", entries.actions(page.actions))
    yield from section("Decisions", entries.decisions(page.decisions))
    yield from section("Who and what is tied to this", entries.ties(page.ties))
    changes = (row(said(f"{change.title}: ", entries.source(change.source))) for change in page.changes)
    yield from section("Changes", rows(changes))
    yield from section("Log", entries.log(page.log, page.checked))


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


def tombstone(page: TombstonePage, base: str) -> Iterator[Piece]:
    """Lay out the page of something that was removed."""
    yield from _crumbs(page.crumbs)
    yield from paragraph(entries.farewell(page.farewell))


LAYOUTS: Mapping[type, Callable[[Any, str], Iterator[Piece]]] = {
    pages.HomePage: home,
    pages.CyclePage: cycle,
    pages.GatheringPage: gathering,
    pages.GatheringActionsPage: gathering_actions,
    pages.TopicPage: topic,
    pages.OwnerPage: owner,
    pages.OwnersPage: owners,
    pages.UnownedPage: unowned,
    pages.UntouchedPage: untouched,
    pages.SpecPage: spec,
    pages.SpecsPage: specs,
    pages.ActionsPage: actions,
    pages.TopicsPage: topics,
    pages.CyclesPage: cycles,
    TombstonePage: tombstone,
}
"""The layout of each kind of page; what it gets beside the page is the site's address."""


def references_of(page: pages.Page | TombstonePage) -> tuple[ReferenceEntry, ...]:
    """Return the references that a page lists."""
    return page.references if isinstance(page, pages.TopicPage | pages.GatheringPage) else ()


def _crumbs(links: Iterable[Link]) -> Iterator[Piece]:
    return paragraph(joined((HOME, *links), " > "))


def _open_and_closed(found: tuple[ActionEntry, ...], closed: tuple[ActionEntry, ...]) -> Iterator[Piece]:
    yield from section("Open action items", entries.actions(found) if found else paragraph("None."))
    yield from section("Closed action items", entries.actions(closed))
