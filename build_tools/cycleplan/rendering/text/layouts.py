"""What the text twin of each kind of page holds, in the order of the page; `lists` has those of the lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cycleplan import pages
from cycleplan.model import Address
from cycleplan.pages.entries import Link, PartEntry, ReferenceEntry
from cycleplan.pages.gone import TombstonePage
from cycleplan.rendering.text import entries, lists
from cycleplan.rendering.text.blocks import Piece, heading, joined, listed, paragraph, row, rows, said, section
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
    yield from entries.open_and_closed(page.open, page.closed)


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
    yield from entries.open_and_closed(page.open, page.closed)
    yield from section("Leads", entries.topics(page.led, with_gathering=True))
    yield from section("Work items", entries.specs(page.specs))
    yield from section("Who works on the same", entries.ties(page.ties))
    yield from section("Named in", entries.link_rows(page.mentioned))


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
    pages.OwnersPage: lists.owners,
    pages.UnownedPage: lists.unowned,
    pages.UntouchedPage: lists.untouched,
    pages.SpecPage: spec,
    pages.SpecsPage: lists.specs,
    pages.ActionsPage: lists.actions,
    pages.TopicsPage: lists.topics,
    pages.CyclesPage: lists.cycles,
    TombstonePage: tombstone,
}
"""The layout of each kind of page; what it gets beside the page is the site's address."""


def references_of(page: pages.Page | TombstonePage) -> tuple[ReferenceEntry, ...]:
    """Return the references that a page lists."""
    return page.references if isinstance(page, pages.TopicPage | pages.GatheringPage) else ()


def _crumbs(links: Iterable[Link]) -> Iterator[Piece]:
    return paragraph(joined((HOME, *links), " > "))
