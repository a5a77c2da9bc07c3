"""What a command opens and loads, as its whole process tells."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from projects import REPOSITORY

from cycleplan.workspace import Project

_RUN = """
import sys
from cycleplan.cli import main
from cycleplan.site import looks
looks.SETTLED = -3600 * 10**9
names = []
sys.addaudithook(lambda event, args: event == "open" and str(args[0]).startswith(sys.argv[1]) and names.append(args[0]))
try:
    main(sys.argv[2:])
finally:
    print(*(f"opened {name}" for name in names), *(f"loaded {name}" for name in sys.modules), sep="\\n")
"""


def opened(project: Project, *words: str) -> tuple[list[str], list[str]]:
    """Run a command to whom all files are old, and return the names of the notes that it opens, and each problem that it tells."""
    names, _, problems = _run(project, *words)
    return names, problems


def loaded(project: Project, some: Iterable[str], *words: str) -> tuple[list[str], list[str]]:
    """Run a command to whom all files are old, and return those of some modules that it loads, and each problem that it tells."""
    _, modules, problems = _run(project, *words)
    return sorted(modules.intersection(some)), problems


def _run(project: Project, *words: str) -> tuple[list[str], set[str], list[str]]:
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
    command = [sys.executable, "-c", _RUN, str(project.notes), *words, "--root", str(project.root)]
    told = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    lines = told.stdout.splitlines()
    found = {kind: {line.removeprefix(kind) for line in lines if line.startswith(kind)} for kind in ("opened ", "loaded ")}
    # To look at what is in a folder, that is opened as well.
    names = sorted(path.name for path in map(Path, found["opened "]) if path.is_file())
    problems = (line.partition(": CP") for line in (*told.stderr.splitlines(), *lines) if ": CP" in line)
    return names, found["loaded "], [f"{Path(at).name}: CP{said}" for at, _, said in problems]
