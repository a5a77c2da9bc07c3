"""A site whose parts several machines rendered is the site that one machine builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from projects import TINY, command, make_project, tree, write

from cycleplan.site.build import build_site
from cycleplan.workspace import Project

TWO_TEAMS = TINY | {
    "teams.yaml": "manila: {title: Manila}\nnova: {title: Nova}\n",
    "2024.2/nova/gathering.yaml": "title: Nova at the PTG\ntopics: [cells]\n",
    "2024.2/nova/cells.yaml": "title: Cells\nkind: feature\nsummary: More of them.\n",
}
CITING = "# Guide\n\nSee [linking](linking.md) and {ptg:topic}`2024.2/nova/cells`.\n"


@pytest.mark.parametrize("guide", ["", CITING])
def test_shares_of_two_machines_are_the_site_of_one(guide: str, tmp_path: Path):
    machines = [made(tmp_path / name, guide) for name in ("first", "second", "whole")]
    first, second, whole = machines
    assert [cycleplan(machine, "build", "--part", f"{at}/2")[0] for at, machine in enumerate((first, second), 1)] == [0, 0]
    shutil.copytree(second.build / "parts", first.build / "parts", dirs_exist_ok=True)

    code, said = cycleplan(first, "assemble")
    built = build_site(whole, report=lambda _: None)

    assert (code, said) == (0, f"no problems in 8 files\n{built.pages} pages in {first.html}\n")
    assert tree(first.html.resolve()) == tree(whole.html.resolve())
    assert cycleplan(first, "assemble") == (0, f"no problems in 8 files\nnothing has changed: {built.pages} pages in {first.html}\n")


def test_a_part_that_is_not_there_is_named_and_the_last_good_site_stays(tmp_path: Path):
    project = made(tmp_path / "tiny")
    build_site(project, report=lambda _: None)
    before = tree(project.html.resolve())
    write(project.notes / "2024.2/nova/cells.yaml", TWO_TEAMS["2024.2/nova/cells.yaml"] + "discussion: More.\n")

    assert cycleplan(project, "assemble") == (
        2,
        "cycleplan: 1 of 5 parts are not rendered yet: 2024.2/nova\n"
        "  cycleplan build --part K/N renders one of N shares of all parts, and cycleplan build what is lacking\n",
    )
    assert tree(project.html.resolve()) == before


def test_a_share_says_what_it_has_and_makes_no_site(tmp_path: Path):
    project = made(tmp_path / "tiny")

    assert cycleplan(project, "build", "--part", "1/1") == (
        0,
        f"no problems in 8 files\nshare 1 of 1: 18 pages in 5 parts, in {project.build / 'parts'}\n",
    )
    assert sorted(path.name for path in project.build.iterdir()) == [".lock", "parts"]


def test_notes_with_problems_are_not_rendered(tmp_path: Path):
    project = made(tmp_path / "tiny")
    write(project.notes / "owners.yaml", "carthaca: {kind: person}\nzoe: {kind: person}\n")

    assert cycleplan(project, "build", "--part", "1/2", "--strict")[0] == 1
    assert not (project.build / "parts").exists()
    assert cycleplan(project, "build", "--part", "1/2")[0] == 0


@pytest.mark.parametrize("share", ["0/2", "3/2", "2", "/2", "1/", "a/b", "1/0"])
def test_what_is_no_share_is_refused(share: str, tmp_path: Path):
    code, said = cycleplan(made(tmp_path / "tiny"), "build", "--part", share)

    assert (code, f"'{share}' is no share (such as 2/4, the second of four)" in said) == (2, True)


def made(root: Path, guide: str = "") -> Project:
    """Make the project of two teams, with a page of the handbook."""
    project = make_project(root, TWO_TEAMS)
    if guide:
        write(project.docs / "guide/index.md", guide)
    return project


def cycleplan(project: Project, name: str, *options: str) -> tuple[int, str]:
    """Run a command, and return its exit code and what it said on both streams."""
    ran = command(name, "-C", str(project.root), *options)
    return ran.returncode, ran.stdout + ran.stderr
