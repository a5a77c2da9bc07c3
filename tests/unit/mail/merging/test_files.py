"""A corrected draft over notes that people have edited, in the ways that it happens."""

from __future__ import annotations

import pytest

from cycleplan.mail.merging import Conflict, Merged, merge
from cycleplan.problems import Location
from cycleplan.textfile import TextFile

PATH = "2024.2/manila/weigher.yaml"
BASE = """\
title: Pool weigher
led_by: [wren]
discussion: |
  The scheduler looks at pols one by one.

  It should weigh them.

  - by share network
  - by free space
actions:
  - {id: a1, task: File a blueprint, owners: [wren]}
  - {id: a2, task: Read the spec}
"""


def draft(text: str) -> TextFile:
    return TextFile(PATH, text)


def edited(*changes: tuple[str, str], text: str = BASE) -> str:
    """Return a text with each of these pieces, which it has once, written otherwise."""
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def over(mine: str, theirs: str, base: str = BASE) -> Merged:
    return merge(draft(base), draft(mine), draft(theirs))


def clean(text: str, theirs: str) -> Merged:
    return Merged(draft(text), (), draft(theirs))


CORRECTED = ("at pols one", "at pools one")


@pytest.mark.parametrize(
    ("by_people", "by_the_text"),
    [
        pytest.param([("led_by", "kind: feature\nsummary: Weigh pools.\nled_by")], [CORRECTED], id="a kind and a summary are written"),
        pytest.param([("title: Pool weigher", "title: Weigh pools")], [CORRECTED], id="a topic is titled anew"),
        pytest.param([("title: Pool weigher", 'title: "Pool weigher"  # as wren calls it')], [CORRECTED], id="quotes and a comment"),
        pytest.param([("  It should weigh them.", "  It should weigh them all.")], [CORRECTED], id="the paragraph below"),
        pytest.param([("free space", "free space, too")], [CORRECTED], id="an item of the same text"),
        pytest.param([("free space", "free space, too")], [("share network", "share type")], id="the item below"),
        pytest.param([("discussion: |\n", "# Mind the pools.\ndiscussion: |\n")], [CORRECTED], id="a comment above"),
        pytest.param(
            [("Read the spec}\n", "Read the spec}\n  - {id: a9, task: Tell the list, owners: [mallow]}\n")],
            [("  - {id: a2", "  - id: a3\n    task: Draw it\n  - {id: a2")],
            id="an item from either side",
        ),
        pytest.param(
            [("task: File a blueprint", "task: File a blueprint by hand")],
            [("owners: [wren]}", "owners: [wren, tansy]}")],
            id="two keys of one item",
        ),
        pytest.param([("led_by: [wren]", "led_by: [ 'wren' ]")], [CORRECTED], id="a list in brackets in a style of its own"),
        pytest.param([("led_by: [wren]", "led_by:\n- wren")], [CORRECTED], id="a list in lines in a style of its own"),
        pytest.param(
            [("task: Read the spec}", "task: Read the spec}\n# Nothing is missing.")],
            [("task: Read the spec}", "task: Read the new spec}")],
            id="a comment at the end",
        ),
    ],
)
def test_edits_of_people_and_corrections_of_the_text_come_together(by_people, by_the_text):
    theirs = edited(*by_the_text)
    assert over(edited(*by_people), theirs) == clean(edited(*by_people, *by_the_text), theirs)


def test_a_new_item_of_the_text_comes_before_one_that_people_added_at_the_same_place():
    mine = edited(("Read the spec}\n", "Read the spec}\n  - {id: a9, task: Tell the list}\n"))
    theirs = edited(("Read the spec}\n", "Read the spec}\n  - {id: a3, task: Draw it}\n"))
    text = edited(("Read the spec}\n", "Read the spec}\n  - id: a3\n    task: Draw it\n  - {id: a9, task: Tell the list}\n"))
    assert over(mine, theirs) == clean(text, theirs)


def test_items_that_people_put_in_another_order_stay_in_it():
    first, second = "  - {id: a1, task: File a blueprint, owners: [wren]}\n", "  - {id: a2, task: Read the spec}\n"
    theirs = edited(("Read the spec", "Read the new spec"))
    mine = edited((first + second, second + first))
    assert over(mine, theirs) == clean(edited(("Read the spec", "Read the new spec"), text=mine), theirs)


def test_items_that_the_text_puts_in_another_order_follow_it_with_their_comments():
    first, second = "  - {id: a1, task: File a blueprint, owners: [wren]}\n", "  - {id: a2, task: Read the spec}\n"
    noted = "  # Ask mallow.\n" + second
    theirs = edited((first + second, second + first))
    assert over(edited((second, noted)), theirs) == clean(edited((first + second, noted + first)), theirs)


def test_an_order_that_both_sides_changed_is_told():
    base = "title: T\nled_by: [wren, mallow, tansy]\n"
    mine, theirs = base.replace("wren, mallow, tansy", "mallow, wren, tansy"), base.replace("wren, mallow, tansy", "tansy, wren, mallow")
    conflict = Conflict(
        Location(PATH, 2, 1),
        "'led_by' put in another order here and in the text",
        "[wren, mallow, tansy]",
        "[mallow, wren, tansy]",
        "[tansy, wren, mallow]",
    )
    assert over(mine, theirs, base) == Merged(draft(mine), (conflict,), draft(base))


def test_a_paragraph_that_people_only_wrapped_anew_takes_the_correction():
    mine = edited(("  The scheduler looks at pols one by one.", "  The scheduler looks at pols\n  one by one."))
    assert over(mine, edited(CORRECTED)) == clean(edited(CORRECTED), edited(CORRECTED))


