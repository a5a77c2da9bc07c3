"""`cycleplan mail`: which mail, where it goes, and when there is none."""

from __future__ import annotations

import pytest

TOPIC = (
    "title: CephFS\nkind: feature\nsummary: One sentence.\nled_by: [carthaca]\n"
    "actions: [{id: a1, task: File a bug., owners: [carthaca],"
    " log: [{date: 2024-05-01, status: done, text: Filed., evidence: bug 1}]}]\n"
)
TEXT = "# CephFS [1]\n\nOne sentence.\n\nAIs:\n- (carthaca) File a bug. [done 2024-05-01]\n\n[1] https://plan.example/2024.2/manila/cephfs.html\n"
PATH = "2024.2/manila/cephfs.yaml"


@pytest.mark.parametrize("name", ["2024.2/manila", "dalmatian/manila", "Dalmatian/manila"])
def test_the_summary_goes_to_stdout(run, notes, name):
    (notes / PATH).write_text(TOPIC)
    assert run("mail", name) == (0, TEXT, "")


def test_warnings_do_not_get_into_a_mail(run, notes):
    (notes / PATH).write_text("title: CephFS\n")
    assert run("mail", "2024.2/manila") == (0, "# CephFS [1]\n\n[1] https://plan.example/2024.2/manila/cephfs.html\n", "")


def test_a_mail_is_written_to_a_file(run, notes, tmp_path):
    (notes / PATH).write_text(TOPIC)
    assert run("mail", "2024.2/manila", "--output", "mail.txt") == (0, "", "wrote mail.txt\n")
    assert (tmp_path / "mail.txt").read_bytes() == TEXT.encode()


def test_the_options_choose_what_the_mail_is_about(run, notes):
    (notes / PATH).write_text(TOPIC)
    for options in (("--since", "2024-05-01"), ("--owner", "Carthaca"), ("--owner", "carthaca", "--since", "2024-05-01")):
        code, out, err = run("mail", "2024.2/manila", *options)
        assert (code, err) == (0, "")
        assert "1 action item: 0 open, 1 done.\n\n# CephFS [1]\n\nAIs:\n- (carthaca) File a bug. [done 2024-05-01]\n" in out
        assert ("  - done 2024-05-01: Filed.\n    bug 1\n" in out) == ("--since" in options)
    assert "# CephFS" not in run("mail", "2024.2/manila", "--since", "2024-05-02")[1]


def test_a_message_has_the_title_as_its_subject_unless_told_another(run, tmp_path):
    asked = ("--from", "a@b.example", "--to", "c@d.example", "--to", "e@f.example", "--date", "2024-05-01", "--output", "mail.eml")
    assert run("mail", "2024.2/manila", "--eml", *asked)[0] == 0
    assert (tmp_path / "mail.eml").read_bytes().split(b"\r\nX-Unsent: 1\r\n")[0] == (
        b"Subject: Manila\r\nFrom: a@b.example\r\nTo: c@d.example,\r\n e@f.example\r\nDate: Wed, 01 May 2024 00:00:00 +0000"
    )
    assert run("mail", "2024.2/manila", "--eml", "--subject", "Hello")[1].startswith("Subject: Hello\nX-Unsent: 1\n")
    assert run("mail", "2024.2/manila", "--eml", "--since", "2024-05-01")[1].startswith("Subject: Manila: what is new since 2024-05-01\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2024.2/manla"], "unknown gathering '2024.2/manla' (did you mean '2024.2/manila'?)"),
        (["dalmation/manila"], "unknown gathering 'dalmation/manila' (did you mean 'dalmatian/manila'?)"),
        (["x"], "unknown gathering 'x' (write it as CYCLE/TEAM, such as 2024.2/manila)"),
        (["2024.2/manila", "--owner", "cartacha"], "unknown owner 'cartacha' (did you mean 'carthaca'?)"),
        (["2024.2/manila", "--owner", ""], "unknown owner '' (see owners.yaml)"),
        (["2024.2/manila", "--owner", "both"], "'both' is the name of 'm' and 'w' (give the key of one of them)"),
        (["2024.2/manila", "--eml", "--subject", "a\nBcc: b@c"], "the subject is more than one line (take it out)"),
        (
            ["2024.2/manila", "--eml", "--to", "a"],
            "'a' is not one mail address (write it as name@host.example or as Name <name@host.example>)",
        ),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(run, notes, capsys, arguments, message):
    (notes / "owners.yaml").write_text("carthaca: {kind: person}\nw: {kind: person, label: Both}\nm: {kind: person, label: both}\n")
    from cycleplan.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["mail", *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", f"cycleplan: {message}\n")


def test_headers_without_a_message_are_refused(run):
    code, out, err = run("mail", "2024.2/manila", "--to", "a@b.example")
    assert (code, out) == (2, "")
    assert "add --eml" in err


def test_notes_with_problems_make_no_mail(run, notes):
    (notes / PATH).write_text("title: CephFS\nled_by: [cartacha]\n")
    code, out, err = run("mail", "2024.2/manila", "--output", "mail.txt")
    assert code == 1
    assert "CP203 unknown owner 'cartacha'" in out
    assert err.endswith("no mail was written\n")
    assert not (notes.parent / "mail.txt").exists()
