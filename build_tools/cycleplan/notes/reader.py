"""Reads text files into a Plan and the problems of their form; what names mean is left to `cycleplan.checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from pydantic import BaseModel

from cycleplan.hands import Hands, one_hand
from cycleplan.model import Cycle, Gathering, Key, Ledger, LedgerLine, Licence, Move, Owner, Plan, Removal, Site, Spec, Team, Topic
from cycleplan.notes import rules, schema
from cycleplan.notes.convert import Converter
from cycleplan.notes.known import KnownTopics, Read, key_of
from cycleplan.notes.layout import FileKind, NotesPath, notes_path
from cycleplan.notes.ledger import read_ledger_file
from cycleplan.notes.result import Notes
from cycleplan.notes.tree import Node, Scalar, Table, read_tree
from cycleplan.notes.validate import validate
from cycleplan.problems import Location, Problem, nearest
from cycleplan.textfile import TextFile

F = TypeVar("F", bound=BaseModel)

_NO_SITE = Site("Cycle plan", "https://example.org/", Licence("unknown"))


def read_notes(
    files: Iterable[TextFile],
    unread: Iterable[Problem] = (),
    known: KnownTopics | None = None,
    hands: Hands = one_hand,
) -> Notes:
    """Read the files of a notes folder; paths are relative to it. Files of unknown place are problems.

    `unread` has the problems of the files and folders that could not be read, so that nothing complains of
    what they hold. Topics that are `known` are not read once more; the others are read by `hands`.
    """
    reading = _Reading(known or KnownTopics())
    for problem in unread:
        reading.miss(problem)
    ordered = sorted(files, key=_site_first)
    for file in ordered[:1]:
        reading.take(file)
    reading.read_ahead(ordered[1:], hands)
    for file in ordered[1:]:
        reading.take(file)
    return reading.notes()


def read_topics(site: Site, files: Iterable[TextFile]) -> dict[str, Read]:
    """Return the topics of those files that have no problem, by their paths."""
    reading = _Reading(KnownTopics(), site=site)
    for file in files:
        reading.take(file)
    return reading.known.now


@dataclass
class _Reading:
    """The items of all files while they are read."""

    known: KnownTopics
    problems: list[Problem] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    places: set[NotesPath] = field(default_factory=set)
    site: Site = _NO_SITE
    cycles: list[Cycle] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    specs: list[Spec] = field(default_factory=list)
    gatherings: list[Gathering] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    redirects: list[Move] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    ledger: list[LedgerLine] = field(default_factory=list)
    keys: dict[TextFile, str] = field(default_factory=dict)

    def miss(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.unread.add(problem.at.path)
        place = notes_path(problem.at.path)
        if place:
            self.places.add(place)

    def read_ahead(self, files: Iterable[TextFile], hands: Hands) -> None:
        """Read the topics that are not known yet; a file with a problem is taken later as if nobody had looked at it."""
        self.keys = {file: key_of(file.hashed, self.site.trackers) for file in files if _is_topic(file)}
        lacking = [file for file, key in self.keys.items() if not self.known.has(file, key)]
        for found in hands(partial(read_topics, self.site), lacking):
            self.known.ahead |= found

    def take(self, file: TextFile) -> None:
        place = notes_path(file.path)
        if place is None:
            self._unknown_file(file)
            return
        self.places.add(place)
        if place.kind is FileKind.LEDGER:
            self._read_ledger(file)
            return
        if place.kind is FileKind.TOPIC:
            self.named.add(f"topic {place.cycle}/{place.team}/{place.id}")
            self._take_topic(place, file)
            return
        if place.kind is FileKind.GATHERING:
            self.named.add(f"gathering {place.cycle}/{place.team}")
        self._read_file(place, file)

    def _take_topic(self, place: NotesPath, file: TextFile) -> None:
        key = self.keys.get(file) or key_of(file.hashed, self.site.trackers)
        topic = self.known.topic(file, key)
        if topic:
            self.topics.append(topic)
            return
        problems, topics = len(self.problems), len(self.topics)
        self._read_file(place, file)
        if len(self.problems) == problems and len(self.topics) > topics:
            self.known.keep(file, key, self.topics[-1])

    def _read_file(self, place: NotesPath, file: TextFile) -> None:
        node, problems = read_tree(file)
        self.problems.extend(problems)
        if not isinstance(node, Table):
            self.unread.add(file.path)
        if node is None:
            if not problems:
                self.problems.append(rules.NEEDED_KEY.broken(Location(file.path), "empty file", "fill it, or remove it"))
            return
        _READERS[place.kind](self, place, node)

    def notes(self) -> Notes:
        for name in ("site.yaml", "cycles.yaml"):
            if NotesPath(FileKind(name.removesuffix(".yaml"))) not in self.places:
                self.unread.add(name)
                self.problems.append(
                    rules.NEEDED_FILE.broken(Location(name), f"no {name}", "write it, or see whether this is the notes folder")
                )
        for place in {NotesPath(FileKind.GATHERING, p.cycle, p.team) for p in self.places if p.kind is FileKind.TOPIC} - self.places:
            path = f"{place.cycle}/{place.team}/gathering.yaml"
            self.problems.append(
                rules.NEEDED_FILE.broken(Location(path), f"no {path}", f"run cycleplan new gathering {place.cycle}/{place.team}")
            )
        faulty = frozenset(problem.at.path for problem in self.problems if problem.is_error)
        return Notes(self._plan(), tuple(self.problems), frozenset(self.named), frozenset(self.unread), faulty)

    def _plan(self) -> Plan:
        newest = sorted(self.cycles, key=lambda cycle: cycle.number, reverse=True)
        by_team = sorted(self.gatherings, key=lambda gathering: gathering.team)
        gatherings = sorted(by_team, key=lambda gathering: gathering.cycle, reverse=True)
        ranks = {f"{g.name}/{key.text}": (rank, place) for rank, g in enumerate(gatherings) for place, key in enumerate(g.order)}
        unlisted = (len(gatherings), 0)
        return Plan(
            site=self.site,
            cycles=tuple(newest),
            teams=tuple(sorted(self.teams, key=lambda team: team.key)),
            owners=tuple(sorted(self.owners, key=lambda owner: (owner.label.casefold(), owner.key))),
            specs=tuple(sorted(self.specs, key=lambda spec: spec.name)),
            gatherings=tuple(gatherings),
            topics=tuple(sorted(self.topics, key=lambda topic: (ranks.get(topic.name, unlisted), topic.name))),
            ledger=Ledger(tuple(sorted(self.ledger))),
            redirects=tuple(sorted(self.redirects, key=lambda move: move.old)),
            removals=tuple(sorted(self.removals, key=lambda removal: removal.address)),
        )

    def _unknown_file(self, file: TextFile) -> None:
        known = ("site.yaml", "cycles.yaml", "teams.yaml", "owners.yaml")
        hint = nearest(file.path, known) or "a topic is CYCLE/TEAM/TOPIC.yaml"
        self.problems.append(rules.KNOWN_FILE.broken(Location(file.path), f"no place for the file {file.path!r}", hint))

    def read_site(self, place: NotesPath, node: Node) -> None:
        form, table = self._read(schema.SiteForm, node)
        if form:
            self.site = self._convert().site(form, table)

    def read_cycles(self, place: NotesPath, node: Node) -> None:
        for key, form, table in self._entries("cycle ", schema.CycleForm, node):
            self.cycles.append(self._convert().cycle(key.text, form, key, table))

    def read_teams(self, place: NotesPath, node: Node) -> None:
        for key, _, table in self._entries("team ", schema.TeamForm, node):
            self.teams.append(self._convert().team(key, table))

    def read_owners(self, place: NotesPath, node: Node) -> None:
        for key, form, table in self._entries("owner ", schema.OwnerForm, node):
            self.owners.append(self._convert().owner(form, key, table))

    def read_specs(self, place: NotesPath, node: Node) -> None:
        for key, form, table in self._entries(f"spec {place.team}/", schema.SpecForm, node):
            self.specs.append(self._convert().spec(place.team, form, key, table))

    def read_gathering(self, place: NotesPath, node: Node) -> None:
        form, table = self._read(schema.GatheringForm, node)
        if form:
            self.gatherings.append(self._convert().gathering(place.cycle, place.team, form, table))

    def read_topic(self, place: NotesPath, node: Node) -> None:
        form, table = self._read(schema.TopicForm, node)
        if form:
            id_ = Key(place.id, Location(table.at.path))
            self.topics.append(self._convert().topic(place.cycle, place.team, id_, form, table))

    def read_redirects(self, place: NotesPath, node: Node) -> None:
        for key, form, _ in self._entries("redirect ", schema.RedirectForm, node):
            self.redirects.append(self._convert().redirect(form, key))

    def read_removed(self, place: NotesPath, node: Node) -> None:
        for key, form, table in self._entries("removed ", schema.RemovedForm, node):
            self.removals.append(self._convert().removal(form, key, table))

    def _read_ledger(self, file: TextFile) -> None:
        lines, problems = read_ledger_file(file)
        self.ledger.extend(lines)
        self.problems.extend(problems)

    def _entries(self, naming: str, form: type[F], node: Node) -> Iterator[tuple[Scalar, F, Table]]:
        if not isinstance(node, Table):
            self._read(form, node)
            return
        for key, entry in node.values.items():
            self.named.add(f"{naming}{key}")
            filled, table = self._read(form, entry)
            if filled:
                yield node.keys[key], filled, table

    def _read(self, form: type[F], node: Node) -> tuple[F | None, Table]:
        filled, mended, problems = validate(form, node)
        self.problems.extend(problems)
        return filled, mended if isinstance(mended, Table) else Table({}, {}, node.at)

    def _convert(self) -> Converter:
        return Converter(self.problems, self.site.trackers)


_READERS: Mapping[FileKind, Callable[[_Reading, NotesPath, Node], None]] = {
    FileKind.SITE: _Reading.read_site,
    FileKind.CYCLES: _Reading.read_cycles,
    FileKind.TEAMS: _Reading.read_teams,
    FileKind.OWNERS: _Reading.read_owners,
    FileKind.SPECS: _Reading.read_specs,
    FileKind.GATHERING: _Reading.read_gathering,
    FileKind.TOPIC: _Reading.read_topic,
    FileKind.REDIRECTS: _Reading.read_redirects,
    FileKind.REMOVED: _Reading.read_removed,
}


def _is_topic(file: TextFile) -> bool:
    place = notes_path(file.path)
    return place is not None and place.kind is FileKind.TOPIC


def _site_first(file: TextFile) -> tuple[bool, TextFile]:
    # The site's trackers are needed to read the evidence of every other file.
    return file.path != "site.yaml", file
