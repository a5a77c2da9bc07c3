"""Puts other names in the places of names; all else in a file stays as it is, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from cycleplan.model import Plan
from cycleplan.moving.exchange import Exchange
from cycleplan.moving.names import Name, NameKind, names_in
from cycleplan.moving.refusal import Named, RefusedError
from cycleplan.moving.spelling import reader_of
from cycleplan.notes.amending import amended
from cycleplan.notes.amending.reading import Steps, node_at, said_in, value_at
from cycleplan.notes.writer import NotEditableError
from cycleplan.textfile import TextFile

_BYTE_ORDER_MARK = "\ufeff"

Change = tuple[Name, str]


def exchange_names(plan: Plan, file: TextFile, exchange: Exchange) -> TextFile:
    """Return a file in which every name that an exchange touches is the new one. Raises RefusedError."""
    reader = reader_of(plan, file.path)
    if reader is None:
        return file
    changes = [(name, new) for name in names_in(file) if (new := reader.respelled(name, exchange)) != name.text]
    return replaced(file, changes) if changes else file


def replaced(file: TextFile, changes: Iterable[Change]) -> TextFile:
    """Return a file with other names in these places. Raises RefusedError where one does not stand as it reads."""
    exact: list[Change] = []
    others: dict[Steps, list[Change]] = {}
    keys: dict[int | str, str] = {}
    for change in changes:
        name, new = change
        if name.kind in (NameKind.KEY, NameKind.REMOVED):
            keys[name.text] = new
        if name.scalar.place.indents:
            exact.append(change)
        else:
            others.setdefault(name.steps, []).append(change)
    after = TextFile(file.path, _at_places(file, exact))
    # The steps to a text begin with the key that it stands under, which has its new name by now.
    return _in_values(after, {(keys.get(steps[0], steps[0]), *steps[1:]): each for steps, each in others.items()}) if others else after


def _at_places(file: TextFile, changes: Iterable[Change]) -> str:
    text = file.text.removeprefix(_BYTE_ORDER_MARK)
    mark = file.text[: len(file.text) - len(text)]
    lines = text.split("\n")
    for name, new in sorted(changes, key=lambda change: change[0].at, reverse=True):
        at = name.at
        lines[at.line - 1] = _with(lines[at.line - 1], at.column - 1, name, new)
    return mark + "\n".join(lines)


def _in_values(file: TextFile, changes: Mapping[Steps, list[Change]]) -> TextFile:
    """Change texts that stand in the file in another way than they read: folded, or with escapes in them."""
    said = said_in(file)
    for steps, of_text in changes.items():
        if not isinstance(value_at(said, steps), str):
            raise _by_hand(of_text[0][0])
        above = value_at(said, steps[:-1])
        above[steps[-1]] = _changed(of_text)  # type: ignore[index]  # a list or a mapping, by its step
    written = _in_spans(file, changes)
    try:
        return written if written and said_in(written) == said else amended(file, said)
    except NotEditableError as error:
        raise _by_hand(next(iter(changes.values()))[0][0]) from error


def _changed(changes: Iterable[Change]) -> str:
    """Return the text that names stand in with others in their places."""
    changes = sorted(changes, key=lambda change: (change[0].line, change[0].column), reverse=True)
    lines = changes[0][0].scalar.text.split("\n")
    for name, new in changes:
        lines[name.line] = _with(lines[name.line], name.column, name, new)
    return "\n".join(lines)


def _in_spans(file: TextFile, changes: Mapping[Steps, list[Change]]) -> TextFile | None:
    """Change names where the file spells them as they read, as it mostly does: a fold or an escape is seldom within one."""
    edits: list[tuple[int, int, str]] = []
    for steps, of_text in changes.items():
        node = node_at(file, steps)
        span = file.text[node.start_mark.index : node.end_mark.index]
        for name, new in of_text:
            rank, said = _rank(name), list(re.finditer(re.escape(name.text), name.scalar.text))
            found = list(re.finditer(re.escape(name.text), span))
            if len(found) != len(said):
                return None
            start = node.start_mark.index + found[rank].start()
            edits.append((start, start + len(name.text), new))
    text = file.text
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return TextFile(file.path, text)


def _rank(name: Name) -> int:
    """Return how often a text says a name before the place of this one, in whatever sense."""
    lines = name.scalar.text.split("\n")
    before = sum(len(line) + 1 for line in lines[: name.line]) + name.column
    return sum(found.start() < before for found in re.finditer(re.escape(name.text), name.scalar.text))


def _with(line: str, column: int, name: Name, new: str) -> str:
    end = column + len(name.text)
    if line[column:end] != name.text:
        raise _by_hand(name)
    return f"{line[:column]}{new}{line[end:]}"


def _by_hand(name: Name) -> RefusedError:
    hint = "write that text on one line, or under |, and try again"
    return RefusedError(f"the name {name.text!r} is written in a way that cannot be changed here", hint, [Named(name.at, name.text)])
