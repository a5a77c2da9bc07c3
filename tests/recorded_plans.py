"""Ledgers of plans, made by hand: every item recorded on a day, and what changed later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from cycleplan.model import Address, Ledger, LedgerLine, LineKind, Plan

DAY = date(2025, 1, 1)


def recorded(plan: Plan, on: date = DAY, without: Iterable[Address] = ()) -> Plan:
    """Return a plan with a ledger that recorded every item of it on a day, but for some."""
    left = set(without)
    items = [(address, kind) for address, kind in items_of(plan) if address not in left]
    places = [LedgerLine(address.canonical, on, kind, address.canonical) for address, kind in items]
    contents = [LedgerLine(address.canonical, on, LineKind.CONTENT, "first") for address, _ in items]
    return replace(plan, ledger=Ledger(tuple(sorted((*places, *contents)))))


def changed(plan: Plan, address: Address, on: date, value: str = "second") -> Plan:
    """Return a plan whose ledger has recorded other content of an item on a later day."""
    line = LedgerLine(plan.first_path(address), on, LineKind.CONTENT, value)
    return replace(plan, ledger=Ledger(tuple(sorted((*plan.ledger.lines, line)))))


def items_of(plan: Plan) -> Iterator[tuple[Address, LineKind]]:
    """Yield the address and the kind of every item of a plan."""
    yield Address("index"), LineKind.PAGE
    yield Address("actions"), LineKind.PAGE
    for cycle in plan.cycles:
        yield Address(f"{cycle.number}/index"), LineKind.CYCLE
        yield from ((Address(f"{cycle.number}/index", m.key.text), LineKind.MILESTONE) for m in cycle.milestones)
    for gathering in plan.gatherings:
        yield Address(f"{gathering.name}/index"), LineKind.GATHERING
        yield from ((Address(f"{gathering.name}/index", m.key.text), LineKind.MILESTONE) for m in gathering.milestones)
    for topic in plan.topics:
        yield topic.at(), LineKind.TOPIC
        yield from ((topic.at(part.id), LineKind.PART) for part in topic.parts)
        for section in topic.sections:
            yield from ((topic.at(decision.id), LineKind.DECISION) for decision in section.decisions)
            yield from ((topic.at(action.id), LineKind.ACTION) for action in section.actions)
    yield from ((Address(f"owners/{owner.key}"), LineKind.OWNER) for owner in plan.owners)
    yield from ((Address(f"specs/{spec.name}"), LineKind.SPEC) for spec in plan.specs)
