"""A process that renders parts, one after another: it imports Sphinx once for all of them, and has children that render most.

It reads a job a line, as JSON, and answers each with a line; when nobody writes to it any more, it ends. Whatever Sphinx
and Python print goes elsewhere.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from sphinx.cmd.build import main as build

from cycleplan.site.allowed import NOT_FOUND, SEARCH
from cycleplan.site.guard import PageReading, read_page
from cycleplan.site.manifest import hash_files
from cycleplan.site.readings import as_table
from cycleplan.site.sphinx import arguments
from cycleplan.site.tables import MINTED
from cycleplan.sphinxext.quicker import only_run

_MOST_BYTES = 1_500_000
"""Of the sources that a child renders; the trees of so many are some 200 MB."""
_GOES_ON, _FAILED = 64, 1
"""How a child ends after which another is to go on, or none can."""
_FOR_THE_NEXT = (".buildinfo", "_sources")
_ONCE = ("_static", NOT_FOUND, SEARCH)
"""What every run of Sphinx makes, and a site has once."""


def main() -> None:
    """Do what is asked, until nobody asks."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    gc.disable()
    try:
        # What the first job makes ready, such as templates, is ready for all children.
        goes_on = serve(sys.stdin, answers, 0)
        while goes_on:
            gc.collect()
            gc.freeze()
            goes_on = _serve_in_child(sys.stdin, answers) if hasattr(os, "fork") else serve(sys.stdin, answers, _MOST_BYTES)
    except KeyboardInterrupt:
        # Whoever asked was interrupted, too, and says so.
        sys.exit(_FAILED)
    sys.stderr.flush()
    # Nothing is left to be done, and clearing away what there is would take as long as some pages.
    os._exit(0)


def _serve_in_child(jobs: TextIO, answers: TextIO) -> bool:
    """Let a child answer the next lines, and tell whether more may come.

    A run makes millions of small objects that hold each other and live to its end. To look for them and to clear them away is a
    tenth of its time, and when the child ends they are gone at once.
    """
    child = os.fork()
    if not child:
        code = _FAILED
        try:
            code = _GOES_ON if serve(jobs, answers, _MOST_BYTES) else 0
        except KeyboardInterrupt:
            pass
        except BaseException:  # whatever it is, this process must not go on as its parent does
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    with _taken_along(child):
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code < 0:
        # Whoever waits for this process is to see what became of the child.
        os.kill(os.getpid(), -code)
    if code not in (0, _GOES_ON):
        sys.exit(code)
    return code == _GOES_ON


@contextmanager
def _taken_along(child: int) -> Iterator[None]:
    """Let a child end with this process when that is told to."""

    def end(number: int, frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os._exit(_FAILED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def serve(jobs: TextIO, answers: TextIO, most: int) -> bool:
    """Answer each line with a line, until the sources of more than `most` bytes are rendered; tell whether more may come."""
    size = 0
    while line := jobs.readline():
        job = json.loads(line)
        print(json.dumps(rendered(job)), file=answers, flush=True)
        size += sum(path.stat().st_size for path in Path(job["source"]).rglob("*.md"))
        if size > most:
            return True
    return False


def rendered(job: Mapping[str, Any]) -> Mapping[str, Any]:
    """Render the part of a job from `source` into `out`, both folders, and read it again.

    `docs` is where Sphinx has its settings, `settings` are those of the part, `is_frame` says whether it has what a site has
    once, and `root` is the path of the site at its host.

    Returns what Sphinx said, where it failed; else the hash of each file, and a table of what each page holds for others.
    """
    said, source, out = io.StringIO(), Path(job["source"]), Path(job["out"])
    asked = arguments(Path(job["docs"]), job["settings"], source, out)
    with redirect_stdout(io.StringIO()), redirect_stderr(said), only_run():
        code = build(asked)
    if code:
        return {"failed": said.getvalue().strip() or f"it ended with {code}"}
    tidy(out, source, is_frame=job["is_frame"])
    minted = json.loads((source / MINTED).read_text(encoding="utf-8"))
    readings = read_pages(out, {f"{page}.html": fragments for page, fragments in minted.items()}, root=job["root"])
    faults = [fault for reading in readings.values() for fault in reading.faults]
    return {
        "faults": faults,
        "files": hash_files(out),
        "pages": as_table(readings),
    }


def read_pages(out: Path, minted: Mapping[str, list[str]], *, root: str) -> dict[str, PageReading]:
    """Read the pages below a folder, whose fragments are given, and those of the frame where it has them."""
    found = {path: read_page(path, (out / path).read_text(encoding="utf-8"), fragments) for path, fragments in minted.items()}
    for path in (SEARCH, NOT_FOUND):
        if (out / path).is_file():
            found[path] = read_page(path, (out / path).read_text(encoding="utf-8"), root=root if path == NOT_FOUND else "")
    return found


def tidy(out: Path, left: Path, *, is_frame: bool) -> None:
    """Put away what Sphinx keeps for its next run, and what another part has, into a folder that goes when all parts are rendered.

    Where files were removed, a file system such as ext4 takes longer for each new one (`recently_deleted` in its `ialloc.c`).
    """
    for name in (*_FOR_THE_NEXT, *(() if is_frame else _ONCE)):
        if (out / name).exists():
            (out / name).rename(left / f".{name}")


if __name__ == "__main__":
    main()
