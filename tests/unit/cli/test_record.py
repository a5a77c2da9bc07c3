"""`cycleplan record`: what the plan serves and the ledger lacks, written down."""

from __future__ import annotations

from datetime import timedelta

from cycleplan.cli.application import today

LINE = "/2024.2/manila/cephfs.html 2024-04-22 topic /2024.2/manila/cephfs.html\n"


def ledger_of(said):
    return {path: text for path, text in said().items() if path.startswith("ledger/")}


def test_all_that_is_lacking_is_written_and_nothing_else(run, said):
    before = said()
    code, out, told = run("record", "--date", "2024-04-22")
    found = ledger_of(said)
    count = sum(len(text.splitlines()) for text in found.values())
    assert (code, out, told) == (
        0,
        "",
        "".join(f"wrote source_notes/{path}\n" for path in sorted(found)) + f"{count} lines added; commit them with the change\n",
    )
    assert sorted(found) == ["ledger/2024.1.txt", "ledger/2024.2.txt", "ledger/site.txt"]
    assert LINE in found["ledger/2024.2.txt"]
    assert said() == {**before, **found}


def test_what_is_recorded_is_not_recorded_again(run, said):
    run("record", "--date", "2024-04-22")
    before = said()
    assert run("record", "--date", "2024-04-23") == (0, "", "the ledger lacks nothing\n")
    assert said() == before


def test_lines_are_added_on_their_day_and_none_is_changed(run, notes, said):
    run("record", "--date", "2024-04-22")
    before = ledger_of(said)
    file = notes / "2024.2/manila/cephfs.yaml"
    file.write_text(file.read_text() + "decisions:\n  - {id: d1, text: So be it.}\n")
    code, _, told = run("record", "--date", "2024-04-23")
    added = {path: set(text.splitlines()) - set(before[path].splitlines()) for path, text in ledger_of(said).items()}
    assert (code, told.splitlines()[-1]) == (0, f"{sum(map(len, added.values()))} lines added; commit them with the change")
    assert "/2024.2/manila/cephfs.html#d1 2024-04-23 decision /2024.2/manila/cephfs.html#d1" in added["ledger/2024.2.txt"]
    assert {line.split()[1] for lines in added.values() for line in lines} == {"2024-04-23"}
    assert [path for path, text in before.items() if not set(text.splitlines()) <= set(ledger_of(said)[path].splitlines())] == []


def test_a_dry_run_shows_the_lines_and_writes_nothing(run, said):
    before = said()
    code, diff, told = run("record", "--date", "2024-04-22", "--dry-run")
    lines = [line for line in diff.splitlines() if line.startswith("+/")]
    assert (code, told) == (0, f"{len(lines)} lines would be added\n")
    assert f"+{LINE}" in diff
    assert said() == before


def test_a_day_before_the_newest_of_the_ledger_is_refused(run, said):
    run("record", "--date", "2024-04-22")
    before = said()
    assert run("record", "--date", "2024-04-21") == (
        2,
        "",
        "cycleplan: the ledger goes to 2024-04-22 already, and 2024-04-21 is before that (record on that day or a later one)\n",
    )
    assert said() == before


def test_a_day_that_has_not_come_is_refused_but_where_it_has_elsewhere(run, said):
    before = said()
    late = today() + timedelta(days=3)
    assert run("record", "--date", str(late)) == (2, "", f"cycleplan: {late} has not come yet (record on the day on which you publish)\n")
    assert said() == before
    assert run("record", "--date", str(today() + timedelta(days=1)))[0] == 0


def test_notes_with_problems_are_not_recorded(run, notes, said):
    (notes / "owners.yaml").write_text("carthaca: {kind: bird}\n")
    before = said()
    assert run("record", "--date", "2024-04-22") == (
        1,
        "source_notes/owners.yaml:1:18: CP113 unknown value 'bird' (use one of: person, organisation, team)\n",
        "nothing was recorded; mend these problems first\n",
    )
    assert said() == before