def test_a_paragraph_that_both_sides_changed_stays_and_is_told_at_its_line():
    mine = edited(("weigh them.", "weigh them all."), ("led_by", "kind: debt\nled_by"))
    theirs = edited(("weigh them.", "weigh those."), CORRECTED)
    conflict = Conflict(
        Location(PATH, 7, 3),
        "'discussion' changed here, and otherwise in the text",
        "It should weigh them.",
        "It should weigh them all.",
        "It should weigh those.",
    )
    assert over(mine, theirs) == Merged(draft(edited(CORRECTED, text=mine)), (conflict,), draft(edited(CORRECTED)))


def test_a_conflict_is_over_once_the_notes_say_what_the_text_says():
    theirs = edited(("weigh them.", "weigh those."), CORRECTED)
    first = over(edited(("weigh them.", "weigh them all.")), theirs)
    assert merge(first.base, draft(theirs), draft(theirs)) == clean(theirs, theirs)


def test_a_conflict_is_over_once_it_is_settled():
    mine, theirs = edited(("title: Pool weigher", "title: Weigh pools")), edited(("title: Pool weigher", "title: Pools"))
    assert [conflict.at.line for conflict in over(mine, theirs).conflicts] == [1]
    assert merge(draft(BASE), draft(mine), draft(theirs), settle=True) == clean(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        (
            [("task: File a blueprint", "task: File two")],
            [("task: File a blueprint", "task: File three")],
            (11, "'actions.a1.task' changed here, and otherwise in the text"),
        ),
        (
            [("  - {id: a2, task: Read the spec}\n", "")],
            [("Read the spec", "Read all")],
            (10, "'actions.a2' taken out here, and changed in the text"),
        ),
        (
            [("Read the spec", "Read all")],
            [("  - {id: a2, task: Read the spec}\n", "")],
            (12, "'actions.a2' changed here, and gone from the text"),
        ),
        ([("title: Pool", "title: A pool")], [("title: Pool", "title: The pool")], (1, "'title' changed here, and otherwise in the text")),
    ],
)
def test_a_conflict_says_where_it_is_and_what_happened(mine, theirs, told):
    merged = over(edited(*mine), edited(*theirs))
    assert [(conflict.at.line, conflict.message) for conflict in merged.conflicts] == [told]
    assert (merged.text, merged.base) == (draft(edited(*mine)), draft(BASE))


def test_an_item_that_is_gone_from_the_text_goes_unless_it_was_published():
    theirs = edited(("  - {id: a2, task: Read the spec}\n", ""))
    assert over(BASE, theirs) == clean(theirs, theirs)
    assert merge(draft(BASE), draft(BASE), draft(theirs), lasting={"a2"}) == clean(BASE, theirs)


def test_notes_written_by_hand_are_left_alone():
    mine = draft("title: Weigh pools\n")
    conflict = Conflict(Location(PATH), "written by hand, and the text says something else", "", mine.text, BASE)
    assert merge(None, mine, draft(BASE)) == Merged(mine, (conflict,), None)
    assert merge(None, mine, draft(BASE), settle=True) == clean(mine.text, BASE)
    assert merge(None, draft(f"# Same.\n{BASE}"), draft(BASE)) == clean(f"# Same.\n{BASE}", BASE)


def test_a_first_draft_is_taken_as_it_is():
    assert merge(None, None, draft(BASE)) == clean(BASE, BASE)


def test_notes_that_people_took_away_do_not_come_back():
    assert merge(draft(BASE), None, draft(BASE)) == Merged(None, (), draft(BASE))
    conflict = Conflict(Location(PATH), "taken out of the notes, and changed in the text", BASE, "", edited(CORRECTED))
    assert merge(draft(BASE), None, draft(edited(CORRECTED))) == Merged(None, (conflict,), draft(BASE))


@pytest.mark.parametrize("mine", ["title: [\n", "title: *x\n", "- a list\n", "# nothing\n"])
def test_notes_that_cannot_be_read_stay_whole(mine):
    conflict = Conflict(Location(PATH), "changed, and no YAML that can be merged", BASE, mine, edited(CORRECTED))
    assert over(mine, edited(CORRECTED)) == Merged(draft(mine), (conflict,), draft(BASE))
    assert over(mine, BASE) == clean(mine, BASE)


def test_notes_in_a_form_that_is_not_amended_stay_whole():
    mine = "{title: Pool weigher, kind: debt}\n"
    base, theirs = "title: Pool weigher\n", "title: Pool weighers\n"
    conflict = Conflict(Location(PATH), "written in a way that is not merged", base, mine, theirs)
    assert over(mine, theirs, base) == Merged(draft(mine), (conflict,), draft(base))


def test_line_ends_of_another_system_stay():
    mine = edited(("led_by", "kind: debt\nled_by")).replace("\n", "\r\n")
    theirs = edited(CORRECTED)
    assert over(mine, theirs) == clean(edited(CORRECTED, text=mine), theirs)


def test_notes_of_many_items_are_merged_in_a_breath():
    def many(word: str) -> str:
        return "title: T\nactions:\n" + "".join(f"  - {{id: a{number}, task: {word}}}\n" for number in range(3000))

    mine = many("Do it") + "  - {id: a9999, task: Mine}\n"
    merged = over(mine, many("Do it now"), many("Do it"))
    assert merged == clean(mine.replace("Do it", "Do it now"), many("Do it now"))
