"""Whatever is lost, old or written to between builds, the next site is what a build of everything makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import anew, write
from two_topics import CEPHFS, WEIGHER, built, edited, forced, parts, site

from cycleplan.site import looks, stamps
from cycleplan.site.build import settings_files
from cycleplan.site.edited import find_edited
from cycleplan.site.manifest import SUMS
from cycleplan.site.untouched import CHANGED, LEFT
from cycleplan.workspace import Project


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
        (memory / "plan").unlink()
        (memory / "plan/full").mkdir(parents=True)
    edited(project, "site.yaml", "title: Tiny plan", "title: Another plan")
    built(project)
    assert lost == "killed" or not (memory / "site.json").exists()
    shutil.rmtree(memory if lost == "killed" else memory / "plan")
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

    assert find_edited(project, looks.look(project, settings_files(project))) is None
    assert site(built(project)) == anew(project)
