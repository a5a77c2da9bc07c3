"""`cycleplan import`: from a text to notes, and again over notes that were edited."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cycleplan.cli import cycleplan

TEXT = """\
Hello, this is what we talked about.

# Weigh pools

The weigher ignores networks, see https://docs.example.org/weigher.

AI: carthaca to file a bug
AI: wren will ask the vendors

# Docs

We need more of them [1], and those that there are have grown older than most of the features that they describe.
- AGREED: one page a feature
"""
IMPORT = ("import", "mail.txt", "--cycle", "2024.2", "--team", "wind", "--add-team", "Wind")
TOPIC = "2024.2/wind/weigh-pools.yaml"


@pytest.fixture
def mail(notes):
    path = notes.parent / "mail.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_mail_becomes_notes(run, notes, mail, said):
    code, out, err = run(*IMPORT)
    assert (code, out) == (
        0,
        "2 topics, 0 parts\n2 action items: 2 with an owner, 0 without; 0 guessed\n1 decision\n"
        "1 reference: 0 with an address, 1 without\n0 work items\n1 new owner: wren\n0 lines went nowhere\n",
    )
    assert said()[TOPIC] == (
        "title: Weigh pools\n"
        "discussion: The weigher ignores networks, see <https://docs.example.org/weigher>.\n"
        "actions:\n"
        "  - id: a1\n    task: carthaca to file a bug\n    owners: [carthaca]\n"
        "  - id: a2\n    task: wren will ask the vendors\n    owners: [wren]\n"
    )
    assert "teams.yaml" in err
    assert run("check")[0] == 0


def test_the_same_mail_again_changes_nothing(run, notes, mail, said):
    run(*IMPORT)
    before = said()
    code, _, err = run(*IMPORT)
    assert (code, err.splitlines()[-1], said()) == (0, "nothing new; nothing was written", before)


def test_a_dry_run_writes_nothing(run, notes, mail, said):
    before = said()
    code, _, err = run(*IMPORT, "--dry-run")
    assert (code, said()) == (0, before)
    assert f"would write source_notes/{TOPIC}" in err


def test_edits_stay_and_a_correction_comes_in(run, notes, mail, said):
    run(*IMPORT)
    (notes / TOPIC).write_text("# Mine.\nsummary: One sentence.\n" + said()[TOPIC], encoding="utf-8")
    mail.write_text(
        TEXT.replace("# Docs", "# Docs and guides").replace("AI: wren", "AI: mallow to measure first\nAI: wren"), encoding="utf-8"
    )
    assert run(*IMPORT)[0] == 0
    after = said()
    assert after[TOPIC].startswith("# Mine.\nsummary: One sentence.\ntitle: Weigh pools\n")
    assert "  - id: a3\n    task: mallow to measure first\n    owners: [mallow]\n" in after[TOPIC]
    assert "  - id: a2\n    task: wren will ask the vendors\n" in after[TOPIC]
    assert after["2024.2/wind/docs.yaml"].startswith("title: Docs and guides\n")


def test_a_conflict_is_shown_until_it_is_settled(run, notes, mail, said):
    run(*IMPORT)
    (notes / TOPIC).write_text(said()[TOPIC].replace("title: Weigh pools", "title: Weigh them"), encoding="utf-8")
    mail.write_text(TEXT.replace("# Weigh pools", "# Weigh all the pools"), encoding="utf-8")
    for _ in range(2):
        code, out, _ = run(*IMPORT)
        assert (code, f"\nsource_notes/{TOPIC}:1:" in out, said()[TOPIC].startswith("title: Weigh them\n")) == (1, True, True)
    assert run(*IMPORT, "--keep-mine")[0] == 0
    assert run(*IMPORT)[0] == 0


def test_notes_written_by_hand_are_never_overwritten(run, notes, mail, said):
    mail.write_text("# CephFS\n\nSomething else.\n\n# More\n\nText.\n", encoding="utf-8")
    before = said()["2024.2/manila/cephfs.yaml"]
    code, out, _ = run("import", "mail.txt", "--cycle", "2024.2", "--team", "manila")
    assert (code, said()["2024.2/manila/cephfs.yaml"]) == (1, before)
    assert "\nsource_notes/2024.2/manila/cephfs.yaml:1:1: conflict: " in out


def test_the_report_is_data_too(run, notes, mail):
    mail.write_text(TEXT + "\n-----\n", encoding="utf-8")
    run(*IMPORT, "--report", "report.json")
    report = json.loads((notes.parent / "report.json").read_text(encoding="utf-8"))
    assert report == {
        "version": 1,
        "topics": 2,
        "parts": 0,
        "actions": {"all": 2, "owned": 2, "unowned": 0, "guessed": 0},
        "decisions": 1,
        "references": {"all": 1, "with_address": 0, "without_address": 1},
        "new_owners": ["wren"],
        "work_items": 0,
        "unplaced_lines": [{"source": "mail.txt", "line": 15, "text": "-----", "why": "a line that only divides"}],
        "notices": [],
    }


def test_a_folder_of_its_own_borrows_what_it_needs(run, notes, mail, said):
    before = said()
    assert run("import", "mail.txt", "--cycle", "dalmatian", "--team", "manila", "--to", "other")[0] == 0
    other = {
        str(path.relative_to(notes.parent / "other")) for path in (notes.parent / "other").rglob("*.yaml") if ".imports" not in str(path)
    }
    assert other == {
        "site.yaml",
        "cycles.yaml",
        "teams.yaml",
        "owners.yaml",
        "2024.2/manila/gathering.yaml",
        "2024.2/manila/weigh-pools.yaml",
        "2024.2/manila/docs.yaml",
    }
    assert (notes.parent / "other/owners.yaml").read_text(encoding="utf-8").startswith("carthaca: {kind: person}\n")
    assert said() == before


@pytest.mark.parametrize(
    ("content", "words", "message"),
    [
        (b"", (), "cycleplan: mail.txt: no text in 'mail.txt'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", (), "cycleplan: mail.txt: 'mail.txt' seems to be"),
        (b"Just a sentence. And one more, without any structure.\n", (), "cycleplan: no topic found in mail.txt (mark each title"),
        (TEXT.encode(), ("--message-id", "x@example.org"), "cycleplan: mail.txt: 'mail.txt' is neither a mailbox nor a message"),
        (TEXT.encode(), ("--team", "Wind"), "cycleplan: 'Wind' cannot be a part of an address: it has capitals"),
        (TEXT.encode(), ("--cycle", "dalmatain"), "cycleplan: unknown cycle 'dalmatain' (did you mean 'Dalmatian'?)"),
        (TEXT.encode(), ("--cycle", "2031.1"), "cycleplan: there is no cycle 2031.1 (run cycleplan new cycle 2031.1 NAME)"),
    ],
)
def test_what_cannot_be_imported_is_told_and_nothing_is_written(notes, mail, said, content, words, message):
    mail.write_bytes(content)
    before = said()
    result = CliRunner().invoke(cycleplan, [*IMPORT, *words], prog_name="cycleplan")
    assert (result.exit_code, result.stderr.startswith(message), said()) == (2, True, before), result.output


def test_a_text_comes_from_standard_input(notes, said):
    words = ["import", "-", "--cycle", "2024.2", "--team", "wind", "--add-team", "Wind"]
    assert CliRunner().invoke(cycleplan, words, input=TEXT, prog_name="cycleplan").exit_code == 0
    assert TOPIC in said()
