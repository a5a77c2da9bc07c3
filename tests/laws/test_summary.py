"""Laws of summary mails: nothing is lost, nothing reads as what it is not, and the lines fit."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import SMTP

from hostile_plans import hostile, hostile_plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mail_reader import MailRead, read_mail
from plan_strategies import plans
from text_strategies import unicode_texts

from cycleplan.mail.summary import HeaderError, Headers, names_of, owners_called, ready_message, summary_mail, words_of
from cycleplan.model import Gathering, Plan, Reference
from cycleplan.notes.reader import read_notes
from cycleplan.prose import clean, columns, folded
from cycleplan.textfile import TextFile

few = settings(max_examples=max(settings().max_examples // 4, 1))

_MARKS = re.compile(r"(?:  +|> |- |[0-9]+\. |#+ |\[[0-9]+\] |Agreed: )*\\?")


def text_of(plan: Plan, gathering: Gathering) -> str:
    return summary_mail(plan, gathering).text


def too_wide(text: str) -> list[str]:
    """Return the lines over 72 columns that have more than one word and are neither code nor an address."""
    found = (line for line in text.split("\n") if columns(line) > 72 and not line.lstrip(" >").startswith("<") and "    " not in line)
    return [line for line in found if " " in _MARKS.sub("", line, count=1) and not re.search(r"(?:https?|mailto):", line)]


def assert_reads_back(plan: Plan, gathering: Gathering, read: MailRead) -> None:
    """Assert that a mail has the topics, parts, decisions, items with their owners, and references of a gathering."""
    names = names_of(plan)
    sections = [(topic, section) for topic in plan.topics_of.get(gathering.name, ()) for section in topic.sections]
    assert [(s.level, s.title) for s in read.sections] == [(1 if s is t.whole else 2, folded(s.title)) for t, s in sections]
    assert [s.decisions for s in read.sections] == [[folded(words_of(names, d.text)) for d in s.decisions] for _, s in sections]
    items = [[(owners_of(plan, owners), task) for owners, task, _ in s.items] for s in read.sections]
    assert items == [[(tuple(k.text for k in a.owners), folded(words_of(names, a.task))) for a in s.actions] for _, s in sections]
    pages = [f"{plan.site.base.rstrip('/')}{t.at(None if s is t.whole else s.id).canonical}" for t, s in sections]
    assert [read.notes[s.number] for s in read.sections] == [(page,) for page in pages]
    references = {*gathering.references, *(r for _, s in sections for r in s.references)}
    told = sorted(note for number, note in read.notes.items() if number not in {s.number for s in read.sections})
    assert told == sorted(note_of(plan, reference) for reference in references)
    cited = {r.cite: note_of(plan, r) for r in references if r.cite is not None}
    assert {number: read.notes[number] for number in cited} == cited


def owners_of(plan: Plan, called: tuple[str, ...]) -> tuple[str, ...]:
    found = [owners_called(plan, name) for name in called]
    assert [len(owners) for owners in found] == [1] * len(found)
    return tuple(owner.key for owners in found for owner in owners)


def note_of(plan: Plan, reference: Reference) -> tuple[str, ...]:
    names, source = names_of(plan), reference.source
    pieces = [folded(reference.title)]
    if reference.spec:
        pieces += [f"(spec {reference.spec.text})", f"<{plan.site.base.rstrip('/')}/specs/{reference.spec.text}.html>"]
    pieces += [f"<{source.url}>"] if source.url else []
    pieces += [f"(no address: {folded(words_of(names, source.missing))})"] if source.missing else []
    for found in source.found:
        pieces += [f"<{found.url}>", f"(found later: {folded(words_of(names, found.where))})"]
    return tuple(pieces)


@few
@given(plans())
def test_a_mail_gives_back_what_the_gathering_came_to(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    for gathering in plan.gatherings:
        assert_reads_back(plan, gathering, read_mail(text_of(plan, gathering)))


@few
@example("\\#", "[1] \\(no address: x) <https://y.example> [open]")
@example("[7]", "- - - AI: From 1. [done 2024-01-01]")
@given(hostile.map(folded), hostile)
def test_no_text_of_notes_reads_as_structure(title: str, text: str) -> None:
    plan = hostile_plan(title, text)
    gathering = plan.gathering_by_name["2024.2/manila"]
    mail = text_of(plan, gathering)
    assert_reads_back(plan, gathering, read_mail(mail))
    assert too_wide(mail) == []


@few
@given(plans())
def test_lines_fit_and_hold_nothing_invisible(files: tuple[TextFile, ...]) -> None:
    plan = read_notes(files).plan
    for gathering in plan.gatherings:
        text = text_of(plan, gathering)
        assert too_wide(text) == []
        assert text == clean(text)
        assert [line for line in text.split("\n") if line != line.rstrip(" ")] == []


@few
@given(plans())
def test_the_same_notes_give_the_same_mail(files: tuple[TextFile, ...]) -> None:
    forward, backward = read_notes(files).plan, read_notes(reversed(files)).plan
    assert [summary_mail(forward, g) for g in forward.gatherings] == [summary_mail(backward, g) for g in backward.gatherings]


@given(unicode_texts | hostile, st.lists(unicode_texts, max_size=2), unicode_texts | hostile)
@example("a\r\nBcc: wren@lists.example", [], "x")
@example("x", ["\n", "=?utf-8?q?a=0ABcc:_b?="], "x")
def test_a_message_has_the_headers_that_were_asked_for_or_is_refused(subject: str, names: list[str], text: str) -> None:
    recipients = tuple(f'"{name}" <wren@lists.example>' for name in names)
    body = "\n".join(clean(text).split("\n"))
    try:
        written = ready_message(body, Headers(subject, recipients=recipients))
    except HeaderError:
        return
    read = message_from_bytes(written, policy=SMTP)
    assert read.get_content().replace("\r\n", "\n").removesuffix("\n") == body.removesuffix("\n")
    meant = {"Subject": " ".join(subject.split()), "X-Unsent": "1"}
    kept = {name: value for name, value in read.items() if name not in ("To", "MIME-Version")}
    assert {name: str(value) for name, value in kept.items() if not name.startswith("Content-")} == meant
    shown = [(address.display_name, address.addr_spec) for address in (read["To"].addresses if names else ())]
    assert shown == [(" ".join(name.split()), "wren@lists.example") for name in names]
    assert max(map(len, written.split(b"\r\n"))) <= 998
