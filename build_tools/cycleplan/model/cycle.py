"""Release cycles, their milestones, and the teams that plan them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from cycleplan.model.key import Key
from cycleplan.problems import Location

CYCLE_NUMBER = re.compile(r"20[0-9]{2}\.[12]", re.ASCII)
"""Two cycles a year, numbered since 2023.1 (openstack/releases, data/series_status.yaml)."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day or a span of days of a cycle; `first` and `last` are the same for a day."""

    key: Key
    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """A release cycle by its number, `2024.2`, and its name, `Dalmatian`; cycles sort by number."""

    number: str
    name: str
    milestones: tuple[Milestone, ...] = ()
    released: date | None = None
    end_of_life: date | None = None
    at: Location = field(default=Location(""), compare=False)

    @property
    def label(self) -> str:
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class Team:
    """A team that gathers and publishes a plan, by its key in addresses."""

    key: str
    title: str
    mission: str = ""
    at: Location = field(default=Location(""), compare=False)
