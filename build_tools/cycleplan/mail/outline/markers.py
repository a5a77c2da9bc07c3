"""Words that begin something of its own, wherever their line stands in a paragraph."""

from __future__ import annotations

import re

_MARKER = re.compile(
    r"\s*[*_]{0,3}(?:"
    r"(?:AIs?|AI\(s\)|AR|TODO|AGREED|Agreed|DECISIONS?|Decisions?|ACTIONS?|Actions?"
    r"|A(?:CTION|ction) [Ii](?:TEM|tem)(?:[Ss]|\([Ss]\))?)[*_]{0,3}\s?:"
    r"|#(?i:action|agreed)\b)"
)


def begins_marked(line: str) -> bool:
    """Whether a line starts with a word that marks an action item or a decision, such as `AI:` or `#agreed`."""
    return _MARKER.match(line) is not None
