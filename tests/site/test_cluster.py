"""A site that a Dask cluster renders is the site that one machine builds, also where a worker dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from projects import REPOSITORY, TINY, command, make_project, tree, write

from cycleplan.site.build import build_site
from cycleplan.site.cluster import pack, unpack
from cycleplan.site.errors import SiteError
from cycleplan.workspace import Project

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed")
SURROUNDINGS = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
TEAMS = tuple(f"t{number}" for number in range(8))
NOTES = TINY | {
    "teams.yaml": "".join(f"{team}: {{title: Team {team}}}\n" for team in ("manila", *TEAMS)),
    **{f"2024.2/{team}/gathering.yaml": f"title: {team} at the PTG\ntopics: [one]\n" for team in TEAMS},
    **{f"2024.2/{team}/one.yaml": "title: One\nkind: feature\nsummary: The only one.\n" for team in TEAMS},
}


@needs_dask
def test_a_cluster_renders_the_same_bytes_also_where_a_worker_is_killed(tmp_path: Path):
    here, away = make_project(tmp_path / "here", NOTES), make_project(tmp_path / "away", NOTES)
    build_site(here, report=lambda _: None)

    with cluster(tmp_path / "dask") as (address, workers), building(away, address) as build:
        assert build.stderr is not None
        first = next(line for line in build.stderr if "rendering the pages" in line)
        workers[0].kill()
        said = build.stderr.read()
        code = build.wait()

    assert (code, "100%" in first, "100%" in said) == (0, False, True)
    assert tree(away.html.resolve()) == tree(here.html.resolve())


@needs_dask
def test_what_sphinx_refuses_on_a_cluster_names_the_source_that_stays(tmp_path: Path):
    project = make_project(tmp_path / "wrong", TINY)
    write(project.docs / "guide/index.md", "# Guide\n\nSee [linking](linking.md).\n\n```{toctree}\nlost\n```\n")

    with cluster(tmp_path / "dask", count=1) as (address, _):
        ran = command("build", "-C", str(project.root), "--scheduler", address)

    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, "cycleplan: Sphinx failed:")
    assert str(project.source / "guide/index.md") in ran.stderr


@needs_dask
def test_a_scheduler_without_workers_is_told_of(tmp_path: Path):
    project = make_project(tmp_path / "tiny")
    with cluster(tmp_path / "dask", count=0) as (address, _):
        ran = command("build", "-C", str(project.root), "--scheduler", address)

    assert (ran.returncode, ran.stderr) == (2, f"cycleplan: the scheduler at {address} has no workers\n")


@needs_dask
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1", "'127.0.0.1' is no address of a scheduler (such as tcp://10.0.0.1:8786)"),
        ("inproc://a/1", "'inproc://a/1' is no address of a scheduler (such as tcp://10.0.0.1:8786)"),
        ("tcp://127.0.0.1:1", "nobody answers at tcp://127.0.0.1:1"),
        ("tcp://127.0.0.1:99999", "nobody answers at tcp://127.0.0.1:99999"),
    ],
)
def test_what_is_no_scheduler_is_told_of(address: str, said: str, tmp_path: Path):
    ran = command("build", "-C", str(make_project(tmp_path / "tiny").root), "--scheduler", address)

    assert (ran.returncode, ran.stderr) == (2, f"cycleplan: {said}\n")


def test_without_dask_it_is_said_how_to_install_it(tmp_path: Path):
    write(tmp_path / "hidden/distributed.py", "raise ImportError\n")
    path = os.pathsep.join((str(tmp_path / "hidden"), str(REPOSITORY / "build_tools")))
    ran = command(
        *("build", "-C", str(make_project(tmp_path / "tiny").root), "--scheduler", "tcp://127.0.0.1:1"), environment={"PYTHONPATH": path}
    )

    assert (ran.returncode, ran.stderr) == (2, "cycleplan: Dask is not installed\n  install it with pip install 'cycleplan[dask]'\n")


def test_files_arrive_as_they_were_sent_and_nowhere_else(tmp_path: Path):
    files = {"a.txt": b"a\r\n", "deep/er/b.bin": bytes(range(256))}
    unpack(files, tmp_path / "there")

    assert pack(tmp_path / "there") == files
    with pytest.raises(SiteError, match=r"^\.\./c\.txt would be written outside its folder$"):
        unpack({"../c.txt": b""}, tmp_path / "there")
    assert not (tmp_path / "c.txt").exists()


@contextmanager
def cluster(folder: Path, count: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers of one thread each, and give its address and the workers."""
    folder.mkdir()
    known, log = folder / "scheduler.json", folder / "log"
    with ExitStack() as stack:
        out = stack.enter_context(log.open("wb"))

        def started(module: str, *options: str) -> subprocess.Popen[bytes]:
            words = [sys.executable, "-m", f"distributed.cli.dask_{module}", *options]
            process = stack.enter_context(subprocess.Popen(words, cwd=folder, env=SURROUNDINGS, stdout=out, stderr=out))
            stack.callback(process.kill)
            return process

        scheduler = started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(known))
        while not known.exists() or not known.read_text(encoding="utf-8").strip():
            assert scheduler.poll() is None, log.read_text(encoding="utf-8")
        address: str = json.loads(known.read_text(encoding="utf-8"))["address"]
        workers = [
            started("worker", address, "--no-nanny", "--no-dashboard", "--nthreads", "1", "--host", "127.0.0.1") for _ in range(count)
        ]
        while log.read_text(encoding="utf-8").count("Registered to:") < count:
            assert all(worker.poll() is None for worker in workers), log.read_text(encoding="utf-8")
        yield address, workers


@contextmanager
def building(project: Project, address: str) -> Iterator[subprocess.Popen[str]]:
    """Start a build on a cluster, which says what it is at."""
    words = [sys.executable, "-m", "cycleplan", "build", "--verbose", "-C", str(project.root), "--scheduler", address]
    with subprocess.Popen(words, env=SURROUNDINGS, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8") as process:
        yield process
        process.kill()
