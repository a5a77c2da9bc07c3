"""From two addresses to the way in which something moves, or the reason why it cannot."""

from __future__ import annotations

from cycleplan.model import Address, LineKind
from cycleplan.moving import transfer
from cycleplan.moving.asked import nearest_address, read_address
from cycleplan.moving.claims import Claims
from cycleplan.moving.items import TEAMS, WORDS, Item
from cycleplan.moving.refusal import RefusedError
from cycleplan.moving.transfer import Transfer
from cycleplan.problems import nearest


def read_request(claims: Claims, old: str, new: str) -> Transfer:
    """Return how what is at an address comes to another. Raises RefusedError."""
    source, target = read_address(claims.plan, old), read_address(claims.plan, new)
    if source == target:
        raise RefusedError(f"{source} has that name already")
    if _folder(source) == TEAMS:
        return _team(claims, source, target)
    item = find_item(claims, source)
    if item.kind is LineKind.OWNER:
        return transfer.renaming(source, _like(item, target, "owners/NAME"))
    if item.kind is LineKind.SPEC:
        return _spec(claims, item, _like(item, target, "specs/TEAM/NAME"))
    if target.page.count("/") != 2 or _folder(source) != _folder(target):
        hint = "let a topic of the later cycle say `continues`, and the item say in its log what it was carried to"
        raise RefusedError(f"{WORDS[item.kind]} stays in its gathering, {_folder(source)}", hint)
    return _in_gathering(claims, item, target)


def find_item(claims: Claims, address: Address) -> Item:
    """Return the item at an address. Raises RefusedError with what is known of the address otherwise."""
    item = claims.live.get(address)
    if item and item.kind not in (LineKind.MILESTONE, LineKind.REFERENCE):
        return item
    if item:
        raise RefusedError(f"{address} is {WORDS[item.kind]}, whose address its page gives", "change it by hand")
    now = claims.plan.moves.resolve(address)
    if now in claims.live:
        raise RefusedError(f"{address} has moved", f"it is {now} now")
    raise RefusedError(f"there is nothing at {address}", nearest_address(address, claims.live))


def _team(claims: Claims, source: Address, target: Address) -> Transfer:
    teams = claims.plan.team_by_key
    names = [_name(source), _name(target)]
    if _folder(target) != TEAMS:
        raise RefusedError(f"a team cannot become {target}", f"write it as {TEAMS}/NAME")
    if names[0] not in teams:
        raise RefusedError(f"unknown team {names[0]!r}", nearest(names[0], teams) or "see teams.yaml")
    if names[1] in teams:
        raise RefusedError(f"{target} is taken: there is a team of that name", "choose another")
    claims.refuse_unfit(target)
    return transfer.renaming_of_team(claims.plan, claims, source, target)


def _spec(claims: Claims, item: Item, target: Address) -> Transfer:
    if _folder(item.address) == _folder(target):
        return transfer.renaming(item.address, target)
    team = target.page.split("/")[1]
    if team not in claims.plan.team_by_key:
        raise RefusedError(f"unknown team {team!r}", nearest(team, claims.plan.team_by_key) or "see teams.yaml")
    return transfer.spec_to_team(item.address, target)


def _in_gathering(claims: Claims, item: Item, target: Address) -> Transfer:
    source = item.address
    if source.page == target.page and source.fragment and target.fragment:
        return transfer.renaming(source, target)
    if target.fragment and target.whole not in claims.live:
        raise RefusedError(f"there is no topic {target.page}", nearest_address(target.whole, claims.live))
    match item.kind, bool(target.fragment):
        case LineKind.TOPIC, False:
            return transfer.renaming(source, target)
        case LineKind.TOPIC, True if source.page != target.page:
            return transfer.topic_to_part(claims, source, target)
        case LineKind.PART, False:
            return transfer.part_to_topic(claims, source, target)
        case LineKind.PART, True:
            hint = f"make it a topic first, {_folder(source)}/{target.fragment}, and that one a part of the other"
            raise RefusedError("a part does not go to another topic in one step", hint)
        case ((LineKind.ACTION | LineKind.DECISION), True):
            return transfer.item_to_topic(source, target)
        case _:
            raise RefusedError(f"{WORDS[item.kind]} cannot become {target}", "it stands on the page of a topic: add # and an id")


def _like(item: Item, target: Address, form: str) -> Address:
    if target.page.split("/")[0] != form.split("/")[0] or target.page.count("/") != form.count("/"):
        raise RefusedError(f"{WORDS[item.kind]} cannot become {target}", f"write it as {form}")
    return target


def _folder(address: Address) -> str:
    return address.page.rpartition("/")[0]


def _name(address: Address) -> str:
    return address.page.rpartition("/")[2]
