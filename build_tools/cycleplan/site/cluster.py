"""Renders parts on the machines of a Dask cluster, which has to have the same Cycleplan and what it stands on.

A task has several parts, so that the process that it starts imports Sphinx once for all of them. Dask gives a task to another
worker where one has died, and gives up after some (`distributed.scheduler.allowed-failures`).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from cycleplan.site.errors import SiteError
from cycleplan.site.fingerprint import program
from cycleplan.site.workers import Answer, Job, Worker

if TYPE_CHECKING:
    from distributed import Client

Files = Mapping[str, bytes]

_ADDRESS = re.compile(r"(?:tcp|tls)://(?P<host>[^\s/:]+|\[[0-9A-Fa-f:]+\]):(?P<port>[0-9]{1,5})")
_TASKS_A_THREAD = 4
_WAIT = 10
"""Seconds for the scheduler to answer."""


class Cluster:
    """The workers of a scheduler at an address such as `tcp://10.0.0.1:8786`; `settings` are the files that Sphinx has its own from."""

    def __init__(self, address: str, settings: Iterable[Path]) -> None:
        self.address = address
        self.settings = tuple(settings)

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError as error:
            raise SiteError("Dask is not installed\ninstall it with pip install 'cycleplan[dask]'") from error
        _require_answer(self.address)
        try:
            self.client: Client = Client(self.address, timeout=_WAIT, set_as_default=False)
        except OSError as error:
            raise SiteError(f"no scheduler of Dask answers at {self.address}") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.client.close()

    def render(self, jobs: Iterable[Job], pages: int) -> Iterator[tuple[Job, Answer]]:
        """Yield each job with its answer, as they come, once its pages are in the folder of the job.

        Raises SiteError where the cluster has no worker or another program, or where a task has killed too many workers.
        """
        from distributed import as_completed

        waiting = {job["key"]: job for job in jobs}
        threads = sum(self.client.nthreads().values())
        if waiting and not threads:
            raise SiteError(f"the scheduler at {self.address} has no workers")
        tasks = list(_tasks(tuple(waiting.values()), _TASKS_A_THREAD * threads))
        conf = {path.relative_to(self.settings[0].parent).as_posix(): path.read_bytes() for path in self.settings}
        futures = [self.client.submit(render_away, task, conf, program(self.settings), pure=False) for task in tasks]
        for future in as_completed(futures, loop=self.client.loop):
            if future.exception():
                raise SiteError(f"Dask failed: {_first_line(future.exception())}")
            for key, answer, files in future.result():
                unpack(files, Path(waiting[key]["out"]))
                yield waiting[key], answer


def _require_answer(address: str) -> None:
    # Dask itself tries for long, and tells its tries.
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise SiteError(f"{address!r} is no address of a scheduler (such as tcp://10.0.0.1:8786)")
    try:
        socket.create_connection((found["host"].strip("[]"), int(found["port"])), _WAIT).close()
    except (OSError, OverflowError) as error:
        raise SiteError(f"nobody answers at {address}") from error


def _tasks(jobs: tuple[Job, ...], most: int) -> Iterator[list[tuple[Job, Files]]]:
    """Yield jobs in at most so many tasks, with the files of each."""
    for start in range(min(most, len(jobs))):
        yield [(job, pack(Path(job["source"]))) for job in jobs[start::most]]


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).split("\n")[0]


def render_away(task: Iterable[tuple[Job, Files]], conf: Files, wanted: str) -> list[tuple[str, Answer, Files]]:
    """Render some parts on a machine of the cluster: the key, the answer and the files of each.

    Raises SiteError where this machine has another program than the one that is wanted.
    """
    with TemporaryDirectory() as folder, closing(Worker()) as worker:
        docs = Path(folder, "docs")
        unpack(conf, docs)
        if program(docs / name for name in conf) != wanted:
            raise SiteError("a worker has another Cycleplan, or other versions of what it stands on")
        return [_rendered(worker, job, files, docs, Path(folder, str(at))) for at, (job, files) in enumerate(task)]


def _rendered(worker: Worker, job: Job, files: Files, docs: Path, folder: Path) -> tuple[str, Answer, Files]:
    source, out = folder / "source", folder / "html"
    out.mkdir(parents=True)
    unpack(files, source)
    answer: dict[str, Any] = dict(worker.ask({**job, "docs": str(docs), "source": str(source), "out": str(out)}))
    if "failed" in answer:
        answer["failed"] = answer["failed"].replace(str(source), job["source"])
    return job["key"], answer, pack(out)


def pack(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their paths there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def unpack(files: Files, folder: Path) -> None:
    """Write files into a folder; raises SiteError for a path that leads out of it."""
    for path, content in files.items():
        to = folder / path
        if not to.resolve().is_relative_to(folder.resolve()):
            raise SiteError(f"{path} would be written outside its folder")
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
