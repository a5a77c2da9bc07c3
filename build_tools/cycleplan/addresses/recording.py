"""What the ledger lacks, and the files that it comes to once that is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cycleplan.addresses.serving import Serving
from cycleplan.model import Item, LedgerLine, LineKind, Plan, content_hash
from cycleplan.notes.ledger import SITE, ledger_path, ledger_text
from cycleplan.textfile import TextFile

_NO_DAY = date.min


def unrecorded(plan: Plan, serving: Serving, on: date = _NO_DAY) -> Mapping[str, tuple[LedgerLine, ...]]:
    """Return the lines that the ledger lacks, dated with a day, by the name of their file: a cycle's number, or `site`."""
    names = ledger_names(plan)
    found: dict[str, list[LedgerLine]] = {}
    texts = (LedgerLine(path, on, LineKind.CONTENT, said) for path, said in lacking_texts(plan, plan.items))
    for line in (*_addresses(plan, serving, on), *texts):
        found.setdefault(name_of(line, names), []).append(line)
    return {name: tuple(sorted(lines)) for name, lines in sorted(found.items())}


def record(plan: Plan, serving: Serving, on: date) -> tuple[TextFile, ...]:
    """Return the files of the ledger that change when all that it lacks is recorded on a day."""
    missing = unrecorded(plan, serving, on)
    known: dict[str, list[LedgerLine]] = {}
    for line in plan.ledger.lines:
        known.setdefault(line.at.path, []).append(line)
    return tuple(TextFile(ledger_path(name), ledger_text((*known.get(ledger_path(name), ()), *lines))) for name, lines in missing.items())


def lacking_texts(plan: Plan, items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Yield, of items whose text the ledger lacks, the path that each was first published under, and the hash of its text."""
    for item in items:
        if item.kind is LineKind.REFERENCE:
            continue  # It is a part of what its page says.
        first, said = plan.first_path(item.address), content_hash(plan, item)
        known = plan.ledger.contents.get(first)
        if known is None or said not in known.hashes:
            yield first, said


def _addresses(plan: Plan, serving: Serving, on: date) -> Iterator[LedgerLine]:
    for path, served in serving.native.items():
        if path not in plan.ledger.published:
            yield LedgerLine(path, on, served.kind, served.value)


def ledger_names(plan: Plan) -> dict[str, str]:
    """Return the names of the ledger's files of cycles by what paths in them begin with: the number of a cycle, or its name."""
    return {cycle.number: cycle.number for cycle in plan.cycles} | {cycle.name.lower(): cycle.number for cycle in plan.cycles}


def name_of(line: LedgerLine, names: Mapping[str, str]) -> str:
    """Return the file of the ledger that a line belongs to: that of the cycle that its item was first published in, or of the site."""
    place = line.value if line.kind is LineKind.SHORT else line.path
    return names.get(place.split("/")[1], SITE)
