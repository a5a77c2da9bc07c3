"""Whatever happens to a publisher, a kill or a full disk, one whole site is served, and the next publish works."""

from __future__ import annotations

import errno
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from statistics import median

import pytest
from projects import REPOSITORY, publish_project, recorded_project, texts, tree, write, write_all
from publishers import KEEP, publish_folder

from cycleplan.site.swap import faults, served

KILLS = int(os.environ.get("CYCLEPLAN_KILLS", "25"))
"""How many publishers are killed while they are at work; some others are too quick for it."""
COMMANDS_KILLED = 3

OLD = {"index.html": "old", "a/topic.html": "topic", "a/feed.atom": "<feed/>", "gone.html": "gone"}
NEW = {"index.html": "new", "a/topic.html": "topic", "a/feed.atom": "<feed/>", "b/other.html": "other"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published"


# Publishers that are killed.


@contextmanager
def publishers() -> Iterator[subprocess.Popen[str]]:
    """Run the program that publishes in forks."""
    words = [sys.executable, str(REPOSITORY / "tests" / "publishers.py")]
    with subprocess.Popen(words, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def surroundings() -> dict[str, str]:
    """Return an environment in which processes find the program and what these tests share."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(REPOSITORY / "build_tools"), str(REPOSITORY / "tests")))}


def start(process: subprocess.Popen[str], html: Path, target: Path, last: int | str = "") -> int:
    """Let a fork publish, and kill itself before a step where asked for, and return its process id."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{html}\t{target}\t{last}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def ended(process: subprocess.Popen[str]) -> int:
    """Return how the fork ended."""
    assert process.stdout
    return int(process.stdout.readline())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_publishers_that_are_killed_at_random_moments_leave_one_whole_site(target: Path):
    sites = [write_all(target.with_name(f"site{number}"), pages(number)) for number in range(3)]
    whole = [tree(html) for html in sites]
    moments, ends, were_served = random.Random(20261123), [], []
    with publishers() as process:
        duration = median(measured(process, html, target) for html in (*sites, *sites, *sites))
        for number in range(20 * KILLS):
            old, new, after = ((2 + 2 * number + step) % 3 for step in range(3))
            publisher = start(process, sites[new], target)
            select.select([process.stdout], [], [], moments.uniform(0, duration))
            with suppress(ProcessLookupError):
                os.kill(publisher, signal.SIGKILL)
            ends.append(ended(process))
            now = whole.index(tree(target / "current"))
            were_served.append({old: "old", new: "new"}[now])

            publish_folder(sites[after], target)
            assert tree(target / "current") == whole[after]
            assert sorted(path.name for path in target.iterdir()) == [".cycleplan-published", ".lock", "current", "sites"]
            assert len(list((target / "sites").iterdir())) <= KEEP
            if ends.count(-signal.SIGKILL) == KILLS:
                break

    assert ({*ends} <= {0, -signal.SIGKILL}, ends.count(-signal.SIGKILL), "old" in were_served) == (True, KILLS, True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_publishers_that_are_killed_before_any_of_their_steps_leave_one_whole_site(target: Path):
    sites = [write_all(target.with_name("site0"), OLD), write_all(target.with_name("site1"), NEW)]
    publish_folder(sites[0], target)
    were_served = []
    with publishers() as process:
        for step in count():
            start(process, sites[1], target, step)
            if not ended(process):
                break
            were_served.append(texts(target / "current"))
            assert were_served[-1] in (OLD, NEW), f"killed before step {step}"
            publish_folder(sites[0], target)
            assert (texts(target / "current"), sorted(path.name[:4] for path in target.iterdir())) == (
                OLD,
                [".cyc", ".loc", "curr", "site"],
            )

    assert (OLD in were_served, NEW in were_served, texts(target / "current")) == (True, True, NEW)


def test_a_command_that_is_killed_at_a_random_moment_leaves_one_whole_site_and_the_next_one_ends_well(tmp_path: Path):
    project, front = recorded_project(tmp_path / "tiny"), tmp_path / "published" / "current"
    began = time.monotonic()
    publish_project(project, "Manila")
    duration, moments = time.monotonic() - began, random.Random(20261123)
    for number in range(COMMANDS_KILLED):
        write(project.notes / "teams.yaml", f"manila: {{title: Manila {number}}}\n")
        words = [sys.executable, "-m", "cycleplan", "publish", "-C", str(project.root), "--to", str(front.parent)]
        with subprocess.Popen(words, env=surroundings(), stderr=subprocess.DEVNULL, start_new_session=True) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=moments.uniform(0, duration))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        whole = faults(front, served(front))
        publish_project(project, f"Manila {number}")
        page = (front / "index.html").read_text(encoding="utf-8")

        assert (whole, faults(front, served(front)), f"Manila {number}" in page) == ((), (), True)


# Disks that fill.


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB and some forty files."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=40", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no small disk can be mounted here: {error}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


BIG = {"index.html": "a" * 9000, "a.html": "b" * 9000, "b/c.html": "c" * 9000, "feed.json": "{}"}
"""Pages that take some 36 KiB of a disk."""


@pytest.mark.parametrize("free", range(0, 56, 4))
def test_a_disk_that_fills_leaves_the_old_site_and_the_next_publish_works(small_disk: Path, tmp_path: Path, free: int):
    target = small_disk / "published"
    made = write_all(tmp_path / "made", {"index.html": "x" * 9000, "a.html": "y" * 9000, "b/c.html": "z" * 9000, "feed.json": "{}"})
    publish_folder(write_all(tmp_path / "old", BIG), target)
    fill(small_disk / "filler", free * 1024)

    could = published_in(made, target)

    assert could in {0: (False,), 52: (True,)}.get(free, (False, True))
    assert texts(target / "current") == texts(made if could else tmp_path / "old")
    assert sorted(path.name for path in target.iterdir()) == [".cycleplan-published", ".lock", "current", "sites"]
    assert len(list((target / "sites").iterdir())) == 1 + could
    (small_disk / "filler").unlink()
    publish_folder(made, target)
    assert texts(target / "current") == texts(made)


@pytest.mark.parametrize("free", range(14))
def test_a_disk_without_room_for_another_file_leaves_the_old_site_too(small_disk: Path, tmp_path: Path, free: int):
    target, made = small_disk / "published", write_all(tmp_path / "made", {**BIG, "index.html": "new", "a.html": "new", "b/c.html": "new"})
    publish_folder(write_all(tmp_path / "old", BIG), target)
    use_up(small_disk / "filler", free)

    could = published_in(made, target)

    assert could in {0: (False,), 13: (True,)}.get(free, (False, True))
    assert (served(target / "current").startswith("0002"), texts(target / "current")) == (could, texts(made if could else tmp_path / "old"))
    assert (target / "current").is_symlink()
    shutil.rmtree(small_disk / "filler")
    publish_folder(made, target)
    assert texts(target / "current") == texts(made)


def test_a_file_that_grows_too_large_leaves_the_old_site(tmp_path: Path):
    target, made = tmp_path / "published", write_all(tmp_path / "made", {**BIG, "index.html": "x" * 90_000})
    publish_folder(write_all(tmp_path / "old", BIG), target)
    code = "import resource, sys; from publishers import *; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); "
    words = [sys.executable, "-c", f"{code} publish_folder(Path(sys.argv[1]), Path(sys.argv[2]))", str(made), str(target)]

    ended = subprocess.run(words, env=surroundings(), capture_output=True, encoding="utf-8", check=False)

    assert (ended.returncode, "File too large" in ended.stderr, texts(target / "current")) == (1, True, BIG)
    publish_folder(made, target)
    assert texts(target / "current") == texts(made)


def fill(path: Path, free: int) -> None:
    """Fill a disk but for so many bytes."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(b"0" * 4096):
            pass
    os.truncate(path, max(path.stat().st_size - free, 0))


def use_up(folder: Path, free: int) -> None:
    """Use up all files that a disk can hold but for some."""
    folder.mkdir()
    made = []
    with suppress(OSError):
        while True:
            made.append(folder / str(len(made)))
            made[-1].touch()
    for path in made[len(made) - 1 - free : -1]:
        path.unlink()


def published_in(made: Path, target: Path) -> bool:
    """Publish, and tell whether the disk had room for it."""
    try:
        publish_folder(made, target)
    except OSError as error:
        return error.errno != errno.ENOSPC
    return True


def pages(number: int) -> dict[str, str]:
    """Return the pages of one of several sites that share some of them."""
    return {f"{page}/index.html": f"{page} {number if page % 3 else ''}" for page in range(16)}


def measured(process: subprocess.Popen[str], html: Path, target: Path) -> float:
    """Return how many seconds a publisher takes that nobody kills."""
    began = time.monotonic()
    start(process, html, target)
    assert ended(process) == 0
    return time.monotonic() - began
