"""A draft: what an import makes of a text, before a person has looked at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cycleplan.mail.outline import Lines
from cycleplan.prose import Phrase, Prose


@dataclass(frozen=True, slots=True)
class DraftAction:
    """An action item; `owners` are keys, `review` is the reason where it is a guess, and `lines` are those that say it."""

    task: Phrase
    owners: tuple[str, ...]
    lines: Lines
    review: str = ""
    id: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class DraftDecision:
    """Something that the text says was agreed on."""

    text: Phrase
    lines: Lines
    id: str = ""


@dataclass(frozen=True, slots=True)
class DraftReference:
    """A cited source: an address, or the reason why there is none. `cite` is nothing where its number means another one, too.

    `found` has addresses that the text itself says were found later, each with where.
    """

    title: str
    url: str = ""
    missing: str = ""
    cite: int | None = None
    found: tuple[tuple[str, str], ...] = ()
    spec: str = ""


@dataclass(frozen=True, slots=True)
class DraftSpec:
    """A work item that the text names, by its id in the notes of the team."""

    id: str
    kind: str
    title: str
    url: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class DraftOwner:
    """An owner whom owners.yaml does not have yet, under the names that the text uses."""

    key: str
    kind: str
    label: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    review: str = ""


@dataclass(frozen=True, slots=True)
class DraftSection:
    """What the text says under one title; `specs` are ids in the notes of the team."""

    title: str
    id: str = ""
    kind: str = ""
    led_by: tuple[str, ...] = ()
    discussion: Prose = Prose()
    decisions: tuple[DraftDecision, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    references: tuple[DraftReference, ...] = ()
    specs: tuple[str, ...] = ()
    lines: Lines = ()
    review: str = ""


@dataclass(frozen=True, slots=True)
class DraftTopic:
    """A topic with its parts in order."""

    whole: DraftSection
    parts: tuple[DraftSection, ...] = ()

    @property
    def sections(self) -> tuple[DraftSection, ...]:
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A line of a source that went nowhere, and why."""

    source: str
    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A gathering and its topics as one or more texts tell of them.

    `lines` are those of the gathering itself, by the name of their source. Every line of a source that is not blank
    is in a topic, in the gathering, or among the leftovers.
    """

    title: str = ""
    pad: str = ""
    mail: str = ""
    mail_missing: str = ""
    introduction: Prose = Prose()
    closing: Prose = Prose()
    references: tuple[DraftReference, ...] = ()
    topics: tuple[DraftTopic, ...] = ()
    owners: tuple[DraftOwner, ...] = ()
    specs: tuple[DraftSpec, ...] = ()
    lines: Lines = ()
    leftovers: tuple[Leftover, ...] = ()
    notices: tuple[str, ...] = field(default=())
