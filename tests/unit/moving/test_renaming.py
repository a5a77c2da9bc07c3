"""What is renamed or goes elsewhere takes every name of it along, and the rest of the notes stays as it is."""

from __future__ import annotations

import pytest
from moving_notes import CEPHFS, GANESHA, GATHERING, NOTES, OWNERS, SPECS, files_of, told

from cycleplan.moving import RefusedError, rename
from cycleplan.moving.refusal import Named
from cycleplan.notes.tree import read_tree
from cycleplan.problems import Location
from cycleplan.textfile import TextFile


def moved(old: str, new: str, **more: str) -> dict[str, str | None]:
    """Return what the files say that change; more files can be given by the names of keyword arguments."""
    return told(rename(files_of(NOTES, more), old, new))


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


KEPT = {
    ".imports/2024.2/manila/gathering.yaml": "title: Manila\ntopics:\n  - cephfs\n",
    ".imports/2024.2/manila/cephfs.yaml": "title: CephFS\nactions:\n  - id: a1\n    task: See [this][topic:cephfs].\n",
    ".imports/2024.2/manila.sources.yaml": "read: []\n",
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


REFUSED = [
    ("2024.2/manila/cephfs", "2024.2/manila/cephfs", "2024.2/manila/cephfs has that name already", ""),
    ("2024.2/manila/cephsf", "2024.2/manila/x", "there is nothing at 2024.2/manila/cephsf", "did you mean '2024.2/manila/cephfs'?"),
    (
        "2024.2/manila/cephfs#a8",
        "2024.2/manila/cephfs#x",
        "there is nothing at 2024.2/manila/cephfs#a8",
        "did you mean '2024.2/manila/cephfs#a3'?",
    ),
    ("cephfs", "x", "'cephfs' is no address of an item", None),
    ("manila", "shares", "'manila' is no address of an item", "did you mean 'teams/manila'?"),
    ("2024.2/manila", "2024.2/x", "'2024.2/manila' is a gathering, which has the name of its team", "name the team: teams/manila"),
    ("2025.9/manila/x", "2024.2/manila/x", "unknown cycle '2025.9'", None),
    ("owners/wren#x", "owners/robin", "'owners/wren#x' is no address of an item", "only topics have something on their pages"),
    ("owners/wren", "owners/mallow", "owners/mallow is taken: an owner is there", "choose another id"),
    ("owners/wren", "specs/manila/wren", "an owner cannot become specs/manila/wren", "write it as owners/NAME"),
    (
        "owners/wren",
        "owners/Robin",
        "'Robin' cannot be a part of an address: it has capitals, which some file systems do not tell apart",
        None,
    ),
    ("specs/manila/keys", "specs/glance/keys", "unknown team 'glance'", None),
    ("specs/manila/keys", "specs/manila/quotas", "specs/manila/quotas is taken: a work item is there", None),
    ("teams/manila", "teams/nova", "teams/nova is taken: there is a team of that name", None),
    ("teams/glance", "teams/x", "unknown team 'glance'", None),
    ("2024.2/manila/cephfs", "2024.2/manila/ganesha", "2024.2/manila/ganesha is taken: a topic is there", None),
    ("2024.2/manila/cephfs", "2024.2/manila/nfs", "2024.2/manila/nfs#nfs is taken: it is the topic itself", None),
    ("2024.2/manila/cephfs", "2024.2/manila/index", "'index' cannot be a part of an address: the name is reserved", None),
    ("2024.2/manila/cephfs", "2024.2/manila/caracal", "'caracal' cannot be a part of an address: it is the name of a cycle", None),
    ("2024.2/manila/cephfs", "2024.1/manila/cephfs", "a topic stays in its gathering, 2024.2/manila", None),
    ("2024.2/manila/cephfs#a1", "2024.1/manila/ceph#a1", "an action item stays in its gathering, 2024.2/manila", None),
    ("2024.2/manila/cephfs#a1", "2024.2/manila/cephfs#a3", "2024.2/manila/cephfs#a3 is taken: an action item is there", None),
    (
        "2024.2/manila/cephfs#a1",
        "2024.2/manila/cephfs#log",
        "'log' cannot be a part of an address: the pages use it for a heading of their own",
        None,
    ),
    ("2024.2/manila/cephfs#a1", "2024.2/manila/x", "an action item cannot become 2024.2/manila/x", None),
    ("2024.2/manila/cephfs#a1", "2024.2/manila/x#a1", "there is no topic 2024.2/manila/x", None),
    ("2024.2/manila/cephfs#nfs", "2024.2/manila/ganesha#nfs", "a part does not go to another topic in one step", None),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), REFUSED)
def test_what_cannot_move_is_refused_with_the_reason(old, new, message, hint):
    with pytest.raises(RefusedError) as refused:
        moved(old, new)
    assert refused.value.message == message
    assert hint in (None, refused.value.hint)
    assert refused.value.hint or old == new


def test_what_takes_an_address_is_shown_at_its_place():
    with pytest.raises(RefusedError) as refused:
        moved("owners/wren", "owners/mallow")
    assert refused.value.lines == (Named(Location("owners.yaml", 7, 1), "mallow"),)


def test_a_name_behind_escapes_is_left_to_a_person_and_shown_at_its_place():
    ganesha = 'title: Ganesha\nkind: debt\nsummary: S.\n? discussion\n: "\\u0040wr\\u0065n spoke."\n'
    with pytest.raises(RefusedError, match=r"^the name 'wren' is written in a way that cannot be changed here$") as refused:
        rename(files_of(NOTES, {GANESHA: ganesha}), "owners/wren", "owners/robin")
    assert refused.value.lines == (Named(Location(GANESHA, 5, 3), "wren"),)


def test_notes_with_faults_are_not_touched():
    with pytest.raises(RefusedError) as refused:
        rename(files_of(NOTES, {GANESHA: "title: [Ganesha]\n"}), "owners/wren", "owners/robin")
    assert refused.value.message == "the notes cannot be read as a whole"
    assert tuple(map(str, refused.value.lines)) == (f"{GANESHA}:1:8: CP111 a list where text belongs (put quotes round it if it is text)",)


def test_a_file_in_the_way_is_not_overwritten():
    kept = {**KEPT, ".imports/2024.2/manila/shares.yaml": "title: Once\n"}
    with pytest.raises(RefusedError) as refused:
        rename(files_of(NOTES, kept), "2024.2/manila/cephfs", "2024.2/manila/shares")
    assert refused.value.message == "there is a file .imports/2024.2/manila/shares.yaml already"
