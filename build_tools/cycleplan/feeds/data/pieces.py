"""What the items of plan.json are made of, as types: words, sources and logs."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from cycleplan.model import EvidenceKind, Status


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, defer_build=True)


class Item(Record):
    """What has an address of its own."""

    url: str = Field(description="The address that people cite.")
    short: str | None = Field(description="The short address, where it has one.")
    first_path: str = Field(description="The path that it was first published under, which never changes: its identity.")
    published: date | None = Field(description="The day on which it was first recorded as published.")
    changed: date | None = Field(description="The day on which its present content was recorded.")


class Words(Record):
    """Text that somebody wrote."""

    text: str = Field(description="What a reader sees.")
    markdown: str = Field(
        description="The Markdown of the notes, in which `@key` is an owner, `[1]` a reference and `[text][spec:name]` a link "
        "into the plan."
    )


class Found(Record):
    """An address that somebody found later."""

    url: str
    where: Words


class Source(Record):
    """Where something can be read, or why nobody knows."""

    url: str | None
    missing: Words | None
    found: tuple[Found, ...]


class Evidence(Record):
    """What proves an entry of a log."""

    kind: EvidenceKind
    name: str
    url: str | None


class LogEntry(Record):
    """What was known on a day."""

    date: date
    status: Status
    text: Words
    evidence: tuple[Evidence, ...]
    to: str | None = Field(description="The address of the cycle or the topic that an item went to.")


class Checked(Record):
    """When somebody last looked, and what they found."""

    date: date
    result: Words


class Reference(Record):
    """A cited source."""

    title: str
    cite: int | None = Field(description="Its number in the gathering, where it has one.")
    url: str | None = Field(description="The address of a reference with a number.")
    first_path: str | None
    source: Source
    spec: str | None = Field(description="The name of the work item that it is.")
    review: Words | None


class Change(Record):
    """A proposed change that carries a work item out."""

    title: str
    source: Source
