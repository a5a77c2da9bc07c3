"""Under which names a team is followed: its key, and the keys that it had before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cycleplan.model import Address, Plan, Team

FOLDER = "teams"
"""Teams have no page, so what follows one over its cycles has a folder of its own."""


@dataclass(frozen=True, slots=True)
class TeamNames:
    """A team, the key it had when it was first published, and all keys that it no longer has."""

    team: Team
    first: str
    olds: tuple[str, ...]

    @property
    def old_paths(self) -> tuple[str, ...]:
        """Where the team was followed before, as paths without an ending."""
        return tuple(f"{FOLDER}/{key}" for key in self.olds)


def team_names(plan: Plan) -> Iterator[TeamNames]:
    """Yield the names of every team, found by where its gatherings were; of two teams that one became, the first has its name."""
    now = {old: key for key, old in reversed(tuple(_old_keys(plan)))}
    for team in plan.teams:
        olds = tuple(sorted(old for old, key in now.items() if key == team.key))
        first = _first_key(plan, team)
        yield TeamNames(team, first if first in olds else team.key, olds)


def _old_keys(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the key of each team, with a key that one of its gatherings stood under and that no team has now."""
    for gathering in plan.gatherings:
        for old in plan.moves.olds(_page(gathering.name)):
            key = _key(f"/{old.page}")
            if key and key not in plan.team_by_key:
                yield gathering.team, key


def _first_key(plan: Plan, team: Team) -> str:
    return min(_recorded_keys(plan, team), default=(date.max, team.key))[1]


def _recorded_keys(plan: Plan, team: Team) -> Iterator[tuple[date, str]]:
    for gathering in plan.gatherings:
        on = plan.published_on(_page(gathering.name)) if gathering.team == team.key else None
        if on:
            yield on, _key(plan.first_path(_page(gathering.name)))


def _page(gathering: str) -> Address:
    return Address(f"{gathering}/index")


def _key(path: str) -> str:
    """Return the team in the path of a gathering, or nothing where it is the path of something else."""
    pieces = path.split("/")
    return pieces[2] if len(pieces) == len(("", "cycle", "team", "index")) else ""
