"""Reviews that are still to be made: what the notes hold only on somebody's guess, an import's above all."""

from __future__ import annotations

from dataclasses import dataclass, field

from cycleplan.problems import Location
from cycleplan.prose import Phrase


@dataclass(frozen=True, slots=True)
class Review:
    """Why somebody should look at an item; open for as long as the notes say it."""

    reason: Phrase
    at: Location = field(default=Location(""), compare=False)
