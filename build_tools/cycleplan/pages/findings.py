"""What a search leads to, and what each thing is found by besides the words of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cycleplan.model import ActionItem, Address, Cycle, Item, Key, LineKind, Owner, Plan, Section, Spec, state
from cycleplan.pages import links

_KINDS = {
    LineKind.CYCLE: "Cycle",
    LineKind.GATHERING: "Gathering",
    LineKind.TOPIC: "Topic",
    LineKind.PART: "Part",
    LineKind.DECISION: "Decision",
    LineKind.ACTION: "Action item",
    LineKind.OWNER: "Owner",
    LineKind.SPEC: "Work item",
}
_LISTING = (LineKind.CYCLE, LineKind.GATHERING, LineKind.OWNER, LineKind.SPEC)


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that a search leads to; `cycle`, `team`, `owners` and `status` narrow a search down to it.

    `names` are what people call it by beside its id; whoever types one of them in full finds it before anything else.
    The page of one that `lists` has lists of what is found by itself. `last` is the number of the cycle that it is of, or
    in which a topic was last about it; owners and cycles have none.
    """

    at: Address
    kind: str
    title: str
    cycle: str = ""
    team: str = ""
    owners: tuple[str, ...] = ()
    status: str = ""
    names: tuple[str, ...] = ()
    lists: bool = False
    last: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The id with all of its folders, with fewer of them, and alone: `2024.2/manila/cephfs#a1`, …, `cephfs#a1`."""
        page = self.at.page.removesuffix("/index").removeprefix("owners/").removeprefix("specs/")
        folders = page.split("/")
        names = ("/".join(folders[start:]) for start in range(len(folders)))
        return tuple(str(Address(name, self.at.fragment)) for name in names)


def findings(plan: Plan) -> tuple[Finding, ...]:
    """Return everything of a plan that a search can lead to: what has a page of its own, and what a topic holds."""
    return tuple(_finding(plan, item) for item in plan.items if item.kind in _KINDS)


def _finding(plan: Plan, item: Item) -> Finding:
    cycle, _, team = item.gathering.partition("/")
    if isinstance(item.said, Spec):
        team = item.said.team
    return Finding(
        at=item.address,
        kind=_KINDS[item.kind],
        title=item.title,
        cycle=plan.cycle_by_number[cycle].label if cycle else "",
        team=links.team_title(plan, team) if team else "",
        owners=tuple(dict.fromkeys(plan.owner_by_key[key.text].label for key in _owners(item))),
        status=_status(item),
        names=tuple(dict.fromkeys(_names(plan, item))),
        lists=item.kind in _LISTING,
        last=_last(plan, item.said) if isinstance(item.said, Spec) else cycle,
    )


def _owners(item: Item) -> Iterable[Key]:
    match item.said:
        case ActionItem(owners=owners) | Spec(owners=owners):
            return owners
        case Section(led_by=led_by):
            return led_by
        case _:
            return ()


def _last(plan: Plan, spec: Spec) -> str:
    return max((topic.name.partition("/")[0] for topic in plan.links.topics_to_spec.get(spec.name, ())), default="")


def _status(item: Item) -> str:
    return state(item.said.log).value if isinstance(item.said, Section | ActionItem | Spec) else ""


def _names(plan: Plan, item: Item) -> Iterator[str]:
    if item.kind in (LineKind.TOPIC, LineKind.DECISION, LineKind.ACTION):
        yield plan.short(item.address).page.rpartition("/")[2]
    if isinstance(item.said, Owner):
        yield from filter(None, (item.said.label, item.said.name, *item.said.aliases))
    if isinstance(item.said, Cycle):
        yield item.said.name
