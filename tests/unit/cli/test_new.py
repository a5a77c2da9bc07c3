"""`cycleplan new`: what it writes, and what it refuses."""

from __future__ import annotations

import pytest

from cycleplan.model import TopicKind

CYCLES = '# All cycles.\n"2024.1":\n  name: Caracal\n\n"2024.2":\n  name: Dalmatian   # in the spring\n'


def test_a_cycle_is_added_where_it_belongs(run, said):
    before = said()
    assert run("new", "cycle", "2025.1", "Epoxy", "--released", "2025-04-02") == (
        0,
        "",
        "wrote source_notes/cycles.yaml\nnext: cycleplan new gathering 2025.1/TEAM\n",
    )
    assert said() == {**before, "cycles.yaml": CYCLES + '\n"2025.1":\n  name: Epoxy\n  released: 2025-04-02\n'}
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("number", "name", "message"),
    [
        ("2024.2", "Epoxy", "there is a cycle 2024.2 Dalmatian already (see cycles.yaml)"),
        ("2025.1", "dalmatian", "there is a cycle 2024.2 Dalmatian already (see cycles.yaml)"),
        ("epoxy", "Epoxy", "'epoxy' is no number of a cycle (write it as 2024.2)"),
        ("2025.1", "../x", "'../x' is no name of a cycle (it is one word of letters, such as Dalmatian)"),
    ],
)
def test_a_cycle_that_cannot_be_is_refused(run, said, number, name, message):
    before = said()
    assert run("new", "cycle", number, name) == (2, "", f"cycleplan: {message}\n")
    assert said() == before


def test_a_gathering_is_a_folder_with_its_file(run, said, notes):
    before = said()
    run("new", "cycle", "2025.1", "Epoxy")
    code, _, err = run("new", "gathering", "epoxy/manila", "--from", "2024-10-21", "--to", "2024-10-25")
    assert (code, err) == (
        0,
        "wrote source_notes/2025.1/manila/gathering.yaml\nnext: cycleplan new topic 2025.1/manila/TOPIC --title TEXT\n",
    )
    made = "title: Manila at the PTG for 2025.1 Epoxy\nmet: {from: 2024-10-21, to: 2024-10-25}\ntopics: []\n"
    assert said().items() - before.items() == {
        ("cycles.yaml", CYCLES + '\n"2025.1":\n  name: Epoxy\n'),
        ("2025.1/manila/gathering.yaml", made),
    }
    assert run("check")[0] == 0


def test_a_team_is_added_only_where_asked_for(run, said):
    assert run("new", "gathering", "2024.2/nova") == (
        2,
        "",
        "cycleplan: teams.yaml has no team 'nova' (add it there, or let --add-team TITLE add it)\n",
    )
    assert run("new", "gathering", "2024.2/nova", "--add-team", "Nova: compute")[0] == 0
    assert said()["teams.yaml"] == 'manila: {title: Manila}\n\nnova:\n  title: "Nova: compute"\n'
    assert said()["2024.2/nova/gathering.yaml"] == 'title: "Nova: compute at the PTG for 2024.2 Dalmatian"\ntopics: []\n'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2024.2/manila"], "there is a file source_notes/2024.2/manila/gathering.yaml already (edit it, or choose another name)"),
        (["2024.3/manila"], "unknown cycle '2024.3' (did you mean '2024.2'?)"),
        (["2099.1/manila"], "there is no cycle 2099.1 (run cycleplan new cycle 2099.1 NAME)"),
        (["manila"], "'manila' is not of the form CYCLE/TEAM (such as 2024.2/manila)"),
        (
            ["2024.2/Nova"],
            "'Nova' cannot be a part of an address: it has capitals, which some file systems do not tell apart (choose another)",
        ),
        (["2024.2/.."], "'..' cannot be a part of an address: it is not made of a-z, 0-9 and inner hyphens (choose another)"),
        (["2024.2/caracal"], "'caracal' cannot be a part of an address: it is the name of a cycle (choose another)"),
        (["2024.2/manilla"], "teams.yaml has no team 'manilla' (did you mean 'manila'?)"),
    ],
)
def test_a_gathering_that_cannot_be_is_refused(run, said, arguments, message):
    before = said()
    assert run("new", "gathering", *arguments) == (2, "", f"cycleplan: {message}\n")
    assert said() == before


def test_a_gathering_needs_both_its_days_in_order(run):
    assert "Error: Give both --from and --to, or neither." in run("new", "gathering", "2024.1/nova", "--from", "2024-04-08")[2]
    assert "Error: --to is before --from." in run("new", "gathering", "2024.1/nova", "--from", "2024-04-08", "--to", "2024-04-07")[2]
    assert "'2024-4-8' is no day; write it as 2024-04-08" in run("new", "gathering", "2024.1/nova", "--from", "2024-4-8")[2]


def test_a_topic_is_a_file_that_is_listed_last(run, said):
    before = said()
    code, out, err = run(
        *("new", "topic", "dalmatian/manila/pool-weigher", "--title", "Weigh pools", "--kind", "feature", "--summary", "Weigh."),
        *("--led-by", "carthaca", "--continues", "caracal/manila/weighers"),
    )
    wrote = "wrote source_notes/2024.2/manila/pool-weigher.yaml\nwrote source_notes/2024.2/manila/gathering.yaml\n"
    assert (code, out, err) == (0, "", f"{wrote}next: cycleplan check\n")
    assert said() == {
        **before,
        "2024.2/manila/gathering.yaml": "title: Manila\ntopics:\n  - cephfs   # first\n  - pool-weigher\n\n# The end.\n",
        "2024.2/manila/pool-weigher.yaml": (
            "title: Weigh pools\nkind: feature\nsummary: Weigh.\nled_by: [carthaca]\ncontinues: 2024.1/manila/weighers\n"
        ),
    }
    assert run("check") == (0, "", "no problems in 9 files\n")


