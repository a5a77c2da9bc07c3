"""Entries of pages as rows of a text twin, in the order in which the page shows what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cycleplan.model import Address
from cycleplan.pages.entries import (
    ActionEntry,
    Card,
    CheckedLine,
    DecisionEntry,
    Fact,
    Group,
    HistoryLine,
    Link,
    LogLine,
    MilestoneEntry,
    Number,
    ReferenceEntry,
    SourceEntry,
    SpecEntry,
    TopicEntry,
)
from cycleplan.pages.gone import Farewell, GoneEntry
from cycleplan.pages.ties import Ties
from cycleplan.pages.timeline import Timeline
from cycleplan.prose import Phrase, Text, WebLink
from cycleplan.rendering.text.blocks import Piece, Row, Value, heading, joined, listed, paragraph, row, rows, said, section

NO_ADDRESS = "no address in the notes"


def facts(found: Iterable[Fact]) -> Iterator[Piece]:
    """Yield the facts of a page, one a line."""
    return rows(row(said(f"{fact.label}: ", listed(fact.values))) for fact in found)


def numbers(found: Iterable[Number]) -> Iterator[Piece]:
    """Yield figures as links to what they count."""
    return rows(row(Link(f"{number.count} {number.label}", number.to)) for number in found)


def cards(found: Iterable[Card]) -> Iterator[Piece]:
    """Yield the ways to cycles and teams."""
    return rows(row(joined((Link(card.title, card.to), card.text))) for card in found)


def link_rows(found: Iterable[Link | str]) -> Iterator[Piece]:
    """Yield links, one a row."""
    return rows(row(link) for link in found)


def milestones(found: Iterable[MilestoneEntry]) -> Iterator[Piece]:
    """Yield milestones with their days."""
    return rows(row(joined((milestone.title, milestone.days))) for milestone in found)


def timeline(found: Timeline | None) -> Iterator[Piece]:
    """Yield what landed when; the milestones have a list of their own."""
    if found and found.landed:
        more = f" {found.not_listed} more landed; the pages of the topics tell." if found.not_listed else ""
        yield from paragraph(f"What landed, by the logs of the topics and of what they lead to.{more}")
        yield from rows(row(joined((landed.day, landed.kind, landed.item, landed.topic))) for landed in found.landed)


def ties(found: Ties | None) -> Iterator[Piece]:
    """Yield topics with the owners and the work items that they are tied to."""
    if found and found.left_out:
        yield from paragraph(f"{found.left_out} more owners, topics or work items are not drawn: those with the most ties are.")
    if found:
        yield from rows(row(joined((said(t.topic, " ", t.status), listed(t.owners), listed(t.specs)))) for t in found.topics)


def review(reason: Phrase) -> Value:
    """Return why something waits to be reviewed, if it does."""
    return said("to be reviewed: ", reason) if reason else None


def actions(found: Iterable[ActionEntry]) -> Iterator[Piece]:
    """Yield action items with their states, owners, due dates, ids and logs."""
    return rows(map(_action, found))


def _action(entry: ActionEntry) -> Row:
    known = joined(
        (
            listed(entry.owners) or "nobody yet",
            said("due ", listed(entry.due)) if entry.due else None,
            listed(entry.specs),
            entry.part,
            None if entry.anchor else entry.topic,
            entry.number,
            _short(entry.short),
        )
    )
    return row(said(f"{entry.status.value}: ", entry.task), known, review(entry.review), under=map(_logged, entry.log))


def open_and_closed(found: tuple[ActionEntry, ...], closed: tuple[ActionEntry, ...]) -> Iterator[Piece]:
    """Yield a section of the open action items, which says where there are none, and one of the closed."""
    yield from section("Open action items", actions(found) if found else paragraph("None."))
    yield from section("Closed action items", actions(closed))


def board(found: Iterable[ActionEntry]) -> Iterator[Piece]:
    """Yield action items with what the board can be narrowed down by."""
    return rows(map(_on_board, found))


def _on_board(entry: ActionEntry) -> Row:
    known = joined(
        (
            listed(entry.owners) or Link("nobody yet", Address("unowned")),
            said("due ", listed(entry.due)) if entry.due else None,
            Link(f"{entry.topic.text} #{entry.number.text}", entry.number.to),
            entry.gathering,
            listed(entry.specs),
            entry.kind,
        )
    )
    return row(said(f"{entry.status.value}: ", entry.task), known, review(entry.review))


def decisions(found: Iterable[DecisionEntry]) -> Iterator[Piece]:
    """Yield decisions with their ids."""
    return rows(map(_decision, found))


def _decision(entry: DecisionEntry) -> Row:
    topic = None if entry.anchor else entry.topic
    known = joined((entry.number, entry.part, topic, listed(entry.specs), _short(entry.short)))
    return row(entry.text, known, review(entry.review))


def _short(link: Link | None) -> Value:
    return Link("short address", link.to) if link else None


def topics(found: Iterable[TopicEntry], *, with_gathering: bool = False) -> Iterator[Piece]:
    """Yield topics with how far they are."""
    return rows(_topic(entry, entry.gathering if with_gathering else None) for entry in found)


def _topic(entry: TopicEntry, gathering: Value) -> Row:
    known = joined((listed(entry.owners) or "nobody named", gathering, entry.progress))
    return row(joined((entry.topic, entry.status)), entry.summary, known, review(entry.review))


def groups(found: Iterable[Group]) -> Iterator[Piece]:
    """Yield topics under the heading of each group."""
    for group in found:
        yield heading(3, group.title)
        yield from topics(group.entries)


def specs(found: Iterable[SpecEntry]) -> Iterator[Piece]:
    """Yield work items."""
    return rows(
        row(joined((entry.spec, entry.status)), entry.summary, joined((entry.kind, listed(entry.owners))), review(entry.review))
        for entry in found
    )


def history(found: Iterable[HistoryLine]) -> Iterator[Piece]:
    """Yield the stops of a topic on its way through the cycles."""
    return rows(row(joined((line.cycle, line.topic, line.status, "this page" if line.here else None))) for line in found)


def log(found: Iterable[LogLine], checked: CheckedLine | None) -> Iterator[Piece]:
    """Yield the entries of a log, and when somebody last looked."""
    looked = (row(joined((checked.on, "checked", checked.result))),) if checked else ()
    return rows((*map(_logged, found), *looked))


def _logged(line: LogLine) -> Row:
    return row(joined((line.on, line.status, line.text, *line.evidence, said("to ", line.to) if line.to else None)))


def source(entry: SourceEntry, told: str = "") -> Phrase:
    """Return where something can be read, or why nobody knows; an address that is `told` already is left out."""
    link = None if entry.link and entry.link.url == told else entry.link
    known = (link, entry.archived) if entry.link else (joined((NO_ADDRESS, entry.missing), ": "),)
    return joined((*known, *(joined((said("found later: ", found), where), ", ") for found, where in entry.found)))


def references(found: Iterable[ReferenceEntry], standing: Mapping[str, str]) -> Iterator[Piece]:
    """Yield references; `standing` has the address that each of the notes' own numbers stands for."""
    return rows(_reference(entry, standing.get(entry.number, "")) for entry in found)


def _reference(entry: ReferenceEntry, address: str) -> Row:
    number = Phrase((WebLink((Text(f"[{entry.number}]"),), address),)) if entry.number else None
    where = entry.spec or source(entry.source, address)
    cited = said("cited in ", listed(entry.cited_in)) if entry.cited_in else None
    return row(joined((number, entry.title), " "), joined((where, cited)), review(entry.review))


def farewell(gone: Farewell) -> Phrase:
    """Return the words about something that was removed."""
    told = f"This {gone.kind} was removed on {gone.on}."
    return joined((told, gone.because, said("See ", gone.see, ".") if gone.see else None), " ")


def no_longer_here(found: Iterable[GoneEntry]) -> Iterator[Piece]:
    """Yield what a page keeps for fragments of things that moved or were removed."""
    known = tuple(found)
    moved = (row(said(entry.anchor.fragment, " Moved to ", entry.to)) for entry in known if entry.to)
    yield from rows((*moved, *(_gone(entry) for entry in known if not entry.to)))


def _gone(entry: GoneEntry) -> Row:
    if entry.farewell:
        return row(said(f"{entry.anchor.fragment} {entry.farewell.title}"), farewell(entry.farewell))
    return row(f"{entry.anchor.fragment} Nothing stands here any more.")
