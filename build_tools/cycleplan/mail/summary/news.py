"""Shorter mails about a gathering: what its logs say since a day, and what one owner has taken on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cycleplan.mail.summary.footnotes import page_of, page_url
from cycleplan.mail.summary.items import action_lines, state_text
from cycleplan.mail.summary.letter import Letter, Lines, Mail, cited, heading, letter_about, notes, text_of
from cycleplan.mail.summary.marks import ACTIONS_LABEL, CONTINUED, SPECS_LABEL
from cycleplan.mail.summary.plain import words_of
from cycleplan.mail.summary.wrapping import wrapped
from cycleplan.model import (
    ActionItem,
    Address,
    Evidence,
    EvidenceKind,
    Gathering,
    LogEntry,
    Owner,
    Plan,
    Section,
    Spec,
    Status,
    Topic,
    state,
)
from cycleplan.prose import Phrase


@dataclass(frozen=True, slots=True)
class _News:
    """What a mail says of a section: entries of its own log, its items, and the work items of its topic, each with theirs."""

    topic: Topic
    section: Section
    log: tuple[LogEntry, ...] = ()
    actions: tuple[tuple[ActionItem, tuple[LogEntry, ...]], ...] = ()
    specs: tuple[tuple[Spec, tuple[LogEntry, ...]], ...] = ()

    def said(self) -> Iterator[Phrase]:
        """Yield the words that the mail shows, in which references may be cited."""
        yield from (entry.text for entry in self.log)
        for action, entries in self.actions:
            yield action.task
            yield from (entry.text for entry in entries)


def status_mail(plan: Plan, gathering: Gathering, since: date) -> Mail:
    """Return the mail with what the logs say on a day or after it, by topic, and how many items are open and done."""
    letter = letter_about(plan, gathering)
    actions = [action for topic in letter.topics for _, action in topic.actions()]
    return _mail(letter, f"{gathering.title}: what is new since {since}", actions, tuple(_news(letter, since)))


def owner_mail(plan: Plan, gathering: Gathering, owner: Owner, since: date | None = None) -> Mail:
    """Return the mail with the action items of one owner, by topic: all, or those of which logs say something since a day."""
    letter = letter_about(plan, gathering)
    held = [action for topic in letter.topics for _, action in topic.actions() if _holds(owner, action)]
    title = f"{gathering.title}: action items of {letter.names[owner.key]}" + (f", what is new since {since}" if since else "")
    return _mail(letter, title, held, tuple(_news_of(letter, owner, since)))


def _news(letter: Letter, since: date) -> Iterator[_News]:
    told: set[str] = set()
    for topic in letter.topics:
        for section in topic.sections:
            # A work item that several topics lead to is told of once.
            names = letter.plan.links.specs_of_topic.get(topic.name, ()) if section is topic.whole else ()
            specs = tuple(letter.plan.spec_by_name[name] for name in names if name not in told)
            told.update(names)
            yield _News(
                topic,
                section,
                _since(section.log, since),
                tuple((action, entries) for action in section.actions if (entries := _since(action.log, since))),
                tuple((spec, entries) for spec in specs if (entries := _since(spec.log, since))),
            )


def _news_of(letter: Letter, owner: Owner, since: date | None) -> Iterator[_News]:
    for topic in letter.topics:
        for section in topic.sections:
            held = ((action, _since(action.log, since)) for action in section.actions if _holds(owner, action))
            yield _News(topic, section, actions=tuple((action, entries) for action, entries in held if entries or since is None))


def _holds(owner: Owner, action: ActionItem) -> bool:
    return any(key.text == owner.key for key in action.owners)


def _since(log: tuple[LogEntry, ...], day: date | None) -> tuple[LogEntry, ...]:
    return tuple(entry for entry in log if entry.on >= day) if day else ()


def _mail(letter: Letter, title: str, actions: Iterable[ActionItem], news: tuple[_News, ...]) -> Mail:
    shown = [of_section for of_section in news if of_section.log or of_section.actions or of_section.specs]
    headed = {page_of(n.topic, section) for n in shown for section in (n.topic.whole, n.section)}
    blocks = [wrapped(f"{title}."), wrapped(_counts(actions))]
    for of_section in news:
        if page_of(of_section.topic, of_section.section) in headed:
            blocks += [heading(letter, of_section.topic, of_section.section), *_blocks(letter, of_section)]
    numbers = cited(said for n in shown for said in n.said())
    references = [reference for reference, number in letter.footnotes.references.items() if number in numbers]
    return Mail(title, text_of([*blocks, notes(letter, references, headed)]))


def _counts(actions: Iterable[ActionItem]) -> str:
    states = Counter(state(action.log) for action in actions)
    always = (Status.OPEN, Status.DONE)
    told = ", ".join(f"{states[status]} {status}" for status in Status if states[status] or status in always)
    return f"{states.total()} action item{'' if states.total() == 1 else 's'}: {told}."


def _blocks(letter: Letter, news: _News) -> Iterator[Lines]:
    yield _entries(letter, news.log)
    name = letter.gathering.name
    items = [(action_lines(letter.plan, letter.names, action, name, is_open_told=True), entries) for action, entries in news.actions]
    yield _labelled(letter, ACTIONS_LABEL, items)
    yield _labelled(letter, SPECS_LABEL, [(_spec_lines(letter, spec), entries) for spec, entries in news.specs])


def _labelled(letter: Letter, label: str, items: list[tuple[Lines, tuple[LogEntry, ...]]]) -> Lines:
    lines = [line for item, entries in items for line in (*item, *_entries(letter, entries, CONTINUED))]
    return [label, *lines] if lines else []


def _spec_lines(letter: Letter, spec: Spec) -> Lines:
    address = page_url(letter.plan, Address(f"specs/{spec.name}"))
    return wrapped(f"{spec.title} ({spec.kind}) <{address}>", lead="- ", indent=CONTINUED)


def _entries(letter: Letter, log: Iterable[LogEntry], indent: str = "") -> Lines:
    lines: Lines = []
    for entry in log:
        text = f"{state_text(entry)}: {words_of(letter.names, entry.text)}"
        lines += wrapped(text, lead=f"{indent}- ", indent=indent + CONTINUED)
        for evidence in entry.evidence:
            lines += wrapped(_evidence(evidence), indent=indent + CONTINUED)
    return lines


def _evidence(evidence: Evidence) -> str:
    if evidence.url:
        return f"<{evidence.url}>"
    return evidence.name if evidence.kind in (EvidenceKind.URL, EvidenceKind.MAIL) else f"{evidence.kind} {evidence.name}"
