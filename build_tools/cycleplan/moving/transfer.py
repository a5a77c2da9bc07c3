"""The ways in which something can move, and what each means for addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cycleplan.model import Address, LineKind, Plan
from cycleplan.moving.claims import Claims
from cycleplan.moving.exchange import Exchange
from cycleplan.moving.items import Item


@dataclass(frozen=True, slots=True)
class Renaming:
    """Something that gets another name where it is."""

    exchange: Exchange


@dataclass(frozen=True, slots=True)
class ItemToTopic:
    """An action item or a decision that goes to the list of another topic."""

    exchange: Exchange
    old: Address
    new: Address


@dataclass(frozen=True, slots=True)
class PartToTopic:
    """A part that becomes a topic of its own."""

    exchange: Exchange
    old: Address
    new: Address


@dataclass(frozen=True, slots=True)
class TopicToPart:
    """A topic that becomes a part of another, whose parts its own parts become."""

    exchange: Exchange
    old: Address
    new: Address


@dataclass(frozen=True, slots=True)
class SpecToTeam:
    """A work item that goes to the file of another team."""

    exchange: Exchange
    old: Address
    new: Address


Transfer = Renaming | ItemToTopic | PartToTopic | TopicToPart | SpecToTeam
"""Everything that can be asked for."""


def renaming(old: Address, new: Address) -> Renaming:
    """Return what gives one page or one fragment another name."""
    return Renaming(Exchange({old: new}))


def renaming_of_team(plan: Plan, claims: Claims, old: Address, new: Address) -> Renaming:
    """Return what gives a team another name: in every cycle, and in its work items."""
    before, after = _team(old), _team(new)
    table = {old: new}
    for page in _pages_of_team(plan, claims, before):
        folder, _, name = page.page.rpartition("/")
        table[page] = Address(f"{folder.removesuffix(before)}{after}/{name}")
    return Renaming(Exchange(table))


def item_to_topic(old: Address, new: Address) -> ItemToTopic:
    """Return what takes an action item or a decision to another topic."""
    return ItemToTopic(Exchange({old: new}), old, new)


def spec_to_team(old: Address, new: Address) -> SpecToTeam:
    """Return what takes a work item to another team."""
    return SpecToTeam(Exchange({old: new}), old, new)


def part_to_topic(claims: Claims, old: Address, new: Address) -> PartToTopic:
    """Return what makes a part a topic: what stands in it goes along under its own name."""
    table = {item.address: Address(new.page, item.address.fragment) for item in _within(claims, old)}
    return PartToTopic(Exchange({old: new, **table}), old, new)


def topic_to_part(claims: Claims, old: Address, new: Address) -> TopicToPart:
    """Return what makes a topic a part: what stands on its page goes along, under new names where the old ones are taken."""
    items = [item for item in claims.live.values() if item.address.page == old.page and item.address.fragment]
    table: dict[Address, Address] = {old: new}
    names = {new.fragment, *(item.address.fragment for item in items)}
    for item in items:
        address = Address(new.page, item.address.fragment)
        if item.kind is not LineKind.REFERENCE and (address == new or not claims.is_free(address, item)):
            address = Address(new.page, claims.free(new.page, item.kind, names))
            names.add(address.fragment)
        table[item.address] = address
    return TopicToPart(Exchange(table), old, new)


def _within(claims: Claims, part: Address) -> Iterator[Item]:
    return (item for item in claims.live.values() if item.within == part and item.address != part)


def _team(address: Address) -> str:
    return address.page.rpartition("/")[2]


def _pages_of_team(plan: Plan, claims: Claims, team: str) -> Iterable[Address]:
    """Return the pages of a team that are there, also those that the notes have no item for, such as its action items."""
    live = {item.address for item in claims.live.values() if not item.address.fragment}
    others = {each.now for each in claims.published if each.kind is LineKind.PAGE and each.now not in claims.removed}
    return sorted(page for page in live | others if _is_of_team(plan, page, team))


def _is_of_team(plan: Plan, page: Address, team: str) -> bool:
    folder, _, name = page.page.rpartition("/")
    above, _, last = folder.rpartition("/")
    return last == team and bool(name) and (above == "specs" or plan.cycle(above) is not None)
