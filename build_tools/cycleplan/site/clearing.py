"""Folders of many files, each removed by a process of its own while this one goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cycleplan.site.swap import clear

_QUIET: Mapping[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
_REMOVE = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"


@contextmanager
def cleared_beside() -> Iterator[Callable[[Path], None]]:
    """Give what removes a folder while the block goes on; when it has ended, all are gone."""
    processes: list[subprocess.Popen[bytes]] = []
    folders: list[Path] = []

    def remove(folder: Path) -> None:
        folders.append(folder)
        # It is bare, and so there in some milliseconds. Where the system has no room for it, the folder waits for the end of the block.
        with suppress(OSError):
            processes.append(subprocess.Popen([sys.executable, "-I", "-S", "-c", _REMOVE, str(folder)], **_QUIET))  # noqa: S603  # it is our own code

    try:
        yield remove
    finally:
        for process in processes:
            process.wait()
        for folder in folders:
            # Nothing is left to do, unless somebody ended the process.
            clear(folder)
