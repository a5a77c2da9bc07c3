"""Every address that the ledger has keeps leading to its item, in one step; nobody gets the address of another."""

from __future__ import annotations

from datetime import date

import pytest
from moving_notes import CEPHFS, GANESHA, NOTES, ON, PUBLISHED, after, files_of, told, with_line

from cycleplan.moving import RefusedError, rename

REDIRECTS = "redirects.yaml"
LATER = date(2027, 1, 5)


def redirects(old: str, new: str, **more: str) -> str | None:
    """Return redirects.yaml after a move."""
    return told(rename(files_of(NOTES, PUBLISHED, more), old, new, ON)).get(REDIRECTS)


def moved(notes: dict[str, str], old: str, new: str, on: date = ON) -> dict[str, str]:
    return after(notes, rename(files_of(notes), old, new, on))


def test_without_a_ledger_nothing_leads_on():
    outcome = rename(files_of(NOTES), "2024.2/manila/cephfs", "2024.2/manila/shares")
    assert (REDIRECTS in told(outcome), outcome.redirects, outcome.is_published) == (False, (), False)


def test_what_the_ledger_does_not_have_leads_nowhere_on():
    outcome = rename(files_of(NOTES, PUBLISHED), "specs/manila/keys", "specs/manila/secrets")
    assert (REDIRECTS in told(outcome), outcome.redirects, outcome.is_published) == (False, (), True)


def test_a_page_takes_its_fragments_along_in_one_line():
    assert redirects("2024.2/manila/cephfs", "2024.2/manila/shares") == "2024.2/manila/cephfs: {to: 2024.2/manila/shares, on: 2026-11-23}\n"


def test_what_is_removed_from_a_page_goes_along_with_it():
    notes = told(rename(files_of(NOTES, PUBLISHED), "2024.2/manila/cephfs", "2024.2/manila/shares", ON))
    assert notes["removed.yaml"] == "# What is gone.\n2024.2/manila/shares#a9: {kind: action, title: Gone, on: 2024-07-01}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024.2/manila/cephfs#a1", "2024.2/manila/cephfs#bug"),
        ("2024.2/manila/cephfs#a1", "2024.2/manila/ganesha#a2"),
        ("owners/wren", "owners/robin"),
        ("specs/manila/quotas", "specs/nova/limits"),
    ],
)
def test_an_item_leads_on_from_its_old_address(old, new):
    assert redirects(old, new) == f"{old}: {{to: {new}, on: 2026-11-23}}\n"


def test_a_part_that_becomes_a_topic_takes_what_stands_in_it_along():
    assert redirects("2024.2/manila/cephfs#nfs", "2024.2/manila/nfsv3") == (
        "2024.2/manila/cephfs#a2: {to: 2024.2/manila/nfsv3#a2, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#nfs: {to: 2024.2/manila/nfsv3, on: 2026-11-23}\n"
    )


def test_a_topic_that_becomes_a_part_leads_on_from_each_of_its_fragments():
    assert redirects("2024.2/manila/cephfs", "2024.2/manila/ganesha#cephfs") == (
        "2024.2/manila/cephfs: {to: 2024.2/manila/ganesha#cephfs, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#a1: {to: 2024.2/manila/ganesha#a4, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#a2: {to: 2024.2/manila/ganesha#a2, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#nfs: {to: 2024.2/manila/ganesha#nfs, on: 2026-11-23}\n"
    )


def test_ids_that_meet_get_a_number_above_all_that_were_ever_published():
    notes = told(rename(files_of(NOTES, PUBLISHED), "2024.2/manila/ganesha", "2024.2/manila/cephfs#ganesha", ON))
    assert "- id: a10\n        task: Start.\n" in str(notes[CEPHFS])


def test_all_pages_of_a_team_lead_on():
    assert redirects("teams/manila", "teams/shares") == (
        "2024.2/manila/actions: {to: 2024.2/shares/actions, on: 2026-11-23}\n"
        "2024.2/manila/cephfs: {to: 2024.2/shares/cephfs, on: 2026-11-23}\n"
        "2024.2/manila/ganesha: {to: 2024.2/shares/ganesha, on: 2026-11-23}\n"
        "2024.2/manila/index: {to: 2024.2/shares/index, on: 2026-11-23}\n"
        "specs/manila/quotas: {to: specs/shares/quotas, on: 2026-11-23}\n"
    )


def test_all_pages_of_a_team_lead_on_in_one_step_when_it_is_renamed_again():
    notes = moved(moved({**NOTES, **PUBLISHED}, "teams/manila", "teams/shares"), "teams/shares", "teams/files", LATER)
    assert notes[REDIRECTS] == redirects("teams/manila", "teams/files")


def test_what_led_to_the_old_address_leads_to_the_new_one_with_its_own_day():
    notes = moved({**NOTES, **PUBLISHED}, "owners/wren", "owners/robin")
    notes[REDIRECTS] = f"# By rename.\n{notes[REDIRECTS]}"
    assert moved(notes, "owners/robin", "owners/lark", LATER)[REDIRECTS] == (
        "# By rename.\nowners/wren: {to: owners/lark, on: 2026-11-23}\n"
    )


