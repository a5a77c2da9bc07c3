"""What plan.json and the files of topics hold, as types that their JSON Schemas are made from.

A field may be added with a new minor version. One that goes, or holds something else, needs a new major version, and so
a new file of the schema; a test holds this against the fields of every version.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from cycleplan.feeds.data.pieces import Change, Checked, Item, LogEntry, Record, Reference, Source, Words
from cycleplan.model import LineKind, OwnerKind, SpecKind, Status, TopicKind

VERSION = "1.1"
"""The version of a plan.json that has all topics."""
DIVIDED_VERSION = "2.0"
"""The version of one that has none, since there are too many for one file."""
TOPICS_VERSION = "1.0"
"""The version of the files that have the topics of a gathering."""


class Milestone(Item):
    """A day or a span of days."""

    key: str
    title: str
    first: date
    last: date


class Cycle(Item):
    """A release cycle."""

    number: str
    name: str
    released: date | None
    end_of_life: date | None
    milestones: tuple[Milestone, ...]


class Team(Record):
    """A team by its key."""

    key: str
    title: str
    mission: str | None


class Owner(Item):
    """Whoever leads a topic or holds an action item."""

    key: str
    kind: OwnerKind
    label: str = Field(description="What pages call them.")
    name: str | None
    role: str | None
    aliases: tuple[str, ...]
    review: Words | None


class Spec(Item):
    """A work item: a spec, a blueprint, a bug or a review."""

    name: str = Field(description="The team and the id, as in `manila/ensure-shares`.")
    team: str
    id: str
    kind: SpecKind
    title: str
    summary: Words | None
    owners: tuple[str, ...] = Field(description="Keys of owners.")
    source: Source
    moved_from: tuple[str, ...]
    changes: tuple[Change, ...]
    status: Status
    log: tuple[LogEntry, ...]
    checked: Checked | None
    review: Words | None


class Decision(Item):
    """Something that was agreed on."""

    id: str
    text: Words
    specs: tuple[str, ...] = Field(description="Names of work items.")
    review: Words | None


class Due(Record):
    """Until when: a day, which is the last one of the milestone where one is named."""

    date: date
    milestone: str | None


class ActionItem(Item):
    """Something that is to be done."""

    id: str
    task: Words
    owners: tuple[str, ...] = Field(description="Keys of owners: several are joint, none is nobody yet.")
    due: Due | None
    specs: tuple[str, ...] = Field(description="Names of work items.")
    status: Status
    log: tuple[LogEntry, ...]
    review: Words | None


class Section(Item):
    """What the notes say under one title."""

    id: str
    title: str
    kind: TopicKind | None
    summary: Words | None
    led_by: tuple[str, ...] = Field(description="Keys of owners.")
    discussion: Words | None
    decisions: tuple[Decision, ...]
    actions: tuple[ActionItem, ...]
    references: tuple[Reference, ...]
    specs: tuple[str, ...] = Field(description="Names of work items.")
    status: Status
    log: tuple[LogEntry, ...]
    checked: Checked | None
    continues: str | None = Field(description="The name of the topic of an earlier cycle that it continues.")
    review: Words | None


class Part(Section):
    """A part of a topic."""


class Topic(Section):
    """A topic of a gathering."""

    name: str = Field(description="The cycle, the team and the id, as in `2024.2/manila/cephfs`.")
    cycle: str
    team: str
    parts: tuple[Part, ...]


class Gathering(Item):
    """One team's part of one gathering of teams."""

    name: str = Field(description="The cycle and the team, as in `2024.2/manila`.")
    cycle: str
    team: str
    title: str
    first: date | None
    last: date | None
    place: str | None
    pad: Source | None
    recording: Source | None
    mail: Source | None
    introduction: Words | None
    closing: Words | None
    references: tuple[Reference, ...]
    milestones: tuple[Milestone, ...]
    topics: tuple[str, ...] = Field(description="Names of topics in the gathering's order.")
    topics_url: str = Field(description="The address of the file that has these topics, in the same order.")
    review: Words | None


class Licence(Record):
    """The terms under which the notes may be used."""

    title: str
    url: str | None


class Redirect(Record):
    """An item that moved."""

    old: str = Field(description="Its old address.")
    to: str = Field(description="Its present address.")
    on: date


class Removal(Record):
    """An item that is gone."""

    url: str = Field(description="The address that it had.")
    kind: LineKind
    title: str
    on: date
    because: Words | None
    see: str | None = Field(description="Where to look instead: an address of the plan as the notes spell it, or one of the web.")


class Data(Record):
    """A file of data. Every field is there; one that has nothing to say is null or empty."""

    schema_url: Annotated[str, Field(alias="$schema", description="The address of this schema.")]
    version: str = Field(description="The version of the format: one that begins with the same number has all fields of those before it.")


class DividedPlanData(Data):
    """A plan without its topics, which are in files of their own. Every field is there; one that has nothing to say is null or empty."""

    title: str
    url: str
    licence: Licence
    copyright: str | None
    cycles: tuple[Cycle, ...] = Field(description="Newest first.")
    teams: tuple[Team, ...]
    owners: tuple[Owner, ...]
    specs: tuple[Spec, ...]
    gatherings: tuple[Gathering, ...]
    redirects: tuple[Redirect, ...]
    removals: tuple[Removal, ...]


class PlanData(DividedPlanData):
    """A whole plan. Every field is there; one that has nothing to say is null or empty."""

    topics: tuple[Topic, ...]


class TopicsData(Data):
    """The topics of a gathering. Every field is there; one that has nothing to say is null or empty."""

    gathering: str = Field(description="The cycle and the team, as in `2024.2/manila`.")
    topics: tuple[Topic, ...]
