"""`cycleplan check`, its forms and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

BAD = "title: CephFS\nkind: feature\nsummary: One sentence.\nled_by: [cartacha]\n"
PROBLEM = "source_notes/2024.2/manila/cephfs.yaml:4:10: CP203 unknown owner 'cartacha' (did you mean 'carthaca'?)"


def test_clean_notes_exit_with_0_and_print_nothing_on_stdout(run):
    assert run("check") == (0, "", "no problems in 8 files\n")


def test_a_problem_is_a_line_on_stdout_and_exits_with_1(run, notes):
    (notes / "2024.2/manila/cephfs.yaml").write_text(BAD)
    assert run("check") == (1, f"{PROBLEM}\n", "1 problem in 8 files\n")


def test_a_warning_does_not_count(run, notes):
    (notes / "2024.2/manila/cephfs.yaml").write_text("title: CephFS\nkind: feature\nled_by: [carthaca]\n")
    place = "source_notes/2024.2/manila/cephfs.yaml:1:1"
    warning = f"{place}: CP504 warning: topic 'cephfs' without a summary (say in one sentence what it is about)\n"
    assert run("check") == (0, warning, "no problems, 1 warning in 8 files\n")
    assert run("check", "--strict") == (1, warning, "no problems, 1 warning in 8 files; warnings count\n")


def test_an_open_review_is_a_warning_with_its_reason(run, notes):
    topic = "title: CephFS\nkind: feature\nsummary: One sentence.\nled_by: [carthaca]\nactions:\n"
    (notes / "2024.2/manila/cephfs.yaml").write_text(
        f"{topic}  - id: a1\n    task: Ask.\n    review: >-\n      No *marker*\n      before it.\n"
    )
    warning = "source_notes/2024.2/manila/cephfs.yaml:8:13: CP506 warning: review: No marker before it. (see to it, then take review out)\n"
    assert run("check") == (0, warning, "no problems, 1 warning in 8 files\n")
    assert run("check", "--strict") == (1, warning, "no problems, 1 warning in 8 files; warnings count\n")


def test_a_program_gets_json(run, notes):
    (notes / "2024.2/manila/cephfs.yaml").write_text(BAD)
    code, out, _ = run("check", "--format", "json")
    assert code == 1
    assert json.loads(out) == {
        "problems": [
            {
                "path": "2024.2/manila/cephfs.yaml",
                "line": 4,
                "column": 10,
                "code": "CP203",
                "severity": "error",
                "message": "unknown owner 'cartacha'",
                "hint": "did you mean 'carthaca'?",
            }
        ],
        "summary": {"problems": 1, "warnings": 0, "files": 8},
    }


def test_json_of_clean_notes_has_no_problems(run):
    _, out, _ = run("check", "--format", "json")
    assert json.loads(out) == {"problems": [], "summary": {"problems": 0, "warnings": 0, "files": 8}}


def test_github_gets_an_annotation_with_a_path_from_the_top_of_the_repository(run, notes):
    (notes / "2024.2/manila/cephfs.yaml").write_text(BAD)
    place = "file=source_notes/2024.2/manila/cephfs.yaml,line=4,col=10,title=CP203"
    assert run("check", "--format", "github") == (
        1,
        f"::error {place}::unknown owner 'cartacha' (did you mean 'carthaca'?)\n",
        "1 problem in 8 files\n",
    )


def test_what_github_would_take_for_its_own_is_escaped(run, notes):
    (notes / "a,b:c%.txt").write_text("")
    _, out, _ = run("check", "--format", "github")
    assert out == (
        "::error file=source_notes/a%2Cb%3Ac%25.txt,line=1,col=1,title=CP004"
        "::no place for the file 'a,b:c%25.txt' (a topic is CYCLE/TEAM/TOPIC.yaml)\n"
    )


def test_a_name_of_a_file_cannot_command_the_terminal(run, notes):
    (notes / "\x1b[2Jx.txt").write_text("")
    _, out, _ = run("check")
    assert out == "source_notes/⟨U+001B⟩[2Jx.txt:1:1: CP004 no place for the file '\\x1b[2Jx.txt' (a topic is CYCLE/TEAM/TOPIC.yaml)\n"


def test_a_name_of_a_file_cannot_start_a_line(run, notes):
    (notes / "x\n::error::y.txt").write_text("")
    _, out, _ = run("check")
    assert out.startswith("source_notes/x⟨U+000A⟩::error::y.txt:1:1: CP004 ")
    assert out.count("\n") == 1


def test_the_project_is_found_from_a_folder_inside_it(run, notes, monkeypatch):
    monkeypatch.chdir(notes / "2024.2" / "manila")
    assert run("check") == (0, "", "no problems in 8 files\n")


def test_a_place_is_told_as_it_is_opened_from_the_working_directory(run, notes, monkeypatch):
    (notes / "2024.2/manila/cephfs.yaml").write_text(BAD)
    told = []
    for folder in (notes.parent, notes / "2024.2", Path("/")):
        monkeypatch.chdir(folder)
        told.append(run("check", "--root", str(notes.parent))[1].partition(":4:10: CP203 ")[0])
    path = "2024.2/manila/cephfs.yaml"
    assert told == [f"source_notes/{path}", str(notes / path), str((notes / path).relative_to("/"))]


def test_a_working_directory_that_is_gone_keeps_no_problem_from_being_told(run, notes, monkeypatch, tmp_path):
    (notes / "2024.2/manila/cephfs.yaml").write_text(BAD)
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    code, out, _ = run("check", "--root", str(notes.parent))
    assert (code, out.partition(":4:10: ")[0]) == (1, str(notes / "2024.2/manila/cephfs.yaml"))


def test_the_project_can_be_named(run, notes, monkeypatch):
    monkeypatch.chdir("/")
    assert run("check", "--root", str(notes.parent)) == (0, "", "no problems in 8 files\n")


def test_a_folder_without_notes_exits_with_2(run, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "source_notes").rename(tmp_path / "elsewhere")
    code, out, err = run("check", "-C", str(empty))
    assert (code, out) == (2, "")
    assert err == f"cycleplan: no source_notes/ in {Path(empty).resolve()} or above it; run this in a project, or name one with --root\n"
