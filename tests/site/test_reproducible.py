"""The same notes give the same bytes anywhere, and a build asks nobody: no host, no git, no program of the system's."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from moved_plan import NOTES
from projects import REPOSITORY, make_project, tree, write

from cycleplan.workspace import Project

WATCH = """
import os, sys

def asker():
    frame = sys._getframe(2)
    while frame.f_globals["__name__"] == "socket":
        frame = frame.f_back
    return frame.f_globals["__name__"]

def watch(event, arguments):
    told = ""
    if event.startswith("socket."):
        told = f"{{event}} in {{asker()}}"
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn"):
        told = f"runs {{arguments[0]}}"
    elif event == "os.system":
        told = event
    elif event == "open" and "/.git/" in str(arguments[0]):
        told = f"reads {{arguments[0]}}"
    if told:
        log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(log, (told + chr(10)).encode())
        os.close(log)
    if event.startswith("socket."):
        raise ConnectionRefusedError(event)

sys.addaudithook(watch)
"""
"""A sitecustomize that writes down what a process asks of its surroundings, and refuses every socket."""

TRIES_IPV6 = "socket.__new__ in urllib3.util.connection"
"""When Sphinx imports it, urllib3 makes a socket to see whether this machine has IPv6. It connects it to nothing."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build that ended: what it made, and what it asked of its surroundings."""

    project: Project
    asked: tuple[str, ...]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build in a git repository, with a `git` at hand that would tell."""
    folder = tmp_path_factory.mktemp("here")
    project = make_project(folder / "plan", NOTES)
    subprocess.run(["git", "init", "--quiet", str(project.root)], check=True)
    write(folder / "bin/git", f"#!/bin/sh\necho runs git >> '{folder / 'asked'}'\nexit 1\n")
    (folder / "bin/git").chmod(0o755)
    surroundings = {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
    return build(folder, project, surroundings, umask=0o022)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the same notes, written in another order and at other times, where everything else differs as well."""
    folder = tmp_path_factory.mktemp("there")
    project = make_project(folder / "a plán in a folder", dict(reversed(NOTES.items())))
    for path in sorted(project.root.rglob("*")):
        os.utime(path, (random.Random(path.name).randrange(2**30),) * 2)
    surroundings = {
        "PATH": str(folder / "nothing"),
        "PYTHONHASHSEED": "2",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "TZ": "Pacific/Auckland",
        "SOURCE_DATE_EPOCH": "1700000000",
        "COLUMNS": "40",
        "HOME": str(folder / "nobody"),
        "USER": "wren",
    }
    return build(folder, project, surroundings, umask=0o077, before=apart())


def test_the_same_notes_give_the_same_bytes(here: Build, there: Build):
    assert tree(here.project.html.resolve()) == tree(there.project.html.resolve())
    assert tree(here.project.source) == tree(there.project.source)


def test_a_build_asks_nothing_of_its_surroundings(here: Build, there: Build):
    assert {*here.asked, *there.asked} - {TRIES_IPV6} == {f"runs {sys.executable}"}


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("import subprocess; subprocess.run(['true'])", "runs true"),
        ("open('/nowhere/.git/HEAD')", "reads /nowhere/.git/HEAD"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo in __main__"),
        ("import socket; socket.socket()", "socket.__new__ in __main__"),
    ],
)
def test_what_a_process_asks_would_be_told(script: str, told: str, tmp_path: Path):
    write(tmp_path / "site/sitecustomize.py", WATCH.format(log=str(tmp_path / "asked")))
    watched = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    subprocess.run([sys.executable, "-c", script], env=watched, capture_output=True, check=False)

    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines()[0] == told


def apart() -> list[str]:
    """Return the words before a command that leave it without a network, or none where that is not permitted."""
    unshare = shutil.which("unshare")
    if unshare and not subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        return [unshare, "-rn"]
    return []


def build(folder: Path, project: Project, surroundings: Mapping[str, str], *, umask: int, before: Iterable[str] = ()) -> Build:
    """Build a project by the command line under watch; raises AssertionError where it fails."""
    write(folder / "site/sitecustomize.py", WATCH.format(log=str(folder / "asked")))
    path = os.pathsep.join((str(folder / "site"), str(REPOSITORY / "build_tools")))
    ended = subprocess.run(
        [*before, sys.executable, "-m", "cycleplan", "build", "-C", str(project.root)],
        env={"PYTHONPATH": path, **surroundings},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return Build(project, tuple((folder / "asked").read_text(encoding="utf-8").splitlines()))
