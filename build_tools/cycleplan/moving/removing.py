"""Takes an item out of the notes, and writes down what it was where it was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from cycleplan.model import Address, LineKind, Plan
from cycleplan.moving import forwarding, tombstones
from cycleplan.moving.asked import read_address
from cycleplan.moving.claims import Claims
from cycleplan.moving.exchange import Exchange, settled
from cycleplan.moving.items import TEAMS, WORDS, Item
from cycleplan.moving.kept import is_kept
from cycleplan.moving.names import NameKind, names_in
from cycleplan.moving.proof import refuse_another_plan, refuse_lost_addresses, refuse_new_problems, statement
from cycleplan.moving.refusal import Named, RefusedError
from cycleplan.moving.relocating import Files, steps_to, unlist
from cycleplan.moving.renaming import UNDATED, Outcome, compared, forward, read_afterwards, read_whole, refuse_undated, write_or_leave_out
from cycleplan.moving.requests import find_item
from cycleplan.moving.spelling import reader_of
from cycleplan.moving.tombstones import Epitaph
from cycleplan.notes.amending.carrying import take_item
from cycleplan.notes.amending.entries import take_entry
from cycleplan.notes.amending.reading import Steps
from cycleplan.notes.result import Notes
from cycleplan.prose import NotAWebAddressError, web_address
from cycleplan.textfile import TextFile

Gone = Mapping[Address, Item]
"""The item that goes first, and then what stands in it."""

_OWN = frozenset((NameKind.ID, NameKind.KEY, NameKind.LISTED, NameKind.REMOVED))
"""Names by which things are called where they are, or were."""


def remove(
    files: Iterable[TextFile], address: str, on: date | None = None, *, title: str = "", because: str = "", see: str = ""
) -> Outcome:
    """Take out what is at an address, with entries in removed.yaml for what the ledger has of it.

    What the notes do not have any more is only written down; then the title is needed. Raises RefusedError and
    NotEditableError.
    """
    before = {file.path: file for file in files if not is_kept(file.path)}
    notes = read_whole(before)
    claims = Claims(notes.plan)
    gone = _going(claims, read_address(notes.plan, address), title)
    _refuse_named(claims, before, gone)
    item = next(iter(gone.values()))
    epitaph = Epitaph(title or item.title, on or UNDATED, because, _seen(claims, gone, see))
    entries = tombstones.removals_of(claims, gone, epitaph)
    after = _taken_out(notes.plan, before, item) if item.address in claims.live else dict(before)
    if item.kind is LineKind.TOPIC:
        unlist(after, item.address.page)
    redirects = tombstones.redirects_without(claims, gone)
    forward(claims, after, redirects)
    write_or_leave_out(after, tombstones.with_removals(after.get(tombstones.PATH, TextFile(tombstones.PATH, "")), entries))
    found = read_afterwards(after)
    fresh = tuple(removal for removal in found.plan.removals if removal.address in entries)
    outcome = replace(compared(before, after), removals=fresh, is_published=bool(notes.plan.ledger))
    refuse_undated(outcome, "an entry of removed.yaml")
    _prove(notes, found, claims, gone)
    return outcome


def _going(claims: Claims, address: Address, title: str) -> Gone:
    """Return the item at an address and what stands in it, in the notes or else in the ledger."""
    if address in claims.removed:
        raise RefusedError(f"{address} was removed already", "see removed.yaml")
    if address in claims.live:
        item = find_item(claims, address)
        if item.kind is LineKind.GATHERING:
            raise RefusedError("a gathering is not removed as a whole", "remove its topics")
        return {item.address: item, **{each.address: each for each in _inside(claims, item)}}
    address = settled(claims.plan.moves.resolve(address))
    if address.page.startswith(f"{TEAMS}/"):
        raise RefusedError("a team is not removed", "remove its topics and its work items")
    fallen = {item.address: item for item in tombstones.fallen(claims, address, title)}
    if address not in fallen:
        find_item(claims, address)
        raise RefusedError(f"there is nothing at {address}")
    if not title:
        raise RefusedError(f"{address} is not in the notes any more, so its title is not known", "add --title")
    return {address: fallen[address], **fallen}


def _inside(claims: Claims, item: Item) -> Iterator[Item]:
    for each in claims.live.values():
        is_inside = each.address.page == item.address.page if item.kind is LineKind.TOPIC else each.within == item.address
        if is_inside and each.address != item.address:
            yield each


def _seen(claims: Claims, gone: Gone, see: str) -> str:
    """Return where to look instead, as the notes write it."""
    if not see:
        return ""
    if "://" in see:
        try:
            return web_address(see)
        except NotAWebAddressError as reason:
            raise RefusedError(str(reason), "write it in full, with https://") from None
    address = read_address(claims.plan, see)
    if address in gone:
        raise RefusedError(f"{address} goes, too", "name what stays")
    return str(find_item(claims, address).address)


def _refuse_named(claims: Claims, files: Mapping[str, TextFile], gone: Gone) -> None:
    """Raise RefusedError where notes would name what is no more."""
    item = next(iter(gone.values()))
    inside = _steps(claims.plan, item) if item.address in claims.live else None
    found = []
    for file in files.values():
        reader = reader_of(claims.plan, file.path)
        if reader is None or file.path == forwarding.PATH:
            continue
        for name in names_in(file):
            target = reader.target(name) if name.kind not in _OWN else None
            stands_inside = inside and file.path == inside[0] and name.steps[: len(inside[1])] == inside[1]
            if target and settled(target) in gone and not stands_inside:
                found.append(Named(name.at, name.text))
    if found:
        message = f"{WORDS[item.kind]} that other notes name is not removed"
        raise RefusedError(message, "change these places first", sorted(found))


def _steps(plan: Plan, item: Item) -> tuple[str, Steps]:
    """Return the file in which an item stands, and the steps to it."""
    folder, _, name = item.address.page.rpartition("/")
    match item.kind:
        case LineKind.OWNER:
            return "owners.yaml", (name,)
        case LineKind.SPEC:
            return f"{folder}.yaml", (name,)
        case LineKind.TOPIC:
            return f"{item.address.page}.yaml", ()
        case _:
            return f"{item.address.page}.yaml", steps_to(plan.topic_by_name[item.address.page], item.address.fragment)


def _taken_out(plan: Plan, files: Mapping[str, TextFile], item: Item) -> Files:
    after = dict(files)
    path, steps = _steps(plan, item)
    match item.kind:
        case LineKind.TOPIC:
            del after[path]
        case LineKind.OWNER | LineKind.SPEC:
            write_or_leave_out(after, take_entry(after[path], str(steps[0]))[0])
        case LineKind.PART | LineKind.DECISION | LineKind.ACTION:
            after[path] = take_item(after[path], steps)[0]
        case _:
            raise AssertionError(f"{item.kind} is not removed")
    return after


def _prove(before: Notes, after: Notes, claims: Claims, gone: Gone) -> None:
    refuse_new_problems(before, after)
    expected = statement(before.plan, Exchange()).without(gone)
    refuse_another_plan(expected, statement(after.plan, Exchange()).without(gone))
    refuse_lost_addresses(claims, after.plan, Exchange())
