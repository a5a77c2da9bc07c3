"""Keeps what is to be known of a site that was made of all notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from cycleplan.addresses import ledger_names
from cycleplan.pages.standing import front_of
from cycleplan.pages.surroundings import Surroundings
from cycleplan.pipeline import Outcome
from cycleplan.site import lacking
from cycleplan.site.making import Made, has_pagefind, volumes_of
from cycleplan.site.named import named_in
from cycleplan.site.remembered import Remembered
from cycleplan.site.sources import settings_of
from cycleplan.site.surroundings import Kept
from cycleplan.textfile import TextFile, hash_text


def remember(remembered: Remembered, outcome: Outcome, docs: Iterable[TextFile], made: Made, key: str) -> None:
    """Keep what is to be known of the site of a key that was made of all notes; raises OSError where the disk refuses.

    What is known of the site before has to be forgotten by then.
    """
    remembered.keep_memory(made.memory)
    remembered.keep_around(
        (name, hash_text(f"{said} {tables}"), partial(_kept, around, tables))
        for name, said, around in outcome.surroundings(made.memory)
        for tables in (made.sources.of_page(name),)
    )
    remembered.keep_volumes(volumes_of(outcome, docs) if has_pagefind(outcome) else ())
    remembered.keep_named(named_in(outcome.plan))
    front = front_of(outcome.plan)
    known = {
        "settings": settings_of(outcome.plan),
        "root": outcome.plan.site.root,
        "ledger": ledger_names(outcome.plan),
        "trackers": dict(outcome.plan.site.trackers),
        "front": [front.cycle, front.gathering],
        "lacking": lacking.as_json(outcome.lacking),
    }
    remembered.keep_whole(key, known)


def _kept(around: Callable[[], Surroundings], tables: Mapping[str, object]) -> Kept:
    return Kept(around(), tables)
