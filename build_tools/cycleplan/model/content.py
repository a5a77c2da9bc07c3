"""The hash of what an item says: the same for as long as its words are the same, wherever the item goes.

It is written into the ledger for ever, so what goes into it may only grow: a test pins the hash of an item of every
kind. Items that have an address of their own are not part of what they stand in, and names in links count as the
items that they lead to, so that neither moving nor renaming anything changes a hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING

from cycleplan.model.address import Address
from cycleplan.model.items import Item
from cycleplan.model.key import Key
from cycleplan.problems import Location
from cycleplan.prose import Mention, PlanLink

if TYPE_CHECKING:
    from cycleplan.model.plan import Plan

_DIGITS = 16
"""Hexadecimal digits of a hash: two contents of one item meet by chance once in 2**64."""

_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "Cycle": frozenset(("number", "milestones")),
    "Gathering": frozenset(("cycle", "team", "order", "milestones")),
    "Section": frozenset(("id", "actions", "decisions")),
    "Decision": frozenset(("id",)),
    "ActionItem": frozenset(("id",)),
    "Milestone": frozenset(("key",)),
    "Owner": frozenset(("key",)),
    "Spec": frozenset(("team", "id")),
}
"""Fields that are an item's address, or items with an address of their own."""

_NAMES = {"owners": "owner", "led_by": "owner", "specs": "spec", "spec": "spec", "continues": "topic", "to": "topic"}
"""Fields whose keys are names, and of what."""


def content_hash(plan: Plan, item: Item) -> str:
    """Return the hash of what an item says."""
    said = _Saying(plan, item.gathering).value(item.said)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


class _Saying:
    """Turns what notes say into JSON: every value under the name of its class, nothing that is empty, no place."""

    def __init__(self, plan: Plan, gathering: str) -> None:
        self.plan = plan
        self.gathering = gathering

    def value(self, value: object, field: str = "") -> object:
        match value:
            case Key(text):
                return self._named(_NAMES.get(field, ""), text)
            case Mention(owner):
                return ["Mention", self._named("owner", owner)]
            case PlanLink(content, kind, name):
                return ["PlanLink", self.value(content), self._named(kind, name)]
            case tuple():
                return [self.value(item, field) for item in value]
            case date():
                return value.isoformat()
            case _ if is_dataclass(value):
                return [type(value).__name__, self._fields(value)]
            case _:
                return value

    def _fields(self, value: object) -> dict[str, object]:
        left_out = _ELSEWHERE.get(type(value).__name__, frozenset())
        names = [field.name for field in fields(value) if field.name not in left_out]  # type: ignore[arg-type]
        said = {name: getattr(value, name) for name in names}
        return {name: self.value(held, name) for name, held in said.items() if (held or held == 0) and not isinstance(held, Location)}

    def _named(self, kind: str, name: str) -> str:
        if kind != "topic":
            return self.plan.first_path(Address(f"{kind}s/{name}")) if kind else name
        written, _, fragment = name.partition("#")
        topic = self.plan.topic(written, self.gathering)
        return self.plan.first_path(Address(topic.name, fragment)) if topic else name
