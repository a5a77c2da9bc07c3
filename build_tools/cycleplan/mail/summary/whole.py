"""The summary of a gathering: everything that was talked about, agreed and taken on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cycleplan.mail.summary.items import action_lines
from cycleplan.mail.summary.letter import Letter, Lines, Mail, cited, heading, letter_about, notes, text_of
from cycleplan.mail.summary.marks import ACTIONS_LABEL, AGREED, CLOSING, CONTINUED, SEE_ALSO
from cycleplan.mail.summary.plain import lines_of, words_of
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.model import Gathering, Plan, Reference, Section
from cycleplan.prose import Phrase, Prose

_NUMBERS_A_LINE = 8
"""So many numbers of four digits fit on a line behind their label."""


def summary_mail(plan: Plan, gathering: Gathering) -> Mail:
    """Return the mail that sums up a gathering, in the form that the package describes."""
    letter = letter_about(plan, gathering)
    blocks = [lines_of(letter.names, gathering.introduction)]
    blocks.append(_see_also(letter, gathering.references, (gathering.introduction, gathering.closing)))
    for topic in letter.topics:
        for section in topic.sections:
            blocks += [heading(letter, topic, section), *_section(letter, section)]
    if closing := lines_of(letter.names, gathering.closing):
        blocks += [[CLOSING], closing]
    blocks.append(notes(letter, letter.footnotes.references, letter.footnotes.pages))
    if not any(blocks):
        blocks = [wrapped(f"{gathering.title}: no topics yet.")]
    return Mail(gathering.title, text_of(blocks))


def _section(letter: Letter, section: Section) -> Iterator[Lines]:
    names = letter.names
    said = section.discussion or section.summary
    yield lines_of(names, said) if isinstance(said, Prose) else wrapped(words_of(names, said))
    yield _see_also(letter, section.references, _shown(section, said))
    agreed = (wrapped(words_of(names, decision.text), lead=f"{AGREED} ", indent=CONTINUED) for decision in section.decisions)
    yield [line for lines in agreed for line in lines]
    if section.actions:
        items = (action_lines(letter.plan, names, action, letter.gathering.name) for action in section.actions)
        yield [ACTIONS_LABEL, *(line for lines in items for line in lines)]


def _shown(section: Section, said: Phrase | Prose) -> Iterator[Phrase | Prose]:
    yield said
    yield from (decision.text for decision in section.decisions)
    yield from (action.task for action in section.actions)


def _see_also(letter: Letter, references: Iterable[Reference], shown: Iterable[Phrase | Prose]) -> Lines:
    """Return the numbers of references that none of the words beside them cites."""
    known = cited(shown)
    numbers = dict.fromkeys(letter.footnotes.references[reference] for reference in references)
    others = [f"[{number}]" for number in numbers if number not in known]
    groups = (others[start : start + _NUMBERS_A_LINE] for start in range(0, len(others), _NUMBERS_A_LINE))
    return [f"{SEE_ALSO} {' '.join(group)}" for group in groups]
