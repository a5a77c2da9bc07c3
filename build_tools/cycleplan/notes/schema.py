"""The form of the notes, as pydantic models: what each file may say, in the words of the notes.

Everything typed is a string here. The models check shape and spelling; what names mean is checked over the
whole plan. Their JSON Schema is what editors use. The mappings within a file are in `mappings`, but for a topic's parts.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from cycleplan.notes.mappings import (
    ActionForm,
    ChangeForm,
    CheckedForm,
    DecisionForm,
    Form,
    FoundForm,
    LicenceForm,
    LogForm,
    MilestoneForm,
    ReferenceForm,
    SourceForm,
    WhenForm,
    exactly_one,
    one_of,
)
from cycleplan.notes.scalars import Base, Blocks, Copy, Day, Line, Markdown, Name, Pattern, Review, Web


class SectionForm(Form):
    """What the notes say under one title."""

    title: Line = Field(description="What it is called.")
    kind: Literal["feature", "debt", "process"] | None = Field(None, description="The sort of work.")
    summary: Markdown | None = Field(None, description="One sentence, shown wherever the topic is listed.")
    led_by: list[Name] = Field([], description="Keys of owners.yaml.")
    discussion: Blocks | None = Field(None, description="What was said.")
    decisions: list[DecisionForm] = Field([], description="What was agreed on.")
    actions: list[ActionForm] = Field([], description="What is to be done.")
    references: list[ReferenceForm] = Field([], description="What is cited.")
    specs: list[Name] = Field([], description="Work items that it leads to, as team/id.")
    log: list[LogForm] = Field([], description="What became of it, oldest first; the last entry is the state.")
    checked: CheckedForm | None = None
    continues: Name | None = Field(None, description="The topic of an earlier cycle that it takes up, as cycle/team/id.")
    review: Review | None = None


class PartForm(SectionForm):
    """A sub-topic."""

    id: Name | None = Field(None, description="Part of its address for ever; `cycleplan fix` writes a missing one.")


class TopicForm(SectionForm):
    """A topic: one file, whose name is its address."""

    parts: list[PartForm] = Field([], description="Sub-topics, which have no parts of their own.")


class GatheringForm(Form):
    """One team's part of one PTG."""

    title: Line = Field(description="What it is called.")
    met: WhenForm | None = None
    place: Line | None = Field(None, description="A town, or `virtual`.")
    pad: SourceForm | None = Field(None, description="The pad that the notes were taken in.")
    recording: SourceForm | None = Field(None, description="Where the sessions can be watched.")
    mail: SourceForm | None = Field(None, description="The summary on the list.")
    introduction: Blocks | None = Field(None, description="What stands before the topics.")
    closing: Blocks | None = Field(None, description="What stands after the topics.")
    references: list[ReferenceForm] = Field([], description="What is cited.")
    milestones: dict[Name, MilestoneForm] = Field({}, description="The days to meet; action items name them by their keys.")
    topics: list[Name] = Field(description="The order of the topics, by the names of their files.")
    review: Review | None = None


class CycleForm(Form):
    """A release cycle."""

    name: Line = Field(description="The name of the cycle; the key is its number.")
    released: Day | None = Field(None, description="The day of the release.")
    end_of_life: Day | None = Field(None, description="The day from which nobody maintains it.")
    milestones: dict[Name, MilestoneForm] = Field({}, description="The days to meet; action items name them by their keys.")


class TeamForm(Form):
    """A team that publishes a plan."""

    title: Line = Field(description="What it is called.")
    mission: Line | None = Field(None, description="What the team is for.")


class OwnerForm(Form):
    """Whoever leads a topic or holds an action item."""

    kind: Literal["person", "organisation", "team"] = Field(description="What the owner is.")
    label: Line | None = Field(None, description="What pages call them; the key where it is left out.")
    name: Line | None = Field(None, description="The name in full, where it is publicly known.")
    role: Line | None = Field(None, description="What they do, such as PTL.")
    aliases: list[Line] = Field([], description="Other spellings that mails and pads use.")
    review: Review | None = None


class SpecForm(Form):
    """A spec, blueprint, bug or review that topics lead to."""

    model_config = exactly_one("url", "missing")

    kind: Literal["spec", "blueprint", "bug", "review"] = Field(description="What the work item is.")
    title: Line = Field(description="What it is called.")
    summary: Markdown | None = Field(None, description="One sentence, shown wherever the work item is listed.")
    owners: list[Name] = Field([], description="Keys of owners.yaml.")
    url: Web | None = None
    archived: Copy | None = None
    missing: Markdown | None = Field(None, description="Why there is no address.")
    found: FoundForm | list[FoundForm] | None = Field(None, description="Addresses found later; never the notes' own.")
    moved_from: list[Line] = Field([], description="Paths or addresses that it had before.")
    changes: list[ChangeForm] = Field([], description="The changes that carry it out.")
    log: list[LogForm] = Field([], description="What became of it, oldest first; the last entry is the state.")
    checked: CheckedForm | None = None
    review: Review | None = None

    @model_validator(mode="after")
    def _has_one(self) -> SpecForm:
        return one_of(self, "url", "missing")


class RedirectForm(Form):
    """Where the item of an address went that was published before; written by `cycleplan rename`."""

    to: Name = Field(description="Its present address.")
    on: Day


class RemovedForm(Form):
    """An item that was published and is gone; written by `cycleplan remove`."""

    kind: Literal["topic", "part", "decision", "action", "reference", "milestone", "owner", "spec", "gathering", "cycle", "page"] = Field(
        description="What it was."
    )
    title: Line = Field(description="What it was called, or what it said.")
    on: Day
    because: Markdown | None = Field(None, description="Why it went.")
    see: Line | None = Field(
        None, description="Where to look instead: an address of the plan, such as 2024.2/manila/cephfs, or of the web."
    )


class SiteForm(Form):
    """What the whole site says of itself."""

    title: Line = Field(description="What it is called.")
    base: Base
    licence: LicenceForm
    copyright: Line | None = Field(None, description="Who holds the rights to the notes.")
    source: Pattern | None = Field(None, description="The address of a file of the notes, with `{path}` in it.")
    search: Literal["sphinx", "pagefind"] = Field(
        "sphinx", description="What searches the site. `pagefind` is for large ones: it loads less, and needs a web server."
    )
    trackers: dict[Literal["commit", "review", "bug", "blueprint"], Pattern] = Field(
        {}, description="The address of each kind of evidence, with `{project}` and `{id}` in it."
    )
