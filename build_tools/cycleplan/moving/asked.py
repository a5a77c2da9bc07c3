"""Addresses as people give them to a command."""

from __future__ import annotations

from collections.abc import Iterable

from cycleplan.model import Address, Plan
from cycleplan.moving.items import TEAMS
from cycleplan.moving.refusal import RefusedError
from cycleplan.problems import nearest

_FORMS = "write it as 2024.2/manila/cephfs, 2024.2/manila/cephfs#a1, owners/wren, specs/manila/quotas or teams/manila"


def read_address(plan: Plan, text: str) -> Address:
    """Return the address that somebody means; a cycle may go by its name, and a path from the site's root will do, too.

    Raises RefusedError.
    """
    page, mark, fragment = text.strip().partition("#")
    pieces = page.removeprefix("/").removesuffix(".html").split("/")
    if not all(pieces) or bool(mark) != bool(fragment):
        raise RefusedError(f"{text!r} is no address of an item", _FORMS)
    match pieces:
        case (("owners" | "teams"), _) | ("specs", _, _) if fragment:
            raise RefusedError(f"{text!r} is no address of an item", "only topics have something on their pages")
        case (("owners" | "teams"), _) | ("specs", _, _):
            return Address("/".join(pieces))
        case (name, team, topic) if plan.cycle(name):
            cycle = plan.cycle(name)
            assert cycle is not None
            found = Address(f"{cycle.number}/{team}/{topic}", fragment)
            return found.whole if found.is_own else found
        case (name, _, _):
            known = (known for cycle in plan.cycles for known in (cycle.number, cycle.name))
            raise RefusedError(f"unknown cycle {name!r}", nearest(name, known) or "see cycles.yaml")
        case (name, team) if plan.cycle(name):
            raise RefusedError(f"{text!r} is a gathering, which has the name of its team", f"name the team: {TEAMS}/{team}")
        case (name,) if name in plan.team_by_key:
            raise RefusedError(f"{text!r} is no address of an item", f"did you mean '{TEAMS}/{name}'?")
        case _:
            raise RefusedError(f"{text!r} is no address of an item", _FORMS)


def nearest_address(address: Address, known: Iterable[Address]) -> str:
    """Return the hint for an address that is unknown: the nearest one of its page or its folder."""
    known = tuple(known)
    siblings = [each for each in known if each.page == address.page] if address.fragment else []
    folder = address.page.rpartition("/")[0]
    siblings = siblings or [
        each for each in known if each.page.rpartition("/")[0] == folder and bool(each.fragment) == bool(address.fragment)
    ]
    return nearest(str(address), map(str, siblings or known))
