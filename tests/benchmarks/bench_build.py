"""Measures builds of realistic plans, and holds them against Sphinx by itself and against the least that such pages could cost.

`python tests/benchmarks/bench_build.py --topics 300 1000` makes a plan of each size, and prints for each what was measured:
the time on the clock, that of the processor in all processes, the peak of memory of the largest process, and each as a
multiple of what `sphinx-build` takes for the same pages. `--write docs/contributor/performance.md` puts the tables there.
With `--only-ours` nothing but builds of Cycleplan are measured, which is all that there is time for at 36,000 topics.

What stands for Sphinx by itself is one run over the pages that Cycleplan wrote, with the defaults of Sphinx and MyST (smart
quotes on, sources copied, search on), no guard, and nothing made quicker: with our theme, with alabaster, and with furo
where it is installed, and with alabaster where the pages are in tables of contents, which stock themes show beside each page.
MkDocs with Material and Hugo take the same files where they are installed, and show the roles and directives in them as text.
The least is markdown-it-py and one Jinja template for each page. A picture has time over pages, both by powers of ten.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "build_tools")]

from benchmarks.costs import Cost, Measured, cost, set_aside
from benchmarks.peers import by_itself, floor, hugo, mkdocs, starts
from benchmarks.plans import next_gathering, realistic_notes
from benchmarks.searching import indexed, loaded
from benchmarks.telling import Point, machine, picture, rows
from projects import make_project, write

from cycleplan.workspace import Project

BEGIN, END = "## What was measured", "## What follows"
"""The headings between which a page has the tables."""
_LARGEST_FOR_SPHINX = 2000
"""Topics from which on a run of Sphinx by itself takes longer than anybody waits."""
_MARKS = {"clean build": "●", "a discussion was edited": "○", "nothing has changed": "·", "Sphinx by itself, our theme": "×"}


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, nargs="+", default=[300], help="how many topics the measured plans have")
    parser.add_argument("--times", type=int, default=3, help="how often each is measured; the median counts")
    parser.add_argument("--only-ours", action="store_true", help="measure neither Sphinx by itself nor any other program")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="a page whose tables are replaced by what was measured")
    chosen = parser.parse_args()
    told: list[str] = [f"{machine()}.", ""]
    points: list[Point] = []
    for topics in chosen.topics:
        with tempfile.TemporaryDirectory() as folder:
            lines, found = measure(Path(folder), topics, chosen.times, only_ours=chosen.only_ours)
        told += [*lines, ""]
        points += found
    legend = ", ".join(f"{mark} {name}" for name, mark in _MARKS.items() if any(point.mark == mark for point in points))
    told += [f"Seconds over pages: {legend}.", "", "```text", *picture(points), "```"]
    text = "\n".join(told)
    if chosen.write:
        page = chosen.write.read_text(encoding="utf-8")
        before, after = page.partition(BEGIN)[0], page.partition(END)[2]
        chosen.write.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    print(text)


def measure(folder: Path, topics: int, times: int, *, only_ours: bool = False) -> tuple[list[str], list[Point]]:
    """Return a table of a plan of some size, and the points of it for the picture."""
    project = make_project(folder / "project", {file.path: file.text for file in realistic_notes(topics)})
    clean = Measured("clean build", tuple(cleanly(project) for _ in range(times)))
    html = project.html.resolve()
    pages = len(list(project.source.rglob("*.md")))
    size = sum(path.stat().st_size for path in html.rglob("*") if path.is_file())
    written = [path.read_bytes() for path in html.glob("[0-9]*/*/topic*.html")]
    middle, packed = (median(map(len, sizes)) for sizes in (written, map(gzip.compress, written)))
    one = Measured("clean build, one process", tuple(cleanly(project, "--jobs", "1") for _ in range(times)))
    found = [clean, one, *edited(project, topics, times), *floor(project, folder, times), *starts(project, folder, times)]
    plain = list(by_itself(project, folder, times)) if topics <= _LARGEST_FOR_SPHINX and not only_ours else []
    others = [] if only_ours else [*mkdocs(project, folder, times), *hugo(project, folder, times)]
    weight, searched = search_index(project, times)
    against = plain[0].middle() if plain else None
    weights = (
        f"The site has {size / 1e6:.1f} MB; half of the topics' pages are smaller than {middle / 1000:.1f} kB, "
        f"and than {packed / 1000:.1f} kB as servers send them, compressed by gzip."
    )
    heads = "| What | Seconds | Processor seconds | Largest process | Seconds, × Sphinx | Processor, × Sphinx |"
    return [
        f"### {topics:,} topics, {pages:,} pages",
        "",
        weights,
        "",
        heads,
        "| --- | --- | --- | --- | --- | --- |",
        *rows([*found, *searched, *plain, *others], against),
        "",
        weight,
    ], [Point(pages, one.middle().wall, _MARKS[one.what]) for one in (*found, *plain) if one.what in _MARKS]


def cleanly(project: Project, *options: str) -> Cost:
    """Build a site of which nothing is there yet."""
    set_aside(project.build)
    return cost([sys.executable, "-m", "cycleplan", "build", "-C", str(project.root), *options])


def edited(project: Project, topics: int, times: int) -> Iterator[Measured]:
    """Yield what it costs to build a site again: as it is, after edits of one note, and with a gathering for a new cycle."""
    again = [sys.executable, "-m", "cycleplan", "build", "-C", str(project.root)]
    yield Measured("nothing has changed", tuple(cost(again) for _ in range(times)))
    topic = min(project.notes.glob("*/*/topic*.yaml"))
    edits = {"a discussion was edited": said_more, "an action item has another task": retasked, "a topic has another title": retitled}
    for what, edit in edits.items():
        costs = []
        for _ in range(times):
            topic.write_text(edit(topic.read_text(encoding="utf-8")), encoding="utf-8")
            costs.append(cost(again))
        yield Measured(what, tuple(costs))
    checks = []
    for _ in range(times):
        topic.write_text(said_more(topic.read_text(encoding="utf-8")), encoding="utf-8")
        checks.append(cost([sys.executable, "-m", "cycleplan", "check", "-C", str(project.root)]))
    yield Measured("a check of an edited discussion", tuple(checks))
    for file in next_gathering(topics):
        write(project.notes / file.path, file.text)
    yield Measured("a team met for a new cycle", (cost(again),))


def search_index(project: Project, times: int) -> tuple[str, list[Measured]]:
    """Return what a search loads and what the index costs, where Pagefind searches; nothing where it is not installed."""
    if not find_spec("pagefind"):
        return "Pagefind is not installed.", []
    site = project.notes / "site.yaml"
    write(site, site.read_text(encoding="utf-8") + "search: pagefind\n")
    built = Measured("clean build, Pagefind searches", tuple(cleanly(project) for _ in range(times)))
    topic = min(project.notes.glob("*/*/topic*.yaml"))
    costs = []
    for _ in range(times):
        topic.write_text(said_more(topic.read_text(encoding="utf-8")), encoding="utf-8")
        costs.append(cost([sys.executable, "-m", "cycleplan", "build", "-C", str(project.root)]))
    made = tuple(indexed(project, topic) for _ in range(times))
    return loaded(project), [
        built,
        Measured("a discussion was edited, Pagefind searches", tuple(costs)),
        Measured("the index of that alone", made),
    ]


def said_more(text: str) -> str:
    """Return a topic whose discussion begins with one sentence more."""
    return text.replace("discussion: |\n", "discussion: |\n  One sentence more. ", 1).replace(". \n", ".\n", 1)


def retitled(text: str) -> str:
    """Return a topic with a longer title."""
    return re.sub(r"^title: ", "title: Another ", text, count=1)


def retasked(text: str) -> str:
    """Return a topic whose first action item has a longer task."""
    return re.sub(r"task: ", "task: Another ", text, count=1)


if __name__ == "__main__":
    main()
