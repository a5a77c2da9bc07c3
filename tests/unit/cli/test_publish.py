"""`cycleplan publish`: what it says, and with which code it ends."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ledgers import recorded
from projects import DOCS, TINY, make_project, recorded_project, stamps, texts, tree, write

from cycleplan.site.build import build_site
from cycleplan.site.publish import held, publish_site
from cycleplan.workspace import Project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = recorded_project(tmp_path_factory.mktemp("built"))
    build_site(project, report=lambda _: None)
    return project


@pytest.fixture
def project(built: Project, notes: Path, tmp_path: Path) -> Project:
    """A project with a ledger whose site is built, in a folder of the working directory."""
    shutil.copytree(built.root, tmp_path / "tiny", symlinks=True)
    return Project(tmp_path / "tiny")


@pytest.fixture
def front(tmp_path: Path) -> Path:
    return tmp_path / "public" / "current"


@pytest.fixture
def publish(project: Project, run, front: Path):
    """Run the command; its code, stdout and stderr with the hashes in names of sites left out."""

    def invoke(*options: str) -> tuple[int, str, str]:
        code, out, err = run("publish", "-C", str(project.root), "--to", "public", *options)
        return code, *(re.sub(r"(\d{4})-[0-9a-f]{12}", r"\1", text) for text in (out, err))

    return invoke


def test_the_last_line_says_what_was_published_and_where(project, publish, front):
    clean = "no problems in 8 files\n"
    first = publish()
    write(project.notes / "teams.yaml", "manila: {title: Manila!}\n")

    assert first == (0, "", f"{clean}published 25 pages in public/current as 0001: 94 files added, 0 changed, 0 removed\n")
    assert publish() == (0, "", f"{clean}published 25 pages in public/current as 0002: 0 files added, 27 changed, 0 removed\n")
    assert publish() == (0, "", f"{clean}nothing has changed: 25 pages in public/current, served as 0002\n")
    assert "Manila!" in (front / "index.html").read_text(encoding="utf-8")


def test_sites_are_listed_and_taken_back_and_one_that_was_is_replaced_by_the_next(project, publish, front):
    publish()
    write(project.notes / "teams.yaml", "manila: {title: Manila!}\n")
    publish()

    assert publish("--list") == (0, "0002  25 pages, served\n0001  25 pages, kept\n", "")
    assert publish("--rollback", "--dry-run") == (0, "", "would serve 0001 in public/current; nothing was done (--dry-run)\n")
    assert publish("--rollback") == (0, "", "serving 0001 in public/current, no longer 0002\n")
    assert publish("--list") == (0, "0002  25 pages, taken back\n0001  25 pages, served\n", "")
    assert "Manila!" not in (front / "index.html").read_text(encoding="utf-8")
    assert publish("--rollback") == (2, "", "cycleplan: no site before 0001 is kept\n")
    assert publish()[2].splitlines()[-1] == "published 25 pages in public/current as 0003: 0 files added, 27 changed, 0 removed"
    assert publish("--list") == (0, "0003  25 pages, served\n0001  25 pages, kept\n", "")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(project, publish, front):
    code, out, err = publish("--dry-run")

    assert (code, err.splitlines()[-1]) == (
        0,
        "would publish 25 pages in public/current as 0001: 94 files added, 0 changed, 0 removed; nothing was done (--dry-run)",
    )
    assert ("add 2024.2/manila/weigher.html" in out.splitlines(), front.parent.exists()) == (True, False)


def test_a_dry_run_tells_which_files_go_and_which_are_kept(project, publish, front):
    write(front.parent.with_name("made") / "index.html", "old")
    write(front.parent.with_name("made") / "gone.html", "gone")
    write(front.parent.with_name("made") / "old.atom", "<feed/>")
    with held(front.parent, print) as there:
        publish_site(front.parent.with_name("made"), (), there, report=print)

    out, err = publish("--dry-run")[1:]
    assert [line for line in out.splitlines() if not line.startswith("add ")] == ["change index.html", "remove gone.html", "keep old.atom"]
    assert ": 93 files added, 1 changed, 1 removed, 1 kept of the site before; nothing was done (--dry-run)" in err


@pytest.mark.parametrize("target", ["s3://plan/site", "rsync://host/plan", "wren@host:/srv/plan", "host:plan", "remote:bucket/plan"])
def test_what_is_no_folder_of_this_machine_is_left_to_other_tools(run, notes, target):
    hint = "publish into a folder and send that on: docs/guide/publishing.md has recipes for rsync, rclone and the pages services"
    assert run("publish", "--to", target) == (2, "", f"cycleplan: {target!r} is no folder of this machine ({hint})\n")
    assert sorted(path.name for path in notes.parent.iterdir()) == ["source_notes"]


@pytest.mark.parametrize("target", ["tiny/source_notes/public", "tiny/docs/_build/public"])
def test_the_folders_of_the_project_are_not_published_into(project, run, target):
    code, _, err = run("publish", "-C", "tiny", "--to", target)
    assert (code, err.endswith("(publish to a folder of its own)\n"), Path(target).exists()) == (2, True, False)


def test_a_folder_with_other_files_is_refused_before_anything_is_built(project, publish, front):
    write(front.parent / "thesis.txt", "years of work")
    before = stamps(project.build)

    said = f"cycleplan: {front.parent} holds files that are not ours; empty it, or publish to another\n"
    assert (publish(), publish("--list"), publish("--rollback")) == ((2, "", said),) * 3
    assert (texts(front.parent), stamps(project.build)) == ({"thesis.txt": "years of work"}, before)


def test_nothing_is_taken_back_or_listed_where_nothing_was_published(project, publish, front):
    assert publish("--rollback") == (2, "", "cycleplan: there is no folder public\n")
    assert publish("--rollback", "--dry-run") == (2, "", "cycleplan: nothing is published there\n")
    assert publish("--list") == (0, "", "nothing is published in public\n")
    assert not front.parent.exists()


def test_a_project_without_a_ledger_is_told_to_record(run, notes, tmp_path):
    make_project(tmp_path / "bare")
    code, out, err = run("publish", "-C", "bare", "--to", "public")

    told = (
        "the ledger lacks these addresses of the site, or their present texts (run cycleplan record --date today, and commit the ledger):"
    )
    assert (code, out, err.splitlines()[:2], err.splitlines()[-1]) == (2, "", [f"cycleplan: {told}", "  /"], "  and 67 more")


def test_notes_with_a_problem_are_not_published_and_the_site_stays(project, publish, front):
    publish()
    before = tree(front)
    write(project.notes / "owners.yaml", "carthaca: {kind: persn}\n")

    assert publish() == (
        1,
        "tiny/source_notes/owners.yaml:1:18: CP113 unknown value 'persn' (did you mean 'person'?)\n",
        "1 problem in 8 files\nnothing was published\n",
    )
    assert tree(front) == before


def test_warnings_count_where_they_are_asked_to(project, publish, front):
    without_summary = TINY | {"2024.2/manila/weigher.yaml": "title: Weigh pools\nkind: feature\nled_by: [carthaca]\n"}
    for path, text in recorded(without_summary, docs=DOCS).items():
        write(project.notes / path, text)

    assert publish("--strict")[::2] == (1, "no problems, 1 warning in 8 files; warnings count\nnothing was published\n")
    assert not front.exists()
    assert publish()[0] == 0


def test_who_will_not_wait_is_told_of_another_publish_or_build(project, publish, front):
    with held(front.parent, print):
        assert publish("--no-wait") == (2, "", f"cycleplan: another publish is under way in {front.parent}\n")
        assert publish("--rollback", "--no-wait") == (2, "", f"cycleplan: another publish is under way in {front.parent}\n")


def test_a_disk_that_refuses_is_told_in_a_line(project, run):
    code, out, err = run("publish", "-C", "tiny", "--to", "/proc/plan")

    assert (code, out) == (2, "")
    assert err == "cycleplan: cannot publish: /proc/plan: No such file or directory (the site that is served stays as it is)\n"


def test_going_back_and_listing_are_asked_for_one_at_a_time(publish):
    assert "Give --rollback or --list, not both." in publish("--rollback", "--list")[2]
