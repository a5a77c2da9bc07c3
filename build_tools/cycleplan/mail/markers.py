"""The words by which people mark what a line is: an action item, a decision, or the label over a list of them.

What stands here was collected from summaries of many teams; a marker counts at the start of a line, of an item or
of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """What a marker says of the words behind it."""

    ACTION = "action item"
    STEP = "next step"
    DECISION = "decision"
    TOPIC = "topic"
    OTHER = "label"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a text: where the words behind it start, and the owners that it names itself.

    `is_label` where nothing stands behind it, so that it speaks of what follows.
    """

    mark: Mark
    end: int
    owners: str = ""
    is_label: bool = False


_WHO = r"(?:\s*[(\[](?P<who>[^()\[\]]{0,80})[)\]])?"
_COLON = r"\s*(?::+(?!//)|\s[-–—]+(?=\s))\s*"
_SHORT = r"(?:AIs?|A\.I\.|ARs?|APs?)"
_LONG = r"(?i:action\s*-?\s*(?:items?|points?|plans?|required)|actions?|to-?\s?dos?)(?:\([sS]\))?s?"
_NUMBER = r"(?:\s*\#?\d{1,3})?"
_NICK = r"@?[a-z][\w-]{1,20}"
_PERSON = r"@?[A-Z][\w-]{1,20}"
_STRAY = r"[*_`]{0,3}"

_FORMS: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(form))
    for mark, form in (
        (Mark.ACTION, rf"{_STRAY}\#(?i:action)\b{_WHO}(?:\s*:)?\s*"),
        (Mark.ACTION, rf"{_STRAY}(?:{_SHORT}|{_LONG}){_STRAY}{_NUMBER}{_WHO}{_STRAY}{_COLON}{_STRAY}\s*"),
        (Mark.ACTION, rf"{_STRAY}\[\s*(?:{_SHORT}|{_LONG}){_NUMBER}\s*(?:[:,/-]\s*(?P<who>[^\[\]]{{1,80}}))?\]{_STRAY}\s*:?\s*"),
        (Mark.ACTION, rf"{_STRAY}\(\s*(?:{_SHORT}|{_LONG}){_NUMBER}\s*\){_STRAY}\s*:?\s*"),
        (Mark.ACTION, r"(?:AI|AR)\s+(?P<who>@[\w-]{1,30})\s*[:,-]?\s+"),
        (Mark.ACTION, rf"(?:AI|AR|ACTION)\s+(?P<who>{_NICK}(?:\s*(?:,|/|&|\band\b)\s*{_NICK}){{0,5}})\s*:\s+(?=\S)"),
        (Mark.ACTION, rf"(?:AI|AR|ACTION|Action)\s+(?P<who>{_PERSON}(?:\s*(?:,|/|&|\band\b)\s*{_PERSON})*)\s*:\s+(?=\S)"),
        (Mark.ACTION, r"(?i:(?:the\s+|our\s+)?(?:next\s+|only\s+|main\s+)?action\s+items?\b[^.:]{0,50}?\s(?:is|are|was)\s+to\s+)"),
        (Mark.STEP, rf"{_STRAY}(?i:next\s+(?:steps?|actions?)|follow[\s-]?ups?){_STRAY}{_COLON}{_STRAY}\s*"),
        (Mark.DECISION, rf"{_STRAY}\#(?i:agreed|agree|accepted|decided|decision)\b(?:\s*:)?\s*"),
        (Mark.DECISION, rf"{_STRAY}(?i:(?:what\s+)?(?:we\s+)?(?:have\s+)?(?:agreed|decided)(?:\s+(?:on|that))?){_STRAY}\s*:{_STRAY}\s*"),
        (Mark.DECISION, rf"{_STRAY}(?i:agreements?|decisions?(?:\s+made)?|resolutions?|consensus){_STRAY}{_COLON}{_STRAY}\s*"),
        (Mark.DECISION, rf"{_STRAY}\[\s*(?i:agreed|agreements?|decisions?|decided)\s*\]{_STRAY}\s*:?\s*"),
        (Mark.DECISION, r"(?:AGREED|DECIDED)\b\s*[:-]?\s+"),
        (Mark.DECISION, "[\u2713\u2714\u2705\u2611\U0001f5f8\U0001f44d]\ufe0f?\\s*"),
        (Mark.TOPIC, rf"{_STRAY}\#(?i:topic)\b(?:\s*:)?\s*"),
        (Mark.TOPIC, rf"{_STRAY}(?i:topic|session|subject){_STRAY}\s*\#?(?:\d{{1,3}})?{_STRAY}\s*:{_STRAY}\s*"),
        (Mark.OTHER, r"\#(?i:info|link|help|idea|startmeeting|endmeeting|chair|undo|save)\b(?:\s*:)?\s*"),
    )
)

