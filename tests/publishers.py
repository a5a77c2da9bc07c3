"""Publishers to kill: each is a fork of this program, which has loaded everything before, so that it is at work from its first moment.

For each line of standard input, `HTML<tab>FOLDER<tab>STEP`, a fork publishes the one into the other. Its process id is
printed when it starts, and how it ended when it has. Where a step is given, it kills itself before that change of the disk.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from cycleplan.site.publish import held, publish_site

LEDGER = ("/index.html 2026-11-23 page /index.html",)
KEEP = 3
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink")


def publish_folder(html: Path, folder: Path) -> None:
    """Publish a finished folder of pages."""
    with held(folder, quiet) as front:
        publish_site(html, LEDGER, front, keep=KEEP, report=quiet)


def quiet(_: str) -> None:
    """Take the progress of a publisher and say nothing."""


def main() -> None:
    """Publish in forks until the input ends."""
    for line in sys.stdin:
        html, folder, last = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            if last:
                die_before(int(last))
            publish_folder(Path(html), Path(folder))
            os._exit(0)
        tell(child)
        tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def die_before(last: int) -> None:
    """Have this process killed before it changes the disk for the last time that it may (Python, Audit events table)."""
    steps = count()

    def look(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in _CHANGES) and next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def tell(number: int) -> None:
    """Write a number on a line of its own."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
