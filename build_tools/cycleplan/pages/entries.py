"""What pages are made of: links, anchors, and the entries of their lists, ready to be laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cycleplan.model import Address, Status
from cycleplan.prose import Phrase, Prose


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the plan."""

    text: str
    to: Address


@dataclass(frozen=True, slots=True)
class WebsiteLink:
    """A link out of the plan."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place that a fragment leads to. `kind` is topic, owner, spec, action or item; only an item has no name
    that other documents can cite it by.
    """

    kind: str
    name: str

    @property
    def fragment(self) -> str:
        page, _, fragment = self.name.partition("#")
        return fragment or page.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    values: tuple[Link | WebsiteLink | Status | Phrase | str, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Where something can be read, with a copy where one is recorded, or why nobody knows, and what was found later."""

    link: WebsiteLink | None
    missing: Phrase
    found: tuple[tuple[WebsiteLink, Phrase], ...] = ()
    archived: WebsiteLink | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry of a log with what proves it."""

    on: str
    status: Status
    text: Phrase
    evidence: tuple[WebsiteLink | str, ...]
    to: Link | None = None


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """When somebody last looked, and what they found."""

    on: str
    result: Phrase


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list can be narrowed down to: `name` says by what, `value` stands in the address that keeps it."""

    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Cite:
    """How people cite an item: what it is called, and the address, in full, that a line of mail has room for.

    `what` is topic, part or item; `number` is an item's.
    """

    what: str
    number: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """An action item in a list; `anchor`, `short` and `cite` only on the page that is its address.

    `last_day` is the day until which it is due.
    """

    task: Phrase
    status: Status
    owners: tuple[Link, ...]
    number: Link
    topic: Link
    anchor: Anchor | None = None
    short: Link | None = None
    part: Link | None = None
    due: tuple[Link | str, ...] = ()
    last_day: date | None = None
    specs: tuple[Link, ...] = ()
    log: tuple[LogLine, ...] = ()
    review: Phrase = Phrase()
    cite: Cite | None = None
    gathering: Link | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """A decision in a list."""

    text: Phrase
    number: Link
    topic: Link
    anchor: Anchor | None = None
    short: Link | None = None
    part: Link | None = None
    specs: tuple[Link, ...] = ()
    review: Phrase = Phrase()
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A reference with its number, and the pages that cite it."""

    title: str
    number: str
    anchor: Anchor | None
    source: SourceEntry
    spec: Link | None
    cited_in: tuple[Link, ...]
    review: Phrase


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in a list, with how far its action items are."""

    topic: Link
    summary: Phrase
    status: Status
    owners: tuple[Link, ...]
    progress: str
    gathering: Link
    review: Phrase


@dataclass(frozen=True, slots=True)
class SpecEntry:
    """A work item in a list."""

    spec: Link
    kind: str
    status: Status
    owners: tuple[Link, ...]
    summary: Phrase = Phrase()
    review: Phrase = Phrase()


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """A milestone with its days."""

    title: str
    days: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading of a list."""

    anchor: Anchor
    title: str
    entries: tuple[TopicEntry, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure that is a link."""

    count: int
    label: str
    to: Address


@dataclass(frozen=True, slots=True)
class Card:
    """A way to a cycle or a team."""

    title: str
    to: Address
    text: str


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part of a topic as its page shows it."""

    anchor: Anchor
    cite: Cite
    title: str
    status: Status
    summary: Phrase
    led_by: tuple[Link, ...]
    discussion: Prose
    actions: tuple[Link, ...]
    decisions: tuple[Link, ...]
    specs: tuple[Link, ...]
    log: tuple[LogLine, ...]
    checked: CheckedLine | None
    continues: Link | None
    review: Phrase


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One stop of a topic on its way through the cycles; `here` is the page's own."""

    cycle: Link
    topic: Link
    status: Status
    here: bool
