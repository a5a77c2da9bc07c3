"""A plan with two topics that was built, to edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ledgers import recorded
from projects import DOCS, make_project
from rendered import render_builds_here
from two_topics import TWO, built, quiet

from cycleplan.site import looks
from cycleplan.site.build import Wanted, build_site
from cycleplan.workspace import Project


@pytest.fixture(autouse=True)
def all_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be known by their times as soon as they are written, as no test waits for seconds."""
    monkeypatch.setattr(looks, "SETTLED", 0)


@pytest.fixture(scope="package")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the plan, and return its project, to which nobody writes."""
    made = make_project(tmp_path_factory.mktemp("first") / "project", recorded(TWO, docs=DOCS))
    built(made)
    return made


@pytest.fixture
def project(first: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project of the plan that was built of parts which were rendered elsewhere, and is rendered in this process from now on."""
    render_builds_here(monkeypatch)
    made = make_project(tmp_path / "project", recorded(TWO, docs=DOCS))
    shutil.copytree(first.build / "parts", made.build / "parts")
    build_site(made, report=quiet, wanted=Wanted(assembles=True))
    return made
