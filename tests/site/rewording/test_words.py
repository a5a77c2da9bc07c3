"""Where topics are only worded otherwise, the next site is made out of the one that is served, and is what a build of everything makes."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from divided_plans import dividing
from golden_plan import NOTES
from ledgers import recorded
from projects import DOCS, anew, make_project, tree, write
from two_topics import CEPHFS, SAID, TWO, WEIGHER, built, edited, forced, parts, site

from cycleplan.site import volumes
from cycleplan.site.renewing import Renewed
from cycleplan.site.swap import names, served
from cycleplan.workspace import Project


def test_other_words_come_out_as_a_build_of_everything(tmp_path: Path):
    golden = make_project(tmp_path / "golden", recorded(NOTES, docs=DOCS))
    before = site(built(golden)), parts(golden)
    edited(golden, WEIGHER, "- One *thing*.", r"- One **other** thing & \\<b\\>.")
    short = site(built(golden))

    assert parts(golden) == before[1]
    assert short == anew(golden)
    changed = {path for path in short if short[path] != before[0].get(path)}
    assert changed == {
        *("2024.2/manila/weigher.html", "2024.2/manila/weigher.txt", "2024.2/manila/topics.json", "plan.json", "searchindex.js"),
        *("feed.atom", "feed.json", "2024.2/feed.atom", "2024.2/feed.json", "2024.2/manila/feed.atom", "teams/manila.atom"),
        *("owners/carthaca.atom", "specs/manila/weigher.atom"),
    }


def test_other_words_come_out_so_too_where_topics_are_in_files_of_their_own(project: Project):
    with dividing():
        before, made = forced(project), parts(project)
        edited(project, WEIGHER, "Much was said.", "Little was said.")
        short = site(built(project))

        assert parts(project) == made
        assert short == forced(project)
        changed = {path for path in short if short[path] != before.get(path)}
        assert {path for path in changed if path.endswith(".json")} == {"2024.2/manila/topics.json", "2024.2/feed.json", "feed.json"}


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
