"""The marks of a summary mail, and the backslash that keeps running text from being taken for one."""

from __future__ import annotations

import re

TOPIC = "# "
PART = "## "
CONTINUED = "  "
"""What the further lines of a heading, a decision, an action item and a note begin with."""
AGREED = "Agreed:"
ACTIONS_LABEL = "AIs:"
SEE_ALSO = "See also:"
SPECS_LABEL = "Work items:"
NOBODY = "nobody yet"
CLOSING = "* * *"
NO_ADDRESS = "no address:"
FOUND_LATER = "found later:"
SPEC = "spec"

_PLAIN_STARTS = "\"'(<@/$&{“‘«„‹¿¡£€"
_NUMBER = re.compile(r"\(?(?:\d+(?:\.\d+)*[.)](?!\d)|(?:[A-Za-z]|[ivxIVX]+)[.)](?!\w))")
_WORD = re.compile(r"\(?([A-Za-z]+)")
_MARKERS = frozenset(
    (
        *("action", "actions", "agreed", "agreement", "agreements", "ai", "ais", "ar", "ars", "decided", "decision", "decisions"),
        *("todo", "todos", "topic", "topics"),
    )
)
_SOURCE = rf"<(?:https?|mailto):|\((?:{NO_ADDRESS}|{FOUND_LATER}|{SPEC} )"
_BEFORE_SOURCE = re.compile(rf"(?<!\\)(\\*)(?={_SOURCE})", re.IGNORECASE)


def reads_as_structure(text: str) -> bool:
    """Tell whether a line that begins with this text could be read as something other than running text.

    So begins what starts with none of a letter, a digit and a few opening signs, with the number of an item, with a
    word that marks action items, decisions or topics, or with the `From` that divides the messages of an mbox.
    """
    if not text:
        return False
    if not text[0].isalnum() and text[0] not in _PLAIN_STARTS:
        return True
    word = _WORD.match(text)
    return bool(_NUMBER.match(text) or (word and (word[1].casefold() in _MARKERS or word[1] == "From")))


def shielded(text: str) -> str:
    """Return the text of a line with a backslash in front where it could be read as structure."""
    return f"\\{text}" if reads_as_structure(text) else text


def unshielded(text: str) -> str:
    """Return the text of a line of running text without the backslash that `shielded` put there."""
    return text.removeprefix("\\")


def source_shielded(text: str) -> str:
    """Return words of a note in which nothing can be taken for the start of an address or of a remark on it.

    Where something could, a backslash stands before it, behind twice as many as stood there.
    """
    return _BEFORE_SOURCE.sub(lambda found: f"{found[1]}{found[1]}\\", text)
