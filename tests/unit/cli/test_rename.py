"""`cycleplan rename`: an item under another address, in all files or in none."""

from __future__ import annotations

import errno

import pytest

LEDGER = "/2024.2/manila/cephfs.html 2024-06-01 topic /2024.2/manila/cephfs.html\n"
OLD = "2024.2/manila/cephfs"
NEW = "2024.2/manila/shares"


@pytest.fixture
def published(notes):
    """The notes with a ledger that has the topic."""
    (notes / "ledger").mkdir()
    (notes / "ledger/2024.2.txt").write_text(LEDGER)
    return notes


def test_a_topic_is_renamed_and_its_old_address_leads_on(run, published, said):
    before = said()
    assert run("rename", OLD, NEW, "--date", "2026-11-23") == (
        0,
        "",
        "wrote source_notes/2024.2/manila/gathering.yaml\n"
        "wrote source_notes/2024.2/manila/shares.yaml\n"
        "wrote source_notes/redirects.yaml\n"
        "removed source_notes/2024.2/manila/cephfs.yaml\n"
        "1 redirect written; run cycleplan check, then cycleplan record\n",
    )
    text = before.pop(f"{OLD}.yaml")
    assert said() == {
        **before,
        f"{NEW}.yaml": text,
        "2024.2/manila/gathering.yaml": before["2024.2/manila/gathering.yaml"].replace("- cephfs", "- shares"),
        "redirects.yaml": f"{OLD}: {{to: {NEW}, on: 2026-11-23}}\n",
    }


def test_without_a_ledger_no_day_is_needed_and_no_redirect_is_written(run, notes, said):
    code, _, told = run("rename", "owners/carthaca", "owners/mallow")
    assert (code, told.splitlines()[-1]) == (0, "nothing is published yet (there is no ledger), so no redirect is needed")
    assert "redirects.yaml" not in said()


def test_what_the_ledger_does_not_have_needs_no_redirect(run, published):
    code, _, told = run("rename", "owners/carthaca", "owners/mallow")
    assert (code, told.splitlines()[-1]) == (0, "the ledger does not have that address, so no redirect is needed")


def test_a_dry_run_shows_what_would_come_and_go_and_writes_nothing(run, published, said):
    before = said()
    code, diff, told = run("rename", OLD, NEW, "--date", "2026-11-23", "--dry-run")
    assert (code, told) == (0, "nothing was written (--dry-run)\n")
    assert [line for line in diff.splitlines() if line.startswith(("---", "+++"))] == [
        *("--- a/source_notes/2024.2/manila/gathering.yaml", "+++ b/source_notes/2024.2/manila/gathering.yaml"),
        *("--- /dev/null", "+++ b/source_notes/2024.2/manila/shares.yaml"),
        *("--- /dev/null", "+++ b/source_notes/redirects.yaml"),
        *("--- a/source_notes/2024.2/manila/cephfs.yaml", "+++ /dev/null"),
    ]
    assert said() == before


def test_a_redirect_without_a_day_is_refused_and_nothing_is_written(run, published, said):
    before = said()
    assert run("rename", OLD, NEW) == (
        2,
        "",
        "cycleplan: a redirect is written, and that needs its day (add --date, such as --date 2026-11-23)\n",
    )
    assert said() == before


def test_drafts_of_imports_go_along_without_a_word(run, notes, said):
    kept = notes / ".imports/2024.2/manila"
    kept.mkdir(parents=True)
    (kept / "cephfs.yaml").write_text("title: CephFS\n")
    (kept.parent / "manila.sources.yaml").write_text("read: []\n")
    _, _, told = run("rename", "teams/manila", "teams/shares")
    assert ".imports" not in told
    assert {path for path in said() if path.startswith(".")} == {
        ".imports/2024.2/shares/cephfs.yaml",
        ".imports/2024.2/shares.sources.yaml",
    }
    assert not (notes / "2024.2/manila").exists()
    assert not kept.exists()


def test_line_ends_and_modes_stay(run, notes):
    file = notes / "2024.2/manila/gathering.yaml"
    file.write_bytes(b"title: Manila\r\ntopics: [cephfs]\r\n")
    file.chmod(0o640)
    run("rename", OLD, NEW)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"title: Manila\r\ntopics: [shares]\r\n", 0o640)


def test_notes_are_not_moved_through_links(run, notes, said):
    (notes / "2024.2/manila/cephfs.yaml").rename(notes.parent / "elsewhere.yaml")
    (notes / "2024.2/manila/cephfs.yaml").symlink_to(notes.parent / "elsewhere.yaml")
    before = said()
    assert run("rename", "owners/carthaca", "owners/mallow") == (
        1,
        f"source_notes/{OLD}.yaml:1:1: CP001 a link (put the file itself here)\n",
        "nothing was written; mend these problems first\n",
    )
    assert said() == before


def test_faults_in_the_notes_are_listed(run, notes):
    (notes / "owners.yaml").write_text("carthaca: {label: [], kind: bird}\n")
    assert run("rename", OLD, NEW) == (
        1,
        "source_notes/owners.yaml:1:19: CP111 a list where text belongs (put quotes round it if it is text)\n"
        "source_notes/owners.yaml:1:29: CP113 unknown value 'bird' (use one of: person, organisation, team)\n",
        "nothing was written; mend these problems first\n",
    )


def test_a_disk_that_is_full_leaves_all_files_as_they_were(run, notes, said, monkeypatch):
    before = said()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("cycleplan.cli.editing.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        run("rename", "owners/carthaca", "owners/mallow")
    assert said() == before


def test_an_address_that_is_unknown_is_refused_with_the_nearest(run):
    assert run("rename", "2024.2/manila/cephsf", NEW) == (
        2,
        "",
        "cycleplan: there is nothing at 2024.2/manila/cephsf (did you mean '2024.2/manila/cephfs'?)\n",
    )
