"""What is taken out leaves the rest of the notes as it is, and an entry where it was published."""

from __future__ import annotations

import pytest
from moving_notes import CEPHFS, GANESHA, GATHERING, NOTES, ON, OWNERS, PUBLISHED, SPECS, after, files_of, told, with_line

from cycleplan.moving import RefusedError, remove, rename

REMOVED = "removed.yaml"
GONE = PUBLISHED[REMOVED]
UNNAMED = {
    **NOTES,
    CEPHFS: NOTES[CEPHFS].replace("[so][topic:cephfs#a1]", "so").replace("to: 2024.2/manila/ganesha", "to: 2024.1"),
    GANESHA: NOTES[GANESHA].replace("[a1][topic:cephfs#a1]", "a1"),
}
"""The notes without links to action item a1 and to Ganesha."""


def removed(notes: dict[str, str], address: str, **said: str) -> dict[str, str | None]:
    return told(remove(files_of(notes), address, ON, **said))


def test_an_action_item_goes_with_the_comments_in_it():
    text = UNNAMED[CEPHFS]
    assert removed(UNNAMED, "2024.2/manila/cephfs#a1") == {CEPHFS: text[: text.index("  - id: a1")] + text[text.index("  - id: a3") :]}


def test_a_decision_goes_with_its_list():
    start, end = NOTES[CEPHFS].index("decisions:"), NOTES[CEPHFS].index("actions:\n  # First")
    assert removed(dict(NOTES), "2024.2/manila/cephfs#d1") == {CEPHFS: NOTES[CEPHFS][:start] + NOTES[CEPHFS][end:]}


def test_a_topic_goes_with_its_file_and_its_place_in_the_order():
    assert removed(UNNAMED, "dalmatian/manila/ganesha") == {
        GANESHA: None,
        GATHERING: NOTES[GATHERING].replace("  - ganesha\n", ""),
    }


def test_the_last_topic_of_an_order_leaves_an_empty_list():
    notes = {**NOTES, CEPHFS: NOTES[CEPHFS].replace("continues: 2024.1/manila/ceph\n", "")}
    assert removed(notes, "2024.1/manila/ceph") == {
        "2024.1/manila/ceph.yaml": None,
        "2024.1/manila/gathering.yaml": "title: Earlier\ntopics: []\n",
    }


def test_an_owner_and_a_work_item_go_with_their_entries():
    notes = {
        **NOTES,
        CEPHFS: NOTES[CEPHFS].replace("[wren, mallow]", "[wren]"),
        GANESHA: NOTES[GANESHA].replace("specs: [manila/keys]\n", ""),
    }
    assert removed(notes, "owners/mallow") == {OWNERS: NOTES[OWNERS].replace("\nmallow: {kind: person}\n", "")}
    assert removed(notes, "specs/manila/keys") == {SPECS: NOTES[SPECS].partition("\n# The second")[0]}


def test_what_other_notes_name_stays_and_each_place_is_told():
    with pytest.raises(RefusedError) as refused:
        removed(dict(NOTES), "2024.2/manila/cephfs#nfs")
    assert (refused.value.message, refused.value.hint) == ("a part that other notes name is not removed", "change these places first")
    assert tuple(map(str, refused.value.lines)) == (
        "2024.2/manila/cephfs.yaml:7:13: names 'cephfs#nfs'",
        "2024.2/manila/gathering.yaml:3:51: names 'Dalmatian/manila/cephfs#nfs'",
    )


def test_the_citation_of_what_goes_is_told():
    notes = {
        **UNNAMED,
        GANESHA: "title: Ganesha\nreferences:\n  - {cite: 2, title: A, missing: unknown}\n",
        CEPHFS: f"{UNNAMED[CEPHFS]}review: See [2].\n",
    }
    with pytest.raises(RefusedError) as refused:
        removed(notes, "2024.2/manila/ganesha")
    assert refused.value.message == "the notes would have problems that they do not have now"
    assert [str(line).partition(" (")[0] for line in refused.value.lines] == [
        "2024.2/manila/cephfs.yaml:36:13: CP210 no reference has the number [2]"
    ]


def test_what_was_published_is_written_down_with_all_that_stood_in_it():
    notes = {**UNNAMED, **PUBLISHED}
    assert (
        removed(notes, "2024.2/manila/ganesha", because="It was @wren's.", see="dalmatian/manila/cephfs#nfs")[REMOVED]
        == f"""\
{GONE}2024.2/manila/ganesha:
  kind: topic
  title: Ganesha
  on: 2026-11-23
  because: It was @wren's.
  see: 2024.2/manila/cephfs#nfs
2024.2/manila/ganesha#a1:
  kind: action
  title: Start.
  on: 2026-11-23
  because: It was @wren's.
  see: 2024.2/manila/cephfs#nfs
"""
    )


def test_an_entry_is_short_and_has_the_plain_text_of_the_item():
    notes = {**UNNAMED, **PUBLISHED}
    notes[GANESHA] = notes[GANESHA].replace("task: Start.", "task: Start *it* soon.")
    assert removed(notes, "2024.2/manila/ganesha#a1")[REMOVED] == (
        f"{GONE}2024.2/manila/ganesha#a1: {{kind: action, title: Start it soon., on: 2026-11-23}}\n"
    )
    assert removed(notes, "2024.2/manila/ganesha#a1", title="The start")[REMOVED] == (
        f"{GONE}2024.2/manila/ganesha#a1: {{kind: action, title: The start, on: 2026-11-23}}\n"
    )


