"""Addresses outside the plan: every one that the notes name, where, what for, and whose note it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cycleplan.model.key import Key
from cycleplan.model.log import LogEntry
from cycleplan.model.reference import Reference, Source
from cycleplan.model.said import said_in_gathering, said_in_owner, said_in_section, said_in_spec
from cycleplan.model.spec import Spec
from cycleplan.model.topic import Gathering, Section, Topic
from cycleplan.problems import Location
from cycleplan.prose import Phrase, Prose, WebLink, inlines

if TYPE_CHECKING:
    from cycleplan.model.plan import Plan


class OutsideRole(StrEnum):
    """What an address is for where it stands; `tracked` is one that the site's trackers make."""

    REFERENCE = "reference"
    SOURCE = "source"
    ARCHIVED = "archived"
    FOUND = "found"
    EVIDENCE = "evidence"
    TRACKED = "tracked"
    PROSE = "prose"
    LICENCE = "licence"


class KeeperKind(StrEnum):
    """What kind of keeper somebody is, in the order in which reports name them."""

    OWNER = "owner"
    TEAM = "team"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who looks after a note: an owner or a team by key, or whoever looks after the site."""

    kind: KeeperKind
    key: str = ""

    def __str__(self) -> str:
        return {KeeperKind.OWNER: self.key, KeeperKind.TEAM: f"team {self.key}", KeeperKind.SITE: "site"}[self.kind]


@dataclass(frozen=True, slots=True)
class Outside:
    """An http or https address at one place of the notes; `archived` is the copy that the same note has of it."""

    url: str
    role: OutsideRole
    at: Location
    keepers: tuple[Keeper, ...] = ()
    archived: str = ""


def outside_addresses(plan: Plan) -> tuple[Outside, ...]:
    """Return every address outside the plan at each of its places, in file order; what was `moved_from` is none."""
    found = (address for address in _everywhere(plan) if address.url.lower().startswith(("http://", "https://")))
    return tuple(sorted(found, key=lambda address: (address.at, address.role, address.url)))


def _everywhere(plan: Plan) -> Iterator[Outside]:
    site = (Keeper(KeeperKind.SITE),)
    yield Outside(plan.site.licence.url, OutsideRole.LICENCE, plan.site.licence.at, site)
    for removal in plan.removals:
        yield Outside(removal.see, OutsideRole.FOUND, removal.at, site)
        yield from _kept(site, _in_prose((removal.because,)))
    for owner in plan.owners:
        yield from _kept(site, _in_prose(said_in_owner(owner)))
    for gathering in plan.gatherings:
        yield from _kept((Keeper(KeeperKind.TEAM, gathering.team),), _in_gathering(gathering))
    for topic in plan.topics:
        for section in topic.sections:
            yield from _kept(_leaders(topic, section), _in_section(section))
    for spec in plan.specs:
        yield from _kept(_owners(spec.owners) or (Keeper(KeeperKind.TEAM, spec.team),), _in_spec(spec))


def _kept(keepers: tuple[Keeper, ...], found: Iterable[Outside]) -> Iterator[Outside]:
    yield from (replace(address, keepers=keepers) for address in found)


def _leaders(topic: Topic, section: Section) -> tuple[Keeper, ...]:
    return _owners(section.led_by or topic.whole.led_by) or (Keeper(KeeperKind.TEAM, topic.team),)


def _owners(keys: tuple[Key, ...]) -> tuple[Keeper, ...]:
    return tuple(Keeper(KeeperKind.OWNER, key) for key in dict.fromkeys(key.text for key in keys))


def _in_gathering(gathering: Gathering) -> Iterator[Outside]:
    for source in (gathering.pad, gathering.recording, gathering.mail):
        if source:
            yield from _in_source(source)
    yield from _in_references(gathering.references)
    yield from _in_prose(said_in_gathering(gathering))


def _in_section(section: Section) -> Iterator[Outside]:
    yield from _in_references(section.references)
    yield from _in_log(section.log)
    for action in section.actions:
        yield from _in_log(action.log)
    yield from _in_prose(said_in_section(section))


def _in_spec(spec: Spec) -> Iterator[Outside]:
    for source in (spec.source, *(change.source for change in spec.changes)):
        yield from _in_source(source)
    yield from _in_log(spec.log)
    yield from _in_prose(said_in_spec(spec))


def _in_references(references: tuple[Reference, ...]) -> Iterator[Outside]:
    for reference in references:
        yield from _in_source(reference.source, OutsideRole.REFERENCE)


def _in_source(source: Source, role: OutsideRole = OutsideRole.SOURCE) -> Iterator[Outside]:
    yield Outside(source.url, role, source.at, archived=source.archived)
    yield Outside(source.archived, OutsideRole.ARCHIVED, source.archived_at)
    yield from (Outside(found.url, OutsideRole.FOUND, found.at) for found in source.found)


def _in_log(log: tuple[LogEntry, ...]) -> Iterator[Outside]:
    for entry in log:
        for evidence in entry.evidence:
            role = OutsideRole.EVIDENCE if evidence.is_address else OutsideRole.TRACKED
            copies = (other.url for other in entry.evidence if other is not evidence and other.url.endswith(f"/{evidence.url}"))
            yield Outside(evidence.url, role, evidence.at, archived=next(copies, "") if evidence.url else "")


def _in_prose(said: Iterable[Phrase | Prose]) -> Iterator[Outside]:
    for prose in said:
        links = (inline for inline in inlines(prose) if isinstance(inline, WebLink))
        yield from (Outside(link.url, OutsideRole.PROSE, link.at) for link in links)
