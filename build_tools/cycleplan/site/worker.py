"""A process that renders parts, one after another: it imports Sphinx once for all of them.

It reads a job a line, as JSON, and answers each with a line; when nobody writes to it any more, it ends. Whatever Sphinx
and Python print goes elsewhere.
"""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from sphinx.cmd.build import main as build

from cycleplan.site.allowed import NOT_FOUND, SEARCH
from cycleplan.site.guard import PageReading, as_json, read_page
from cycleplan.site.manifest import hash_files
from cycleplan.site.sources import MINTED
from cycleplan.site.sphinx import arguments
from cycleplan.sphinxext.quicker import only_run

_COLLECT_AFTER = 128
"""Pages; the trees of so many are some 200 MB."""
_ONCE = ("_static", NOT_FOUND, SEARCH)
"""What every run of Sphinx makes, and a site has once."""


def main() -> None:
    """Do what is asked, until nobody asks."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # A run makes millions of small objects that live to its end, and looking through them again and again is
    # a quarter of its time; what some parts leave is cleared away as a whole.
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        serve(sys.stdin, answers)
    except KeyboardInterrupt:
        # Whoever asked was interrupted, too, and says so.
        sys.exit(1)


def serve(jobs: TextIO, answers: TextIO) -> None:
    """Answer each line with a line."""
    pages = 0
    for line in jobs:
        answer = rendered(json.loads(line))
        print(json.dumps(answer), file=answers, flush=True)
        pages += len(answer.get("pages", ()))
        if pages > _COLLECT_AFTER:
            gc.collect()
            pages = 0


def rendered(job: Mapping[str, Any]) -> Mapping[str, Any]:
    """Render the part of a job from `source` into `out`, both folders, and read it again.

    `docs` is where Sphinx has its settings, `settings` are those of the part, `is_frame` says whether it has what a site has
    once, and `root` is the path of the site at its host.

    Returns what Sphinx said, where it failed; else the hash of each file, and what each page holds for others.
    """
    said, source, out = io.StringIO(), Path(job["source"]), Path(job["out"])
    asked = arguments(Path(job["docs"]), job["settings"], source, out)
    with redirect_stdout(io.StringIO()), redirect_stderr(said), only_run():
        code = build(asked)
    if code:
        return {"failed": said.getvalue().strip() or f"it ended with {code}"}
    tidy(out, is_frame=job["is_frame"])
    minted = json.loads((source / MINTED).read_text(encoding="utf-8"))
    readings = read_pages(out, {f"{page}.html": fragments for page, fragments in minted.items()}, root=job["root"])
    faults = [fault for reading in readings.values() for fault in reading.faults]
    return {
        "faults": faults,
        "files": hash_files(out),
        "pages": {path: as_json(reading) for path, reading in readings.items()},
    }


def read_pages(out: Path, minted: Mapping[str, list[str]], *, root: str) -> dict[str, PageReading]:
    """Read the pages below a folder, whose fragments are given, and those of the frame where it has them."""
    found = {path: read_page(path, (out / path).read_text(encoding="utf-8"), fragments) for path, fragments in minted.items()}
    for path in (SEARCH, NOT_FOUND):
        if (out / path).is_file():
            found[path] = read_page(path, (out / path).read_text(encoding="utf-8"), root=root if path == NOT_FOUND else "")
    return found


def tidy(out: Path, *, is_frame: bool) -> None:
    """Take away what Sphinx keeps for its next run, and what another part has."""
    (out / ".buildinfo").unlink(missing_ok=True)
    shutil.rmtree(out / "_sources", ignore_errors=True)
    for path in () if is_frame else (out / name for name in _ONCE):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