_LABELS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    (
        Mark.ACTION,
        re.compile(
            rf"(?i:ais?|ars?|(?:list\s+of\s+|our\s+|open\s+|potential\s+|possible\s+|specific\s+|agreed\s+|summary\s+of\s+)?{_LONG}"
            rf"(?:\s*(?:/|&|\+|,|-|\(|\s(?:and|for|of)\s)\s*[^:.]{{1,40}})?)"
        ),
    ),
    (Mark.STEP, re.compile(r"(?i:next\s+(?:steps?|actions?)|follow[\s-]?ups?|what(?:'s|\s+is)\s+next)")),
    (
        Mark.DECISION,
        re.compile(
            r"(?i:(?:what\s+)?(?:we\s+)?(?:have\s+)?(?:agreed|decided)(?:\s+on)?|agreements?|(?:key\s+)?decisions?(?:\s+made)?|resolutions?|consensus)"
        ),
    ),
    (
        Mark.OTHER,
        re.compile(
            r"(?i:(?:meeting\s+)?notes?|discussions?|summary|tl;?dr|problems?(?:\s+statement)?|background|proposals?|proposed\s+solutions?|context|details|"
            r"questions?|open\s+questions?|links?|references?|useful\s+links|footnotes?|attendees|participants|present|attendance|goals?|pros|cons|plans?|"
            r"status|current\s+status|updates?|outcomes?|results?|conclusions?|etherpads?|recordings?|options?|alternatives?|"
            r"motivation|overview|description|comments?|concerns?|impact|risks?|timeline|owners?|champions?|assignees?|volunteers?|leads?|"
            r"why|what|how|who|when|example|examples|resources|blockers?|benefits|requirements?|use\s+cases?|topics?|agenda)"
        ),
    ),
)
_ANNOUNCED = re.compile(r"(?!.*[.!?]\s)[^:]{0,60}\b(?:#ACTION|(?i:action))\s+(?i:items?)\b[^:]{0,60}:")
_LABEL_MARKS = "*_`#[]{}:=~ \t\u00a0"
_LONGEST_LABEL = 60

_WITHIN = re.compile(
    rf"(?:(?<=[.;!?)\]\u2026])|(?<=[.;!?]['\"\u201d])|(?<=\s[-\u2013\u2014]))\s+(?=(?:\#action\b|{_SHORT}\s*{_NUMBER}(?:[(\[][^()\[\]]{{1,80}}[)\]])?\s*:"
    r"|ACTIONS?\s*:|Action\s+[Ii]tems?\s*[:(\[]|TODO\s*[:(])\s*\S)"
)
_BRACKETED = re.compile(rf"\(\s*(?:{_SHORT}|(?i:action(?:\s+items?)?|to-?do))\s*[:\u2013-]\s*(?P<words>(?:[^()]|\([^()]*\)){{1,600}})\)")


def marker(text: str) -> Marker | None:
    """Return the marker that a text starts with, if it starts with one."""
    found = label(text)
    if found is not None:
        return Marker(found, len(text), is_label=True)
    for mark, form in _FORMS:
        match = form.match(text)
        if match and match.end():
            who = match.groupdict().get("who") or ""
            return Marker(mark, match.end(), who.strip(), is_label=not text[match.end() :].strip(_LABEL_MARKS))
    return None


def label(text: str) -> Mark | None:
    """Return what a text that is a label as a whole, such as `Actions:` or `**Notes**`, says of what follows it."""
    if len(text) > _LONGEST_LABEL and not _ANNOUNCED.fullmatch(text):
        return None
    if _ANNOUNCED.fullmatch(text):
        return Mark.ACTION
    words = text.strip(_LABEL_MARKS)
    return next((mark for mark, form in _LABELS if form.fullmatch(words)), None)


def starts_marked(line: str) -> bool:
    """Tell whether a line starts something of its own, and does not go on with the line before it."""
    found = marker(line.strip())
    return found is not None and (found.mark is not Mark.OTHER or found.is_label)


def marked_sentences(text: str) -> tuple[int, ...]:
    """Return the offsets at which a marker starts in the middle of a text, behind the end of a sentence."""
    return tuple(found.end() for found in _WITHIN.finditer(text))


def bracketed_actions(text: str) -> tuple[tuple[int, int, int, int], ...]:
    """Return for each `(action: …)` in a text where it starts and ends, and where its words do."""
    return tuple((found.start(), found.end(), found.start("words"), found.end("words")) for found in _BRACKETED.finditer(text))
