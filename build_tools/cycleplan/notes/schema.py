"""The form of the notes, as pydantic models: what each file may say, in the words of the notes.

Everything typed is a string here. The models check shape and spelling; what names mean is checked over the
whole plan. Their JSON Schema is what editors use.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from cycleplan.notes.scalars import Base, Blocks, Cite, Copy, Day, Line, Markdown, Name, Pattern, Review, Web


class Form(BaseModel):
    """A mapping of the notes: its keys are these and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, populate_by_name=True, defer_build=True)


_F = TypeVar("_F", bound=Form)


def _exactly_one(*keys: str) -> ConfigDict:
    return ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in keys], "dependentRequired": {"archived": ["url"]}})


def _one_of(form: _F, *keys: str) -> _F:
    given = [key for key in keys if getattr(form, key) is not None]
    if len(given) != 1:
        said = f"both {' and '.join(given)}" if given else f"neither {' nor '.join(keys)}"
        hint = "keep one of them" if given else "add url with the address, or missing with the reason"
        raise PydanticCustomError("source", "{said}", {"said": said, "hint": hint})
    if getattr(form, "archived", None) is not None and getattr(form, "url", None) is None:
        raise PydanticCustomError(
            "source", "{said}", {"said": "archived but no url", "hint": "add url with the address that it is a copy of"}
        )
    return form


def _backwards(what: str) -> PydanticCustomError:
    return PydanticCustomError("value", "{what} that ends before it starts", {"what": what, "hint": "put the earlier day in from"})


class FoundForm(Form):
    """An address that somebody found later."""

    url: Web
    where: Markdown = Field(description="Where it was found, or why it fits.")


class SourceForm(Form):
    """Where something can be read."""

    model_config = _exactly_one("url", "missing")

    url: Web | None = None
    archived: Copy | None = None
    missing: Markdown | None = Field(None, description="Why there is no address.")
    found: FoundForm | list[FoundForm] | None = Field(None, description="Addresses found later; never the notes' own.")

    @model_validator(mode="after")
    def _has_one(self) -> SourceForm:
        return _one_of(self, "url", "missing")


class ReferenceForm(Form):
    """A cited source: its address, the work item that it is, or why neither is known."""

    model_config = _exactly_one("url", "spec", "missing")

    title: Line = Field(description="What it is called.")
    cite: Cite | None = Field(None, description="The number that the text cites it by, unique in a gathering.")
    url: Web | None = None
    archived: Copy | None = None
    spec: Name | None = Field(None, description="The work item that it is, as team/id.")
    missing: Markdown | None = Field(None, description="Why there is no address.")
    found: FoundForm | list[FoundForm] | None = Field(None, description="Addresses found later; never the notes' own.")
    review: Review | None = None

    @model_validator(mode="after")
    def _has_one(self) -> ReferenceForm:
        return _one_of(self, "url", "spec", "missing")


StatusWord = Literal["open", "in progress", "done", "carried", "dropped", "superseded"]


class LogForm(Form):
    """What was known on a day. The last entry of a log is the state."""

    date: Day
    status: StatusWord = Field(description="What was then so.")
    text: Markdown = Field(description="What happened.")
    evidence: Line | list[Line] | None = Field(
        None, description="`commit PROJECT HASH`, `review NUMBER`, `bug NUMBER`, `blueprint PROJECT/NAME`, `mail ADDRESS` or `url ADDRESS`."
    )
    to: Name | None = Field(None, description="The cycle or the topic that the item went to.")


class CheckedForm(Form):
    """When somebody last looked what became of it."""

    date: Day
    result: Markdown = Field(description="What they found.")


class DecisionForm(Form):
    """Something that was agreed on."""

    id: Name | None = Field(None, description="Part of its address for ever; `cycleplan fix` writes a missing one.")
    text: Markdown = Field(description="What was agreed on.")
    specs: list[Name] = Field([], description="Work items that it leads to, as team/id.")
    review: Review | None = None


class ActionForm(Form):
    """Something that is to be done."""

    id: Name | None = Field(None, description="Part of its address for ever; `cycleplan fix` writes a missing one.")
    task: Markdown = Field(description="What is to be done.")
    owners: list[Name] = Field([], description="Keys of owners.yaml; several are joint, none is nobody yet.")
    due: Name | None = Field(None, description="The key of a milestone, or a day.")
    specs: list[Name] = Field([], description="Work items that it leads to, as team/id.")
    log: list[LogForm] = Field([], description="What became of it, oldest first; the last entry is the state.")
    review: Review | None = None


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


class MilestoneForm(Form):
    """A day, or the first and the last day of a span."""

    title: Line = Field(description="What it is called.")
    date: Day | None = Field(None, description="The day, where it is one.")
    first: Day | None = Field(None, alias="from", description="The first day of a span.")
    last: Day | None = Field(None, alias="to", description="The last day of a span.")

    @model_validator(mode="after")
    def _has_days(self) -> MilestoneForm:
        span = (self.first is not None, self.last is not None)
        if (self.date is not None, *span) not in ((True, False, False), (False, True, True)):
            raise PydanticCustomError("value", "milestone without its days", {"hint": "add date, or from and to"})
        if self.first and self.last and self.last < self.first:
            raise _backwards("milestone")
        return self


class WhenForm(Form):
    """The days of a gathering."""

    first: Day = Field(alias="from", description="The first day.")
    last: Day = Field(alias="to", description="The last day.")

    @model_validator(mode="after")
    def _runs_forward(self) -> WhenForm:
        if self.last < self.first:
            raise _backwards("gathering")
        return self


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


class ChangeForm(SourceForm):
    """A proposed change that carries a work item out."""

    title: Line = Field(description="What it is called.")


class SpecForm(Form):
    """A spec, blueprint, bug or review that topics lead to."""

    model_config = _exactly_one("url", "missing")

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
        return _one_of(self, "url", "missing")


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


class LicenceForm(Form):
    """The terms under which the notes may be used."""

    title: Line = Field(description="What it is called.")
    url: Web | None = None


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
