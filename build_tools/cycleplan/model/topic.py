"""What a gathering talked about: topics with their parts, decisions and action items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cycleplan.model.address import Address
from cycleplan.model.cycle import Milestone
from cycleplan.model.key import Key
from cycleplan.model.log import Checked, LogEntry
from cycleplan.model.reference import Reference, Source
from cycleplan.model.review import Review
from cycleplan.problems import Location
from cycleplan.prose import Phrase, Prose


class TopicKind(StrEnum):
    """What sort of work a topic is."""

    FEATURE = "feature"
    DEBT = "debt"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was agreed on."""

    id: Key
    text: Phrase
    specs: tuple[Key, ...] = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something that is to be done; several owners are joint, none is nobody yet. Due on a day or at a milestone."""

    id: Key
    task: Phrase
    owners: tuple[Key, ...] = ()
    due: Key | date | None = None
    specs: tuple[Key, ...] = ()
    log: tuple[LogEntry, ...] = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What the notes say under one title: a topic as a whole, or one part of it."""

    id: Key
    title: str
    kind: TopicKind | None = None
    summary: Phrase = Phrase()
    led_by: tuple[Key, ...] = ()
    discussion: Prose = Prose()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    references: tuple[Reference, ...] = ()
    specs: tuple[Key, ...] = ()
    log: tuple[LogEntry, ...] = ()
    checked: Checked | None = None
    continues: Key | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a gathering: what was said of it as a whole, and its parts in order."""

    cycle: str
    team: str
    whole: Section
    parts: tuple[Section, ...] = ()
    path: str = ""

    @property
    def id(self) -> str:
        return self.whole.id.text

    @property
    def title(self) -> str:
        return self.whole.title

    @property
    def name(self) -> str:
        """The name that notes call the topic by, which is also its page."""
        return f"{self.cycle}/{self.team}/{self.id}"

    @property
    def sections(self) -> tuple[Section, ...]:
        return (self.whole, *self.parts)

    def at(self, fragment: Key | None = None) -> Address:
        """Return the address of the topic, or of something on its page."""
        return Address(self.name, fragment.text if fragment else "")

    def actions(self) -> Iterator[tuple[Section, ActionItem]]:
        """Yield every action item with the section that it stands in."""
        for section in self.sections:
            for action in section.actions:
                yield section, action


@dataclass(frozen=True, slots=True)
class Gathering:
    """One team's part of one PTG: when it met, what records there are, and its topics in the notes' order."""

    cycle: str
    team: str
    title: str
    first: date | None = None
    last: date | None = None
    place: str = ""
    pad: Source | None = None
    recording: Source | None = None
    mail: Source | None = None
    introduction: Prose = Prose()
    closing: Prose = Prose()
    references: tuple[Reference, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    order: tuple[Key, ...] = ()
    review: Review | None = None
    at: Location = field(default=Location(""), compare=False)

    @property
    def name(self) -> str:
        return f"{self.cycle}/{self.team}"
