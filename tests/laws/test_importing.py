"""What holds of any text that is imported: no line is lost, nothing raises, and our own mails come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports.reading import cases
from projects import REPOSITORY

from cycleplan.mail.draft import Draft
from cycleplan.mail.files import draft_files
from cycleplan.mail.importing import NothingToImportError, Target, draft_of
from cycleplan.mail.outline import read_outline
from cycleplan.mail.source import Form, Source
from cycleplan.mail.summary import summary_mail
from cycleplan.model import Licence, Plan, Site
from cycleplan.notes import read_notes
from cycleplan.prose import plain_text
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


def test_the_mail_of_the_real_notes_gives_them_back():
    plan = read_notes(read_notes_folder(REPOSITORY / "source_notes").files).plan
    mail = summary_mail(plan, plan.gatherings[0])
    draft = draft_of([Source("mail.txt", tuple(mail.text.split("\n")))], Target("2024.2/manila", plan))
    topics = plan.topics_of["2024.2/manila"]
    assert [(topic.whole.id, topic.whole.title) for topic in draft.topics] == [(topic.id, topic.title) for topic in topics]
    assert [[(part.id, part.title) for part in topic.parts] for topic in draft.topics] == [
        [(part.id.text, part.title) for part in topic.parts] for topic in topics
    ]
    told = [section for topic in draft.topics for section in topic.sections]
    actions = [action for topic in topics for _, action in topic.actions()]
    assert [(folded(plain_text(action.task)), action.owners) for section in told for action in section.actions] == [
        (called(plan, folded(plain_text(action.task))), tuple(key.text for key in action.owners)) for action in actions
    ]
    cited = [one for topic in topics for section in topic.sections for one in section.references]
    before = {one.cite: (one.source.url, plain_text(one.source.missing)) for one in cited}
    after = {one.cite: (one.url, one.missing) for section in told for one in section.references}
    assert after == {cite: (url, called(plan, folded(missing))) for cite, (url, missing) in before.items()}
    assert draft.owners == ()


def folded(text: str) -> str:
    return " ".join(text.split())


def called(plan: Plan, text: str) -> str:
    """A mail calls an owner by the label and not by the mark of a mention."""
    for owner in plan.owners:
        text = text.replace(f"@{owner.key}", owner.label)
    return text
