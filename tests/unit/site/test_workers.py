"""Processes that render: they answer, they say why they cannot, and none is left behind."""

from __future__ import annotations

import io
import json
import os
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from projects import DOCS, TINY, make_project

from cycleplan.pipeline import run
from cycleplan.site.errors import SiteError
from cycleplan.site.parts import divide
from cycleplan.site.readings import from_table
from cycleplan.site.rendering import jobs_of
from cycleplan.site.sources import Sources
from cycleplan.site.worker import serve
from cycleplan.site.workers import Worker, Workers
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "tiny")


def jobs(project: Project, work: Path) -> list[Any]:
    """Return what is asked for each part of the tiny plan."""
    parts = divide(Sources(run([TextFile(path, text) for path, text in TINY.items()], docs=DOCS), DOCS))
    return list(jobs_of(project, {part.name.replace("/", "-"): part for part in parts}, work))


def test_each_job_is_answered(project: Project, tmp_path: Path):
    with Workers(2) as workers:
        answers = {job["key"]: answer for job, answer in workers.render(jobs(project, tmp_path / "work"), pages=100)}

    assert sorted(answers["owners"]["files"]) == ["objects.inv", "owners/carthaca.html", "searchindex.js"]
    assert sorted(answers) == ["2024.2-manila", "frame", "handbook", "owners"]
    assert [answer["faults"] for answer in answers.values()] == [[]] * 4
    assert sorted(from_table(answers["owners"]["pages"])["owners/carthaca.html"].ids) == ["action-items", "carthaca", "content", "led"]


def test_a_process_that_is_killed_is_told_of_and_the_others_end_too(project: Project, tmp_path: Path):
    with Workers(2) as workers:
        rendering = workers.render(jobs(project, tmp_path / "work"), pages=100)
        next(rendering)
        os.kill(children()[0], signal.SIGKILL)
        with pytest.raises(SiteError, match=r"Sphinx failed:\nits process ended with -9"):
            list(rendering)

        assert children() == []


def test_the_child_that_renders_is_told_of_when_it_is_killed(project: Project, tmp_path: Path):
    with Workers(1) as workers:
        rendering = workers.render(jobs(project, tmp_path / "work"), pages=1)
        next(rendering)
        [parent] = children()
        until(lambda: children_of(parent))
        os.kill(children_of(parent)[0], signal.SIGKILL)
        with pytest.raises(SiteError, match=r"Sphinx failed:\nits process ended with -9"):
            list(rendering)

        assert children() == []


def test_a_child_that_fails_says_why_on_a_line(project: Project, tmp_path: Path):
    worker = Worker()
    first = worker.ask(jobs(project, tmp_path / "work")[0])
    with pytest.raises(SiteError) as caught:
        worker.ask({})
    worker.close()

    assert (first["faults"], str(caught.value)) == ([], "Sphinx failed:\nits process ended with 1: KeyError: 'source'")


def test_nothing_goes_on_rendering_once_nobody_waits_for_it(project: Project, tmp_path: Path):
    worker = Worker()
    worker.ask(jobs(project, tmp_path / "work")[0])
    [parent] = children()
    until(lambda: children_of(parent))
    ended = [parent, *children_of(parent)]
    worker.close()

    until(lambda: not any(map(is_running, ended)))
    assert children() == []


def test_a_process_answers_until_it_has_rendered_enough(project: Project, tmp_path: Path):
    asked = io.StringIO("".join(f"{json.dumps(job)}\n" for job in jobs(project, tmp_path / "work")))
    said = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answered = [(serve(asked, said, most), len(said.getvalue().splitlines())) for most in (0, 0, 10**6)]

    assert answered == [(True, 1), (True, 2), (False, 4)]


def test_a_process_that_fails_says_why_on_a_line():
    worker = Worker()

    with pytest.raises(SiteError) as caught:
        worker.ask({})
    worker.close()

    assert str(caught.value) == "Sphinx failed:\nits process ended with 1: KeyError: 'source'"


def until(is_so: Callable[[], object]) -> None:
    """Wait until something is so; raises AssertionError where that takes too long."""
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end


def children() -> list[int]:
    """Return the processes that render for this one."""
    found = children_of("self")
    return [child for child in found if b"cycleplan.site.worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


def children_of(process: int | str) -> list[int]:
    """Return the processes that a process has started."""
    lists = (path.read_text(encoding="utf-8").split() for path in Path(f"/proc/{process}/task").glob("*/children"))
    return [int(child) for children in lists for child in children]


def is_running(process: int) -> bool:
    """Tell whether a process does anything: one that nobody has waited for yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
