"""`cycleplan fix`: ids, and nothing else."""

from __future__ import annotations

TOPIC = """\
title: CephFS   # the whole of it
kind: feature
summary: One sentence.
led_by: [carthaca]
decisions:
  - text: Yes.   # really
parts:
- title: Part one
  actions:
  # First things first.
  - task: >-
      File
      a bug.
  -   {task: "File: another"}
- id: p4
  title: Part two
  actions: [{id: a7, task: Done}, { task: Not done }]
"""
FIXED = """\
title: CephFS   # the whole of it
kind: feature
summary: One sentence.
led_by: [carthaca]
decisions:
  - id: d1
    text: Yes.   # really
parts:
- id: p5
  title: Part one
  actions:
  # First things first.
  - id: a8
    task: >-
      File
      a bug.
  -   {id: a9, task: "File: another"}
- id: p4
  title: Part two
  actions: [{id: a7, task: Done}, { id: a10, task: Not done }]
"""
PATH = "2024.2/manila/cephfs.yaml"


def test_missing_ids_are_written_and_all_else_stays(run, notes, said):
    (notes / PATH).write_text(TOPIC)
    before = said()
    assert run("fix") == (0, "", f"wrote source_notes/{PATH}\n1 file got ids\n")
    assert said() == {**before, PATH: FIXED}
    assert run("check") == (0, "", "no problems in 8 files\n")


def test_fixing_twice_is_fixing_once(run, notes, said):
    (notes / PATH).write_text(TOPIC)
    run("fix")
    once = said()
    assert run("fix") == (0, "", "no id was missing\n")
    assert said() == once


def test_a_dry_run_shows_the_diff_and_writes_nothing(run, notes, said):
    (notes / PATH).write_text("title: CephFS\nactions:\n  - task: File a bug.\n")
    before = said()
    code, out, err = run("fix", "--dry-run")
    assert (code, err) == (0, "1 file would get ids\n")
    assert out == (
        f"--- a/source_notes/{PATH}\n+++ b/source_notes/{PATH}\n@@ -1,3 +1,4 @@\n"
        " title: CephFS\n actions:\n-  - task: File a bug.\n+  - id: a1\n+    task: File a bug.\n"
    )
    assert said() == before


def test_a_file_that_is_no_yaml_is_left_alone_while_others_are_fixed(run, notes, said):
    broken = "title: a: b\nactions:\n  - task: x\n"
    (notes / "2024.2/manila/broken.yaml").write_text(broken)
    (notes / PATH).write_text(TOPIC)
    code, out, err = run("fix")
    assert code == 1
    assert out.startswith("source_notes/2024.2/manila/broken.yaml:1:9: CP101 YAML: ")
    assert err == f"wrote source_notes/{PATH}\n1 file got ids\n"
    assert said()["2024.2/manila/broken.yaml"] == broken
    assert said()[PATH] == FIXED


def test_an_id_that_was_ever_published_is_not_given_again(run, notes, said):
    (notes / "ledger").mkdir()
    (notes / "ledger" / "2024.txt").write_text(
        "".join(f"{path} 2024-04-22 action {path}\n" for path in ("/2024.2/manila/cephfs.html#a5", "/2024.2/manila/other.html#a9"))
    )
    (notes / PATH).write_text("title: CephFS\nactions:\n  - task: x\n")
    run("fix")
    assert said()[PATH] == "title: CephFS\nactions:\n  - id: a6\n    task: x\n"


def test_line_ends_and_modes_stay(run, notes):
    path = notes / PATH
    path.write_bytes(b"title: CephFS\r\nactions:\r\n  - task: x\r\n")
    path.chmod(0o640)
    run("fix")
    assert path.read_bytes() == b"title: CephFS\r\nactions:\r\n  - id: a1\r\n    task: x\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert {entry.name for entry in path.parent.iterdir()} == {"cephfs.yaml", "gathering.yaml"}


def test_what_is_written_in_an_odd_way_is_reported_and_not_touched(run, notes, said):
    odd = "title: CephFS\nactions:\n  - ? task\n    : x\n"
    (notes / PATH).write_text(odd)
    assert run("fix") == (
        1,
        f"source_notes/{PATH}:1:1: CP209 items without an id, written in a way that fix does not change (write the ids by hand)\n",
        "no id was missing\n",
    )
    assert said()[PATH] == odd