def test_an_item_of_a_page_that_moved_leads_on_from_both_its_addresses():
    notes = moved({**NOTES, **PUBLISHED}, "2024.2/manila/cephfs", "2024.2/manila/shares")
    notes |= with_line("/2024.2/manila/shares.html#a1 2026-12-01 action /2024.2/manila/cephfs.html#a1")
    assert moved(notes, "2024.2/manila/shares#a1", "2024.2/manila/ganesha#a7", LATER)[REDIRECTS] == (
        "2024.2/manila/cephfs: {to: 2024.2/manila/shares, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#a1: {to: 2024.2/manila/ganesha#a7, on: 2027-01-05}\n"
        "2024.2/manila/shares#a1: {to: 2024.2/manila/ganesha#a7, on: 2027-01-05}\n"
    )


def test_an_item_can_have_its_old_address_back():
    notes = moved({**NOTES, **PUBLISHED}, "2024.2/manila/cephfs", "2024.2/manila/ganesha#cephfs")
    back = moved(notes, "2024.2/manila/ganesha#cephfs", "2024.2/manila/cephfs")
    assert (REDIRECTS in back, CEPHFS in back) == (True, True)
    assert back[REDIRECTS] == (
        "2024.2/manila/cephfs#a1: {to: 2024.2/manila/cephfs#a4, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#a2: {to: 2024.2/manila/ganesha#a2, on: 2026-11-23}\n"
        "2024.2/manila/cephfs#nfs: {to: 2024.2/manila/ganesha#nfs, on: 2026-11-23}\n"
    )


def test_a_file_of_redirects_goes_with_the_last_of_them():
    notes = moved({**NOTES, **PUBLISHED}, "owners/wren", "owners/robin")
    assert REDIRECTS not in after(notes, rename(files_of(notes), "owners/robin", "owners/wren"))
    notes[REDIRECTS] += "# The end.\n"
    assert after(notes, rename(files_of(notes), "owners/robin", "owners/wren"))[REDIRECTS] == "# The end.\n{}\n"


def test_redirects_fill_a_file_that_is_empty():
    assert (
        redirects("owners/wren", "owners/robin", **{REDIRECTS: "# Ours.\n{}\n"})
        == "# Ours.\nowners/wren: {to: owners/robin, on: 2026-11-23}\n"
    )


def test_an_address_that_another_item_had_is_refused():
    notes = moved({**NOTES, **PUBLISHED}, "2024.2/manila/cephfs#a1", "2024.2/manila/cephfs#bug")
    with pytest.raises(RefusedError) as refused:
        moved(notes, "2024.2/manila/cephfs#a3", "2024.2/manila/cephfs#a1")
    assert refused.value.message == "2024.2/manila/cephfs#a1 is taken: the ledger has another item under 2024.2/manila/cephfs#a1"


def test_an_address_that_another_item_had_while_its_page_was_called_otherwise_is_refused():
    notes = moved({**NOTES, **PUBLISHED}, "2024.2/manila/cephfs", "2024.2/manila/shares")
    notes["2024.2/manila/shares.yaml"] = notes["2024.2/manila/shares.yaml"].replace("id: a2,", "id: a20,")
    with pytest.raises(RefusedError) as refused:
        moved(notes, "2024.2/manila/shares#a3", "2024.2/manila/shares#a2")
    assert refused.value.message == "2024.2/manila/shares#a2 is taken: the ledger has another item under 2024.2/manila/cephfs#a2"


def test_the_address_of_what_was_removed_is_refused():
    with pytest.raises(RefusedError) as refused:
        redirects("2024.2/manila/cephfs#a1", "2024.2/manila/cephfs#a9")
    assert refused.value.message == "2024.2/manila/cephfs#a9 is taken: an item of that address was removed"


def test_the_id_of_what_was_removed_is_no_name_for_its_page():
    with pytest.raises(RefusedError) as refused:
        rename(files_of(NOTES, PUBLISHED), "2024.2/manila/cephfs", "2024.2/manila/a9", ON)
    assert refused.value.message == (
        "2024.2/manila/a9 is taken: 2024.2/manila/cephfs#a9 was removed, and a topic of that name would have its address"
    )


def test_an_old_address_is_told_where_its_item_is():
    notes = moved({**NOTES, **PUBLISHED}, "owners/wren", "owners/robin")
    with pytest.raises(RefusedError) as refused:
        moved(notes, "owners/wren", "owners/lark")
    assert (refused.value.message, refused.value.hint) == ("owners/wren has moved", "it is owners/robin now")


def test_a_redirect_needs_its_day():
    with pytest.raises(RefusedError) as refused:
        rename(files_of(NOTES, PUBLISHED), "owners/wren", "owners/robin")
    assert (refused.value.message, refused.value.hint) == (
        "a redirect is written, and that needs its day",
        "add --date, such as --date 2026-11-23",
    )


def test_what_see_names_is_renamed():
    notes = {"removed.yaml": f"{PUBLISHED['removed.yaml']}owners/lark: {{kind: owner, title: Lark, on: 2024-07-01, see: owners/wren}}\n"}
    assert told(rename(files_of(NOTES, PUBLISHED, notes), "owners/wren", "owners/robin", ON))["removed.yaml"] == notes[
        "removed.yaml"
    ].replace("wren", "robin")


def test_the_ledger_is_left_alone():
    assert [
        path for path in told(rename(files_of(NOTES, PUBLISHED), "teams/manila", "teams/shares", ON)) if path.startswith("ledger")
    ] == []
    assert GANESHA in NOTES
