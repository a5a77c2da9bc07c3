"""What stands in the place of things that are no longer there: entries on a page, whole pages, and redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cycleplan.model import Address, LineKind, Plan, Removal, named
from cycleplan.pages.dates import day
from cycleplan.pages.entries import Anchor, Link, WebsiteLink
from cycleplan.pages.resolve import resolve_phrase
from cycleplan.prose import Phrase

KIND_WORDS: Mapping[LineKind, str] = {
    LineKind.CYCLE: "cycle",
    LineKind.GATHERING: "gathering",
    LineKind.TOPIC: "topic",
    LineKind.PART: "part",
    LineKind.DECISION: "decision",
    LineKind.ACTION: "action item",
    LineKind.REFERENCE: "reference",
    LineKind.MILESTONE: "milestone",
    LineKind.OWNER: "owner",
    LineKind.SPEC: "work item",
    LineKind.PAGE: "page",
    LineKind.HEADING: "heading",
    LineKind.NAME: "name",
    LineKind.SHORT: "short address",
    LineKind.FEED: "feed",
    LineKind.CALENDAR: "calendar",
    LineKind.DATA: "file of data",
    LineKind.CONTENT: "content",
}


@dataclass(frozen=True, slots=True)
class Farewell:
    """What was removed: what it was, since when it is gone, why, and where to look."""

    kind: str
    title: str
    on: str
    because: Phrase
    see: Link | WebsiteLink | None


@dataclass(frozen=True, slots=True)
class GoneEntry:
    """A fragment that a page keeps: it moved to `to`, it was removed, or, with neither, nothing stands under its heading now."""

    anchor: Anchor
    to: Link | None = None
    farewell: Farewell | None = None


@dataclass(frozen=True, slots=True)
class TombstonePage:
    """The page of something that was removed."""

    name: str
    title: str
    anchor: Anchor
    crumbs: tuple[Link, ...]
    farewell: Farewell


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """A page that leads on to where its item is now, and its fragments to where they are.

    `farewells` has those of its fragments that led to something that was removed.
    """

    name: str
    to: Link
    fragments: tuple[tuple[str, Link], ...] = ()
    farewells: tuple[tuple[str, Farewell], ...] = ()

    @property
    def keeps_fragments(self) -> bool:
        """Whether everything that the page had is where the page leads, under its old fragment or none."""
        page = self.to.to.page
        return not self.farewells and all(link.to in (self.to.to, Address(page, fragment)) for fragment, link in self.fragments)

    @property
    def minted(self) -> tuple[str, ...]:
        """The fragments that the page has."""
        return tuple(fragment for fragment, _ in (*self.fragments, *self.farewells))


def tombstone_page(plan: Plan, removal: Removal, titles: Mapping[Address, str]) -> TombstonePage:
    """Return the page of a removed item."""
    return TombstonePage(
        name=removal.address.page,
        title=removal.title,
        anchor=Anchor("item", removal.address.page),
        crumbs=(),
        farewell=farewell(plan, removal, titles),
    )


def farewell(plan: Plan, removal: Removal, titles: Mapping[Address, str]) -> Farewell:
    """Return the words about a removed item."""
    gathering = "/".join(removal.address.page.split("/")[:2])
    return Farewell(
        kind=KIND_WORDS[removal.kind],
        title=removal.title,
        on=day(removal.on),
        because=resolve_phrase(removal.because, plan, gathering),
        see=see(plan, removal, titles) if removal.see else None,
    )


def see(plan: Plan, removal: Removal, titles: Mapping[Address, str]) -> Link | WebsiteLink:
    """Return the link to where one should look instead, also where that has moved since."""
    if "://" in removal.see:
        return WebsiteLink(removal.see, removal.see)
    return link_to(plan.moves.resolve(named(removal.see)), titles)


def link_to(address: Address, titles: Mapping[Address, str]) -> Link:
    """Return a link under the title of what it leads to, else of its page, or under the address where neither has one."""
    return Link(titles.get(address) or titles.get(address.whole) or address.canonical, address)
