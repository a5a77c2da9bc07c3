"""Files at the paths that they had once: those of pages that moved, and of pages that were removed.

A reader of feeds does not follow a page that leads on, so what moved is served in both places, and what was removed
ends as a feed with nothing new in it, or as data of no topics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from cycleplan.feeds.atom import atom
from cycleplan.feeds.calendars import Calendar, calendar_text
from cycleplan.feeds.channels import Channel
from cycleplan.feeds.data import topics_json, topics_path
from cycleplan.feeds.feed import HOME, Feed, at_base, beside, stem
from cycleplan.feeds.json_feed import json_feed
from cycleplan.model import Address, LedgerLine, LineKind, Plan, Removal

_FOLLOWED = (LineKind.FEED, LineKind.CALENDAR)


def old_feeds(plan: Plan, made: Iterable[Feed]) -> Iterator[Feed]:
    """Yield the files that the ledger has at old paths, given those at present ones."""
    for feed in made:
        if feed.page != HOME:
            copies = (beside(feed, old) for old in plan.moves.olds(feed.page))
            yield from (copy for copy in copies if f"/{copy.path}" in plan.ledger.published)
    followed = [line for line in plan.ledger.published.values() if line.kind in _FOLLOWED]
    for removal in plan.removals:
        for page in (removal.address, *plan.moves.olds(removal.address)) if not removal.address.fragment else ():
            yield from (_ended(plan, removal, page, line) for line in followed if _is_of(page, line.path))
            yield from _without_topics(plan, page)


def _without_topics(plan: Plan, page: Address) -> Iterator[Feed]:
    """Yield the file of the topics of a gathering that is gone, where it had one."""
    gathering, _, name = page.page.rpartition("/")
    path = topics_path(gathering)
    if name == HOME.page and f"/{path}" in plan.ledger.published:
        yield Feed(path, LineKind.DATA, page, lambda: topics_json(plan, gathering, ()))


def _is_of(page: Address, path: str) -> bool:
    beginning = f"/{stem(page)}"
    rest = path.removeprefix(beginning)
    return path != rest and "/" not in rest and (beginning.endswith("/") or rest.startswith("."))


def _ended(plan: Plan, removal: Removal, page: Address, line: LedgerLine) -> Feed:
    path, dot, ending = line.path.removeprefix("/").rpartition(".")
    title = f"{plan.site.title}: {removal.title}"
    channel = Channel(path, page, at_base(plan, line.value), title, tuple, removal.on)
    if line.kind is LineKind.CALENDAR:
        write = partial(calendar_text, plan, Calendar(path, page, title, tuple))
    else:
        write = partial(atom if ending == "atom" else json_feed, plan, channel)
    return Feed(f"{path}{dot}{ending}", line.kind, page, write)
