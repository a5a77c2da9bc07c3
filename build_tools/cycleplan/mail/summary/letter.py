"""What every mail about a gathering is laid out from: its headings, its blocks, and the notes at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cycleplan.mail.summary.footnotes import Footnotes, footnotes_of, page_lines, page_of, reference_lines
from cycleplan.mail.summary.marks import CONTINUED, PART, TOPIC
from cycleplan.mail.summary.owners import Names, names_of
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.model import Address, Gathering, Plan, Reference, Section, Topic
from cycleplan.prose import Citation, Phrase, Prose, inlines

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its subject, and its text with lines that end in `\\n`."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail about one gathering: what its owners are called, and which numbers its notes have."""

    plan: Plan
    gathering: Gathering
    names: Names
    footnotes: Footnotes

    @property
    def topics(self) -> tuple[Topic, ...]:
        return self.plan.topics_of.get(self.gathering.name, ())


def letter_about(plan: Plan, gathering: Gathering) -> Letter:
    """Return the mail about a gathering, of which nothing is written yet."""
    return Letter(plan, gathering, names_of(plan), footnotes_of(plan, gathering))


def heading(letter: Letter, topic: Topic, section: Section) -> Lines:
    """Return the title of a topic or a part with the number of its page."""
    number = letter.footnotes.pages[page_of(topic, section)]
    return wrapped(f"{section.title} [{number}]", lead=TOPIC if section is topic.whole else PART, indent=CONTINUED)


def notes(letter: Letter, references: Iterable[Reference], pages: Iterable[Address]) -> Lines:
    """Return the notes of these references and pages by number, each once."""
    numbers = letter.footnotes
    found = {numbers.references[r]: reference_lines(letter.plan, letter.names, numbers.references[r], r) for r in references}
    found |= {numbers.pages[page]: page_lines(letter.plan, numbers.pages[page], page) for page in pages}
    return [line for number in sorted(found) for line in found[number]]


def cited(said: Iterable[Phrase | Prose]) -> set[int]:
    """Return the numbers that prose cites."""
    return {inline.number for prose in said for inline in inlines(prose) if isinstance(inline, Citation)}


def text_of(blocks: Sequence[Lines]) -> str:
    """Return blocks as the text of a mail, a blank line between them."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
