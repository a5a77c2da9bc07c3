"""A new site takes the place of the last good one whole, or not at all, and of nothing that is not ours."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from projects import REPOSITORY, TINY, make_project, tree, write

from cycleplan.site.build import Wanted, build_site
from cycleplan.site.errors import SiteError
from cycleplan.site.stamps import STAMPS
from cycleplan.workspace import Project, WorkspaceError


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return make_project(tmp_path / "tiny")


def quiet(_: str) -> None:
    """Take the progress of a build and say nothing."""


def test_the_published_site_is_a_link_that_leads_to_the_newest(tiny: Project):
    build_site(tiny, report=quiet)
    first = tiny.html.readlink()
    write(tiny.notes / "teams.yaml", "manila: {title: Manila!}\n")
    build_site(tiny, report=quiet)

    second = tiny.html.readlink()
    assert (second != first, first.parts[0::2], second.parts[0::2]) == (True, ("sites", "html"), ("sites", "html"))
    assert {path.name for path in (tiny.build / "sites").iterdir()} == {first.parts[1], second.parts[1]}


def test_a_topic_that_is_gone_leaves_no_word_behind(tiny: Project):
    write(tiny.notes / "2024.2/manila/gathering.yaml", "title: Manila at the PTG\ntopics: [weigher, gone]\n")
    write(tiny.notes / "2024.2/manila/gone.yaml", "title: Xylophone\nkind: feature\nsummary: A xylophone.\n")
    build_site(tiny, report=quiet)
    had_it = any(b"ylophon" in path.read_bytes() for path in tiny.html.resolve().rglob("*") if path.is_file())
    make_project(tiny.root, {**TINY})
    (tiny.notes / "2024.2/manila/gone.yaml").unlink()
    build_site(tiny, report=quiet)

    assert had_it
    assert not [path for path in tiny.html.resolve().rglob("*") if path.is_file() and b"ylophon" in path.read_bytes()]
    assert not (tiny.source / "2024.2/manila/gone.md").exists()


def test_notes_with_a_problem_leave_the_last_good_site(tiny: Project):
    build_site(tiny, report=quiet)
    before = tree(tiny.html)
    write(tiny.notes / "owners.yaml", "carthaca: {kind: persn}\n")

    built = build_site(tiny, report=quiet)

    assert (built.html, built.changed, [str(problem) for problem in built.problems]) == (
        None,
        False,
        ["owners.yaml:1:18: CP113 unknown value 'persn' (did you mean 'person'?)"],
    )
    assert tree(tiny.html) == before


def test_what_sphinx_refuses_leaves_the_last_good_site(tiny: Project):
    build_site(tiny, report=quiet)
    before = tree(tiny.html)
    write(tiny.docs / "guide/index.md", "# Guide\n\n{ptg:topic}`2024.2/manila/weihger` and [linking](linking.md)\n")

    with pytest.raises(SiteError, match=r"unknown topic '2024.2/manila/weihger' \(did you mean '2024.2/manila/weigher'\?\)"):
        build_site(tiny, report=quiet)
    assert tree(tiny.html) == before
    assert list(tiny.build.glob("work*")) == []


def test_what_the_guard_refuses_leaves_the_last_good_site(tiny: Project):
    build_site(tiny, report=quiet)
    before = tree(tiny.html)
    write(tiny.docs / "guide/index.md", "# Guide\n\nNothing leads to the other page.\n")
    write(tiny.docs / "guide/lost.md", "# Lost\n")

    with pytest.raises(SiteError, match=r"guide/lost\.html: no way leads here from index\.html"):
        build_site(tiny, report=quiet)
    assert tree(tiny.html) == before


def test_what_a_killed_build_left_is_cleared_away(tiny: Project):
    build_site(tiny, report=quiet)
    write(tiny.build / "work-killed/html/index.html", "half a page")
    write(tiny.build / "sites/0123/index.html", "never published")

    built = build_site(tiny, report=quiet, wanted=Wanted(force=True))

    assert built.html
    assert list(tiny.build.glob("work*")) == []
    assert "half a page" not in (tiny.html / "index.html").read_text(encoding="utf-8")


def test_a_site_that_is_built_once_more_stays_in_place_until_the_new_one_is_whole(tiny: Project):
    build_site(tiny, report=quiet)
    before, places = tree(tiny.html), [tiny.html.readlink()]
    for _ in range(2):
        assert build_site(tiny, report=quiet, wanted=Wanted(force=True)).changed
        places.append(tiny.html.readlink())

    assert places[0] == places[2] != places[1]
    assert tree(tiny.html) == before
    assert not build_site(tiny, report=quiet).changed


@pytest.mark.parametrize("words", ["checking the notes", "rendering the pages", "laying the parts", "checking the written pages"])
def test_a_killed_build_leaves_the_last_good_site_and_the_next_one_ends_well(words: str, tiny: Project):
    build_site(tiny, report=quiet)
    before = tree(tiny.html)
    write(tiny.notes / "teams.yaml", "manila: {title: Manila!}\n")
    killed = start_build(tiny, "--verbose")

    with killed_at_the_end(killed):
        assert killed.stderr is not None
        said = next((line for line in killed.stderr if words in line), "")
        killed.kill()
        killed.wait()
        left = tree(tiny.html)
        # Its Sphinx may still be at work, in a folder of its own.
        built = build_site(tiny, report=quiet)

    assert (words in said, left == before) == (True, True)
    assert (built.changed, "Manila!" in (tiny.html / "index.html").read_text(encoding="utf-8")) == (True, True)


def test_a_site_that_is_built_once_more_takes_the_place_of_the_old_one_in_one_step(tiny: Project):
    build_site(tiny, report=quiet)
    first, before = tiny.html.resolve(), tree(tiny.html)

    build_site(tiny, report=quiet, wanted=Wanted(force=True))

    assert (tiny.html.resolve() == first, tree(tiny.html), tree(first)) == (False, before, before)
    assert not build_site(tiny, report=quiet).changed


def test_where_links_are_not_to_be_had_the_site_is_a_folder(tiny: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "symlink", refuse_links)
    kinds = []
    for title in ("Manila", "Manila!", "Manila?"):
        write(tiny.notes / "teams.yaml", f"manila: {{title: {title}}}\n")
        changed = build_site(tiny, report=quiet).changed
        again = build_site(tiny, report=quiet).changed
        kinds.append((changed, again, tiny.html.is_symlink(), title in (tiny.html / "index.html").read_text(encoding="utf-8")))

    assert kinds == [(True, False, False, True)] * 3
    there = [".html.key", ".lock", "files", "html", "memory", "parts", "sites", "source"]
    # Whether all that was looked at is kept as one turns on how long ago the notes were written.
    assert sorted(path.name for path in tiny.build.iterdir() if path.name != STAMPS) == there


def test_a_published_link_gives_way_to_a_folder_where_links_are_no_longer_to_be_had(tiny: Project, monkeypatch: pytest.MonkeyPatch):
    build_site(tiny, report=quiet)
    before = tree(tiny.html)
    monkeypatch.setattr(os, "symlink", refuse_links)

    build_site(tiny, report=quiet, wanted=Wanted(force=True))

    assert (tiny.html.is_symlink(), tree(tiny.html)) == (False, before)


def test_a_disk_that_cannot_take_another_link_is_no_reason_to_take_the_site_away(tiny: Project, monkeypatch: pytest.MonkeyPatch):
    build_site(tiny, report=quiet)
    before = (tiny.html.readlink(), tree(tiny.html))
    monkeypatch.setattr(os, "symlink", refuse_for_want_of_space)

    with pytest.raises(OSError, match="No space left on device"):
        build_site(tiny, report=quiet, wanted=Wanted(force=True))
    assert (tiny.html.readlink(), tree(tiny.html)) == before


def test_two_builds_at_once_both_end_well(tiny: Project):
    both = [start_build(tiny, "--force") for _ in range(2)]

    ends = [process.communicate(timeout=120)[1] for process in both]

    assert [(process.returncode, end.splitlines()[-1]) for process, end in zip(both, ends, strict=True)] == [
        (0, f"25 pages in {tiny.html}"),
        (0, f"25 pages in {tiny.html}"),
    ]


def start_build(project: Project, *options: str) -> subprocess.Popen[str]:
    """Start a build in a session of its own."""
    words = [sys.executable, "-m", "cycleplan", "build", *options, "-C", str(project.root)]
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
    return subprocess.Popen(
        words, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )


@contextmanager
def killed_at_the_end(process: subprocess.Popen[str]) -> Iterator[None]:
    """End everything that a process has started, and close its pipe."""
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def refuse_links(*_: object, **__: object) -> None:
    """Do as a file system without symbolic links does."""
    raise OSError(errno.EPERM, "Operation not permitted")


def refuse_for_want_of_space(*_: object, **__: object) -> None:
    """Do as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_folder_that_is_not_ours_is_not_replaced(tiny: Project):
    write(tiny.html / "thesis.txt", "years of work")

    with pytest.raises(WorkspaceError, match="is not ours; move it away"):
        build_site(tiny, report=quiet)
    assert (tiny.html / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_source_folder_without_our_marker_is_not_written(tiny: Project):
    write(tiny.source / "thesis.md", "years of work")

    with pytest.raises(WorkspaceError, match="holds files that are not ours"):
        build_site(tiny, report=quiet)
    assert [path.name for path in tiny.source.iterdir()] == ["thesis.md"]
