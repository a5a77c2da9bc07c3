"""What is known around a topic: enough to make again whatever is shown of it, without the rest of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cycleplan.model import Ask
from cycleplan.pages.gone import GoneEntry


class Surroundings(NamedTuple):
    """What is known around a topic: the answers to all that it takes to show it, and what its page keeps a place for.

    `texts` are the paths of the text of its page, and `feeds` those of the feeds that have an entry of the topic, by `""`, or of a
    part, by its fragment. Topics have such entries where they are recorded in a ledger. `data` are the files that have its line of JSON.
    """

    answers: Mapping[Ask, object]
    gone: tuple[GoneEntry, ...]
    texts: tuple[str, ...]
    feeds: Mapping[str, tuple[str, ...]]
    data: tuple[str, ...]
    is_recorded: bool
