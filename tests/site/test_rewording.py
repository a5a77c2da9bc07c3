"""Where topics are only worded otherwise, the next site is made out of the one that is served, and is what a build of everything makes."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from golden_plan import NOTES
from ledgers import recorded
from projects import DOCS, TINY, anew, make_project, tree, write
from rendered import render_builds_here

from cycleplan.pipeline import run
from cycleplan.site import stamps, volumes
from cycleplan.site.build import Built, Wanted, build_site, problems_of, settings_files
from cycleplan.site.edited import find_edited
from cycleplan.site.manifest import SUMS
from cycleplan.site.renewing import Renewed
from cycleplan.site.swap import names, served
from cycleplan.site.untouched import CHANGED, LEFT
from cycleplan.workspace import Project, read_docs, read_notes_folder

SAID = "discussion: Much was said.\n"
TWO: dict[str, str] = {
    **TINY,
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [weigher, cephfs]\n",
    "2024.2/manila/weigher.yaml": TINY["2024.2/manila/weigher.yaml"] + SAID,
    "2024.2/manila/cephfs.yaml": "title: CephFS\nkind: debt\nsummary: What becomes of it.\ndiscussion: It stays.\n",
}
"""The notes of a plan with two topics."""
WEIGHER, CEPHFS = "2024.2/manila/weigher.yaml", "2024.2/manila/cephfs.yaml"


def quiet(_: str) -> None:
    """Take no notice."""


@pytest.fixture(autouse=True)
def all_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be known by their times as soon as they are written, as no test waits for seconds."""
    monkeypatch.setattr(stamps, "SETTLED", 0)


def built(project: Project, *, is_strict: bool = False) -> Built:
    """Build."""
    return build_site(project, report=quiet, wanted=Wanted(strict=is_strict))


def forced(project: Project) -> dict[str, str]:
    """Return the hash of each file of the site that a build of everything makes out of what is there."""
    return site(build_site(project, report=quiet, wanted=Wanted(force=True)))


def site(found: Built) -> dict[str, str]:
    """Return the hash of each file of a site."""
    assert found.html, found.problems
    return tree(found.html.resolve())