def test_a_dry_run_shows_new_files_and_writes_nothing(run, said):
    before = said()
    assert run("new", "topic", "2024.1/manila/x", "--title", "X", "--dry-run") == (
        0,
        "--- /dev/null\n+++ b/source_notes/2024.1/manila/x.yaml\n@@ -0,0 +1 @@\n+title: X\n"
        "--- a/source_notes/2024.1/manila/gathering.yaml\n+++ b/source_notes/2024.1/manila/gathering.yaml\n@@ -1,2 +1,2 @@\n"
        " title: Earlier\n-topics: [weighers]\n+topics: [weighers, x]\n",
        "nothing was written (--dry-run)\n",
    )
    assert said() == before


@pytest.mark.parametrize(
    "title", ["@all: 'a' \"b\"", "# no comment", "- {a: [b]}", "a\nb: c", "no", "2024.10", "*x &y !z %w", "ends: ", "\\", "x #y"]
)
def test_whatever_a_title_holds_the_notes_stay_good(run, title):
    assert run("new", "topic", "2024.2/manila/x", "--title", title, "--kind", "debt", "--summary", "One.")[0] == 0
    assert run("check") == (0, "", "no problems in 9 files\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2024.2/manila/cephfs"], "there is a file source_notes/2024.2/manila/cephfs.yaml already (edit it, or choose another name)"),
        (["2024.2/nova/x"], "there is no gathering 2024.2/nova (run cycleplan new gathering 2024.2/nova)"),
        (["2024.2/../x"], "there is no gathering 2024.2/.. (run cycleplan new gathering 2024.2/..)"),
        (["2024.2/manila"], "'2024.2/manila' is not of the form CYCLE/TEAM/TOPIC (such as 2024.2/manila/pool-weigher)"),
        (["2024.2/manila/index"], "'index' cannot be a part of an address: the name is reserved (choose another)"),
        (
            ["2024.2/manila/outcome"],
            "'outcome' cannot be a part of an address: the pages use it for a heading of their own (choose another)",
        ),
        (["2024.2/manila/x", "--led-by", "cartacha"], "unknown owner 'cartacha' (did you mean 'carthaca'?)"),
        (
            ["2024.2/manila/x", "--continues", "2024.1/manila/weigher"],
            "unknown topic '2024.1/manila/weigher' (did you mean '2024.1/manila/weighers'?)",
        ),
        (
            ["2024.1/manila/x", "--continues", "2024.2/manila/cephfs"],
            "the topic 2024.2/manila/cephfs is of no earlier cycle (a topic continues one of a cycle before its own)",
        ),
    ],
)
def test_a_topic_that_cannot_be_is_refused(run, said, arguments, message):
    before = said()
    assert run("new", "topic", *arguments, "--title", "X") == (2, "", f"cycleplan: {message}\n")
    assert said() == before


def test_a_title_that_cannot_be_seen_is_refused(run):
    assert "it holds the invisible character U+202E; take it out" in run("new", "topic", "2024.2/manila/x", "--title", "a\u202eb")[2]
    assert "it is empty" in run("new", "topic", "2024.2/manila/x", "--title", " ")[2]


def test_a_broken_gathering_is_reported_and_nothing_is_written(run, said, notes):
    (notes / "2024.2/manila/gathering.yaml").write_text("title: a: b\n")
    before = said()
    code, out, err = run("new", "topic", "2024.2/manila/x", "--title", "X")
    assert (code, err) == (1, "nothing was written; mend these problems first\n")
    assert out.startswith("source_notes/2024.2/manila/gathering.yaml:1:9: CP101 YAML: ")
    assert said() == before


def test_nothing_is_written_through_a_link(run, notes, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (notes / "2025.1").symlink_to(tmp_path / "elsewhere")
    run("new", "cycle", "2025.1", "Epoxy")
    code, _, err = run("new", "gathering", "2025.1/manila")
    assert (code, list((tmp_path / "elsewhere").iterdir())) == (2, [])
    assert err == "cycleplan: source_notes/2025.1 is a link, and nothing is written through links (put the file itself there)\n"


def test_a_link_in_place_of_a_file_counts_as_the_file(run, notes):
    (notes / "2024.2/manila/x.yaml").symlink_to("nowhere")
    assert run("new", "topic", "2024.2/manila/x", "--title", "X")[2].startswith(
        "cycleplan: there is a file source_notes/2024.2/manila/x.yaml already"
    )


def test_an_address_that_is_too_long_for_a_mail_is_told(run):
    name = "a-name-that-goes-on-and-on-and-on"
    assert run("new", "topic", f"2024.2/manila/{name}", "--title", "X")[2].splitlines()[-2:] == [
        "warning: the address of this topic does not fit a line of mail; a shorter name would",
        "next: cycleplan check",
    ]


def test_the_help_names_every_kind(run):
    assert f"{TopicKind.FEATURE}, {TopicKind.DEBT} or {TopicKind.PROCESS}" in " ".join(run("new", "topic", "--help")[1].split())
    assert len(TopicKind) == 3
