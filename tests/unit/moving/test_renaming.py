"""What is renamed or goes elsewhere takes every name of it along, and the rest of the notes stays as it is."""

from __future__ import annotations

import pytest
from moving_notes import CEPHFS, GANESHA, GATHERING, KEPT, NOTES, OWNERS, SPECS, files_of, moved, told

from cycleplan.moving import rename
from cycleplan.notes.tree import read_tree
from cycleplan.textfile import TextFile


def with_all(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_topic_takes_its_file_its_place_and_all_links_along():
    renamed = (("[topic:cephfs", "[topic:shares"), ("2024.2/manila/cephfs#", "2024.2/manila/shares#"))
    assert moved("2024.2/manila/cephfs", "2024.2/manila/shares") == {
        CEPHFS: None,
        "2024.2/manila/shares.yaml": with_all(NOTES[CEPHFS], *renamed),
        GANESHA: with_all(NOTES[GANESHA], ("[topic:cephfs#", "[topic:shares#")),
        GATHERING: with_all(
            NOTES[GATHERING],
            ("[topic:cephfs]", "[topic:shares]"),
            ("Dalmatian/manila/cephfs#", "Dalmatian/manila/shares#"),
            ("- cephfs ", "- shares "),
        ),
    }


def test_a_topic_of_an_earlier_cycle_takes_what_continues_it_along():
    assert moved("caracal/manila/ceph", "2024.1/manila/storage") == {
        "2024.1/manila/ceph.yaml": None,
        "2024.1/manila/storage.yaml": NOTES["2024.1/manila/ceph.yaml"],
        "2024.1/manila/gathering.yaml": "title: Earlier\ntopics: [storage]\n",
        CEPHFS: with_all(NOTES[CEPHFS], ("2024.1/manila/ceph\n", "2024.1/manila/storage\n")),
    }


@pytest.mark.parametrize("way", ["2024.2/manila/cephfs#a1", "Dalmatian/manila/cephfs#a1", "/2024.2/manila/cephfs.html#a1"])
def test_an_action_item_gets_another_id(way):
    assert moved(way, "2024.2/manila/cephfs#file-bug") == {
        CEPHFS: with_all(NOTES[CEPHFS], ("- id: a1 ", "- id: file-bug "), ("[topic:cephfs#a1]", "[topic:cephfs#file-bug]")),
        GANESHA: with_all(NOTES[GANESHA], ("[topic:cephfs#a1]", "[topic:cephfs#file-bug]")),
    }


def test_a_part_and_a_decision_get_other_ids():
    assert moved("2024.2/manila/cephfs#nfs", "2024.2/manila/cephfs#nfsv3") == {
        CEPHFS: with_all(NOTES[CEPHFS], ("id: nfs ", "id: nfsv3 "), ("cephfs#nfs]", "cephfs#nfsv3]")),
        GATHERING: with_all(NOTES[GATHERING], ("cephfs#nfs]", "cephfs#nfsv3]")),
    }
    assert moved("2024.2/manila/cephfs#d1", "2024.2/manila/cephfs#yes") == {CEPHFS: with_all(NOTES[CEPHFS], ("id: d1 ", "id: yes "))}


ITEM = """\
  # First things first.
  - id: a1   # now
    task: >-
      File
      a bug.
    log:
      - {date: 2024-07-16, status: carried, text: Later., evidence: bug 2, to: 2024.2/manila/ganesha}

"""


def test_an_action_item_goes_to_another_topic_as_it_is_written():
    comment, lines = ITEM.rstrip("\n").split("\n", 1)
    assert moved("2024.2/manila/cephfs#a1", "2024.2/manila/ganesha#a7") == {
        CEPHFS: with_all(NOTES[CEPHFS], (f"{lines}\n\n", ""), ("[topic:cephfs#a1]", "[topic:ganesha#a7]")),
        GANESHA: with_all(NOTES[GANESHA], ("[topic:cephfs#a1]", "[topic:ganesha#a7]")) + lines.replace("id: a1", "id: a7") + "\n",
    }
    assert comment in NOTES[CEPHFS]


def test_the_only_item_of_a_list_takes_the_list_along():
    assert moved("2024.2/manila/ganesha#a1", "2024.2/manila/cephfs#start")[GANESHA] == NOTES[GANESHA].partition("actions:")[0]


def test_an_item_that_goes_to_a_topic_without_items_makes_the_list():
    notes = {"2024.2/manila/new.yaml": "title: New\nspecs: [manila/keys]\n", GATHERING: f"{NOTES[GATHERING]}  - new\n"}
    assert told(rename(files_of(NOTES, notes), "2024.2/manila/cephfs#a3", "2024.2/manila/new#a3")) == {
        CEPHFS: with_all(NOTES[CEPHFS], ("\n  - id: a3\n    task: Read it.\n", "")),
        "2024.2/manila/new.yaml": "title: New\nactions:\n  - id: a3\n    task: Read it.\nspecs: [manila/keys]\n",
    }


def test_a_part_becomes_a_topic_that_is_listed_after_its_old_one():
    start, end = NOTES[CEPHFS].index("parts:"), NOTES[CEPHFS].index("decisions:")
    assert moved("2024.2/manila/cephfs#nfs", "2024.2/manila/nfsv3") == {
        CEPHFS: with_all(NOTES[CEPHFS].replace(NOTES[CEPHFS][start:end], ""), ("[topic:cephfs#nfs]", "[topic:nfsv3]")),
        "2024.2/manila/nfsv3.yaml": """\
# About NFS.
# as in RFC 1813
title: 'NFS'
discussion: |
  [Itself][topic:2024.2/manila/nfsv3], [an item][topic:nfsv3#a2].

actions:
  - {id: a2, task: Ask @wren., owners: [wren], specs: [manila/quotas]}
references:
  - {title: Spec, spec: manila/quotas}
""",
        GATHERING: with_all(
            NOTES[GATHERING], ("Dalmatian/manila/cephfs#nfs", "Dalmatian/manila/nfsv3"), ("# first\n", "# first\n  - nfsv3\n")
        ),
    }


def test_a_topic_becomes_a_part_and_ids_that_meet_get_the_next_number():
    assert moved("2024.2/manila/ganesha", "2024.2/manila/cephfs#ganesha") == {
        GANESHA: None,
        GATHERING: NOTES[GATHERING].replace("  - ganesha\n", ""),
        CEPHFS: with_all(
            NOTES[CEPHFS],
            ("to: 2024.2/manila/ganesha}", "to: 2024.2/manila/cephfs#ganesha}"),
            (
                "decisions:\n",
                """\
  - id: ganesha
    title: Ganesha
    kind: feature
    summary: Nothing yet, see [a1][topic:cephfs#a1].
    specs: [manila/keys]
    actions:
      - id: a4
        task: Start.
decisions:
""",
            ),
        ),
    }


def test_the_parts_of_a_topic_follow_it_into_the_other():
    after = moved("2024.2/manila/cephfs", "2024.2/manila/ganesha#cephfs")[GANESHA]
    assert after is not None
    tree, _ = read_tree(TextFile(GANESHA, after))
    assert [part.values["id"].text for part in tree.values["parts"].items] == ["cephfs", "nfs"]
    assert after.count("#") - after.count("ganesha#") == len(("Kept", "RFC", "About", "agreed", "First", "now", "The end"))


def test_what_continued_a_topic_continues_the_one_that_it_became_a_part_of():
    notes = {
        "2024.1/manila/gathering.yaml": "title: Earlier\ntopics: [ceph, nfs]\n",
        "2024.1/manila/nfs.yaml": "title: NFS\nkind: debt\nsummary: Old.\n",
    }
    after = told(rename(files_of(NOTES, notes), "2024.1/manila/ceph", "2024.1/manila/nfs#ceph"))
    assert after[CEPHFS] == with_all(NOTES[CEPHFS], ("2024.1/manila/ceph\n", "2024.1/manila/nfs\n"))


def test_an_owner_is_renamed_wherever_they_are_named():
    renamed = (("wren]", "robin]"), ("@wren", "@robin"))
    assert moved("owners/wren", "owners/robin") == {
        OWNERS: with_all(NOTES[OWNERS], ("wren:", "robin:")),
        SPECS: with_all(NOTES[SPECS], ("wren ]", "robin ]"), ("@wren", "@robin")),
        CEPHFS: with_all(NOTES[CEPHFS], ("[wren, ", "[robin, "), *renamed),
    }


def test_a_link_to_an_owner_in_quotes_is_renamed():
    notes = {GANESHA: 'title: Ganesha\nsummary: "\\u201cAsk [them][owner:wren]\\u201d, \\\n  says wren, or @wren"\n'}
    after = told(rename(files_of(NOTES, notes), "owners/wren", "owners/robin"))[GANESHA]
    assert after == 'title: Ganesha\nsummary: "\\u201cAsk [them][owner:robin]\\u201d, \\\n  says wren, or @robin"\n'


def test_a_work_item_is_renamed_in_its_file():
    assert moved("specs/manila/quotas", "specs/manila/limits") == {
        SPECS: with_all(NOTES[SPECS], ("quotas:", "limits:")),
        CEPHFS: with_all(NOTES[CEPHFS], ("manila/quotas", "manila/limits")),
    }


def test_a_work_item_goes_to_another_team_as_it_is_written():
    first, second = NOTES[SPECS].split("\n\n")
    assert moved("specs/manila/quotas", "specs/nova/limits") == {
        SPECS: second,
        "specs/nova.yaml": first.replace("quotas:", "limits:") + "\n",
        CEPHFS: with_all(NOTES[CEPHFS], ("manila/quotas", "nova/limits")),
    }


def test_the_last_work_item_of_a_team_takes_the_file_along():
    notes = {SPECS: "keys: {kind: bug, title: Keys, missing: unknown}\n", CEPHFS: "title: CephFS\nactions: [{id: a1, task: Go.}]\n"}
    notes |= {GATHERING: "title: Manila\ntopics: [cephfs, ganesha]\n"}
    assert told(rename(files_of(NOTES, notes), "specs/manila/keys", "specs/nova/keys")) == {
        SPECS: None,
        "specs/nova.yaml": "keys: {kind: bug, title: Keys, missing: unknown}\n",
        GANESHA: with_all(NOTES[GANESHA], ("manila/keys", "nova/keys")),
    }


def test_a_team_takes_all_its_folders_and_files_along():
    folders = {path: path.replace("/manila/", "/shares/") for path in NOTES if "/manila/" in path} | {SPECS: "specs/shares.yaml"}
    renamed = {
        new: NOTES[old].replace("/manila/", "/shares/").replace("[manila/", "[shares/").replace(" manila/", " shares/")
        for old, new in folders.items()
    }
    assert moved("teams/manila", "teams/shares") == {
        **dict.fromkeys(folders),
        **renamed,
        "teams.yaml": with_all(NOTES["teams.yaml"], ("manila:", "shares:")),
    }


def test_the_drafts_that_imports_keep_follow_a_topic_and_its_ids():
    after = told(rename(files_of(NOTES, KEPT), "2024.2/manila/cephfs", "2024.2/manila/shares"))
    assert {path: text for path, text in after.items() if path.startswith(".")} == {
        ".imports/2024.2/manila/gathering.yaml": "title: Manila\ntopics:\n  - shares\n",
        ".imports/2024.2/manila/cephfs.yaml": None,
        ".imports/2024.2/manila/shares.yaml": "title: CephFS\nactions:\n  - id: a1\n    task: See [this][topic:shares].\n",
    }
    after = told(rename(files_of(NOTES, KEPT), "2024.2/manila/cephfs#a1", "2024.2/manila/cephfs#bug"))
    assert after[".imports/2024.2/manila/cephfs.yaml"] == "title: CephFS\nactions:\n  - id: bug\n    task: See [this][topic:cephfs].\n"


def test_the_drafts_that_imports_keep_follow_a_team():
    after = told(rename(files_of(NOTES, KEPT), "teams/manila", "teams/shares"))
    assert {path: text for path, text in after.items() if path.startswith(".")} == {
        **dict.fromkeys(KEPT),
        **{path.replace("/manila", "/shares"): text for path, text in KEPT.items()},
    }
