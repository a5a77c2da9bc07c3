"""Proves that notes say after a move what they said before, with addresses exchanged, and that no address is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from cycleplan.checks import check
from cycleplan.model import Address, Key, Plan, Section, Topic, named
from cycleplan.moving.claims import Claims
from cycleplan.moving.exchange import Exchange, settled
from cycleplan.moving.items import TEAMS
from cycleplan.moving.refusal import RefusedError
from cycleplan.notes.result import Notes
from cycleplan.problems import Location
from cycleplan.prose import Mention, PlanLink

ANOTHER = "the notes would not say the same as before"
LOST = "addresses that were published would be lost"
"""What is refused though nobody asked for it: notes in an unusual form, or a fault of our own."""

_NOWHERE = Key("", Location(""))
_TARGETS = {"led_by": "owners", "owners": "owners", "specs": "specs", "spec": "specs"}
"""Fields of the model that name owners and work items, with the folders of their pages."""

_TOPICS = frozenset(("continues", "to"))
"""Fields that name topics."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What notes say, with addresses for names: each item under its address, and the items of each list in their order."""

    items: Mapping[Address, object]
    lists: Mapping[tuple[Address, str], tuple[Address, ...]]

    def without(self, addresses: Collection[Address]) -> Statement:
        """Return the same less some items."""
        items = {address: said for address, said in self.items.items() if address not in addresses}
        lists = {key: tuple(each for each in listed if each not in addresses) for key, listed in self.lists.items()}
        return Statement(items, {key: listed for key, listed in lists.items() if listed and key[0] not in addresses})

    def unordered(self, moved: Collection[Address]) -> Statement:
        """Return the same less the places of some items in lists."""
        lists = {key: tuple(each for each in listed if each not in moved) for key, listed in self.lists.items()}
        return Statement(self.items, {key: listed for key, listed in lists.items() if listed})


def statement(plan: Plan, exchange: Exchange, names: Collection[str] = ()) -> Statement:
    """Return what a plan says once addresses are exchanged.

    An owner without a label is called by the key, so a label that is one of these names says nothing.
    """
    saying = _Saying(plan, exchange, names)
    return Statement(dict(saying.items()), {key: listed for key, listed in saying.lists() if listed})


def refuse_another_plan(expected: Statement, found: Statement) -> None:
    """Raise RefusedError where two plans do not say the same."""
    differing = [address for address in {**expected.items, **found.items} if expected.items.get(address) != found.items.get(address)] + [
        key[0] for key in {**expected.lists, **found.lists} if expected.lists.get(key) != found.lists.get(key)
    ]
    if differing:
        raise RefusedError(ANOTHER, "move it by hand", (f"they would differ at {address}" for address in sorted(set(differing))))


def refuse_new_problems(before: Notes, after: Notes) -> None:
    """Raise RefusedError where notes would have errors that they had not."""
    known = Counter(problem.rule.code for problem in check(before) if problem.is_error)
    found = [problem for problem in check(after) if problem.is_error]
    counts = Counter(problem.rule.code for problem in found)
    new = [problem for problem in found if counts[problem.rule.code] > known[problem.rule.code]]
    if new:
        raise RefusedError("the notes would have problems that they do not have now", lines=new)


def refuse_lost_addresses(claims: Claims, plan: Plan, exchange: Exchange) -> None:
    """Raise RefusedError where an address that was published would not lead to its item, in one step."""
    olds = {move.old for move in plan.redirects}
    gone = {removal.address for removal in plan.removals}
    lost = []
    for each in claims.published:
        now = settled(plan.moves.resolve(each.address))
        # What was lost before this move is none of its business.
        was_known = each.now in claims.live or each.now in claims.removed
        leads_on = each.now in claims.live and now == exchange.of(each.now)
        if was_known and not leads_on and gone.isdisjoint((each.address, now)):
            lost.append(each.address)
    lost += [move.old for move in plan.redirects if move.to in olds]
    if lost:
        raise RefusedError(LOST, "this is a fault of the program", map(str, sorted(set(lost))))


@dataclass(frozen=True, slots=True)
class _Saying:
    plan: Plan
    exchange: Exchange
    names: Collection[str]

    def items(self) -> Iterator[tuple[Address, object]]:
        of, plan = self.exchange.of, self.plan
        for topic in plan.topics:
            for section in topic.sections:
                yield from self._in_section(topic, section)
        for gathering in plan.gatherings:
            yield of(Address(f"{gathering.name}/index")), self._said(replace(gathering, team="", order=()), gathering.name)
        for spec in plan.specs:
            yield of(Address(f"specs/{spec.name}")), self._said(replace(spec, team="", id=""))
        for team in plan.teams:
            yield of(Address(f"{TEAMS}/{team.key}")), self._said(replace(team, key=""))
        for owner in plan.owners:
            label = "" if owner.label in (owner.key, *self.names) else owner.label
            yield of(Address(f"owners/{owner.key}")), self._said(replace(owner, key="", label=label))
        yield Address(""), (plan.site, plan.cycles, plan.ledger.lines)

    def lists(self) -> Iterator[tuple[tuple[Address, str], tuple[Address, ...]]]:
        of = self.exchange.of
        for gathering in self.plan.gatherings:
            order = tuple(of(Address(f"{gathering.name}/{key.text}")) for key in gathering.order)
            yield (of(Address(f"{gathering.name}/index")), "topics"), order
        for topic in self.plan.topics:
            yield (of(topic.at()), "parts"), tuple(of(topic.at(part.id)) for part in topic.parts)
            for section in topic.sections:
                page = of(topic.at() if section is topic.whole else topic.at(section.id))
                yield (page, "decisions"), tuple(of(topic.at(decision.id)) for decision in section.decisions)
                yield (page, "actions"), tuple(of(topic.at(action.id)) for action in section.actions)

    def _in_section(self, topic: Topic, section: Section) -> Iterator[tuple[Address, object]]:
        of, gathering = self.exchange.of, f"{topic.cycle}/{topic.team}"
        at = topic.at() if section is topic.whole else topic.at(section.id)
        yield of(at), self._said(replace(section, id=_NOWHERE, decisions=(), actions=()), gathering)
        for decision in section.decisions:
            yield of(topic.at(decision.id)), self._said(replace(decision, id=_NOWHERE), gathering)
        for action in section.actions:
            yield of(topic.at(action.id)), self._said(replace(action, id=_NOWHERE), gathering)

    def _said(self, value: object, gathering: str = "", name: str = "") -> object:
        """Return a value of the model as tuples, with the addresses of what it names."""
        match value:
            case Key(text):
                return self._named(name, text, gathering)
            case Mention(owner):
                return self._named("owners", owner, gathering)
            case PlanLink(content, kind, text):
                field = "to" if kind == "topic" else f"{kind}s"
                return self._said(content, gathering), kind, self._named(field, text, gathering)
            case tuple():
                return tuple(self._said(each, gathering, name) for each in value)
            case _ if is_dataclass(value) and not isinstance(value, type):
                parts = (self._said(getattr(value, each.name), gathering, each.name) for each in fields(value) if each.compare)
                return type(value).__name__, *parts
            case _:
                return value

    def _named(self, field: str, text: str, gathering: str) -> object:
        if field in _TARGETS:
            return self.exchange.of(Address(f"{_TARGETS[field]}/{text}"))
        if field not in _TOPICS:
            return text
        written = named(text)
        topic = self.plan.topic(written.page, gathering)
        if topic is None:
            return text
        found = self.exchange.of(Address(topic.name, written.fragment))
        return found.whole if field == "continues" and not written.fragment else found
