"""Measures how much of a text an import finds, and how much of what it finds is in the text.

`python tests/benchmarks/bench_import.py` imports each text of tests/imports by the command line, reads the notes that it
wrote, and prints precision/recall/F1 of each text where something is missed or made up, and of all together.
`--texts DIR` takes the texts of another folder too, whose `<name>.gold.json` has what is to be found in `<name>.txt`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "build_tools")]

from imports.reading import FIXTURES, Case, cases, read_result
from imports.scoring import Count, Score, score, total

MEASURES = tuple(field.name for field in fields(Score))
SECONDS = 60
CELL = max(len("0.00/0.00/0.00"), *map(len, MEASURES))


class Trial(NamedTuple):
    """What came of one text; `trouble` is the clause with which an import stopped, if it did."""

    name: str
    score: Score
    trouble: str = ""


def main() -> None:
    """Import, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="a folder of other texts, with what is to be found in each")
    chosen = parser.parse_args()
    if cycleplan("import", "--help", at=Path.cwd()).returncode:
        print("there is no command `cycleplan import` yet, so nothing is measured", file=sys.stderr)
        sys.exit(2)
    for folder in (FIXTURES, *([chosen.texts] if chosen.texts else [])):
        with tempfile.TemporaryDirectory() as scratch:
            report(folder, [tried(case, Path(scratch) / case.name) for case in cases(folder)])


def tried(case: Case, scratch: Path) -> Trial:
    """Import a text into notes of its own, and score them."""
    scratch.mkdir()
    notes = scratch / "notes"
    command = ("import", str(case.text.resolve()), "--cycle", "2024.2", "--team", "tried", "--to", str(notes))
    try:
        done = cycleplan(*command, at=scratch)
    except subprocess.TimeoutExpired:
        return Trial(case.name, score(case.expected, read_result(notes)), f"not done after {SECONDS} seconds")
    said = done.stderr.strip().splitlines()[-1:] if done.returncode else []
    trouble = f"exit {done.returncode}: {''.join(said)}" if done.returncode else ""
    return Trial(case.name, score(case.expected, read_result(notes)), trouble)


def cycleplan(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2]), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "cycleplan", *arguments]
    return subprocess.run(
        command, cwd=at, env=environment, check=False, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS
    )


def report(folder: Path, trials: Iterable[Trial]) -> None:
    """Print the scores of a folder: each text that has a fault, then all."""
    trials = list(trials)
    width = max(len("total"), *(len(trial.name) for trial in trials))
    print(f"{len(trials)} texts of {folder}: precision/recall/F1")
    print(row("", width, MEASURES))
    for trial in trials:
        counts = [getattr(trial.score, measure) for measure in MEASURES]
        if trial.trouble or any(count.f1 < 1 for count in counts):
            print(row(trial.name, width, [*(figures(count) if count.f1 < 1 else "" for count in counts), trial.trouble]))
    everything = total(trial.score for trial in trials)
    print(row("total", width, [figures(getattr(everything, measure)) for measure in MEASURES]))


def figures(count: Count) -> str:
    """Return precision, recall and F1 as a table shows them."""
    return f"{count.precision:.2f}/{count.recall:.2f}/{count.f1:.2f}"


def row(name: str, width: int, cells: Iterable[str]) -> str:
    """Return a line of the table."""
    return "  ".join((f"{name:{width}}", *(f"{cell:{CELL}}" for cell in cells))).rstrip()


if __name__ == "__main__":
    main()
