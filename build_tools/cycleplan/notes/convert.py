"""Turns filled forms, with the trees that they were read from, into the model.

From here on nothing is a dict and nothing is a maybe: texts are in their one canonical form, prose is a tree, and
every name that must be looked up knows where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from cycleplan.model import (
    ActionItem,
    Change,
    Checked,
    Cycle,
    Decision,
    Found,
    Gathering,
    Key,
    Licence,
    LineKind,
    LogEntry,
    Milestone,
    Move,
    Owner,
    OwnerKind,
    Reference,
    Removal,
    Review,
    SearchKind,
    Section,
    Site,
    Source,
    Spec,
    SpecKind,
    Status,
    Team,
    Topic,
    TopicKind,
    named,
)
from cycleplan.notes import rules
from cycleplan.notes.evidence import read_evidence
from cycleplan.notes.tree import Scalar, Table
from cycleplan.notes.values import id_of, key_at, keys_at, place_at, scalars_at, table_at, tables_at
from cycleplan.problems import Problem
from cycleplan.prose import Phrase, Prose, one_line, read_phrase, read_prose, unclean_characters

if TYPE_CHECKING:
    from cycleplan.notes import mappings, schema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Converter:
    """Makes items of the model, adding what it finds wrong in their words to `problems`."""

    problems: list[Problem]
    trackers: Mapping[str, str]

    def site(self, form: schema.SiteForm, table: Table) -> Site:
        licence = table_at(table, "licence")
        return Site(
            title=self._line(table, "title"),
            base=form.base.rstrip("/") + "/",
            licence=Licence(self._line(licence, "title"), form.licence.url or "", place_at(licence, "url")),
            copyright=self._line(table, "copyright"),
            source=self._line(table, "source"),
            search=SearchKind(form.search),
            trackers=MappingProxyType({str(kind): pattern for kind, pattern in form.trackers.items()}),
            at=table.at,
        )

    def cycle(self, number: str, form: schema.CycleForm, key: Scalar, table: Table) -> Cycle:
        milestones = self._milestones(form.milestones, table)
        return Cycle(number, self._line(table, "name"), milestones, form.released, form.end_of_life, key.at)

    def team(self, key: Scalar, table: Table) -> Team:
        return Team(key.text, self._line(table, "title"), self._line(table, "mission"), key.at)

    def redirect(self, form: schema.RedirectForm, key: Scalar) -> Move:
        return Move(named(key.text), named(form.to), form.on, key.at)

    def removal(self, form: schema.RemovedForm, key: Scalar, table: Table) -> Removal:
        return Removal(
            address=named(key.text),
            kind=LineKind(form.kind),
            title=self._line(table, "title"),
            on=form.on,
            because=self._phrase(table, "because"),
            see=self._line(table, "see"),
            at=key.at,
        )

    def owner(self, form: schema.OwnerForm, key: Scalar, table: Table) -> Owner:
        return Owner(
            key=key.text,
            kind=OwnerKind(form.kind),
            label=self._line(table, "label") or one_line(key.text),
            name=self._line(table, "name"),
            role=self._line(table, "role"),
            aliases=self._lines(table, "aliases"),
            review=self._review(table),
            at=key.at,
        )

    def spec(self, team: str, form: schema.SpecForm, key: Scalar, table: Table) -> Spec:
        return Spec(
            team=team,
            id=key.text,
            kind=SpecKind(form.kind),
            title=self._line(table, "title"),
            source=self._source(form, table),
            summary=self._phrase(table, "summary"),
            owners=keys_at(table, "owners"),
            moved_from=self._lines(table, "moved_from"),
            changes=tuple(
                Change(self._line(item, "title"), self._source(change, item), item.at)
                for change, item in zip(form.changes, tables_at(table, "changes"), strict=True)
            ),
            log=self._log(form.log, table),
            checked=self._checked(form.checked, table),
            review=self._review(table),
            at=key.at,
        )

    def gathering(self, cycle: str, team: str, form: schema.GatheringForm, table: Table) -> Gathering:
        return Gathering(
            cycle=cycle,
            team=team,
            title=self._line(table, "title"),
            first=form.met.first if form.met else None,
            last=form.met.last if form.met else None,
            place=self._line(table, "place"),
            pad=self._source(form.pad, table_at(table, "pad")) if form.pad else None,
            recording=self._source(form.recording, table_at(table, "recording")) if form.recording else None,
            mail=self._source(form.mail, table_at(table, "mail")) if form.mail else None,
            introduction=self._prose(table, "introduction"),
            closing=self._prose(table, "closing"),
            references=self._references(form.references, table),
            milestones=self._milestones(form.milestones, table),
            order=keys_at(table, "topics"),
            review=self._review(table),
            at=table.at,
        )

    def topic(self, cycle: str, team: str, id_: Key, form: schema.TopicForm, table: Table) -> Topic:
        return Topic(
            cycle=cycle,
            team=team,
            whole=self._section(id_, form, table),
            parts=tuple(self._section(id_of(item), part, item) for part, item in zip(form.parts, tables_at(table, "parts"), strict=True)),
            path=table.at.path,
        )

    def _section(self, id_: Key, form: schema.SectionForm, table: Table) -> Section:
        return Section(
            id=id_,
            title=self._line(table, "title"),
            kind=TopicKind(form.kind) if form.kind else None,
            summary=self._phrase(table, "summary"),
            led_by=keys_at(table, "led_by"),
            discussion=self._prose(table, "discussion"),
            decisions=tuple(self._decision(item) for item in tables_at(table, "decisions")),
            actions=tuple(self._action(action, item) for action, item in zip(form.actions, tables_at(table, "actions"), strict=True)),
            references=self._references(form.references, table),
            specs=keys_at(table, "specs"),
            log=self._log(form.log, table),
            checked=self._checked(form.checked, table),
            continues=key_at(table, "continues"),
            review=self._review(table),
        )

    def _decision(self, table: Table) -> Decision:
        return Decision(id_of(table), self._phrase(table, "text"), keys_at(table, "specs"), self._review(table))

    def _action(self, form: mappings.ActionForm, table: Table) -> ActionItem:
        return ActionItem(
            id=id_of(table),
            task=self._phrase(table, "task"),
            owners=keys_at(table, "owners"),
            due=self._due(table),
            specs=keys_at(table, "specs"),
            log=self._log(form.log, table),
            review=self._review(table),
        )

    def _due(self, table: Table) -> Key | date | None:
        key = key_at(table, "due")
        if key is None or not _DAY.fullmatch(key.text):
            return key
        try:
            return date.fromisoformat(key.text)
        except ValueError:
            self.problems.append(rules.GOOD_DATE.broken(key.at, f"{key.text!r} is no date", "write a day that the calendar has"))
            return None

    def _log(self, forms: list[mappings.LogForm], table: Table) -> tuple[LogEntry, ...]:
        return tuple(
            LogEntry(
                on=form.date,
                status=Status(form.status),
                text=self._phrase(item, "text"),
                evidence=tuple(read_evidence(scalar, self.trackers, self.problems) for scalar in scalars_at(item, "evidence")),
                to=key_at(item, "to"),
                at=item.at,
            )
            for form, item in zip(forms, tables_at(table, "log"), strict=True)
        )

    def _checked(self, form: mappings.CheckedForm | None, table: Table) -> Checked | None:
        return Checked(form.date, self._phrase(table_at(table, "checked"), "result")) if form else None

    def _review(self, table: Table) -> Review | None:
        for scalar in scalars_at(table, "review"):
            return Review(self._phrase(table, "review"), scalar.at)
        return None

    def _references(self, forms: list[mappings.ReferenceForm], table: Table) -> tuple[Reference, ...]:
        return tuple(
            Reference(self._line(item, "title"), self._source(form, item), form.cite, key_at(item, "spec"), self._review(item), item.at)
            for form, item in zip(forms, tables_at(table, "references"), strict=True)
        )

    def _source(self, form: mappings.SourceForm | mappings.ReferenceForm | schema.SpecForm, table: Table) -> Source:
        forms = form.found if isinstance(form.found, list) else [form.found] if form.found else []
        return Source(
            url=form.url or "",
            missing=self._phrase(table, "missing"),
            found=tuple(
                Found(found.url, self._phrase(item, "where"), place_at(item, "url"))
                for found, item in zip(forms, tables_at(table, "found"), strict=True)
            ),
            archived=form.archived or "",
            at=place_at(table, "url"),
            archived_at=place_at(table, "archived"),
        )

    def _milestones(self, forms: dict[str, mappings.MilestoneForm], table: Table) -> tuple[Milestone, ...]:
        milestones = table_at(table, "milestones")
        found = []
        for (name, form), item in zip(forms.items(), milestones.values.values(), strict=True):
            first, last = form.date or form.first, form.date or form.last
            if first and last and isinstance(item, Table):
                found.append(Milestone(Key(name, milestones.keys[name].at), self._line(item, "title"), first, last))
        return tuple(found)

    def _line(self, table: Table, key: str) -> str:
        return next(iter(self._lines(table, key)), "")

    def _lines(self, table: Table, key: str) -> tuple[str, ...]:
        scalars = tuple(scalars_at(table, key))
        for scalar in scalars:
            self.problems.extend(unclean_characters(scalar.text, scalar.place))
        return tuple(one_line(scalar.text) for scalar in scalars)

    def _phrase(self, table: Table, key: str) -> Phrase:
        for scalar in scalars_at(table, key):
            phrase, problems = read_phrase(scalar.text, scalar.place)
            self.problems.extend(problems)
            return phrase
        return Phrase()

    def _prose(self, table: Table, key: str) -> Prose:
        for scalar in scalars_at(table, key):
            prose, problems = read_prose(scalar.text, scalar.place)
            self.problems.extend(problems)
            return prose
        return Prose()
