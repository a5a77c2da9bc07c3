"""How Sphinx is run: with which arguments, and in surroundings that are always the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

EPOCH = "315532800"
"""The first second of 1980, the earliest that a zip can hold: no page shows when it was built."""


def arguments(docs: Path, settings: Mapping[str, str], source: Path, out: Path) -> list[str]:
    """Return the arguments of sphinx-build to render a source into an empty folder: clean, with warnings as errors.

    `docs` has the files that Sphinx has its settings from; `settings` are those that come from the plan.
    """
    definitions = [f"-D{key}={value}" for key, value in settings.items()]
    options = ["-q", "-b", "html", "-E", "-a", "-W", "-n", "--keep-going", "-c", str(docs), "-d", str(out.parent / "doctrees")]
    return [*options, *definitions, str(source), str(out)]


def surroundings() -> dict[str, str]:
    """Return the environment of a run of Sphinx, which is the same on every machine."""
    code = str(Path(__file__).parents[2])
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "HOME") if name in os.environ}
    path = os.pathsep.join((code, os.environ.get("PYTHONPATH", ""))).strip(os.pathsep)
    return kept | {
        "PYTHONPATH": path,
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": EPOCH,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
    }
