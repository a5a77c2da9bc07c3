"""The numbers of a mail and what stands behind them: references, and the pages of topics and their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from types import MappingProxyType

from cycleplan.mail.summary.marks import CONTINUED, FOUND_LATER, NO_ADDRESS, SPEC, source_shielded
from cycleplan.mail.summary.owners import Names
from cycleplan.mail.summary.plain import words_of
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.model import WIDEST_LINE, Address, Gathering, Plan, Reference, Section, Topic

_LARGEST = 9999
"""The largest number that notes can cite."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The number of each reference of a gathering and of each page, the same in every mail about the gathering."""

    references: Mapping[Reference, int]
    pages: Mapping[Address, int]


def footnotes_of(plan: Plan, gathering: Gathering) -> Footnotes:
    """Give out the numbers of a gathering: its citations keep theirs, and the others get the next ones that are free.

    References that the notes do not number come first, then the pages, each in the notes' order.
    """
    topics = plan.topics_of.get(gathering.name, ())
    sections = tuple((topic, section) for topic in topics for section in topic.sections)
    known = dict.fromkeys(chain(gathering.references, *(section.references for _, section in sections)))
    numbers = {reference: reference.cite for reference in known if reference.cite is not None}
    free = _free(set(numbers.values()))
    numbers |= {reference: next(free) for reference in known if reference.cite is None}
    pages = {page_of(topic, section): next(free) for topic, section in sections}
    return Footnotes(MappingProxyType(numbers), MappingProxyType(pages))


def page_of(topic: Topic, section: Section) -> Address:
    """Return the address of a topic as a whole or of one of its parts."""
    return topic.at(None if section is topic.whole else section.id)


def page_url(plan: Plan, address: Address) -> str:
    """Return the address of a page as people cite it."""
    return plan.site.base.rstrip("/") + address.canonical


def page_lines(plan: Plan, number: int, address: Address) -> list[str]:
    """Return the note with the address of a page, which is the short one where the long one does not fit the line.

    Only what the ledger has is short for ever, so nothing else is used.
    """
    lead, long = f"[{number}] ", page_url(plan, address)
    short = plan.ledger.shorts.get(plan.first_path(address))
    is_wide = len(lead) + len(long) > WIDEST_LINE
    return wrapped(plan.site.base.rstrip("/") + short if short and is_wide else long, lead=lead, indent=CONTINUED)


def reference_lines(plan: Plan, names: Names, number: int, reference: Reference) -> list[str]:
    """Return the note of a reference: its title and its address or why it has none, each on a line of its own unless one holds all."""
    lead, title, source = f"[{number}] ", source_shielded(reference.title), list(_source(plan, names, reference))
    whole = wrapped(" ".join((title, *source)), lead=lead, indent=CONTINUED)
    if len(whole) == 1:
        return whole
    return [
        *wrapped(title, lead=lead, indent=CONTINUED),
        *(line for said in source for line in wrapped(said, lead=CONTINUED, indent=CONTINUED)),
    ]


def _source(plan: Plan, names: Names, reference: Reference) -> Iterator[str]:
    source = reference.source
    if reference.spec:
        yield f"({SPEC} {reference.spec.text}) <{page_url(plan, Address(f'specs/{reference.spec.text}'))}>"
    if source.url:
        yield f"<{source.url}>"
    if source.missing:
        yield f"({NO_ADDRESS} {source_shielded(words_of(names, source.missing))})"
    for found in source.found:
        yield f"<{found.url}>"
        yield f"({FOUND_LATER} {source_shielded(words_of(names, found.where))})"


def _free(taken: set[int]) -> Iterator[int]:
    top = max(taken, default=0)
    return (number for number in chain(range(top + 1, _LARGEST + 1), range(1, top), count(_LARGEST + 1)) if number not in taken)
