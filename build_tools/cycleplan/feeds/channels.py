"""Which feeds there are, and what each of them follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from cycleplan.feeds.entries import Entry, entries
from cycleplan.feeds.feed import HOME, at_base, stem
from cycleplan.feeds.teams import FOLDER, team_names
from cycleplan.model import Address, Cycle, LineKind, Owner, Plan, Spec, Team, Topic, state

Find = Callable[[], tuple[Entry, ...]]

MOST = 200
"""Entries of a feed: those that changed last. Older ones are read on the pages, or in plan.json."""


@dataclass(frozen=True)
class Channel:
    """What one feed follows; `path` is its file without the ending, from the site's root.

    `find` returns its entries when they are asked for, and `quiet_since` is its day where it has none.
    """

    path: str
    page: Address
    id: str
    title: str
    find: Callable[[], tuple[Entry, ...]]
    quiet_since: date
    is_json_too: bool = False
    old_paths: tuple[str, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that changed last."""
        return self.find()[:MOST]

    def addresses(self) -> tuple[Address, ...]:
        """Return the addresses of its entries."""
        return tuple(entry.address for entry in self.entries)

    @property
    def updated(self) -> date:
        """The day of the last change."""
        return self.entries[0].updated if self.entries else self.quiet_since


def channels(plan: Plan) -> Iterator[Channel]:
    """Yield every channel of a plan; none where nothing is recorded, as there would be no day to give."""
    if plan.ledger:
        making = _Making(plan)
        yield from _of_site(making)
        yield from _of_cycles(making)
        yield from _of_teams(making)
        yield from (_of_owner(making, owner) for owner in plan.owners)
        yield from (_of_spec(making, spec) for spec in plan.specs)


@dataclass
class _Making:
    """All entries of a plan, and the place of each in their order."""

    plan: Plan

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of everything, the newest first."""
        return entries(self.plan)

    @cached_property
    def places(self) -> Mapping[Address, int]:
        """Where each entry stands among all."""
        return {entry.address: place for place, entry in enumerate(self.entries)}

    def at(self, addresses: Iterable[Address]) -> Find:
        """Return what finds the entries of these items in the order of all entries."""

        def find() -> tuple[Entry, ...]:
            places = sorted({self.places[address] for address in addresses if address in self.places})
            return tuple(self.entries[place] for place in places)

        return find

    def where(self, is_meant: Callable[[Entry], bool]) -> Find:
        """Return what finds the entries that are meant."""
        return lambda: tuple(filter(is_meant, self.entries))

    def channel(self, page: Address, name: str, title: str, find: Find, *, is_json_too: bool = False) -> Channel:
        """Return the channel of a page, with the name behind what the paths of the page's files begin with."""
        plan = self.plan
        first = plan.first_path(page).partition("#")[0].removesuffix(".html")
        quiet_since = plan.published_on(page) or plan.ledger.newest
        assert quiet_since is not None, "a ledger that has lines has a newest day"
        full = f"{plan.site.title}: {title}" if title else plan.site.title
        return Channel(stem(page) + name, page, at_base(plan, f"{first}{name}.atom"), full, find, quiet_since, is_json_too)


def _of_site(making: _Making) -> Iterator[Channel]:
    plan = making.plan
    decisions = making.where(lambda entry: entry.tags[0] == LineKind.DECISION)
    open_actions = making.at(at.topic.at(at.action.id) for at in plan.links.actions if state(at.action.log).is_open)
    yield making.channel(HOME, "feed", "", making.where(bool), is_json_too=True)
    yield making.channel(HOME, "decisions", "decisions", decisions)
    yield making.channel(Address("actions"), "", "open action items", open_actions, is_json_too=True)


def _of_cycles(making: _Making) -> Iterator[Channel]:
    plan = making.plan
    for cycle in plan.cycles:
        yield making.channel(Address(f"{cycle.number}/index"), "feed", cycle.label, _of_cycle(making, cycle), is_json_too=True)
    for gathering in plan.gatherings:
        page = f"{gathering.name}/"
        title = f"{plan.team_by_key[gathering.team].title} {gathering.cycle}"
        found = making.at((Address(f"{page}index"), *_on_topics(plan.topics_of.get(gathering.name, ()))))
        yield making.channel(Address(f"{page}index"), "feed", title, found)


def _of_cycle(making: _Making, cycle: Cycle) -> Find:
    return making.where(lambda entry: entry.address.page.startswith(f"{cycle.number}/"))


def _of_teams(making: _Making) -> Iterator[Channel]:
    for names in team_names(making.plan):
        team = names.team
        made = making.channel(HOME, f"{FOLDER}/{team.key}", team.title, making.at(_of_team(making.plan, team)))
        yield replace(made, id=at_base(making.plan, f"/{FOLDER}/{names.first}.atom"), old_paths=names.old_paths)


def _of_team(plan: Plan, team: Team) -> Iterator[Address]:
    for gathering in plan.gatherings:
        if gathering.team == team.key:
            yield Address(f"{gathering.name}/index")
            yield from _on_topics(plan.topics_of.get(gathering.name, ()))
    yield from (Address(f"specs/{spec.name}") for spec in plan.specs if spec.team == team.key)


def _of_owner(making: _Making, owner: Owner) -> Channel:
    """Return the channel of what an owner leads, has taken on, or works on."""
    index = making.plan.links
    led = (
        topic.at() if section is topic.whole else topic.at(section.id)
        for topic in index.led_by.get(owner.key, ())
        for section in topic.sections
        if any(key.text == owner.key for key in section.led_by)
    )
    held = (at.topic.at(at.action.id) for at in index.held_by.get(owner.key, ()))
    specs = (Address(f"specs/{spec.name}") for spec in index.specs_of_owner.get(owner.key, ()))
    return making.channel(Address(f"owners/{owner.key}"), "", owner.label, making.at((*led, *held, *specs)))


def _of_spec(making: _Making, spec: Spec) -> Channel:
    """Return the channel of a work item and of the topics, decisions and action items that lead to it."""
    index, page = making.plan.links, Address(f"specs/{spec.name}")
    topics = (topic.at() for topic in index.topics_to_spec.get(spec.name, ()))
    decisions = (at.topic.at(at.decision.id) for at in index.decisions_to_spec.get(spec.name, ()))
    actions = (at.topic.at(at.action.id) for at in index.actions_to_spec.get(spec.name, ()))
    return making.channel(page, "", spec.title, making.at((page, *topics, *decisions, *actions)))


def _on_topics(topics: Iterable[Topic]) -> Iterator[Address]:
    """Yield the address of everything that has an entry on the pages of topics."""
    for topic in topics:
        yield topic.at()
        for section in topic.sections:
            yield topic.at(section.id)
            yield from (topic.at(decision.id) for decision in section.decisions)
            yield from (topic.at(action.id) for action in section.actions)
