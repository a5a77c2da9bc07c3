"""Of notes that stay as they are a build makes the same site, and once that is there, it reads, runs and writes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from opening import loaded, opened
from projects import REPOSITORY, TINY, command, copy_repository, make_project, stamps, tree, write

from cycleplan.site import looks
from cycleplan.site.build import Wanted, build_site
from cycleplan.site.swap import served, site_folder
from cycleplan.workspace import Project


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_repository(tmp_path_factory.mktemp("real"))
    build_site(project, report=quiet)
    return project


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return make_project(tmp_path / "tiny")


def quiet(_: str) -> None:
    """Take the progress of a build and say nothing."""


def test_the_real_notes_are_published_without_a_problem(real: Project):
    built = build_site(real, report=quiet, wanted=Wanted(force=True))

    assert (built.problems, built.changed, built.html) == ((), True, real.html)
    assert (real.html / "2024.2" / "manila" / "cephfs.html").is_file()


def test_a_second_build_runs_nothing_and_writes_nothing(real: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looks, "SETTLED", 0)
    build_site(real, report=quiet)
    before, reports = stamps(real.build), []

    built = build_site(real, report=reports.append)

    assert (built.changed, reports, stamps(real.build)) == (False, [], before)


def test_what_was_built_before_is_told_as_it_was_told_then_and_sphinx_stays_where_it_is(tmp_path: Path):
    notes = {**TINY, "owners.yaml": TINY["owners.yaml"] + "zoe: {kind: person}\n"}
    project = make_project(tmp_path / "tiny", notes)
    code = "import atexit, sys; from cycleplan.cli import main; atexit.register(lambda: print('sphinx' in sys.modules)); main()"
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
    words = [sys.executable, "-c", code, "build", "--root", str(project.root)]
    built = build_site(project, report=quiet)

    again = build_site(project, report=quiet)
    told = subprocess.run(words, env=surroundings, capture_output=True, encoding="utf-8", check=False)

    assert [problem.rule.code for problem in built.problems] == ["CP503"]
    assert (again.problems, again.pages, again.html) == (built.problems, built.pages, built.html)
    assert told.returncode == 0, told.stderr
    assert "owners.yaml:2:1: CP503 warning" in told.stderr + told.stdout


@pytest.mark.parametrize("name", ["build", "check"])
def test_where_there_is_nothing_to_do_nothing_heavy_is_loaded(name: str, tiny: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looks, "SETTLED", 0)
    write(tiny.notes / "owners.yaml", TINY["owners.yaml"] + "zoe: {kind: person}\n")
    build_site(tiny, report=quiet)
    heavy = ("sphinx", "markdown_it", "yaml", "pydantic", "importlib.metadata", "cycleplan.prose", "cycleplan.pipeline")

    assert loaded(tiny, heavy, name) == ([], [UNUSED])


def test_where_nothing_was_touched_no_note_is_read(tiny: Project):
    write(tiny.notes / "owners.yaml", TINY["owners.yaml"] + "zoe: {kind: person}\n")
    told = [opened(tiny, name) for name in ("build", "build", "check")]
    write(tiny.notes / "owners.yaml", TINY["owners.yaml"] + "zoe: {kind: team}\n")
    told += [opened(tiny, name) for name in ("check", "build")]

    assert [names for names, _ in told] == [NOTES_READ, [], [], NOTES_READ, NOTES_READ]
    assert [line for _, said in told for line in said] == [UNUSED] * 5


UNUSED = "owners.yaml:2:1: CP503 warning: nothing names the owner 'zoe' (take it out, or name it)"
NOTES_READ = sorted(Path(path).name for path in TINY)


@pytest.mark.parametrize("text", [None, "{"])
def test_a_site_of_which_no_more_is_known_is_built_anew(text: str | None, tiny: Project):
    built = build_site(tiny, report=quiet)
    known = site_folder(tiny.html, served(tiny.html)) / "build.json"
    known.unlink() if text is None else write(known, text)

    again = build_site(tiny, report=quiet)

    assert (again.problems, again.pages, again.changed) == (built.problems, built.pages, True)


def test_two_builds_in_other_surroundings_are_the_same_bytes(tmp_path: Path):
    plain, git = copy_repository(tmp_path / "a"), copy_repository(tmp_path / "folder with a space" / "b")
    subprocess.run(["git", "init", "--quiet", str(git.root)], check=True)
    here = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}
    there = {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Auckland",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "SOURCE_DATE_EPOCH": "1700000000",
    }

    assert command("build", "-C", str(plain.root), environment=here).returncode == 0
    assert command("build", "-C", str(git.root), environment=there).returncode == 0

    assert tree(plain.html.resolve()) == tree(git.html.resolve())
    assert tree(plain.source) == tree(git.source)
