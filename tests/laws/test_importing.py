"""What holds of any text that is imported: no line is lost, nothing raises, and our own mails come back."""

from __future__ import annotations

import re

import pytest
from hostile_plans import hostile, hostile_plan
from hypothesis import given
from hypothesis import strategies as st
from imports.reading import cases
from plan_strategies import plans
from projects import REPOSITORY

from cycleplan.mail.draft import Draft, DraftReference
from cycleplan.mail.files import draft_files
from cycleplan.mail.importing import NothingToImportError, Target, draft_of
from cycleplan.mail.outline import read_outline
from cycleplan.mail.source import Form, Source
from cycleplan.mail.summary import names_of, summary_mail, words_of
from cycleplan.model import Gathering, Licence, Plan, Reference, Site
from cycleplan.notes.reader import read_notes
from cycleplan.prose import plain_text
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_notes_folder

PLAN = Plan(Site("A plan", "https://plan.example/", Licence("CC BY 3.0")))
PIECES = [line for case in cases() if case.text.suffix == ".txt" for line in case.text.read_text(encoding="utf-8").splitlines()]
MARKS = [
    "",
    "# ",
    "## ",
    "- ",
    "  - ",
    "\t* ",
    "1. ",
    "> ",
    "AI: ",
    "AIs:",
    "AGREED: ",
    "| a | b |",
    "[1] https://a.example/",
    "=====",
    "* * *",
    "\\# ",
    "**x**",
    "-- ",
    "```",
]

lines = st.one_of(
    st.sampled_from(PIECES),
    st.tuples(st.sampled_from(MARKS), st.text(max_size=40)).map("".join),
    st.sampled_from(MARKS),
)
sources = st.builds(
    lambda found, form: Source("mail.txt", tuple(" ".join(line.splitlines()) for line in found), form),
    st.lists(lines, max_size=40),
    st.sampled_from(Form),
)


def placed(draft: Draft) -> set[int]:
    inside = {line for topic in draft.topics for section in topic.sections for line in section.lines}
    return {*draft.lines, *(left.line for left in draft.leftovers), *inside}


@given(sources)
def test_every_line_that_is_not_blank_is_placed_or_told_and_the_draft_can_be_written(source: Source):
    try:
        draft = draft_of([source], Target("2024.2/wind", PLAN))
    except NothingToImportError:
        return
    assert placed(draft) == {number for number, line in enumerate(source.lines, 1) if line.strip()}
    files = draft_files(draft, "2024.2/wind", "Wind at the PTG")
    assert len({file.path for file in files}) == len(draft.topics) + 1


@pytest.mark.parametrize(
    "piece", ["x", "- ", "[1] ", "AI: wren to ", "http://a.example/", "**", "(action: ", "> ", "a, b and ", "[x](", "`", "| "]
)
@pytest.mark.parametrize("length", [9_900, 5_000_000])
def test_a_line_without_end_is_placed_or_told(piece: str, length: int):
    line = piece * (length // len(piece))
    draft = draft_of([Source("mail.txt", ("# One", line, "# Two", "AI: wren to go"))], Target("2024.2/wind", PLAN))
    assert placed(draft) == {1, 2, 3, 4}


@given(st.lists(st.sampled_from(["a", "b c", "---", "=====", "", "- x", "# y", "~~~"]), max_size=12), st.sampled_from(Form))
def test_no_line_is_in_two_blocks(found: list[str], form: Form):
    numbers = [line for block in read_outline(Source("mail.txt", tuple(found), form)).blocks for line in block.lines]
    assert sorted(numbers) == [number for number, line in enumerate(found, 1) if line.strip()]


def test_a_hundred_thousand_nested_bullets_are_read():
    depths = [" " * min(depth, 2_000) + "- x" for depth in range(100_000)]
    draft = draft_of([Source("mail.txt", ("# One", *depths, "# Two", "text"))], Target("2024.2/wind", PLAN))
    assert len(placed(draft)) == 100_003


def assert_comes_back(plan: Plan, gathering: Gathering) -> None:
    """Assert that the mail of a gathering gives its topics, action items, owners, decisions and references back."""
    mail = Source("mail.txt", tuple(summary_mail(plan, gathering).text.split("\n")))
    draft = draft_of([mail], Target(gathering.name, plan))
    names = names_of(plan)
    before = [section for topic in plan.topics_of.get(gathering.name, ()) for section in topic.sections]
    after = [section for topic in draft.topics for section in topic.sections]
    assert [(section.id, folded(section.title)) for section in after] == [(section.id.text, folded(section.title)) for section in before]
    assert [len(topic.parts) for topic in draft.topics] == [len(topic.parts) for topic in plan.topics_of[gathering.name]]
    assert [(bare(plain_text(a.task)), a.owners) for section in after for a in section.actions] == [
        (bare(words_of(names, a.task)), tuple(key.text for key in a.owners)) for section in before for a in section.actions
    ]
    assert [bare(plain_text(d.text)) for section in after for d in section.decisions] == [
        bare(words_of(names, d.text)) for section in before for d in section.decisions
    ]
    told = [*draft.references, *(one for section in after for one in section.references)]
    wanted = [*gathering.references, *(one for section in before for one in section.references)]
    assert sorted(map(from_draft, told)) == sorted({from_notes(plan, one) for one in wanted})
    assert (draft.owners, placed(draft)) == ((), {number for number, line in enumerate(mail.lines, 1) if line.strip()})


def from_draft(one: DraftReference) -> tuple[object, ...]:
    found = tuple((url, folded(where)) for url, where in one.found)
    return (folded(one.title), one.url, one.spec, folded(one.missing), found)


def from_notes(plan: Plan, one: Reference) -> tuple[object, ...]:
    names = names_of(plan)
    found = tuple((each.url, folded(words_of(names, each.where))) for each in one.source.found)
    return (folded(one.title), one.source.url, one.spec.text if one.spec else "", folded(words_of(names, one.source.missing)), found)


def test_the_mail_of_the_real_notes_gives_them_back():
    plan = read_notes(read_notes_folder(REPOSITORY / "source_notes").files).plan
    assert_comes_back(plan, plan.gatherings[0])


@given(plans())
def test_the_mail_of_any_notes_gives_them_back(files: tuple[TextFile, ...]):
    plan = read_notes(files).plan
    for gathering in plan.gatherings:
        if plan.topics_of.get(gathering.name):
            assert_comes_back(plan, gathering)


@given(hostile.map(lambda text: " ".join(text.split())), hostile)
def test_the_mail_of_hostile_notes_gives_them_back(title: str, text: str):
    plan = hostile_plan(title, text)
    assert_comes_back(plan, plan.gathering_by_name["2024.2/manila"])


def bare(text: str) -> str:
    """Return words as a reader sees them, an address in angle brackets without those."""
    return folded(re.sub(r"<((?:https?|mailto):[^<>\s]*)>", r"\1", text))


def folded(text: str) -> str:
    return " ".join(text.split())
