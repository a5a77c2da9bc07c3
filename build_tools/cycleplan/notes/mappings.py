"""The mappings within a file of notes: where something can be read, what became of it, what was agreed on, and when.

They check shape and spelling as the forms of whole files do, which are in `schema`.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from cycleplan.notes.scalars import Cite, Copy, Day, Line, Markdown, Name, Review, Web


class Form(BaseModel):
    """A mapping of the notes: its keys are these and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, populate_by_name=True, defer_build=True)


_F = TypeVar("_F", bound=Form)


def exactly_one(*keys: str) -> ConfigDict:
    """Return the configuration of a form that needs exactly one of some keys, and `url` beside `archived`, as JSON Schema says it."""
    return ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in keys], "dependentRequired": {"archived": ["url"]}})


def one_of(form: _F, *keys: str) -> _F:
    """Return a form if it has exactly one of some keys, and `url` beside `archived`; raises an error with a hint otherwise."""
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

    model_config = exactly_one("url", "missing")

    url: Web | None = None
    archived: Copy | None = None
    missing: Markdown | None = Field(None, description="Why there is no address.")
    found: FoundForm | list[FoundForm] | None = Field(None, description="Addresses found later; never the notes' own.")

    @model_validator(mode="after")
    def _has_one(self) -> SourceForm:
        return one_of(self, "url", "missing")


class ReferenceForm(Form):
    """A cited source: its address, the work item that it is, or why neither is known."""

    model_config = exactly_one("url", "spec", "missing")

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
        return one_of(self, "url", "spec", "missing")


class ChangeForm(SourceForm):
    """A proposed change that carries a work item out."""

    title: Line = Field(description="What it is called.")


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


class LicenceForm(Form):
    """The terms under which the notes may be used."""

    title: Line = Field(description="What it is called.")
    url: Web | None = None
