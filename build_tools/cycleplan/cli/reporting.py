"""Prints problems in one of three forms on stdout, and what they come to on stderr."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from cycleplan.cli.exits import CLEAN, PROBLEMS
from cycleplan.cli.progress import shown
from cycleplan.problems import Problem


def report(problems: Sequence[Problem], files: int, notes: Path, *, form: str = "text", strict: bool = False) -> int:
    """Print the problems of a folder of notes with a closing line, and return the exit code that they make."""
    text = _printed(problems, files, form, notes)
    if text:
        click.echo(text)
    click.echo(_closing(problems, files, strict=strict), err=True)
    return exit_code(problems, strict=strict)


def exit_code(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Return 1 where a problem counts, or 0."""
    return PROBLEMS if any(strict or problem.is_error for problem in problems) else CLEAN


def as_text(problems: Sequence[Problem], notes: Path) -> str:
    """Return a line for each problem of a folder of notes, which an editor can follow to its place from the working directory."""
    folder = shown(notes)
    return "\n".join(_line(replace(problem, at=problem.at.below(folder))) for problem in problems)


def count(number: int, what: str) -> str:
    """Return a number with its noun."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _printed(problems: Sequence[Problem], files: int, form: str, notes: Path) -> str:
    if form == "json":
        return _as_json(problems, files)
    # Workflows have paths from the top of the repository, where the notes are.
    return _as_github(problems, notes.name) if form == "github" else as_text(problems, notes)


def _line(problem: Problem) -> str:
    text, code = _visible(str(problem)), problem.rule.code
    place, found, rest = text.partition(f": {code} ")
    colour = "red" if problem.is_error else "yellow"
    return f"{click.style(place, bold=True)}: {click.style(code, fg=colour)} {rest}" if found else text


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        # To load what reads prose would take longer than to find that there is nothing to build.
        return text
    from cycleplan.prose import clean

    # A name of a file can hold what a terminal obeys.
    return clean(text).replace("\n", "⟨U+000A⟩")


def _as_json(problems: Sequence[Problem], files: int) -> str:
    errors = sum(problem.is_error for problem in problems)
    listed = [
        {
            "path": problem.at.path,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.rule.code,
            "severity": str(problem.rule.severity),
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    summary = {"problems": errors, "warnings": len(problems) - errors, "files": files}
    return json.dumps({"problems": listed, "summary": summary}, indent=2)


def _as_github(problems: Sequence[Problem], folder: str) -> str:
    """Return workflow commands (GitHub documentation, Workflow commands for GitHub Actions, Setting an error message)."""
    lines = []
    for problem in problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        place = {
            "file": f"{folder}/{problem.at.path}",
            "line": str(problem.at.line),
            "col": str(problem.at.column),
            "title": problem.rule.code,
        }
        properties = ",".join(f"{key}={_escaped(value, _IN_PROPERTIES)}" for key, value in place.items())
        lines.append(f"::{problem.rule.severity} {properties}::{_escaped(problem.message + hint, _IN_DATA)}")
    return "\n".join(lines)


_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_DATA, ":": "%3A", ",": "%2C"}
"""What the runner unescapes (actions/toolkit, packages/core/src/command.ts)."""


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)


def _closing(problems: Sequence[Problem], files: int, *, strict: bool) -> str:
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    said = [count(errors, "problem") if errors else "no problems"]
    if warnings:
        said.append(count(warnings, "warning"))
    strictly = "; warnings count" if strict and warnings else ""
    colour = "red" if exit_code(problems, strict=strict) else "green"
    return click.style(f"{', '.join(said)} in {count(files, 'file')}{strictly}", fg=colour)