def test_every_address_that_an_item_had_says_that_it_is_gone():
    notes = {**UNNAMED, **PUBLISHED}
    notes = after(notes, rename(files_of(notes), "2024.2/manila/cephfs#a1", "2024.2/manila/ganesha#a2", ON))
    notes |= with_line("/2024.2/manila/ganesha.html#a2 2026-12-01 action /2024.2/manila/cephfs.html#a1")
    assert {path: text for path, text in removed(notes, "2024.2/manila/ganesha#a2").items() if path != GANESHA} == {
        "redirects.yaml": None,
        REMOVED: f"""\
{GONE}2024.2/manila/cephfs#a1: {{kind: action, title: File a bug., on: 2026-11-23}}
2024.2/manila/ganesha#a2: {{kind: action, title: File a bug., on: 2026-11-23}}
""",
    }


def test_what_is_gone_from_a_page_that_moved_is_written_down_where_the_page_is():
    notes = {**UNNAMED, **PUBLISHED}
    notes = after(notes, rename(files_of(notes), "2024.2/manila/ganesha", "2024.2/manila/nfs-server", ON))
    assert removed(notes, "2024.2/manila/nfs-server#a1")[REMOVED] == (
        f"{GONE}2024.2/manila/nfs-server#a1: {{kind: action, title: Start., on: 2026-11-23}}\n"
    )


def test_a_topic_that_moved_is_gone_at_each_of_its_addresses():
    notes = {**UNNAMED, **PUBLISHED}
    notes = after(notes, rename(files_of(notes), "2024.2/manila/ganesha", "2024.2/manila/nfs-server", ON))
    after_all = removed(notes, "2024.2/manila/nfs-server")
    assert after_all["redirects.yaml"] is None
    assert after_all[REMOVED] == (
        f"{GONE}2024.2/manila/ganesha: {{kind: topic, title: Ganesha, on: 2026-11-23}}\n"
        "2024.2/manila/ganesha#a1: {kind: action, title: Start., on: 2026-11-23}\n"
    )


def test_what_was_removed_before_says_so_also_where_its_page_goes():
    notes = {**UNNAMED, **PUBLISHED}
    notes = after(notes, rename(files_of(notes), "2024.2/manila/ganesha", "2024.2/manila/nfs-server", ON))
    notes = after(notes, remove(files_of(notes), "2024.2/manila/nfs-server#a1", ON))
    notes = after(notes, rename(files_of(notes), "2024.2/manila/nfs-server", "2024.2/manila/cephfs#ganesha", ON))
    assert notes["redirects.yaml"] == "2024.2/manila/ganesha: {to: 2024.2/manila/cephfs#ganesha, on: 2026-11-23}\n"
    assert notes[REMOVED] == (
        f"{GONE}2024.2/manila/nfs-server#a1: {{kind: action, title: Start., on: 2026-11-23}}\n"
        "2024.2/manila/ganesha#a1: {kind: action, title: Start., on: 2026-11-23}\n"
    )


def test_what_somebody_deleted_is_written_down():
    notes = {**UNNAMED, **PUBLISHED}
    del notes[GANESHA]
    assert removed(notes, "2024.2/manila/ganesha", title="Ganesha") == {
        GATHERING: NOTES[GATHERING].replace("  - ganesha\n", ""),
        REMOVED: (
            f"{GONE}2024.2/manila/ganesha: {{kind: topic, title: Ganesha, on: 2026-11-23}}\n"
            "2024.2/manila/ganesha#a1: {kind: action, title: a1 of Ganesha, on: 2026-11-23}\n"
        ),
    }
    with pytest.raises(RefusedError) as refused:
        removed(notes, "2024.2/manila/ganesha")
    assert (refused.value.message, refused.value.hint) == (
        "2024.2/manila/ganesha is not in the notes any more, so its title is not known",
        "add --title",
    )


def test_an_item_that_somebody_deleted_is_written_down():
    notes = {**UNNAMED, **PUBLISHED, GANESHA: UNNAMED[GANESHA].partition("actions:")[0]}
    assert removed(notes, "2024.2/manila/ganesha#a1", title="Start") == {
        REMOVED: f"{GONE}2024.2/manila/ganesha#a1: {{kind: action, title: Start, on: 2026-11-23}}\n"
    }


def test_without_a_ledger_nothing_is_written_down_and_no_day_is_needed():
    outcome = remove(files_of(UNNAMED), "2024.2/manila/ganesha")
    assert (outcome.removals, outcome.is_published, REMOVED in told(outcome)) == ((), False, False)


@pytest.mark.parametrize(
    ("address", "said", "message"),
    [
        ("2024.2/manila/x", {}, "there is nothing at 2024.2/manila/x"),
        ("2024.2/manila/cephfs#a9", {}, "2024.2/manila/cephfs#a9 was removed already"),
        ("2024.2/manila/ganesha", {"see": "2024.2/manila/ganesha#a1"}, "2024.2/manila/ganesha#a1 goes, too"),
        ("2024.2/manila/ganesha", {"see": "ftp://x.example/"}, "address 'ftp://x.example/' is none of http, https, mailto"),
        ("2024.2/manila/ganesha", {"see": "2024.2/manila/x"}, "there is nothing at 2024.2/manila/x"),
        ("2024.2/manila/ganesha", {"because": "<b>"}, "the notes cannot be read as a whole"),
        ("teams/manila", {}, "a team is not removed"),
        ("2024.2/manila", {}, "'2024.2/manila' is a gathering, which has the name of its team"),
    ],
)
def test_what_cannot_go_is_refused_with_the_reason(address, said, message):
    with pytest.raises(RefusedError) as refused:
        removed({**UNNAMED, **PUBLISHED}, address, **said)
    assert refused.value.message == message


def test_an_entry_needs_its_day():
    with pytest.raises(RefusedError) as refused:
        remove(files_of(UNNAMED, PUBLISHED), "2024.2/manila/ganesha")
    assert refused.value.message == "an entry of removed.yaml is written, and that needs its day"
