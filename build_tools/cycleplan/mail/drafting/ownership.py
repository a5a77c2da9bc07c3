"""Who holds an action item: the owners that its words name, and which of its words are only their label."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cycleplan.mail.drafting.common_words import TASK_VERBS
from cycleplan.mail.drafting.people import Directory, Named, named, names_nobody


@dataclass(frozen=True, slots=True)
class Ownership:
    """The owners of an item, and from where to where in its text the task stands."""

    owners: tuple[Named, ...]
    start: int
    end: int


_WILL = (
    r"(?:will|shall|should|must|would|to|can|could|needs?\s+to|has\s+to|have\s+to|is\s+to|are\s+to|is\s+going\s+to|are\s+going\s+to|"
    r"is\s+willing\s+to|are\s+willing\s+to|volunteer(?:s|ed)?|agree[sd]?\s+to|offer(?:s|ed)?\s+to|promised?\s+to|plans?\s+to|wants?\s+to|"
    r"takes?|took|considers?|(?:is|are)\s+\w+ing|'ll|\u2019ll|may|might)"
)
_COMMITTED = re.compile(
    rf"(?P<who>\S.{{0,110}}?)(?:\s+(?:and\s+others|et\s+al\.?))?\s*(?:\s|(?=['\u2019]ll))(?P<verb>{_WILL})\b(?!\s*be\b(?!\s+\w+ing))"
)
_NEXT_COMMITTED = re.compile(
    r"[,;.]\s+(?:and\s+|while\s+)?(?P<who>@?[\w-]{2,30}(?:,\s+@?[\w-]{2,30}){0,4}(?:\s+and\s+@?[\w-]{2,30})?)\s+(?:will|to|volunteered\s+to)\s+(?=[a-z])"
)
_FIRST = re.compile(
    r"(?P<open>[\[(<{])\s*(?P<who>[^\[\](){}<>]{2,80}(?:\([^()]{2,40}\))?[^\[\](){}<>]{0,80})\s*[\])>}]\s*(?:[:,\u2013\u2014-]\s*)?"
)
_CALLED = re.compile(r"(?P<who>@[\w-]{2,30}(?:(?:\s*[,/&+]\s*|\s+and\s+|\s+)@[\w-]{2,30}){0,7})\s*(?P<colon>[:,\u2013\u2014-]+\s*)?")
_LABELLED = re.compile(r"(?P<who>[^:]{2,120}?)\s*(?::(?!//)|\s[-\u2013\u2014]+(?=\s)|\s?[\u2192\u21d2]|\s[-=]>)\s*(?=\S)")
_LAST_BRACKETS = re.compile(
    r"\s*[\[(<{]\s*(?:(?i:owners?|assignees?|assigned\s+to|who|by|lead|ai|action)\s*[:=-]?\s*)?(?P<who>[^\[\](){}<>]{2,80}(?:\([^()]{2,40}\))?[^\[\](){}<>]{0,60})\s*[\])>}]\s*[.,;]?\s*$"
)
_LAST_DASH = re.compile(
    r"\s*(?:(?<=[\s.,;)\]])[-\u2013\u2014=]+>?|[\u2192\u21d2\u2014|])\s*(?P<who>[^:\u2013\u2014|\u2192\u21d2]{2,80}?)\s*[.;]?\s*$"
)
_LAST_CALLED = re.compile(r"[\s,(]+(?P<who>@[\w-]{2,30}(?:(?:\s*[,/&+]\s*|\s+and\s+|\s+)@[\w-]{2,30}){0,7})\s*[.)]?\s*$")
_LAST_OWNER = re.compile(r"[\s,.;(]+(?i:owners?|assignees?|assigned\s+to|responsible|who)\s*[:=]\s*(?P<who>.{2,80}?)\s*[.)]?\s*$")
_LAST_BY = re.compile(r"(?i)\s(?:by|with)\s+(?P<who>[\w@-]{2,30}(?:(?:,|\s+and|\s*/)\s*[\w@-]{2,30})*)\s*\.?\s*$")
_HEDGE = re.compile(r"(?i)(?:perhaps|maybe|also|then|so|and|next,?|now|ok,?|again,?)\s+")
_SPOKEN = re.compile(r"(?P<who>@?[A-Za-z][\w-]{1,30}(?:(?:\s*[,/&+]\s*|\s+and\s+)@?[A-Za-z][\w-]{1,30}){0,5})\s+(?=[a-z])")


def ownership(text: str, directory: Directory, *, told: str = "", is_command: bool = False) -> Ownership:
    """Return who holds a marked action item.

    `told` is what the marker itself says, as in `AI(nick):`. `is_command` where the marker is one of a meeting bot,
    whose first word is the owner.
    """
    whole = Ownership((), 0, len(text))
    if told:
        owners = named(told, directory, is_certain=True)
        if owners:
            return Ownership(owners, 0, len(text))
    for find in (_in_front, _called_at_the_end, _committed, _at_the_end):
        found = find(text, directory)
        if found:
            return found
    return _spoken_to(text, directory, is_command=is_command) or whole


def commitment(text: str, directory: Directory, *, is_known: Callable[[Named], bool]) -> tuple[Named, ...]:
    """Return whom a sentence commits, as in `X will …` and `X to …`, where all of them are known."""
    found = _committed(text, directory)
    return found.owners if found and all(map(is_known, found.owners)) else ()


def _in_front(text: str, directory: Directory) -> Ownership | None:
    owners, start = _bracketed(text, directory)
    if owners:
        return Ownership(owners, start, len(text))
    found = _CALLED.match(text)
    if found and found.end() < len(text):
        owners = named(re.sub(r"\s+(?=@)", ", ", found["who"]), directory, is_certain=True)
        if owners:
            return Ownership(owners, found.end() if found["colon"] else 0, len(text))
    found = _LABELLED.match(text)
    if found and not _COMMITTED.match(text[: found.end()]):
        owners = named(found["who"], directory, is_certain=False)
        if owners:
            return Ownership(owners, found.end(), len(text))
    return None


def _bracketed(text: str, directory: Directory) -> tuple[tuple[Named, ...], int]:
    """Return the owners of `[wren] [mallow] …`, and where the words behind them start."""
    owners: tuple[Named, ...] = ()
    start = 0
    while (found := _FIRST.match(text, start)) and found.end() < len(text):
        inner = named(found["who"], directory, is_certain=True)
        if not inner:
            break
        owners, start = (*owners, *inner), found.end()
    return owners, start


def _committed(text: str, directory: Directory) -> Ownership | None:
    hedge = _HEDGE.match(text)
    start = hedge.end() if hedge else 0
    found = _COMMITTED.match(text, start)
    if not found:
        return None
    owners = named(found["who"], directory, is_certain=False)
    if not owners and names_nobody(found["who"]):
        return None
    others = [one for clause in _NEXT_COMMITTED.finditer(text, found.end()) for one in named(clause["who"], directory, is_certain=False)]
    return Ownership((*owners, *others), 0, len(text)) if owners else None


def _called_at_the_end(text: str, directory: Directory) -> Ownership | None:
    """Return the owners that stand at the end with an `@`, which names them more surely than a sentence does."""
    found = _LAST_BRACKETS.search(text[-200:])
    return _at_the_end(text, directory) if found and "@" in found["who"] else None


def _at_the_end(text: str, directory: Directory) -> Ownership | None:
    for form, is_certain in ((_LAST_OWNER, True), (_LAST_BRACKETS, True), (_LAST_CALLED, True), (_LAST_DASH, False), (_LAST_BY, None)):
        found = form.search(text[-200:])
        if not found or found.start() + max(len(text) - 200, 0) == 0:
            continue
        start = found.start() + max(len(text) - 200, 0)
        if is_certain is None:
            owners = named(found["who"], directory, is_certain=False)
            if owners and all(directory.knows(name) for owner in owners for name in owner.spellings):
                return Ownership(owners, 0, len(text))
            continue
        owners = named(re.sub(r"\s+(?=@)", ", ", found["who"]), directory, is_certain=is_certain)
        if owners:
            return Ownership(owners, 0, start)
    return None


def _spoken_to(text: str, directory: Directory, *, is_command: bool) -> Ownership | None:
    """`wren file a bug`: a known name in front, or any nick where a meeting bot would take it for one."""
    found = _SPOKEN.match(text)
    if not found:
        return None
    owners = named(found["who"], directory, is_certain=False)
    if not owners:
        return None
    is_known = all(any(directory.knows(name) for name in owner.spellings) for owner in owners)
    verb = re.match(r"[a-z-]+", text[found.end() :])
    is_told_what = found["who"].islower() and (is_command or (verb is not None and verb[0] in TASK_VERBS))
    return Ownership(owners, 0, len(text)) if is_known or is_told_what else None


def introduced(text: str, directory: Directory, *, told: str = "") -> tuple[Named, ...]:
    """Return the owners whom an item names where nothing but owners can stand: in its marker, in brackets, behind an `@`."""
    if told:
        return named(told, directory, is_certain=True)
    found = _in_front(text, directory) or _committed(text, directory) or _at_the_end(text, directory)
    return found.owners if found else ()
