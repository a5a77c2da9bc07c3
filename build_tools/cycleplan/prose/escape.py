"""Text as Markdown that is read as that text: with as few backslashes as its surroundings let it have."""

from __future__ import annotations

import re
from enum import IntEnum
from string import punctuation

from markdown_it.common.utils import isPunctChar


class Care(IntEnum):
    """How much of a text is escaped; whoever writes less than all reads the result back."""

    LITTLE = 0
    """What is a mark wherever it stands, such as `@nobody`, `[2]` and `<b>`."""
    MUCH = 1
    """What can be a mark where it stands, such as an asterisk at a word."""
    ALL = 2
    """All ASCII punctuation, which is right in every place (CommonMark 0.31, section 2.4)."""


_ANY_MARK = re.compile("[" + re.escape(punctuation) + "]")
_LITTLE = (
    r"\\(?=[!-/:-@\[-`{-~\s])",
    r"\[(?=[0-9]{1,4}\](?![(\[:]))",
    r"<(?=[A-Za-z/!?][^<>]*>)",
    r"&(?=#[0-9Xx][0-9A-Fa-f]*;|[A-Za-z][A-Za-z0-9]*;)",
    r"!(?=\[\Z)",
)
_MUCH = (
    r"[`\\]",
    r"(?<!\s)\*|\*(?!\s)",
    r"(?<![^\W_])_(?!\s)|(?<!\s)_(?![^\W_])",
    r"\[(?=[0-9]{1,4}\])|\](?=[(\[:])",
    r"<(?=[A-Za-z/!?])",
    r"&(?=[#A-Za-z])",
    r"!(?=\[)",
)
_OF_A_MENTION = r"(?<![^\W_])@(?=[A-Za-z0-9])"
_BRACKETS = r"[\[\]]"
_RISKS = {
    Care.LITTLE: re.compile("|".join((*_LITTLE, _OF_A_MENTION))),
    Care.MUCH: re.compile("|".join((*_MUCH, _OF_A_MENTION))),
    Care.ALL: _ANY_MARK,
}
_RISKS_IN_LINK = {
    Care.LITTLE: re.compile("|".join(_LITTLE)),  # no mention is read in a link
    Care.MUCH: re.compile("|".join((*_MUCH, _BRACKETS))),
    Care.ALL: _ANY_MARK,
}
_OPENS_BLOCK = re.compile(
    r"(?P<number>[0-9]{1,9})(?=[.)](?: |\Z))"
    r"|(?=[-+*](?: |\Z)|#{1,6}(?: |\Z)|>|~~~|(?:=+|-+)\Z|(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})\Z)"
)


def escaped(text: str, care: Care, before: str, after: str, *, in_link: bool = False) -> str:
    """Return Markdown of a text that stands between two characters; a line end is one."""
    risks = (_RISKS_IN_LINK if in_link else _RISKS)[care]
    last = len(text) + len(before)

    def _escape(found: re.Match[str]) -> str:
        return f"\\{found[0]}" if len(before) <= found.start() < last else found[0]

    written = risks.sub(_escape, f"{before}{text}{after}")
    return written[len(before) : len(written) - len(after)]


def numeric(character: str) -> str:
    """Return a character by its number: read as it, but no part of a word or a mark."""
    return f"&#{ord(character)};"


def opens_block(line: str) -> bool:
    """Whether a line of a paragraph would be read as the start of another block."""
    return _OPENS_BLOCK.match(line) is not None


def kept_in_paragraph(line: str) -> str:
    """Return a line of a paragraph with a backslash where it would be read as the start of another block."""
    found = _OPENS_BLOCK.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def is_punctuation(character: str) -> bool:
    """Whether a character is punctuation to the rules of emphasis (CommonMark 0.31, section 6.2)."""
    return character in punctuation or isPunctChar(character)