def edited(project: Project, path: str, old: str, new: str) -> None:
    """Put a text into the place of another in a note."""
    text = (project.notes / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    write(project.notes / path, text.replace(old, new))


def parts(project: Project) -> set[str]:
    """Return the names of the parts that were rendered: whoever builds an edit the long way renders one more."""
    return {path.name for path in (project.build / "parts").glob("??/*")}


@pytest.fixture(scope="module")
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


def test_other_words_come_out_as_a_build_of_everything(tmp_path: Path):
    golden = make_project(tmp_path / "golden", recorded(NOTES, docs=DOCS))
    before = site(built(golden)), parts(golden)
    edited(golden, WEIGHER, "- One *thing*.", r"- One **other** thing & \\<b\\>.")
    short = site(built(golden))

    assert parts(golden) == before[1]
    assert short == anew(golden)
    changed = {path for path in short if short[path] != before[0].get(path)}
    assert changed == {
        *("2024.2/manila/weigher.html", "2024.2/manila/weigher.txt", "plan.json", "searchindex.js"),
        *("feed.atom", "feed.json", "2024.2/feed.atom", "2024.2/feed.json", "2024.2/manila/feed.atom", "teams/manila.atom"),
        *("owners/carthaca.atom", "specs/manila/weigher.atom"),
    }


def test_one_edit_after_another_comes_out_so_too(project: Project):
    before, made = site(built(project)), parts(project)
    for said in ("Little was said.", "Nothing was said.", "Much was said."):
        edited(project, WEIGHER, (project.notes / WEIGHER).read_text(encoding="utf-8").partition("discussion: ")[2].strip(), said)
        found = site(built(project))

    assert parts(project) == made
    assert found == before == anew(project)


def test_several_topics_at_once_come_out_so_too(project: Project):
    made = parts(project)
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    edited(project, CEPHFS, "It stays.", "It goes.")
    short = site(built(project))

    assert parts(project) == made
    assert short == anew(project)


def test_an_edit_of_more_than_words_after_it_comes_out_so_too(project: Project):
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    built(project)
    edited(project, CEPHFS, "title: CephFS", "title: CephFS for all")

    assert site(built(project)) == anew(project)


def test_words_after_an_edit_of_more_come_out_so_too(project: Project):
    edited(project, CEPHFS, "title: CephFS", "title: CephFS for all")
    built(project)
    made = parts(project)
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    short = site(built(project))

    assert parts(project) == made
    assert short == anew(project)


def test_words_come_out_so_too_where_pagefind_searches(tmp_path: Path):
    pytest.importorskip("pagefind")
    project = make_project(tmp_path / "project", TWO | {"site.yaml": TWO["site.yaml"] + "search: pagefind\n"})
    built(project)
    made = parts(project)
    edited(project, WEIGHER, "Much was said.", "Snapshots were talked about.")
    short = site(built(project))

    assert parts(project) == made
    assert short == anew(project)


def test_words_of_an_older_cycle_come_out_so_too_where_pagefind_searches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("pagefind")
    monkeypatch.setattr(volumes, "FIRST", 1)
    older = {path.replace("2024.2", "2024.1"): text for path, text in TWO.items() if path.startswith("2024.2")}
    cycles = {"cycles.yaml": TWO["cycles.yaml"] + '"2024.1": {name: Caracal}\n', "site.yaml": TWO["site.yaml"] + "search: pagefind\n"}
    project = make_project(tmp_path / "project", TWO | older | cycles)
    before, made = site(built(project)), parts(project)
    edited(project, WEIGHER.replace("2024.2", "2024.1"), "Much was said.", "Snapshots were talked about.")
    short = site(built(project))

    assert parts(project) == made
    assert short == anew(project)
    changed = {path for path in short if path.startswith("pagefind/") and short[path] != before.get(path)}
    assert changed
    assert {path.split("/")[1] for path in changed} == {"2024.1"}


MORE_THAN_WORDS = {
    "a link": ("Much was said.", "Much was said by @carthaca."),
    "a web address": ("Much was said.", "Much was [said](https://e.example/)."),
    "nothing more": (SAID, ""),
    "a summary": ("Weigh by share network.", "Weigh by network."),
    "a title": ("title: Weigh pools", "title: Weigh all pools"),
    "an action item": (SAID, f"{SAID}actions: [{{id: a1, task: Ask.}}]\n"),
    "a place in the file": (SAID, f"# Said by all.\n{SAID}"),
}


@pytest.mark.parametrize(("old", "new"), MORE_THAN_WORDS.values(), ids=MORE_THAN_WORDS)
def test_more_than_words_comes_out_as_a_build_of_everything(old: str, new: str, project: Project):
    edited(project, WEIGHER, old, new)

    assert site(built(project)) == anew(project)


def test_other_notes_come_out_as_a_build_of_everything(project: Project):
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    edited(project, "teams.yaml", "Manila", "Manila!")

    assert site(built(project)) == anew(project)


def _garbage(path: Path) -> None:
    for file in path.rglob("*") if path.is_dir() else (path,):
        file.write_bytes(b"garbage")


LOST: dict[str, Callable[[Project], object]] = {
    "what stands around topics": lambda project: (project.build / "memory/around").rename(project.root / "away"),
    "what stands around topics is damaged": lambda project: _garbage(project.build / "memory/around"),
    "the topics": lambda project: (project.build / "memory/topics").rename(project.root / "away"),
    "what is known of the site": lambda project: (project.build / "memory/site.json").unlink(),
    "what files looked like": lambda project: _garbage(project.build / stamps.FILES),
    "the sources": lambda project: (project.build / "source").rename(project.root / "away"),
    "a source": lambda project: write(project.source / "2024.2/manila/weigher.md", "# Something else\n"),
    "a file of the site": lambda project: write(project.html / "plan.json", "{}\n"),
    "a page of the site": lambda project: (project.html / "2024.2/manila/weigher.html").unlink(),
    "the index": lambda project: (project.html / "searchindex.js").unlink(),
    "what is known of the problems": lambda project: (project.html.resolve().parent / "build.json").unlink(),
}


@pytest.mark.parametrize("lose", LOST.values(), ids=LOST)
def test_whatever_was_lost_or_written_to_all_comes_out_the_same(lose: Callable[[Project], object], project: Project):
    lose(project)
    edited(project, WEIGHER, "Much was said.", "Little was said.")

    assert site(built(project)) == anew(project)


def test_what_was_kept_of_an_older_plan_makes_no_page(project: Project):
    around = project.build / "memory/around"
    shutil.copytree(around, project.root / "older")
    edited(project, "owners.yaml", "carthaca: {kind: person}", "carthaca: {kind: person, label: Goutham}")
    built(project)
    shutil.copytree(project.root / "older", around, dirs_exist_ok=True)
    edited(project, WEIGHER, "Much was said.", "Little was said.")

    assert site(built(project)) == anew(project)
    assert "Goutham" in (project.html / "2024.2/manila/weigher.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lost", ["killed", "full"])
def test_what_was_remembered_of_the_site_before_makes_no_page(lost: str, project: Project):
    memory = project.build / "memory"
    if lost == "killed":
        shutil.copytree(memory, project.root / "memory")
    else:
        (memory / "plan.json").unlink()
        (memory / "plan.json/full").mkdir(parents=True)
    edited(project, "site.yaml", "title: Tiny plan", "title: Another plan")
    built(project)
    assert lost == "killed" or not (memory / "site.json").exists()
    shutil.rmtree(memory if lost == "killed" else memory / "plan.json")
    if lost == "killed":
        (project.root / "memory").rename(memory)
    assert not built(project).changed
    edited(project, WEIGHER, "Much was said.", "Little was said.")

    assert site(built(project)) == anew(project)


def test_a_short_way_whose_words_are_not_remembered_is_followed_by_a_long_one(project: Project):
    manifest = project.source / "manifest.json"
    manifest.rename(project.root / "manifest.json")
    manifest.mkdir()
    made = parts(project)
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    built(project)
    assert (parts(project), (project.build / "memory/site.json").exists()) == (made, False)
    manifest.rmdir()
    (project.root / "manifest.json").rename(manifest)
    edited(project, WEIGHER, "Little was said.", "Nothing was said.")

    assert site(built(project)) == anew(project)


def _swap(one: Path, other: Path) -> None:
    """Let two files have each other's place; their times stay."""
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


BETWEEN: dict[str, Callable[[Project, Path], object]] = {
    "a page is gone": lambda project, _: (project.html / "owners/carthaca.html").unlink(),
    "a page of the site before is gone": lambda _, older: (older / "html/owners/carthaca.html").unlink(),
    "a folder is gone": lambda project, _: shutil.rmtree(project.html / "specs"),
    "a text was written to": lambda project, _: write(project.html / "owners/carthaca.txt", "Something else\n"),
    "two texts were swapped": lambda project, _: _swap(project.html / "owners/carthaca.txt", project.html / "owners/index.txt"),
    "the list was cut": lambda project, _: os.truncate(project.html.resolve().parent / SUMS, 3000),
    "the list is no text": lambda project, _: (project.html.resolve().parent / SUMS).write_bytes(b"\xff" * 3000),
    "the list of the site before is no text": lambda _, older: (older / SUMS).write_bytes(b"\xff" * 3000),
    "nothing is known of how it was left": lambda project, _: (project.html.resolve().parent / LEFT).unlink(),
    "what was put is no list": lambda project, _: write(project.html.resolve().parent / CHANGED, '{"of": "x", "files": [1]}'),
}


@pytest.mark.parametrize("harm", BETWEEN.values(), ids=BETWEEN)
def test_harm_between_short_ways_is_mended_by_the_next_long_one(harm: Callable[[Project, Path], object], project: Project):
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    built(project)
    harm(project, next(path for path in (project.build / "sites").iterdir() if path != project.html.resolve().parent))
    edited(project, WEIGHER, "Little was said.", "Nothing was said.")
    built(project)
    edited(project, CEPHFS, "title: CephFS", "title: Ceph")

    assert site(built(project)) == anew(project)


@pytest.mark.parametrize("name", ["a page is gone", "a page of the site before is gone", "a folder is gone"])
def test_no_address_is_lost_where_files_were_taken_away(name: str, project: Project):
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    built(project)
    BETWEEN[name](project, next(path for path in (project.build / "sites").iterdir() if path != project.html.resolve().parent))
    edited(project, WEIGHER, "Little was said.", "Nothing was said.")

    assert site(built(project)) == anew(project)


def test_a_source_that_was_written_to_before_a_short_way_is_written_again(project: Project):
    write(project.source / "owners/carthaca.md", "# Something else\n")
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    built(project)
    conf = project.docs / "conf.py"
    write(conf, f"{conf.read_text(encoding='utf-8')}# All is rendered again.\n")

    assert site(built(project)) == anew(project)


def test_swapped_texts_are_mended_by_the_long_way(project: Project):
    _swap(project.html / "owners/carthaca.txt", project.html / "owners/index.txt")
    edited(project, CEPHFS, "title: CephFS", "title: Ceph")

    assert site(built(project)) == anew(project)


def test_swapped_sources_are_mended_by_a_build_of_everything(project: Project):
    right = forced(project)
    _swap(project.source / "2024.2/manila/weigher.md", project.source / "2024.2/manila/cephfs.md")

    assert forced(project) == right


def test_nothing_is_known_of_another_site_than_the_one_that_is_served(project: Project):
    files = (project.build / stamps.FILES).read_bytes()
    edited(project, "teams.yaml", "Manila", "Manila!")
    built(project)
    edited(project, "teams.yaml", "Manila!", "Manila")
    (project.build / stamps.FILES).write_bytes(files)

    assert find_edited(project, stamps.look(project, settings_files(project))) is None
    assert site(built(project)) == anew(project)


@pytest.mark.parametrize("edits", [1, 2])
def test_the_site_that_was_served_is_kept_as_it_was(edits: int, project: Project):
    for number in range(edits):
        before, name = site(built(project)), served(project.html)
        edited(project, WEIGHER, "discussion: ", f"discussion: {number} and more. ")
        after = site(built(project))

        assert before != after
        assert tree(project.build / "sites" / name / "html") == before
    assert len(names(project.html)) == 2


@pytest.mark.parametrize("at", ["put", "flush"])
def test_a_build_that_is_interrupted_leaves_the_site_that_is_served(at: str, project: Project, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    edited(project, WEIGHER, "Much was said.", "Little was said.")
    built(project)
    before = tree(project.html.resolve())
    edited(project, CEPHFS, "It stays.", "It goes.")
    with monkeypatch.context() as patch:
        patch.setattr(Renewed, at, interrupted)
        with pytest.raises(KeyboardInterrupt):
            built(project)

    assert tree(project.html.resolve()) == before
    assert site(built(project)) == anew(project)


def test_where_links_are_not_to_be_had_it_comes_out_so_too(project: Project, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refuse)
    first, made = forced(project), parts(project)
    for said in ("Little was said.", "Nothing was said."):
        edited(project, WEIGHER, (project.notes / WEIGHER).read_text(encoding="utf-8").partition("discussion: ")[2].strip(), said)
        found = site(built(project))

    assert (project.html.is_symlink(), parts(project)) == (False, made)
    assert first != found == anew(project)


def test_what_the_ledger_lacks_then_is_told(project: Project):
    def told() -> list[str]:
        intake = read_notes_folder(project.notes)
        fresh = run(intake.files, intake.problems, read_docs(project.docs)).problems
        checked, found = problems_of(project), built(project)
        assert (checked, found.problems) == ((len(intake.files), fresh), fresh)
        return [problem.message for problem in found.problems]

    made = parts(project)
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    one = told()
    edited(project, CEPHFS, "It stays.", "It goes.")
    two = told()
    edited(project, WEIGHER, "Little was said.", "Much was said.")
    again = told()
    edited(project, CEPHFS, "It goes.", "It stays.")

    assert parts(project) == made
    assert one == ["1 changed text not recorded, such as '/2024.2/manila/weigher.html'"]
    assert two == ["2 changed texts not recorded, such as '/2024.2/manila/cephfs.html'"]
    assert again == ["1 changed text not recorded, such as '/2024.2/manila/cephfs.html'"]
    assert told() == []


def test_a_warning_in_the_edited_file_is_told_where_it_is_now(tmp_path: Path):
    project = make_project(tmp_path / "project", {**TWO, WEIGHER: TWO[WEIGHER] + "review: Is it so?\n"})
    built(project)
    edited(project, WEIGHER, SAID, "discussion: |\n  Much\n  was said.\n")
    told = ["2024.2/manila/weigher.yaml:8:9: CP506 warning: review: Is it so? (see to it, then take review out)"]

    assert [str(problem) for problem in problems_of(project)[1]] == told
    assert [str(problem) for problem in built(project).problems] == told


def test_a_strict_build_stops_at_what_the_ledger_lacks(project: Project):
    before = site(built(project))
    edited(project, WEIGHER, "Much was said.", "Little was said.")
    found = built(project, is_strict=True)

    assert (found.html, [problem.rule.code for problem in found.problems]) == (None, ["CP603"])
    assert tree(project.html.resolve()) == before


WORDS = {
    "a discussion": ("Much was said.", "Little was said."),
    "a summary": ("Weigh by share network.", "Weigh by network."),
    "a task": ("task: Ask.", "task: Ask them."),
}


@pytest.mark.parametrize(("old", "new"), WORDS.values(), ids=WORDS)
def test_a_check_of_other_words_reads_no_other_notes(old: str, new: str, tmp_path: Path):
    notes = {**TWO, WEIGHER: f"{TWO[WEIGHER]}actions: [{{id: a1, task: Ask., owners: [carthaca]}}]\n"}
    project = make_project(tmp_path / "project", {**notes, "owners.yaml": "carthaca: {kind: person}\nzoe: {kind: person}\n"})
    warned = built(project).problems
    edited(project, WEIGHER, old, new)
    before = tree(project.build)

    assert problems_of(project) == (len(notes), warned)
    assert tree(project.build) == before


def test_a_check_of_a_broken_edit_tells_what_is_broken(project: Project):
    edited(project, WEIGHER, "Much was said.", "Much was said by @nobody.")

    assert [str(problem) for problem in problems_of(project)[1] if problem.is_error] == [
        "2024.2/manila/weigher.yaml:5:30: CP203 unknown owner 'nobody' (add it to owners.yaml)"
    ]


def test_what_is_only_touched_is_not_built_again(project: Project):
    before = served(project.html)
    text = (project.notes / WEIGHER).read_text(encoding="utf-8")
    write(project.notes / WEIGHER, text)

    assert (built(project).changed, served(project.html)) == (False, before)


def test_a_file_of_an_editor_beside_the_notes_changes_nothing(project: Project):
    made = parts(project)
    write(project.notes / "2024.2/manila/.weigher.yaml.swp", "swap")
    edited(project, WEIGHER, "Much was said.", "Little was said.")

    assert built(project).changed
    assert parts(project) == made
