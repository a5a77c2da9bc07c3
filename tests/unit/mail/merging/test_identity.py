"""Topics and items keep their ids when a text is corrected, and lose them to nothing else."""

from __future__ import annotations

import pytest

from cycleplan.mail.merging import Seen, same_items, same_topics, words_of

WEIGHER = "The scheduler looks at one pool after another and ought to weigh them by their share networks, which takes a new filter"
TESTS = "Jobs time out since the mirror is slow; everyone looks at one of them each week until none of these is left over"


def seen(id_: str, title: str, text: str = "") -> Seen:
    return Seen(id_, title, words_of(text))


def test_topics_of_the_same_title_are_the_same_wherever_they_stand():
    before = [seen("a", "Weigh pools"), seen("b", "CI"), seen("c", "Docs")]
    after = [seen("x", "docs"), seen("y", "Something else"), seen("z", "Weigh  pools:")]
    assert same_topics(before, after) == {0: 2, 2: 0}


def test_the_first_of_two_topics_of_one_title_stays_the_first():
    before = [seen("ci", "CI", TESTS), seen("ci-2", "CI", WEIGHER)]
    assert same_topics(before, [seen("ci", "CI"), seen("ci-2", "CI")]) == {0: 0, 1: 1}


def test_the_same_id_tells_where_titles_do_not():
    assert same_topics([seen("cephfs", "CephFS work")], [seen("cephfs", "All that is new in CephFS")]) == {0: 0}


def test_the_same_title_goes_before_the_same_id():
    before = [seen("ci", "Testing"), seen("testing", "CI")]
    assert same_topics(before, [seen("testing", "Testing"), seen("ci", "CI")]) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("before", "after", "are_one"),
    [
        pytest.param(("Pool weiger",), ("Pool weigher",), True, id="a slip in the title"),
        pytest.param(("Weigh pools", WEIGHER), ("Share networks count", f"{WEIGHER} of its own"), True, id="another title, the same words"),
        pytest.param(("Weigh pools", WEIGHER), ("Weigh all pools", f"Once more: {WEIGHER[:60]}"), True, id="much of both"),
        pytest.param(("Session 1",), ("Session 2",), False, id="another number"),
        pytest.param(("Zed", "Nothing was said."), ("Outreach", "Nothing was said."), False, id="few words in common"),
        pytest.param(("Manila CI updates", TESTS), ("Manila docs updates", WEIGHER), False, id="a title in the same form"),
    ],
)
def test_topics_are_one_where_they_are_alike_enough(before, after, are_one):
    found = same_topics([seen("old", *before)], [seen("new", *after)])
    assert found == ({0: 0} if are_one else {})


def test_of_topics_that_are_as_alike_the_nearest_in_order_is_taken():
    before = [seen(f"o{number}", f"Topic the {number}th", WEIGHER) for number in range(3)]
    after = [seen(f"n{number}", f"Matter the {number}th", WEIGHER) for number in range(3)]
    assert same_topics(before, after) == {0: 0, 1: 1, 2: 2}


def test_items_keep_their_ids_when_they_are_corrected_and_move():
    before = [("a1", "wren will file a blueprint"), ("a2", "mallow to read the spec"), ("a4", "Tell the list")]
    after = ["Tell the list", "Ask for a review slot", "Wren will file the blueprint.", "mallow to read the spec, and answer in the review"]
    assert same_items(before, after) == ("a4", "a5", "a1", "a2")


def test_new_items_get_numbers_that_were_never_there():
    assert same_items([], ["One", "Two"]) == ("a1", "a2")
    assert same_items([("d2", "One")], ["Another matter"], "d", taken={"d7", "a12", "done", "ref-3"}) == ("d8",)


def test_items_of_the_same_text_keep_their_order():
    assert same_items([("a1", "Review it"), ("a2", "Review it")], ["Review it", "Review it", "Review it"]) == ("a1", "a2", "a3")


def test_an_item_that_says_something_else_is_another():
    assert same_items([("a1", "File a blueprint for the weigher")], ["Delete the old job"]) == ("a2",)


def test_hundreds_of_changed_topics_and_items_find_themselves():
    before = [seen(f"o{n}", f"Topic {n}", " ".join(f"w{n}x{word}" for word in range(40))) for n in range(300)]
    after = [Seen(f"n{n}", f"All of {n}", topic.words) for n, topic in enumerate(before)]
    assert same_topics(before, after) == {place: place for place in range(300)}
    items = [(f"a{n}", f"Somebody is to look after matter {n * 7919} and tell the list") for n in range(1, 301)]
    assert same_items(items, [text.replace("Somebody", "Someone") for _, text in items]) == tuple(id_ for id_, _ in items)
