"""Measures the build against plain Sphinx on the same pages, as ratios within one run.

`python tests/benchmarks/bench_build.py --topics 300` prints, for each pair of a clean build of ours (check, generate,
Sphinx, both guards, swap) and a plain sphinx-build of the pages that it generated (same theme, no guard), the ratio of
the wall time and of the processor time of all processes; then what the generator alone takes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "build_tools")]

from benchmarks.plans import realistic_notes
from projects import make_project

from cycleplan.pipeline import Outcome, run
from cycleplan.site.sphinx import arguments, settings_of
from cycleplan.workspace import Project, read_notes_folder


class Cost(NamedTuple):
    """Seconds on the clock, and of the processor in this process and all that it started."""

    wall: float
    processor: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, default=300, help="how many topics the measured plan has")
    parser.add_argument("--pairs", type=int, default=3, help="how many pairs of builds are measured")
    parser.add_argument(
        "--generate", type=int, nargs="*", default=[250, 500, 1000, 2000], help="topics of the plans that are only generated"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), chosen.topics, chosen.pairs)
    for topics in chosen.generate:
        generate(topics)


def compare(folder: Path, topics: int, pairs: int) -> None:
    """Print how a build compares with plain Sphinx."""
    project = make_project(folder / "project", {file.path: file.text for file in realistic_notes(topics)})
    outcome = run(read_notes_folder(project.notes).files)
    print(f"{topics} topics, {len(outcome.pages)} pages, {sum(len(page.text) for page in outcome.pages) / 1e6:.1f} MB of source")
    ratios: list[Cost] = []
    for _ in range(pairs):
        ours, plain = measured(lambda: build(project)), measured(lambda: sphinx(project, outcome))
        ratios.append(Cost(ours.wall / plain.wall, ours.processor / plain.processor))
        print(f"  ours {ours.wall:6.2f} s wall {ours.processor:6.2f} s processor, plain {plain.wall:6.2f} s {plain.processor:6.2f} s")
    wall, processor = median(ratio.wall for ratio in ratios), median(ratio.processor for ratio in ratios)
    print(f"  ratio ours/plain, median of {pairs}: wall {wall:.2f}, processor {processor:.2f}")
    print(f"  on unchanged notes: {measured(lambda: build(project, force=False)).wall:.2f} s wall")


def build(project: Project, *, force: bool = True) -> None:
    """Build the site by the command line."""
    run_quietly([sys.executable, "-m", "cycleplan", "build", *(["--force"] if force else []), "-C", str(project.root)])


def sphinx(project: Project, outcome: Outcome) -> None:
    """Let plain sphinx-build render the generated source, with our theme and without our guard."""
    out = project.root / "plain" / "html"
    shutil.rmtree(out.parent, ignore_errors=True)
    run_quietly([sys.executable, "-m", "sphinx", "-q", "-Dptg_guard=0", *arguments(project, settings_of(outcome.plan), out)])


def run_quietly(command: list[str]) -> None:
    """Run a command; what it prints is left out unless it fails."""
    path = os.pathsep.join(sys.path[:2])
    subprocess.run(command, env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}, check=True, capture_output=True)


def measured(work: Callable[[], None]) -> Cost:
    """Return what some work costs."""
    wall, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    spent = sum(getattr(after, name) - getattr(before, name) for name in ("user", "system", "children_user", "children_system"))
    return Cost(time.perf_counter() - wall, spent)


def generate(topics: int) -> None:
    """Print how long reading, checking and rendering take for a plan of some size."""
    files = realistic_notes(topics)
    spent = measured(lambda: report(run(files)))
    each = 1000 * spent.wall / topics
    print(f"generating {topics} topics: {spent.wall:.2f} s wall, {spent.processor:.2f} s processor, {each:.1f} ms each")


def report(outcome: Outcome) -> None:
    """Stop where the measured notes have a problem, since then nothing was measured."""
    if not outcome.is_publishable:
        sys.exit("\n".join(map(str, outcome.problems[:10])))


if __name__ == "__main__":
    main()
