"""What a search costs where Pagefind searches: its index to make, and what a browser loads of it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.costs import Cost, cost

from cycleplan.workspace import Project

_SEARCHES = 9
"""How many words are searched for."""
_INDEX = """
import sys
from pathlib import Path
from cycleplan.site.fingerprint import program
from cycleplan.site.build import settings_files
from cycleplan.site.pagefind_index import index_pages
from cycleplan.site.remembered import Remembered
from cycleplan.workspace import Project
project, out = Project(Path(sys.argv[1])), Path(sys.argv[2])
index_pages(out, [Remembered(project, program(settings_files(project))).volume_of(sys.argv[3])])
"""


def indexed(project: Project, topic: Path) -> Cost:
    """Make the volume of the index that finds a topic once more, beside links to the pages."""
    with tempfile.TemporaryDirectory() as folder:
        for path in project.html.resolve().iterdir():
            if path.name != "pagefind":
                (Path(folder) / path.name).symlink_to(path)
        name = topic.relative_to(project.notes).with_suffix("").as_posix()
        return cost([sys.executable, "-c", _INDEX, str(project.root), folder, name])


def loaded(project: Project) -> str:
    """Return what a browser loads of the index for a first search and for the next one, compressed, where there is a browser."""
    chromium = shutil.which("chromium")
    if not find_spec("playwright") or not chromium:
        return "There is no chromium to search with."
    from browser.chromium import started
    from browser.weighing import weigh

    titles = sorted(path.read_text(encoding="utf-8").partition("\n")[0] for path in project.notes.glob("*/*/topic1.yaml"))
    words = list(dict.fromkeys(title.split()[-1] for title in titles))[:: max(1, len(titles) // _SEARCHES)][:_SEARCHES]
    with started(chromium) as browser:
        first, later = (sorted(sizes) for sizes in zip(*weigh(browser, project.html.resolve(), words), strict=True))
    of_first, most, of_later, most_later = (f"{size / 1000:.0f} kB" for size in (median(first), first[-1], median(later), later[-1]))
    return (
        f"With Pagefind a browser loads {of_first} of the index and its program for a first search, compressed, at most {most}; "
        f"for another word {of_later}, at most {most_later} ({len(words)} words, each by somebody new to the site)."
    )
