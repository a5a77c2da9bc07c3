"""Processes that render parts, several at a time: each imports Sphinx once, and is asked for part after part."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Protocol, Self

from cycleplan.hands import processors
from cycleplan.site.errors import SiteError
from cycleplan.site.sphinx import surroundings

Job = Mapping[str, Any]
Answer = Mapping[str, Any]

_PAGES_WORTH_A_START = 40
"""What is rendered in the time that a process takes to import Sphinx."""


class Renderers(Protocol):
    """What renders jobs, wherever it does."""

    def render(self, jobs: Iterable[Job], pages: int) -> Iterator[tuple[Job, Answer]]:
        """Yield each job with its answer, as they come; `pages` is how many pages they have. Raises SiteError where it cannot."""


class Worker:
    """A process that renders what it is asked to."""

    def __init__(self) -> None:
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  # closed with the process
        self._is_asked = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cycleplan.site.worker"],
            env=surroundings(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            encoding="utf-8",
        )

    def ask(self, job: Job) -> Answer:
        """Return the answer to a job; raises SiteError where the process ended without one."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._is_asked = True
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise SiteError(f"Sphinx failed:\n{self._last_words()}")
        answer: Answer = json.loads(line)
        return answer

    def end(self) -> None:
        """Let the process end, which has nothing to do any more."""
        assert self._process.stdin is not None
        if self._is_asked:
            with suppress(OSError):
                self._process.stdin.close()
            self._process.wait()
        self.close()

    def close(self) -> None:
        """End the process and its child, whatever they are at."""
        self._process.terminate()
        for pipe in filter(None, (self._process.stdin, self._process.stdout, self._said)):
            with suppress(OSError):  # what it was told last and never read
                pipe.close()
        self._process.wait()

    def _last_words(self) -> str:
        code = self._process.wait()
        self._said.seek(0)
        said = self._said.read().split("\n")
        return ": ".join(filter(None, (f"its process ended with {code}", next(filter(None, reversed(said)), ""))))


class Workers:
    """At most so many processes, each started when there is something to render for it; they end with the block of `with`."""

    def __init__(self, most: int = 0) -> None:
        self.most = most or processors()
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._all: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind:
            self._close()
        for worker in () if kind else self._all:
            worker.end()

    def warm(self) -> None:
        """Start a process, so that it is ready when there is something to render."""
        self._start()

    def render(self, jobs: Iterable[Job], pages: int) -> Iterator[tuple[Job, Answer]]:
        """Yield each job with its answer, as they come; the first jobs are begun first, and `pages` is how many pages they have.

        Raises SiteError where a process ended without an answer; what the others are at is then not waited for.
        """
        waiting = tuple(jobs)
        while len(self._all) < min(self.most, len(waiting), 1 + pages // _PAGES_WORTH_A_START):
            self._start()
        with ThreadPoolExecutor(max(1, len(self._all))) as threads:
            try:
                for done in as_completed([threads.submit(self._ask, job) for job in waiting]):
                    yield done.result()
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self._close()
                raise

    def _close(self) -> None:
        for worker in self._all:
            worker.close()

    def _start(self) -> None:
        self._all.append(worker := Worker())
        self._idle.put(worker)

    def _ask(self, job: Job) -> tuple[Job, Answer]:
        worker = self._idle.get()
        try:
            return job, worker.ask(job)
        finally:
            self._idle.put(worker)
