"""What cannot be renamed, or go where it is to go, is refused with the reason and its place, and the notes stay as they are."""

from __future__ import annotations

import pytest
from moving_notes import GANESHA, KEPT, NOTES, files_of, moved

from cycleplan.moving import RefusedError, rename
from cycleplan.moving.refusal import Named
from cycleplan.problems import Location

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
