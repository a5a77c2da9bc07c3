"""`cycleplan remove`: an item goes, and its address says what was there."""

from __future__ import annotations

LEDGER = "/2024.1/manila/weighers.html 2024-06-01 topic /2024.1/manila/weighers.html\n"
TOPIC = "2024.1/manila/weighers"


def test_a_topic_that_was_published_is_written_down(run, notes, said):
    (notes / "ledger").mkdir()
    (notes / "ledger/2024.1.txt").write_text(LEDGER)
    before = said()
    assert run("remove", "caracal/manila/weighers", "--because", "Twice.", "--see", "2024.2/manila/cephfs", "--date", "2026-11-23") == (
        0,
        "",
        "wrote source_notes/2024.1/manila/gathering.yaml\n"
        "wrote source_notes/removed.yaml\n"
        "removed source_notes/2024.1/manila/weighers.yaml\n"
        "1 removal written; run cycleplan check, then cycleplan record\n",
    )
    del before[f"{TOPIC}.yaml"]
    assert said() == {
        **before,
        "2024.1/manila/gathering.yaml": "title: Earlier\ntopics: []\n",
        "removed.yaml": f"{TOPIC}:\n  kind: topic\n  title: Weighers\n  on: 2026-11-23\n  because: Twice.\n  see: 2024.2/manila/cephfs\n",
    }


def test_without_a_ledger_it_just_goes(run, notes, said):
    code, _, told = run("remove", TOPIC)
    assert (code, told.splitlines()[-1]) == (0, "nothing is published yet (there is no ledger), so no removal is needed")
    assert {f"{TOPIC}.yaml", "removed.yaml"}.isdisjoint(said())


def test_what_other_notes_name_stays_and_each_place_is_told(run, said):
    before = said()
    assert run("remove", "owners/carthaca") == (
        2,
        "",
        "cycleplan: an owner that other notes name is not removed (change these places first)\n"
        "  source_notes/2024.1/manila/weighers.yaml:4:10: names 'carthaca'\n"
        "  source_notes/2024.2/manila/cephfs.yaml:4:10: names 'carthaca'\n",
    )
    assert said() == before


def test_a_dry_run_writes_nothing(run, said):
    before = said()
    code, diff, told = run("remove", TOPIC, "--dry-run")
    assert (code, "+++ /dev/null" in diff, told) == (0, True, "nothing was written (--dry-run)\n")
    assert said() == before
