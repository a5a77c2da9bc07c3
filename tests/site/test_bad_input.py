"""Notes that nobody should have written end in a line that says what is wrong, and the last good site stays."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from projects import command, make_project, tree

from cycleplan.site.build import build_site
from cycleplan.workspace import Project

BAD: dict[str, tuple[str, bytes]] = {
    "a line of 10 MB": ("2024.2/manila/weigher.yaml", b"title: " + b"x" * 10_000_000),
    "a thousand levels": ("2024.2/manila/weigher.yaml", b"title: " + b"[" * 1000),
    "a thousand levels of blocks": ("2024.2/manila/weigher.yaml", b"title:\n" + b"".join(b" " * n + b"-\n" for n in range(1, 500))),
    "an alias bomb": (
        "2024.2/manila/weigher.yaml",
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120)) + b"title: *y\n",
    ),
    "a NUL byte": ("2024.2/manila/weigher.yaml", b"title: We\0igh\n"),
    "no UTF-8": ("owners.yaml", b"carthaca: {kind: person, name: \xe9}\n"),
    "an empty file": ("site.yaml", b""),
    "text where a mapping belongs": ("cycles.yaml", b"just words\n"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("good"))
    build_site(project, report=str)
    return project


@pytest.mark.parametrize("case", BAD)
def test_bad_input_ends_with_a_problem_and_leaves_the_last_good_site(case: str, good: Project, tmp_path: Path):
    shutil.copytree(good.root, tmp_path / "project", symlinks=True)
    path, content = BAD[case]
    (tmp_path / "project" / "source_notes" / path).write_bytes(content)

    ended = command("build", "-C", str(tmp_path / "project"))

    assert ended.returncode == 1
    assert f"{path}:" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    assert tree(tmp_path / "project/docs/_build/html") == tree(good.html)


def test_a_link_that_leads_out_of_the_notes_is_not_followed(good: Project, tmp_path: Path):
    shutil.copytree(good.root, tmp_path / "project", symlinks=True)
    (tmp_path / "secret.yaml").write_text("title: Secret\n", encoding="utf-8")
    (tmp_path / "project/source_notes/2024.2/manila/secret.yaml").symlink_to(tmp_path / "secret.yaml")

    ended = command("build", "-C", str(tmp_path / "project"))

    assert (ended.returncode, ended.stdout.splitlines()[0]) == (
        1,
        f"{tmp_path}/project/source_notes/2024.2/manila/secret.yaml:1:1: CP001 a link (put the file itself here)",
    )
    assert tree(tmp_path / "project/docs/_build/html") == tree(good.html)


def test_a_file_that_cannot_be_read_is_told_also_where_nothing_else_has_changed(good: Project, tmp_path: Path):
    shutil.copytree(good.root, tmp_path / "project", symlinks=True)
    os.mkfifo(tmp_path / "project/source_notes/2024.2/manila/pipe.yaml")

    ended = command("build", "-C", str(tmp_path / "project"))

    assert (ended.returncode, ended.stdout.splitlines(), ended.stderr.splitlines()[-1]) == (
        1,
        [f"{tmp_path}/project/source_notes/2024.2/manila/pipe.yaml:1:1: CP001 no regular file (put the file itself here)"],
        "nothing was built; the last good site stays",
    )
    assert tree(tmp_path / "project/docs/_build/html") == tree(good.html)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(good: Project, tmp_path: Path):
    shutil.copytree(good.root, tmp_path / "project", symlinks=True)
    (tmp_path / "project/source_notes/owners.yaml").chmod(0)

    ended = command("build", "-C", str(tmp_path / "project"))

    assert (ended.returncode, ended.stdout.splitlines()[0]) == (
        1,
        f"{tmp_path}/project/source_notes/owners.yaml:1:1: CP005 cannot be read: Permission denied (see its permissions)",
    )
    assert tree(tmp_path / "project/docs/_build/html") == tree(good.html)


def test_a_page_of_docs_that_is_no_utf_8_is_told_in_a_line(good: Project, tmp_path: Path):
    shutil.copytree(good.root, tmp_path / "project", symlinks=True)
    page = tmp_path / "project/docs/guide/linking.md"
    page.write_bytes(b"# Caf\xe9\n")

    ended = command("build", "-C", str(tmp_path / "project"))

    assert (ended.returncode, ended.stdout, ended.stderr.splitlines()) == (2, "", [f"cycleplan: {page} is no UTF-8: byte 0xE9 at 5"])
    assert tree(tmp_path / "project/docs/_build/html") == tree(good.html)


def test_no_notes_folder_is_told_in_a_line(tmp_path: Path):
    ended = command("build", "-C", str(tmp_path))

    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)
    assert "no source_notes/" in ended.stderr


def test_an_empty_notes_folder_lacks_what_every_plan_needs(tmp_path: Path):
    (tmp_path / "source_notes").mkdir()

    ended = command("check", "-C", str(tmp_path))

    assert (ended.returncode, [line.split(" ")[1] for line in ended.stdout.splitlines()[:2]]) == (1, ["CP006", "CP006"])
