"""Plans that were published, and random steps that move and remove what is in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st
from text_strategies import ids

from cycleplan.model import LineKind, Plan, Topic
from cycleplan.moving import RefusedError, remove, rename
from cycleplan.moving.items import Item, items_of
from cycleplan.moving.proof import ANOTHER, LOST
from cycleplan.moving.renaming import UNREADABLE
from cycleplan.notes.reader import read_notes
from cycleplan.textfile import TextFile

ON = date(2026, 11, 23)
Files = dict[str, TextFile]


def _pages(plan: Plan, item: Item) -> list[Topic]:
    """Return the topics of the gathering of an item, that of the item last."""
    folder = item.address.page.rpartition("/")[0]
    return sorted((topic for topic in plan.topics if topic.name.rpartition("/")[0] == folder), key=lambda t: t.name == item.address.page)


def _targets(plan: Plan, item: Item, id_: str) -> list[str]:
    """Return where an item can be asked to go, with a name for it there."""
    folder = item.address.page.rpartition("/")[0]
    match item.kind:
        case LineKind.OWNER:
            return [f"owners/{id_}"]
        case LineKind.SPEC:
            return [f"specs/{team.key}/{id_}" for team in plan.teams]
        case LineKind.GATHERING:
            return [f"teams/{id_}"]
        case LineKind.TOPIC:
            return [f"{folder}/{id_}", *(f"{topic.name}#{id_}" for topic in _pages(plan, item)[:-1])]
        case LineKind.PART:
            return [f"{item.address.page}#{id_}", f"{folder}/{id_}"]
        case LineKind.ACTION | LineKind.DECISION:
            return [f"{topic.name}#{id_}" for topic in _pages(plan, item)]
        case _:
            return []


def _name(item: Item) -> str:
    return f"teams/{item.address.page.split('/')[1]}" if item.kind is LineKind.GATHERING else str(item.address)


Step = tuple[int, int, str, bool, bool]
steps = st.lists(st.tuples(st.integers(0, 63), st.integers(0, 7), ids, st.integers(0, 4).map(lambda n: n == 0), st.booleans()), max_size=6)


_KINDS = (LineKind.TOPIC, LineKind.PART, LineKind.ACTION, LineKind.DECISION, LineKind.OWNER, LineKind.SPEC, LineKind.GATHERING)


def _chosen(plan: Plan, number: int) -> Item:
    """Return an item of one of the kinds that there are, each as likely as the others."""
    by_kind = [found for kind in _KINDS if (found := [item for item in items_of(plan).values() if item.kind is kind])]
    items = by_kind[number % len(by_kind)]
    return items[number // len(by_kind) % len(items)]


def taken(files: Files, step: Step, recorded: Callable[[Files], Files]) -> Files:
    """Return notes after one step of a random sequence; a step that is refused changes nothing."""
    number, way, id_, goes, is_recorded = step
    plan = read_notes(files.values()).plan
    item = _chosen(plan, number)
    targets = _targets(plan, item, id_)
    # Now and then somebody wants a name back that the item had before.
    targets += [str(old) for old in plan.moves.olds(item.address)]
    try:
        if goes:
            outcome = remove(files.values(), str(item.address), ON, because="It *went*.")
        elif targets:
            outcome = rename(files.values(), _name(item), targets[way % len(targets)], ON)
        else:
            return files
    except RefusedError as reason:
        if reason.message in (LOST, ANOTHER, UNREADABLE):
            raise
        return files
    after = {path: file for path, file in files.items() if path not in outcome.gone} | {file.path: file for file in outcome.changed}
    return recorded(after) if is_recorded else after
