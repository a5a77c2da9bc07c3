"""Measures builds of realistic plans, and holds them against Sphinx by itself and against the least that such pages could cost.

`python tests/benchmarks/bench_build.py --topics 300 1000` makes a plan of each size, and prints for each what was measured:
the time on the clock, that of the processor in all processes, the peak of memory of the largest process, and each as a
multiple of what `sphinx-build` takes for the same pages. `--write docs/contributor/performance.md` puts the tables there.

What stands for Sphinx by itself is one run over the pages that Cycleplan wrote, with the defaults of Sphinx and MyST (smart
quotes on, sources copied, search on), no guard, and nothing made quicker: with our theme, with alabaster, and with furo
where it is installed. The least is markdown-it-py and one Jinja template for each page. Bars show the pages a second.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "build_tools")]

from benchmarks.plans import realistic_notes
from projects import make_project

from cycleplan.site.sphinx import arguments
from cycleplan.workspace import Project

BEGIN, END = "## What was measured", "## What follows"
"""The headings between which a page has the tables."""
_DEFAULTS = ("ptg_guard=0", "ptg_quicker=0", "smartquotes=1", "html_copy_source=1", "html_show_sourcelink=1")
_LARGEST_FOR_SPHINX = 2000
"""Topics from which on a run of Sphinx by itself takes longer than anybody waits."""
_BARS = 40
_FLOOR = """
import sys
from pathlib import Path
from jinja2 import Template
from markdown_it import MarkdownIt
source, out = Path(sys.argv[1]), Path(sys.argv[2])
markdown, page = MarkdownIt(), Template("<!doctype html><title>{{ name }}</title><main>{{ body }}</main>")
for path in source.rglob("*.md"):
    to = (out / path.relative_to(source)).with_suffix(".html")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(page.render(name=path.stem, body=markdown.render(path.read_text(encoding="utf-8"))), encoding="utf-8")
"""


class Cost(NamedTuple):
    """Seconds on the clock and of the processor, and the memory of the largest process in bytes."""

    wall: float
    processor: float
    memory: int


class Measured(NamedTuple):
    """What some work cost, each time that it was done."""

    what: str
    costs: tuple[Cost, ...]

    def middle(self) -> Cost:
        return Cost(*(median(values) for values in zip(*self.costs, strict=True)))


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, nargs="+", default=[300], help="how many topics the measured plans have")
    parser.add_argument("--times", type=int, default=3, help="how often each is measured; the median counts")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="a page whose tables are replaced by what was measured")
    chosen = parser.parse_args()
    told: list[str] = [f"{machine()}.", ""]
    speeds: list[tuple[str, float]] = []
    for topics in chosen.topics:
        with tempfile.TemporaryDirectory() as folder:
            lines, speed = measure(Path(folder), topics, chosen.times)
        told += [*lines, ""]
        speeds.append((f"{topics:,} topics", speed))
    told += ["Pages a second of a clean build:", "", "```text", *bars(speeds), "```"]
    text = "\n".join(told)
    if chosen.write:
        page = chosen.write.read_text(encoding="utf-8")
        before, after = page.partition(BEGIN)[0], page.partition(END)[2]
        chosen.write.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    print(text)


def machine() -> str:
    """Return what the figures depend on."""
    names = ("sphinx", "myst-parser", "docutils")
    processors = len(os.sched_getaffinity(0))
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{processors} processors, Python {platform.python_version()}, {versions}"


def measure(folder: Path, topics: int, times: int) -> tuple[list[str], float]:
    """Return a table of a plan of some size, and how many pages a second a clean build makes."""
    project = make_project(folder / "project", {file.path: file.text for file in realistic_notes(topics)})
    clean = Measured("clean build", tuple(cleanly(project) for _ in range(times)))
    html = project.html.resolve()
    pages = len(list(project.source.rglob("*.md")))
    size = sum(path.stat().st_size for path in html.rglob("*") if path.is_file())
    middle = median(path.stat().st_size for path in html.glob("[0-9]*/*/topic*.html"))
    one = Measured("clean build, one process", tuple(cleanly(project, "--jobs", "1") for _ in range(times)))
    found = [clean, one, *(edited(project, times)), *floor(project, folder, times), *starts(project, folder, times)]
    plain = list(by_itself(project, folder, times)) if topics <= _LARGEST_FOR_SPHINX else []
    against = plain[0].middle() if plain else None
    weights = f"The site has {size / 1e6:.1f} MB; half of the topics' pages are smaller than {middle / 1000:.1f} kB."
    heads = "| What | Seconds | Processor seconds | Largest process | Seconds, × Sphinx | Processor, × Sphinx |"
    return [
        f"### {topics:,} topics, {pages:,} pages",
        "",
        weights,
        "",
        heads,
        "| --- | --- | --- | --- | --- | --- |",
        *rows([*found, *plain], against),
    ], pages / clean.middle().wall


def rows(measured: Iterable[Measured], against: Cost | None) -> Iterator[str]:
    """Yield the rows of a table."""
    for one in measured:
        cost = one.middle()
        ratios = (f"{cost.wall / against.wall:.2f}", f"{cost.processor / against.processor:.2f}") if against else ("", "")
        cells = (one.what, f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{cost.memory / 1e6:.0f} MB", *ratios)
        yield f"| {' | '.join(cells)} |"


def bars(speeds: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Yield a bar for each size."""
    known = tuple(speeds)
    most = max(speed for _, speed in known)
    for name, speed in known:
        yield f"{name:>14}  {'█' * round(_BARS * speed / most)} {speed:.1f}"


