"""Reads and writes the files of the ledger, which are lines of text and no YAML, so that merges and diffs stay small."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from cycleplan.model import LedgerLine, LineKind
from cycleplan.notes import rules
from cycleplan.problems import Location, Problem
from cycleplan.textfile import TextFile

FOLDER = "ledger"
SITE = "site"
"""The name of the file of what no cycle owns."""

_PAGE = r"/(?:[A-Za-z0-9][A-Za-z0-9.-]*/)*(?:[A-Za-z0-9][A-Za-z0-9.-]*\.html)?(?:#[a-z0-9-]+)?"
_FILE = r"/(?:[A-Za-z0-9][A-Za-z0-9.-]*/)*[A-Za-z0-9][A-Za-z0-9.-]*"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ITEMS = "cycle|gathering|topic|part|decision|action|reference|milestone|owner|spec|page|heading|name"
_LINES = tuple(
    re.compile(f"(?P<path>{path}) (?P<on>{_DAY}) (?P<kind>{kinds}) (?P<value>{value})")
    for path, kinds, value in (
        (_PAGE, _ITEMS, _PAGE),
        (_PAGE, "content", "[0-9a-f]+"),
        (r"/i/[a-z0-9]+\.html", "short", _PAGE),
        (_FILE, "feed|calendar|data", _FILE),
    )
)
_SHAPE = "write it as PATH DATE KIND VALUE, or leave it to cycleplan record"


def ledger_path(name: str) -> str:
    """Return the file of a cycle's number, or of `site`."""
    return f"{FOLDER}/{name}.txt"


def read_ledger_file(file: TextFile) -> tuple[tuple[LedgerLine, ...], tuple[Problem, ...]]:
    """Return the lines of a file, and the problems of those that are none."""
    lines: list[LedgerLine] = []
    problems: list[Problem] = []
    for number, text in enumerate(file.text.splitlines(), 1):
        read = _line(text, Location(file.path, number))
        if isinstance(read, LedgerLine):
            lines.append(read)
        else:
            problems.append(read)
    return tuple(lines), (*problems, *_disorder(file))


def ledger_text(lines: Iterable[LedgerLine]) -> str:
    """Return the text of a file of these lines, sorted and each once."""
    return "".join(f"{text}\n" for text in sorted({_written(line) for line in lines}))


def sorted_ledger(file: TextFile) -> TextFile:
    """Return a file of the ledger with its lines in order, each once, as a merge of two branches may not leave them."""
    return TextFile(file.path, "".join(f"{line}\n" for line in sorted(set(file.text.splitlines()))))


def _line(text: str, at: Location) -> LedgerLine | Problem:
    found = next(filter(None, (shape.fullmatch(text) for shape in _LINES)), None)
    if found is None:
        return rules.LEDGER_LINE.broken(at, f"no line of the ledger: {text[:80]!r}", _SHAPE)
    try:
        return LedgerLine(found["path"], date.fromisoformat(found["on"]), LineKind(found["kind"]), found["value"], at)
    except ValueError as reason:
        return rules.LEDGER_LINE.broken(at, f"no line of the ledger: {reason}", _SHAPE)


def _disorder(file: TextFile) -> Iterator[Problem]:
    for number, (before, after) in enumerate(pairwise(file.text.splitlines()), 2):
        if before >= after:
            what = "stands twice" if before == after else "stands out of order"
            yield rules.LEDGER_LINE.broken(Location(file.path, number), f"line {what}", "run cycleplan record, which sorts")
            return


def _written(line: LedgerLine) -> str:
    return f"{line.path} {line.on.isoformat()} {line.kind.value} {line.value}"
