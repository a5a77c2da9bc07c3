"""Laws of text twins: no word is lost in wrapping, lines fit, and a number stands for one address."""

from __future__ import annotations

import re

from hostile_plans import hostile, hostile_plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plan_strategies import plans
from text_strategies import unicode_texts

from cycleplan.model import WIDEST_LINE, Plan
from cycleplan.notes.reader import read_notes
from cycleplan.pages import pages
from cycleplan.prose import clean, columns, words
from cycleplan.rendering.text import text_twin
from cycleplan.rendering.text.lines import wrapped
from cycleplan.textfile import UTF_8, TextFile

few = settings(max_examples=max(settings().max_examples // 5, 1))
many = settings(max_examples=settings().max_examples * 5)

_MARKS = re.compile(r"(?: |> |- |[0-9]+\. |(?:\[[0-9]+\] )+)*")
_LISTED = re.compile(r"\[(\d+)\] (\S+)")
leads = st.sampled_from((("", ""), ("- ", "  "), ("    - ", "      ")))


def twins_of(plan: Plan) -> list[str]:
    return [text_twin(page, plan.site.base).removeprefix(UTF_8) for page in pages(plan)]


def too_wide(text: str) -> list[str]:
    """Return the lines over 72 columns that have more than one word and are no code."""
    found = (line for line in text.split("\n") if columns(line) > WIDEST_LINE and "    " not in line)
    return [line for line in found if " " in _MARKS.sub("", line, count=1)]


def assert_is_fit_for_a_mail(text: str) -> None:
    assert too_wide(text) == []
    lines = text.split("\n")
    assert [line for line in lines if line != line.rstrip() or line.startswith(("From ", "-- "))] == []
    assert text == clean(text)
    assert text.endswith("\n")


def assert_numbers_stand_for_one_thing(text: str) -> None:
    """Assert that the numbers at the end rise, each for an address of its own, without a gap from the first of a link on."""
    last = text.rstrip("\n").split("\n\n")[-1].split("\n")
    listed = [found for line in last if (found := _LISTED.fullmatch(line))]
    numbers, addresses = [int(found[1]) for found in listed], [found[2] for found in listed]
    assert len(set(addresses)) == len(addresses)
    assert numbers == sorted(set(numbers))
    top = text.split("\n\n")[1].split("\n")
    assert set(addresses) & set(top) == set()


@many
@given(
    st.lists(st.sampled_from(("From", "[1]", "·", "a", "日本", "x" * 80, "\u00a0")) | unicode_texts).map(" ".join),
    st.integers(4, 80),
    leads,
)
@example("From From From", 6, ("", ""))
@example("", 10, ("- ", "  "))
def test_wrapping_changes_no_word_and_no_line_is_too_wide_but_for_one_word(text: str, width: int, lead: tuple[str, str]) -> None:
    lines = wrapped(text, width, *lead)
    inner = [line.removeprefix((lead[0] if number == 0 else lead[1]).rstrip()) for number, line in enumerate(lines)]

    assert [word for line in inner for word in words(line)] == words(text)
    assert [line for line in inner if columns(line.strip(" ")) > width - len(lead[0]) and len(words(line)) > 1] == []
    assert [line for line in lines if line.startswith("From") and words(line)[0] == "From"] == []


@few
@given(plans())
def test_a_twin_of_any_page_is_fit_for_a_mail(files: tuple[TextFile, ...]) -> None:
    for text in twins_of(read_notes(files).plan):
        assert_is_fit_for_a_mail(text)
        assert_numbers_stand_for_one_thing(text)


@few
@example("From", "From [1] " * 30)
@example("[10]", "[99] x [1]")
@given(hostile, hostile)
def test_no_text_of_notes_makes_a_twin_unfit(title: str, text: str) -> None:
    for twin in twins_of(hostile_plan(title, text)):
        assert_is_fit_for_a_mail(twin)
        assert_numbers_stand_for_one_thing(twin)


@few
@given(plans())
def test_the_same_notes_give_the_same_twins(files: tuple[TextFile, ...]) -> None:
    assert twins_of(read_notes(files).plan) == twins_of(read_notes(reversed(files)).plan)
