"""Rules that hold a site's addresses against the ledger: all of them lead somewhere, and to what they always led to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cycleplan.addresses.serving import Serving
from cycleplan.checks.ledger import LEADS_ON, RECORDED, RESOLVES, REUSED
from cycleplan.model import LedgerLine, LineKind, Move, Plan, Removal, at_path, is_plain, named
from cycleplan.notes.ledger import ledger_path
from cycleplan.pages.gone import KIND_WORDS
from cycleplan.problems import Location, Problem
from cycleplan.prose import NotAWebAddressError, web_address

_WITH_DOCS = ("/guide/", "/reference/", "/contributor/", "/objects.inv", "/search.html")
"""What is served only where the handbook is."""


_EITHER = frozenset((LineKind.TOPIC, LineKind.PART))
_BY_HAND = (LineKind.CYCLE, LineKind.GATHERING, LineKind.MILESTONE, LineKind.REFERENCE, LineKind.PAGE, LineKind.HEADING)


def compare(plan: Plan, serving: Serving) -> Iterator[Problem]:
    """Yield every published address that leads nowhere or to something else."""
    paths = serving.paths()
    for line in plan.ledger.published.values():
        if serving.knows_docs or not line.path.startswith(_WITH_DOCS):
            yield from _lost(plan, line, paths)
            yield from _changed_kind(plan, line, serving)
    yield from _published_twice(plan)
    for move in plan.redirects:
        yield from _bad_move(plan, move, serving, paths)
    for removal in plan.removals:
        yield from _bad_removal(plan, removal, serving, paths)


def _lost(plan: Plan, line: LedgerLine, paths: frozenset[str]) -> Iterator[Problem]:
    target = _target(plan, line.path)
    if line.kind is LineKind.HEADING and _page_of(line.path) not in paths:
        return  # It goes with its page, of which this is told.
    if line.path not in paths or target not in paths:
        yield RESOLVES.broken(line.at, _lost_message(line.path, target), _remedy(line))


def _page_of(path: str) -> str:
    return path.partition("#")[0]


def _lost_message(path: str, target: str) -> str:
    return f"published address {path!r} leads {'nowhere' if target == path else f'to {target!r}, which is not there'}"


def _remedy(line: LedgerLine) -> str:
    name = _name(line.path)
    if line.kind in (LineKind.FEED, LineKind.CALENDAR, LineKind.DATA, LineKind.NAME, LineKind.SHORT):
        return "bring back what it belongs to, or see what became of its page"
    if line.kind in _BY_HAND:
        return f"write in redirects.yaml where {name} is, or in removed.yaml what it was"
    return f"run cycleplan rename {name} NEW if it moved, or cycleplan remove {name}"


def _name(path: str) -> str:
    return str(at_path(path)) if path.partition("#")[0].endswith((".html", "/")) else path


def _target(plan: Plan, path: str) -> str:
    return plan.present(at_path(path)).canonical if path.partition("#")[0].endswith((".html", "/")) else path


def _published_twice(plan: Plan) -> Iterator[Problem]:
    for line in plan.ledger.lines:
        first = plan.ledger.published.get(line.path)
        if first and line.kind is not LineKind.CONTENT and line.value != first.value:
            yield REUSED.broken(
                line.at, f"{line.path!r} stands for {first.value!r} and for {line.value!r}", "keep the line that came first"
            )


def _changed_kind(plan: Plan, line: LedgerLine, serving: Serving) -> Iterator[Problem]:
    served = serving.native.get(_target(plan, line.path))
    # A topic can become a part of another and a part a topic; whatever else goes elsewhere stays what it was.
    if served and served.kind is not line.kind and not {served.kind, line.kind} <= _EITHER and line.kind is not LineKind.HEADING:
        was, now = KIND_WORDS[line.kind], KIND_WORDS[served.kind]
        yield REUSED.broken(line.at, f"{line.path!r} was published as a {was} and is now a {now}", "give what is new a name of its own")


def _bad_move(plan: Plan, move: Move, serving: Serving, paths: frozenset[str]) -> Iterator[Problem]:
    old, to = move.old.canonical, move.to.canonical
    further = plan.moves.resolve(move.to)
    if not is_plain(move.old):
        yield LEADS_ON.broken(move.at, f"{str(move.old)!r} is no address of the plan", "write it as 2024.2/manila/cephfs#a1")
    elif old in serving.native:
        yield REUSED.broken(move.at, f"{str(move.old)!r} is a redirect and stands in the notes too", "give what is new a name of its own")
    if further != move.to:
        yield LEADS_ON.broken(move.at, f"redirect to {str(move.to)!r}, which is one itself", f"lead it to {str(further)!r}")
    elif to not in paths:
        yield LEADS_ON.broken(move.at, f"redirect to {str(move.to)!r}, which is not there", "lead it to where its item is")
    elif plan.ledger:
        yield from _wrong_item(plan, move)


def _wrong_item(plan: Plan, move: Move) -> Iterator[Problem]:
    line = plan.ledger.published.get(move.old.canonical)
    if line is None:
        yield LEADS_ON.broken(move.at, f"redirect from {str(move.old)!r}, which was never published", "take it out")
    elif line.kind is not LineKind.HEADING and line.value != plan.first_path(move.to):
        yield LEADS_ON.broken(move.at, f"redirect from {str(move.old)!r} to another item", "lead it to where its own item is")


def _bad_removal(plan: Plan, removal: Removal, serving: Serving, paths: frozenset[str]) -> Iterator[Problem]:
    name = str(removal.address)
    if not is_plain(removal.address):
        yield LEADS_ON.broken(removal.at, f"{name!r} is no address of the plan", "write it as 2024.2/manila/cephfs#a1")
    elif removal.address.canonical in serving.native:
        yield REUSED.broken(removal.at, f"{name!r} is removed and stands in the notes too", "give what is new a name of its own")
    if removal.see and not _is_there(plan, removal.see, paths):
        yield LEADS_ON.broken(
            removal.at, f"{removal.see!r} is no address to look at", "write one of the plan, such as 2024.2/manila/cephfs, or of the web"
        )


def _is_there(plan: Plan, see: str, paths: frozenset[str]) -> bool:
    if "://" not in see:
        return plan.moves.resolve(named(see)).canonical in paths
    try:
        web_address(see)
    except NotAWebAddressError:
        return False
    return True


def not_recorded(lacking: Mapping[str, Sequence[LedgerLine]]) -> Iterator[Problem]:
    """Yield what each file of the ledger lacks; the lines that it lacks are sorted, as `unrecorded` has them."""
    for name, lines in lacking.items():
        contents = sum(line.kind is LineKind.CONTENT for line in lines)
        addresses = len(lines) - contents
        said = [f"{addresses} address{'' if addresses == 1 else 'es'}"] if addresses else []
        said += [f"{contents} changed text{'' if contents == 1 else 's'}"] if contents else []
        first = next((line for line in lines if line.kind is not LineKind.CONTENT), lines[0])
        message = f"{' and '.join(said)} not recorded, such as {first.path!r}"
        yield RECORDED.broken(Location(ledger_path(name)), message, "run cycleplan record --date today before you publish")
