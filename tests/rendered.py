"""Renders parts in this process, and lays them together."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from cycleplan.pipeline import Outcome
from cycleplan.site import build, worker
from cycleplan.site.laying import lay_together
from cycleplan.site.making import lay_over, repeat_twins
from cycleplan.site.store import Rendered
from cycleplan.site.tables import MINTED
from cycleplan.site.workers import Answer, Job
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project


class Here:
    """Renders each job in this process, and takes note of its pages."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def render(self, jobs: Iterable[Job], pages: int) -> Iterator[tuple[Job, Answer]]:
        """Yield each job with its answer, in the order in which they are asked for."""
        del pages
        for job in jobs:
            self.pages += json.loads(Path(job["source"], MINTED).read_text(encoding="utf-8"))
            yield job, answered(job)


def render_builds_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds render in this process, which spares them starting others."""
    monkeypatch.setattr(build, "renderers", lambda project, wanted: nullcontext(Here()))


def answered(job: Job) -> Answer:
    """Return the answer to a job."""
    with warnings.catch_warnings():
        # MyST's use of what the next Sphinx but one takes away is not ours to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        return worker.rendered(job)


def together(project: Project, outcome: Outcome, docs: Iterable[TextFile], rendered: Iterable[Rendered]) -> Path:
    """Lay the parts of a site together, and return the folder."""
    parts, out = tuple(rendered), project.build / "parts-together"
    out.mkdir(parents=True)
    lay_over(out, outcome, docs)
    lay_together([part.html for part in parts], [part.files for part in parts], out)
    repeat_twins(out, outcome)
    return out
