"""Runs Sphinx on the generated source, in a process of its own whose surroundings are always the same."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread

from cycleplan.model import Plan
from cycleplan.pipeline import newest_planned
from cycleplan.site.errors import SiteError
from cycleplan.workspace import Project

EPOCH = "315532800"
"""The first second of 1980, the earliest that a zip can hold: no page shows when it was built."""

_ESCAPE_CODES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_COLLECT_AFTER = 200_000


def run_sphinx(project: Project, settings: Mapping[str, str], out: Path, report: Callable[[str], None]) -> None:
    """Render the project's source into the empty folder `out`; raises SiteError with what Sphinx said."""
    command = [sys.executable, "-m", "cycleplan.site.sphinx", *arguments(project, settings, out)]
    with subprocess.Popen(  # noqa: S603  # our own interpreter with arguments of ours
        command, env=_surroundings(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", bufsize=1
    ) as process:
        said = _follow(process, report)
    if process.returncode:
        message = "Sphinx failed:\n" + (said.strip() or f"it ended with {process.returncode}")
        raise SiteError(message)


def arguments(project: Project, settings: Mapping[str, str], out: Path) -> list[str]:
    """Return the arguments of sphinx-build: clean, warnings as errors, and what pages need to know of the site."""
    definitions = [f"-D{key}={value}" for key, value in settings.items()]
    options = ["-b", "html", "-E", "-a", "-W", "-n", "--keep-going", "-c", str(project.docs), "-d", str(out.parent / "doctrees")]
    return [*options, *definitions, str(project.source), str(out)]


def settings_of(plan: Plan) -> dict[str, str]:
    """Return what Sphinx must know of the whole site."""
    cycle = newest_planned(plan)
    return {
        "project": plan.site.title,
        "html_title": plan.site.title,
        "html_baseurl": plan.site.base,
        "html_theme_options.cycle": cycle.label if cycle else "",
        "html_theme_options.copyright": plan.site.copyright,
        "html_theme_options.search": plan.site.search.value,
        "html_theme_options.licence": plan.site.licence.title,
        "html_theme_options.licence_url": plan.site.licence.url,
    }


def main(argv: list[str]) -> int:
    """Run sphinx-build in this process."""
    from sphinx.cmd.build import main as build

    # A run makes millions of small objects that live to its end; looking through them again and again is
    # a quarter of its time.
    gc.set_threshold(_COLLECT_AFTER, 50, 50)
    return build(argv)


def _surroundings() -> dict[str, str]:
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


def _follow(process: subprocess.Popen[str], report: Callable[[str], None]) -> str:
    assert process.stdout is not None
    assert process.stderr is not None
    complaints: list[str] = []
    errors = process.stderr
    reader = Thread(target=lambda: complaints.extend(errors), daemon=True)
    reader.start()
    for line in process.stdout:
        if "... [" in line:
            report(_ESCAPE_CODES.sub("", line).strip())
    reader.join()
    return _ESCAPE_CODES.sub("", "".join(complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
