"""The pages that lead on: from old addresses to present ones, from a cycle's name to its number, from short to long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from cycleplan.addresses.keeping import Kept
from cycleplan.model import Address, Plan, at_path, why_no_id
from cycleplan.pages import newest_planned
from cycleplan.pages.gone import RedirectPage, farewell, link_to

LATEST = "latest"


def redirect_pages(plan: Plan, live: Iterable[str], kept: Kept) -> Iterator[RedirectPage]:
    """Yield every page that leads on, given the names of the live pages."""
    there = frozenset((*live, *(tombstone.name for tombstone in kept.tombstones)))
    moved = {page.name: page for page in _moved(plan, there, kept)}
    yield from moved.values()
    yield from _by_name(plan, sorted(there), moved.values(), kept)
    yield from _latest(plan, kept)
    yield from _short(plan, kept)


def _moved(plan: Plan, there: frozenset[str], kept: Kept) -> Iterator[RedirectPage]:
    published: dict[str, list[str]] = {}
    for path in plan.ledger.published:
        if "#" in path:
            address = at_path(path)
            published.setdefault(address.page, []).append(address.fragment)
    removed = {removal.address: removal for removal in plan.removals}
    for old, move in plan.moves.by_old.items():
        if not old.fragment and old.page not in there:
            fragments = sorted({*published.get(old.page, ()), *_moved_fragments(plan, old)})
            gone = {name: removed[at] for name in fragments if (at := Address(old.page, name)) in removed}
            places = ((name, plan.moves.resolve(Address(old.page, name))) for name in fragments if name not in gone)
            yield RedirectPage(
                name=old.page,
                to=link_to(move.to, kept.titles),
                fragments=tuple((name, link_to(to, kept.titles)) for name, to in places),
                farewells=tuple((name, farewell(plan, removal, kept.titles)) for name, removal in gone.items()),
            )


def _moved_fragments(plan: Plan, page: Address) -> Iterator[str]:
    return (old.fragment for old in plan.moves.by_old if old.page == page.page and old.fragment)


def _by_name(plan: Plan, live: Iterable[str], moved: Iterable[RedirectPage], kept: Kept) -> Iterator[RedirectPage]:
    names = {cycle.number: cycle.name.lower() for cycle in plan.cycles if not why_no_id(cycle.name.lower())}
    direct = (RedirectPage(page, link_to(Address(page), kept.titles)) for page in live)
    for page in chain(direct, moved):
        number, _, rest = page.name.partition("/")
        if rest and number in names:
            yield RedirectPage(f"{names[number]}/{rest}", page.to, page.fragments, page.farewells)


def _latest(plan: Plan, kept: Kept) -> Iterator[RedirectPage]:
    cycle = newest_planned(plan)
    if cycle:
        yield RedirectPage(f"{LATEST}/index", link_to(Address(f"{cycle.number}/index"), kept.titles))
    newest = {gathering.team: gathering for gathering in reversed(plan.gatherings)}
    for gathering in plan.gatherings:
        for old in plan.moves.olds(Address(f"{gathering.name}/index")):
            newest.setdefault(old.page.split("/")[1], newest[gathering.team])
    for team, gathering in sorted(newest.items()):
        yield RedirectPage(f"{LATEST}/{team}/index", link_to(Address(f"{gathering.name}/index"), kept.titles))
        yield RedirectPage(f"{LATEST}/{team}/actions", link_to(Address(f"{gathering.name}/actions"), kept.titles))


def _short(plan: Plan, kept: Kept) -> Iterator[RedirectPage]:
    present = {plan.first_path(item.address): item.address for item in plan.items}
    for first, short in sorted(plan.shorts.items()):
        to = present.get(first) or plan.present(at_path(first))
        yield RedirectPage(at_path(short).page, link_to(to, kept.titles))
