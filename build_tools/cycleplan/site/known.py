"""What a build found, kept beside the site that it made: who builds the same again is told the same without looking again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cycleplan.problems import Location, Problem, Rule, Severity

KNOWN = "build.json"


@dataclass(frozen=True, slots=True)
class Known:
    """How many pages a site has, and the warnings of its notes."""

    pages: int
    problems: tuple[Problem, ...]


def as_known(pages: int, problems: Iterable[Problem]) -> str:
    """Return the text that `read_known` reads."""
    return json.dumps({"pages": pages, "problems": [asdict(problem) for problem in problems]}, indent=1) + "\n"


def read_known(site: Path) -> Known | None:
    """Return what is known of a site, or nothing where that was not kept or cannot be read."""
    try:
        found = json.loads((site / KNOWN).read_text(encoding="utf-8"))
        return Known(int(found["pages"]), tuple(map(_problem, found["problems"])))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _problem(entry: Mapping[str, Any]) -> Problem:
    rule = {**entry["rule"], "severity": Severity(entry["rule"]["severity"])}
    return Problem(Location(**entry["at"]), Rule(**rule), str(entry["message"]), str(entry["hint"]))
