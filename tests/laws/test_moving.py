"""Laws of moving: whatever moves and goes, and in whatever order, no address that was published is lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ids, plans

from cycleplan.checks import check
from cycleplan.model import LedgerLine, LineKind, Plan, Topic, at_path
from cycleplan.moving import RefusedError, remove, rename
from cycleplan.moving.items import Item, items_of
from cycleplan.moving.proof import ANOTHER, LOST
from cycleplan.moving.renaming import UNREADABLE
from cycleplan.notes import read_notes
from cycleplan.notes.ledger import ledger_text
from cycleplan.textfile import TextFile

ON = date(2026, 11, 23)
LEDGER = "ledger/site.txt"

Files = dict[str, TextFile]


def recorded(files: Files) -> Files:
    """Return notes whose ledger has every address of their items."""
    plan = read_notes(files.values()).plan
    known = plan.ledger.published
    fresh = [
        LedgerLine(item.address.canonical, ON, item.kind, plan.first_path(item.address))
        for item in items_of(plan).values()
        if item.address.canonical not in known
    ]
    return {**files, LEDGER: TextFile(LEDGER, ledger_text((*plan.ledger.lines, *fresh)))}


@st.composite
def published_plans(draw: st.DrawFn) -> Files:
    return recorded({file.path: file for file in draw(plans())})


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
_steps = st.lists(st.tuples(st.integers(0, 63), st.integers(0, 7), ids, st.integers(0, 4).map(lambda n: n == 0), st.booleans()), max_size=6)


_KINDS = (LineKind.TOPIC, LineKind.PART, LineKind.ACTION, LineKind.DECISION, LineKind.OWNER, LineKind.SPEC, LineKind.GATHERING)


def _chosen(plan: Plan, number: int) -> Item:
    """Return an item of one of the kinds that there are, each as likely as the others."""
    by_kind = [found for kind in _KINDS if (found := [item for item in items_of(plan).values() if item.kind is kind])]
    items = by_kind[number % len(by_kind)]
    return items[number // len(by_kind) % len(items)]


def _taken(files: Files, step: Step) -> Files:
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


def _errors(files: Files) -> list[str]:
    return [str(problem) for problem in check(read_notes(files.values())) if problem.is_error]


@settings(max_examples=max(settings().max_examples // 5, 1))
@given(published_plans(), _steps)
def test_every_published_address_leads_to_its_item_or_says_that_it_is_gone(files: Files, steps: list[Step]) -> None:
    for step in steps:
        files = _taken(files, step)
        assert _errors(files) == []
        plan = read_notes(files.values()).plan
        assert _lost(plan) == []
        assert {move.to for move in plan.redirects} & {move.old for move in plan.redirects} == set()


def _lost(plan: Plan) -> list[str]:
    """Return every published address that neither leads to its item nor is written down as removed."""
    live = items_of(plan)
    removed = {removal.address for removal in plan.removals}
    lost = []
    for path, line in plan.ledger.published.items():
        address = at_path(path)
        now = plan.moves.resolve(address)
        if not (now in live and plan.first_path(now) == line.value) and removed.isdisjoint((address, now)):
            lost.append(f"{path} of {line.value} leads to {now}")
    return lost
