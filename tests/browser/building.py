"""Sites that are built once in a run of tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from cycleplan.site.build import build_site
from cycleplan.workspace import Project


def built_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Project]) -> Path:
    """Return the folder of a site that the workers of a run share: the first builds it, the others wait for it and find it built."""
    shared = factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else factory.getbasetemp()
    root = shared / f"site-{name}"
    if not root.exists():
        made = factory.mktemp(name) / "project"
        make(made)
        # Whoever comes second finds a folder in the place, and takes that.
        with suppress(OSError):
            made.rename(root)
    project = Project(root)
    built = build_site(project, report=str)
    assert built.html, [str(problem) for problem in built.problems]
    return project.html.resolve()
