"""The score of an import says what was found, what was missed, and what was made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports.scoring import (
    Count,
    Expectation,
    FoundTask,
    Result,
    Score,
    Task,
    compared,
    read_expectation,
    same_action,
    same_task,
    same_title,
    same_words,
    score,
    total,
)

WREN = frozenset(("wren", "Wren Hazel"))
MALLOW = frozenset(("mallow",))
CI_TEAM = frozenset(("ci-team", "CI team"))

TEXT = Expectation(
    topics=("Tiers", "Tests"),
    parts={"Tiers": ("Cold", "Warm")},
    actions=(Task("write the spec of the tiers", ("wren",)), Task("announce it", ())),
    guesses=(Task("try a smaller node", ("mallow",)),),
    decisions=("two tiers are enough",),
    addresses=frozenset(("https://example.org/pad",)),
)
ALL_OF_IT = Result(
    topics=("Tiers", "Tests"),
    parts={"Tiers": ("Cold", "Warm")},
    actions=(
        FoundTask("write the spec of the tiers", (WREN,)),
        FoundTask("announce it"),
        FoundTask("try a smaller node", (MALLOW,), is_guess=True),
    ),
    decisions=("two tiers are enough",),
    addresses=frozenset(("https://example.org/pad",)),
)


def test_what_is_found_whole_has_no_fault():
    assert score(TEXT, ALL_OF_IT) == Score(
        topics=Count(2, 2, 2),
        parts=Count(2, 2, 2),
        actions=Count(2, 2, 2),
        tasks=Count(2, 2, 2),
        guesses=Count(1, 1, 1),
        decisions=Count(1, 1, 1),
        addresses=Count(1, 1, 1),
    )


def test_where_nothing_is_found_everything_is_missed():
    assert score(TEXT, Result()) == Score(
        topics=Count(2), parts=Count(2), actions=Count(2), tasks=Count(2), guesses=Count(1), decisions=Count(1), addresses=Count(1)
    )


def test_what_nobody_expects_is_made_up():
    nothing = Expectation((), (), frozenset(), {}, (), ())

    assert score(nothing, ALL_OF_IT) == Score(
        topics=Count(0, 2),
        actions=Count(0, 2),
        tasks=Count(0, 2),
        guesses=Count(0, 1),
        decisions=Count(0, 1),
        addresses=Count(0, 1),
    )


def test_what_an_expectation_does_not_say_is_not_scored():
    silent = read_expectation({"topics": ["Tiers"], "actions": [{"task": "announce it", "owners": []}], "addresses": []})

    assert score(silent, ALL_OF_IT) == Score(topics=Count(1, 2, 1), actions=Count(1, 2, 1), tasks=Count(1, 2, 1), addresses=Count(0, 1))


def test_an_expectation_is_read_from_what_its_file_says():
    said = {
        "topics": ["Tiers", "Tests"],
        "parts": {"Tiers": ["Cold", "Warm"]},
        "actions": [{"task": "write the spec of the tiers", "owners": ["wren"]}, {"task": "announce it", "owners": []}],
        "guesses": [{"task": "try a smaller node", "owners": ["mallow"]}],
        "decisions": ["two tiers are enough"],
        "addresses": ["https://example.org/pad"],
    }

    assert read_expectation(said) == TEXT


def test_a_marked_item_that_is_found_as_a_guess_is_missed_and_no_good_guess():
    result = Result(actions=(FoundTask("announce it", is_guess=True),))

    assert score(TEXT, result) == score(TEXT, Result()) + Score(guesses=Count(0, 1))


def test_an_item_with_another_owner_is_right_as_a_task_alone():
    result = Result(actions=(FoundTask("write the spec of the tiers", (MALLOW,)),))

    assert score(TEXT, result) == score(TEXT, Result()) + Score(actions=Count(0, 1, 0), tasks=Count(0, 1, 1))


def test_parts_count_only_in_topics_whose_parts_are_known():
    result = Result(parts={"Tiers": ("Cold",), "Tests": ("Unit", "Functional")})

    assert score(TEXT, result) == score(TEXT, Result()) + Score(parts=Count(0, 1, 1))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Tiers", "1. TIERS"),
        ("Tiers", "12) Tiers:"),
        ("Tiers", "*3. Tiers*"),
        ("Tiers", "2.1 Tiers"),
        ("Tiers", "Topic: Tiers"),
        ("Pebble's tiers – again", "Pebbles tiers -- again"),
        ("2024.2 priorities", "2024.2 Priorities"),
    ],
)
def test_titles_are_the_same_without_case_numbering_and_punctuation(written: str, shown: str):
    assert same_title(written, shown) >= 0.9


@pytest.mark.parametrize(("one", "other"), [("Tiers", "Tests"), ("Planning", "Planning of the summit"), ("2024.2", "2025.1")])
def test_titles_of_other_words_are_not_the_same(one: str, other: str):
    assert same_title(one, other) == 0


def test_a_task_is_the_same_with_its_owner_left_in_and_its_address_left_out():
    assert same_words("review the four patches https://example.org/4", "wren will review the four patches") > 0.7


@pytest.mark.parametrize(("one", "other"), [("announce it", "announce the removal of it"), ("spec", "spec for the filter"), ("spec", "")])
def test_a_task_of_which_much_is_missing_or_new_is_not_the_same(one: str, other: str):
    assert (same_words(one, other), same_words(other, one)) == (0, 0)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ((), ()),
        (("wren",), (WREN,)),
        (("Wren Hazel",), (WREN,)),
        (("Mallow", "@wren"), (WREN, MALLOW)),
        (("the CI team",), (CI_TEAM,)),
        (("the SDK team",), (frozenset(("sdk",)),)),
        (("all",), ()),
        ((), (frozenset(("everybody",)),)),
    ],
)
def test_owners_are_the_same_by_any_of_their_spellings(written: tuple[str, ...], found: tuple[frozenset[str], ...]):
    assert same_action(Task("announce it", written), FoundTask("announce it", found)) == 1


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("wren",), ()),
        ((), (WREN,)),
        (("wren",), (MALLOW,)),
        (("wren",), (WREN, MALLOW)),
        (("wren", "mallow"), (WREN,)),
        (("wren", "Wren Hazel"), (WREN,)),
        (("wren",), (WREN, WREN)),
    ],
)
def test_one_owner_too_few_or_too_many_makes_another_item(written: tuple[str, ...], found: tuple[frozenset[str], ...]):
    assert same_action(Task("announce it", written), FoundTask("announce it", found)) == 0


def test_the_most_alike_go_together_first():
    wanted = [Task("spec of the tiers"), Task("spec of the pools")]
    found = [FoundTask("spec of the pools"), FoundTask("spec of tiers")]

    assert compared(wanted, found, same_task) == Count(2, 2, 2)


def test_a_title_that_stands_twice_has_to_be_found_twice():
    assert compared(["Planning", "Planning"], ["Planning"], same_title) == Count(2, 1, 1)
    assert compared(["Planning"], ["Planning", "Planning"], same_title) == Count(1, 2, 1)


def test_precision_recall_and_f1_come_from_the_counts():
    count = Count(wanted=4, found=2, right=1)

    assert (count.precision, count.recall, count.f1) == (1 / 2, 1 / 4, 1 / 3)


def test_nothing_found_of_nothing_is_perfect_and_of_something_worthless():
    nothing, missed, made_up = Count(), Count(wanted=3), Count(found=3)

    assert (nothing.precision, nothing.recall, nothing.f1) == (1, 1, 1)
    assert (missed.precision, missed.recall, missed.f1) == (1, 0, 0)
    assert (made_up.precision, made_up.recall, made_up.f1) == (0, 1, 0)


def test_a_total_weighs_each_text_by_what_it_holds():
    assert total([Score(topics=Count(9, 9, 9)), Score(topics=Count(1, 1, 0))]) == Score(topics=Count(10, 10, 9))
    assert total([]) == Score()


@given(st.lists(st.sampled_from(["Tiers", "Tests", "Planning", "Bugs"])), st.lists(st.sampled_from(["tiers", "1. Tests", "Tea"])))
def test_no_more_is_right_than_is_there(wanted: list[str], found: list[str]):
    count = compared(wanted, found, same_title)

    assert (count.wanted, count.found) == (len(wanted), len(found))
    assert count.right <= min(count.wanted, count.found)
    assert compared(found, wanted, same_title) == Count(count.found, count.wanted, count.right)
