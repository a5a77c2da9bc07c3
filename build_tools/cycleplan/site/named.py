"""The owners and the work items that notes can name: how often each is named, and where it was published first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cycleplan.marshalled import as_bytes, from_bytes
from cycleplan.model import Address, Ask, LedgerLine, LineKind, Links, Owner, Plan
from cycleplan.pages.timeline import landed_on


@dataclass(frozen=True, slots=True)
class Named:
    """For each owner by key, and each work item by name, on how many pages beside its own it is named, and its first path.

    `landed` are the work items that are done by their logs.
    """

    owners: Mapping[str, tuple[int, str]]
    specs: Mapping[str, tuple[int, str]]
    landed: frozenset[str]

    def answers(self, owners: Iterable[str], specs: Iterable[str]) -> Iterator[tuple[Ask, object]]:
        """Yield what a plan answers whoever asks where owners and work items were published first; raises KeyError for unknown ones."""
        for kind, known, names in ((LineKind.OWNER, self.owners, owners), (LineKind.SPEC, self.specs, specs)):
            for name in names:
                path = Address(f"{kind}s/{name}").canonical
                yield Ask("ledger.published", path), LedgerLine(path, date.min, kind, known[name][1])


def named_in(plan: Plan) -> Named:
    """Return what can be named in a plan."""
    return Named(
        owners={owner.key: (_uses(plan.links, owner), plan.first_path(Address(f"owners/{owner.key}"))) for owner in plan.owners},
        specs={
            spec.name: (len(plan.links.topics_to_spec.get(spec.name, ())), plan.first_path(Address(f"specs/{spec.name}")))
            for spec in plan.specs
        },
        landed=frozenset(spec.name for spec in plan.specs if landed_on(spec.log)),
    )


def pack(named: Named) -> bytes:
    """Return the bytes that `unpack` reads."""
    return as_bytes((named.owners, named.specs, sorted(named.landed)))


def unpack(content: bytes) -> Named:
    """Return what was packed; raises TypeError or ValueError for anything else."""
    owners, specs, landed = from_bytes(content)
    return Named(owners, specs, frozenset(landed))


def _uses(links: Links, owner: Owner) -> int:
    key = owner.key
    held = (at.topic for at in links.held_by.get(key, ()))
    mentioned = (page for page in links.mentioned_in.get(key, ()) if page is not owner)
    return len({id(page) for page in (*links.led_by.get(key, ()), *held, *links.specs_of_owner.get(key, ()), *mentioned)})
