"""Texts of one gathering to drafts of its notes: all stages in a row, without a disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cycleplan.mail.draft import Draft, Leftover
from cycleplan.mail.drafting.compose import Setting, compose
from cycleplan.mail.drafting.own_mail import own_mail
from cycleplan.mail.drafting.people import Directory
from cycleplan.mail.outline import read_outline
from cycleplan.mail.outline.flattened import is_flattened
from cycleplan.mail.source import Source
from cycleplan.model import Owner, Plan

LONGEST_LINE = 10_000
"""Characters of a line; the longest paragraph of real summaries has some 3,000."""


class NothingToImportError(Exception):
    """A text in which nothing can be found that notes hold: one clause, and in the hint what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Target:
    """Where an import goes: the gathering as CYCLE/TEAM, and what the notes there know."""

    gathering: str
    plan: Plan
    owners: tuple[Owner, ...] = ()
    """Owners whom other notes know, by whose names a text is read too."""


def draft_of(sources: Sequence[Source], target: Target) -> Draft:
    """Return the draft that texts come to.

    Raises NothingToImportError where there is no topic in them.
    """
    own = own_mail(sources[0], target.gathering, target.plan, _setting(target).directory) if len(sources) == 1 else None
    if own:
        return _enveloped(own, sources)
    bounded = [_without_endless_lines(source) for source in sources]
    draft = compose([(source, read_outline(source)) for source in bounded], _setting(target))
    if not draft.topics:
        names = ", ".join(source.name for source in sources)
        raise NothingToImportError(f"no topic found in {names}", "mark each title, such as `# Title`, and import it again")
    endless = tuple(left for source in sources for left in _endless_lines(source))
    return _enveloped(replace(draft, leftovers=(*endless, *draft.leftovers)), sources)


def _endless_lines(source: Source) -> Iterator[Leftover]:
    """Yield the lines that no person wrote as one, unless they are a text that lost its line ends."""
    if is_flattened(source.lines):
        return
    for number, line in enumerate(source.lines, 1):
        if len(line) > LONGEST_LINE and line.strip():
            yield Leftover(source.name, number, line[:100], f"a line of more than {LONGEST_LINE} characters")


def _without_endless_lines(source: Source) -> Source:
    endless = {left.line for left in _endless_lines(source)}
    if not endless:
        return source
    return replace(source, lines=tuple("" if number in endless else line for number, line in enumerate(source.lines, 1)))


def _setting(target: Target) -> Setting:
    cycle_number, _, team_key = target.gathering.partition("/")
    cycle, team = target.plan.cycle(cycle_number), target.plan.team_by_key.get(team_key)
    names = (team_key, team.title if team else "", cycle_number, cycle.name if cycle else "")
    known = {owner.key for owner in target.plan.owners}
    others = (owner for owner in target.owners if owner.key not in known)
    return Setting(target.gathering, names, target.plan.site.base, Directory((*target.plan.owners, *others)))


def _enveloped(draft: Draft, sources: Sequence[Source]) -> Draft:
    """Add what the envelopes say of the gathering as a whole."""
    notices = tuple(f"{source.name}: {notice}" for source in sources for notice in source.notices)
    envelopes = [source.envelope for source in sources]
    title = draft.title or next((_subject(one.subject) for one in envelopes if one.subject), "")
    archived = next((one.archived_at for one in envelopes if one.archived_at), "")
    message_id = next((one.message_id for one in envelopes if one.message_id), "")
    missing = f"The message says no address of its own; its Message-ID is `{message_id}`." if message_id and not archived else ""
    return replace(draft, title=title, mail=archived, mail_missing=missing, notices=notices)


def _subject(subject: str) -> str:
    """Return a subject without what replies and lists put before it."""
    words = subject.strip()
    while words[:4].casefold() in ("re: ", "fwd:", "fw: "):
        words = words.partition(":")[2].strip()
    return words
