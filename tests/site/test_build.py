"""The site is built whole or not at all, and only when something has changed."""

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
from projects import REPOSITORY, TINY, command, copy_repository, make_project, stamps, tree, write

from cycleplan.site import looks
from cycleplan.site.build import Wanted, build_site
from cycleplan.site.errors import SiteError
from cycleplan.site.stamps import STAMPS
from cycleplan.site.swap import served, site_folder
from cycleplan.workspace import Project, WorkspaceError


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
    heavy = ["sphinx", "markdown_it", "yaml", "pydantic", "importlib.metadata", "cycleplan.prose", "cycleplan.pipeline"]
    loaded = f"lambda: print([name for name in {heavy} if name in sys.modules])"
    code = f"import atexit, sys; from cycleplan.cli import main; atexit.register({loaded}); main()"
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
    told = subprocess.run(
        [sys.executable, "-c", code, name, "--root", str(tiny.root)],
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "CP503 warning" in told.stdout
    assert told.stdout.splitlines()[-1] == "[]"


def test_where_nothing_was_touched_no_note_is_read(tiny: Project):
    write(tiny.notes / "owners.yaml", TINY["owners.yaml"] + "zoe: {kind: person}\n")
    build, check = ("build", "--root", str(tiny.root)), ("check", "--root", str(tiny.root))
    told = [opened(tiny, *words) for words in (build, build, check)]
    write(tiny.notes / "owners.yaml", TINY["owners.yaml"] + "zoe: {kind: team}\n")
    told += [opened(tiny, *words) for words in (check, build)]

    assert [names for names, _ in told] == [NOTES_READ, [], [], NOTES_READ, NOTES_READ]
    assert [Path(said.partition(" warning: no")[0]).name for _, said in told] == ["owners.yaml:2:1: CP503"] * 5


NOTES_READ = sorted(Path(path).name for path in TINY)


def opened(project: Project, *words: str) -> tuple[list[str], str]:
    """Run a command to whom all files are old, and return the names of the notes that it opens, with what it says."""
    code = f"""
import sys
from cycleplan.cli import main
from cycleplan.site import looks
looks.SETTLED = -3600 * 10**9
names = []
sys.addaudithook(lambda event, args: event == "open" and str(args[0]).startswith({str(project.notes)!r}) and names.append(args[0]))
try:
    main(sys.argv[1:])
finally:
    print(*(f"opened {{name}}" for name in names), sep="\\n")
"""
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "build_tools")}
    told = subprocess.run([sys.executable, "-c", code, *words], env=surroundings, capture_output=True, encoding="utf-8", check=True)
    said = told.stdout.splitlines()
    # To look at what is in a folder, that is opened as well.
    names = {path for line in said if line.startswith("opened ") and (path := Path(line.removeprefix("opened "))).is_file()}
    return sorted(path.name for path in names), "\n".join(line for line in (*told.stderr.splitlines(), *said) if "CP503" in line)


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


def left_over(project: Project) -> list[str]:
    """Return the folders that builds were at work in."""
    return sorted(path.name for path in project.build.glob("work*"))


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
