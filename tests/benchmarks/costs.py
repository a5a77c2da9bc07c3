"""What commands cost, with all that they start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple


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


def set_aside(folder: Path) -> None:
    """Put what was made away without removing it: a file system such as ext4 takes longer for each new file after that of many."""
    if folder.exists():
        folder.rename(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
