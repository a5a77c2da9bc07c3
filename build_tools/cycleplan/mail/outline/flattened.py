"""Texts that lost their line ends: put back where a mark can only have stood at the start of a line.

Some archives and mail programs fold a whole mail into one line. Headings that are closed (`== x ==`), markers of
action items, bullets, numbered items and definitions still tell where lines began; where an open heading (`# x`)
ended, nothing tells, so it is taken to end where its second sentence begins, or after so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

SHORTEST = 400
LONGEST = 100_000
_FEWEST_MARKS = 3
_MARKS = re.compile(
    r"\s+(?:(?=#{1,6}\s+\S)|(?=={2,}\s\S)|(?=[*\u2022\u25e6\u25cf]\s+\S)|(?=-\s+[A-Z@\[\"'\w])"
    r"|(?=(?:AIs?|ARs?|ACTIONS?|Actions?|Action\s+[Ii]tems?|TODO|#action|#agreed|AGREED)\s?[:(]\s?)"
    r"|(?=(?:Topic|TOPIC)\s?\d*:\s)|(?=\[\d{1,3}\]:?\s*<?https?://)|(?=\d{1,2}[.)]\s+[A-Z]))"
    r"|(?<=={2})\s+(?=[^=\s])|\s{2,}|\u2028"
)
_OPEN_HEADING = re.compile(
    r"((?:#{1,6}|(?:Topic|TOPIC)\s?\d*:)\s+(?:[^\s.!?]+\s+){1,13}?[^\s.!?]+[.!?:]?)\s+"
    r"(?=(?:The|We|This|There|A|An|In|It|As|On|For|I|Our|Some|Currently|Discussed|Discussion|Every|After|When|If|To|Two|Three"
    r"|[A-Z][a-z]+ (?:is|are|was|were|will|has|have|would|can|gave|talked|shared|with|by))\b)"
)
_SENTENCE_CASE = re.compile(r"((?:#{1,6}|(?:Topic|TOPIC)\s?\d*:)\s+[^\s.!?]+(?:\s+[a-z0-9][^\s.!?]*){1,12})\s+(?=[A-Z][a-z]*\s)")


def is_flattened(lines: Sequence[str]) -> bool:
    """Tell whether a text has lost its line ends: nearly all of it is one long line that holds marks of many."""
    longest = max(lines, key=len, default="")
    if not SHORTEST <= len(longest) <= LONGEST or len(longest) < 0.7 * sum(map(len, lines)):
        return False
    marks = sum(1 for _ in _MARKS.finditer(longest))
    return marks >= _FEWEST_MARKS


def unflattened(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, those that were folded into one apart, each with the number that it has in the text."""
    for number, line in enumerate(lines, 1):
        if len(line) < SHORTEST:
            yield number, line
            continue
        for piece in _MARKS.split(line):
            opened = _OPEN_HEADING.match(piece) or _SENTENCE_CASE.match(piece)
            if opened:
                yield from ((number, ""), (number, opened[1]), (number, piece[opened.end() :]))
            else:
                yield number, piece