def cleanly(project: Project, *options: str) -> Cost:
    """Build a site of which nothing is there yet."""
    shutil.rmtree(project.build, ignore_errors=True)
    return cost([sys.executable, "-m", "cycleplan", "build", "-C", str(project.root), *options])


def edited(project: Project, times: int) -> Iterator[Measured]:
    """Yield what it costs to build a site again: as it is, and after edits of one note."""
    again = [sys.executable, "-m", "cycleplan", "build", "-C", str(project.root)]
    yield Measured("nothing has changed", tuple(cost(again) for _ in range(times)))
    topic = min(project.notes.glob("*/*/topic*.yaml"))
    for what, edit in (("a discussion was edited", said_more), ("a topic has another title", retitled)):
        costs = []
        for _ in range(times):
            topic.write_text(edit(topic.read_text(encoding="utf-8")), encoding="utf-8")
            costs.append(cost(again))
        yield Measured(what, tuple(costs))


def said_more(text: str) -> str:
    """Return a topic whose discussion begins with one sentence more."""
    return text.replace("discussion: |\n", "discussion: |\n  One sentence more. ", 1).replace(". \n", ".\n", 1)


def retitled(text: str) -> str:
    """Return a topic with a longer title."""
    return re.sub(r"^title: ", "title: Another ", text, count=1)


def by_itself(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what Sphinx by itself costs for the same pages, with one theme and another."""
    for name, theme in {"our theme": "cycleplan", "alabaster": "alabaster", "furo": "furo"}.items():
        if theme != "furo" or find_spec(theme):
            yield Measured(f"Sphinx by itself, {name}", tuple(sphinx(project, folder, theme, project.source) for _ in range(times)))


def starts(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what it costs to import Sphinx, and to have it render one empty page."""
    source = folder / "empty"
    source.mkdir()
    (source / "index.md").write_text("# Empty\n", encoding="utf-8")
    imported = [sys.executable, "-c", "import sphinx.cmd.build, sphinx.application, sphinx.builders.html"]
    yield Measured("Python imports Sphinx", tuple(cost(imported) for _ in range(times)))
    yield Measured("Sphinx by itself, one empty page", tuple(sphinx(project, folder, "cycleplan", source) for _ in range(times)))


def sphinx(project: Project, folder: Path, theme: str, source: Path) -> Cost:
    """Return what Sphinx by itself costs for some sources."""
    out = folder / "plain" / "html"
    shutil.rmtree(out.parent, ignore_errors=True)
    asked = ["-q", *(f"-D{setting}" for setting in (*_DEFAULTS, f"html_theme={theme}"))]
    options = [option for option in arguments(project.docs, {}, source, out) if option not in ("-W", "-n")]
    return cost([sys.executable, "-m", "sphinx", *asked, *options])


def floor(project: Project, folder: Path, times: int) -> Iterator[Measured]:
    """Yield what the least costs that such pages could: their Markdown, one template, and files."""
    command = [sys.executable, "-c", _FLOOR, str(project.source), str(folder / "floor")]
    yield Measured("the least: markdown-it-py, Jinja, files", tuple(cost(command) for _ in range(times)))


def cost(command: list[str]) -> Cost:
    """Return what a command costs with all that it starts; ends the program where it fails."""
    path = os.pathsep.join(sys.path[:2])
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read()}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


if __name__ == "__main__":
    main()
