"""What stands on pages because of what became of a topic: the headings that its logs bring, there and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.model import Address, Topic, state
from cycleplan.model.alike import logs_of
from cycleplan.pages.timeline import landed_on


def headings_by_logs(topic: Topic, newest: str) -> frozenset[Address]:
    """Return the headings that are on pages because of what the logs of a topic say, where `newest` is the cycle of the home page.

    Whatever else has an address is there whatever any log says. A heading is there as long as any topic or work item brings it.
    """
    return frozenset(_headings(topic, newest))


def _headings(topic: Topic, newest: str) -> Iterator[Address]:
    gathering = f"{topic.cycle}/{topic.team}"
    if topic.whole.log or topic.whole.checked:
        yield Address(topic.name, "outcome")
    for _, action in topic.actions():
        if not state(action.log).is_open:
            yield Address(f"{gathering}/actions", "closed")
            yield from (Address(f"owners/{owner.text}", "closed") for owner in action.owners)
            if not action.owners:
                yield Address("unowned", "closed")
    if any(map(landed_on, logs_of(topic))):
        yield Address(f"{gathering}/index", "landed")
        yield Address(f"{topic.cycle}/index", "landed")
        if topic.cycle == newest:
            yield Address("index", "landed")
