"""The whole plan, frozen: every item once, and the look-ups between them in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from cycleplan.model.address import Address, at_path
from cycleplan.model.cycle import Cycle, Milestone, Team
from cycleplan.model.items import Item, items
from cycleplan.model.ledger import Ledger, LineKind
from cycleplan.model.links import Links, index_links
from cycleplan.model.moves import Move, Moves, Removal, first_path, index_moves
from cycleplan.model.owner import Owner
from cycleplan.model.short import short_paths
from cycleplan.model.site import Site
from cycleplan.model.spec import Spec
from cycleplan.model.topic import Gathering, Topic


@dataclass(frozen=True)
class Plan:
    """All that the notes say. Cycles stand newest first, topics in the order of their gatherings.

    A plan may name things that it does not have; `cycleplan.checks` tells. Its pages are made only when
    no check fails.
    """

    site: Site
    cycles: tuple[Cycle, ...] = ()
    teams: tuple[Team, ...] = ()
    owners: tuple[Owner, ...] = ()
    specs: tuple[Spec, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    topics: tuple[Topic, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    redirects: tuple[Move, ...] = ()
    removals: tuple[Removal, ...] = ()

    @cached_property
    def cycle_by_number(self) -> Mapping[str, Cycle]:
        return MappingProxyType({cycle.number: cycle for cycle in self.cycles})

    @cached_property
    def team_by_key(self) -> Mapping[str, Team]:
        return MappingProxyType({team.key: team for team in self.teams})

    @cached_property
    def owner_by_key(self) -> Mapping[str, Owner]:
        return MappingProxyType({owner.key: owner for owner in self.owners})

    @cached_property
    def spec_by_name(self) -> Mapping[str, Spec]:
        return MappingProxyType({spec.name: spec for spec in self.specs})

    @cached_property
    def gathering_by_name(self) -> Mapping[str, Gathering]:
        return MappingProxyType({gathering.name: gathering for gathering in self.gatherings})

    @cached_property
    def topic_by_name(self) -> Mapping[str, Topic]:
        return MappingProxyType({topic.name: topic for topic in self.topics})

    @cached_property
    def topics_of(self) -> Mapping[str, tuple[Topic, ...]]:
        """The topics of each gathering, by the gathering's name, in its order."""
        found: dict[str, list[Topic]] = {}
        for topic in self.topics:
            found.setdefault(f"{topic.cycle}/{topic.team}", []).append(topic)
        return MappingProxyType({name: tuple(topics) for name, topics in found.items()})

    @cached_property
    def links(self) -> Links:
        """Who leads to whom, both ways."""
        return index_links(self)

    @cached_property
    def moves(self) -> Moves:
        """Where the items went that moved, both ways."""
        return index_moves(self.redirects)

    def first_path(self, address: Address) -> str:
        """Return what tells the item of an address apart for ever: the path that it was first published under."""
        return first_path(self.ledger, self.moves, address)

    def present(self, address: Address) -> Address:
        """Return where one has to look for the item of an address: where it moved, or at the address where it was removed."""
        return address if address in self._removed else self.moves.resolve(address)

    def published_on(self, address: Address) -> date | None:
        """Return the day on which the ledger first recorded the item of an address, or nothing where it has not."""
        line = self.ledger.published.get(self.first_path(address))
        return line.on if line else None

    def changed_on(self, address: Address) -> date | None:
        """Return the day on which the ledger recorded the present content of an item, or nothing where it has not."""
        content = self.ledger.contents.get(self.first_path(address))
        return content.on if content else None

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """The short path of every topic, decision and action item, by the path that it was first published under."""
        kinds = (LineKind.TOPIC, LineKind.DECISION, LineKind.ACTION)
        return short_paths(self.ledger, (self.first_path(item.address) for item in self.items if item.kind in kinds))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that has an address of its own."""
        return tuple(items(self))

    def short(self, address: Address) -> Address:
        """Return the short address of a topic, a decision or an action item; raises KeyError for anything else."""
        return at_path(self.shorts[self.first_path(address)])

    def cycle(self, name: str) -> Cycle | None:
        """Return the cycle of a number or a name in any spelling of its case."""
        return self.cycle_by_number.get(name) or self._cycle_by_name.get(name.casefold())

    def topic(self, name: str, gathering: str) -> Topic | None:
        """Return the topic that a note of a gathering means: by id alone, or as cycle/team/id."""
        pieces = name.split("/")
        if len(pieces) == 1:
            return self.topic_by_name.get(f"{gathering}/{name}")
        cycle = self.cycle(pieces[0])
        return self.topic_by_name.get("/".join((cycle.number, *pieces[1:]))) if cycle else None

    def milestone(self, key: str, gathering: str) -> Milestone | None:
        """Return the milestone that a note of a gathering means: the gathering's own, or its cycle's."""
        return self._milestones.get(gathering, {}).get(key)

    def milestones(self, gathering: str) -> tuple[Milestone, ...]:
        """Return the milestones of a gathering and its cycle by date."""
        return tuple(sorted(self._milestones.get(gathering, {}).values(), key=lambda m: (m.first, m.last, m.key.text)))

    @cached_property
    def _removed(self) -> frozenset[Address]:
        return frozenset(removal.address for removal in self.removals)

    @cached_property
    def _cycle_by_name(self) -> Mapping[str, Cycle]:
        return MappingProxyType({cycle.name.casefold(): cycle for cycle in self.cycles})

    @cached_property
    def _milestones(self) -> Mapping[str, Mapping[str, Milestone]]:
        found: dict[str, Mapping[str, Milestone]] = {}
        for gathering in self.gatherings:
            cycle = self.cycle_by_number.get(gathering.cycle)
            shared = cycle.milestones if cycle else ()
            found[gathering.name] = MappingProxyType({m.key.text: m for m in (*shared, *gathering.milestones)})
        return MappingProxyType(found)
