"""What our directives read as text instead of markup: the notes that cite items, and what a list can be narrowed down to.

Each is one line that no text of a plan can end or add a mark to: what could is written as a character reference (HTML
Living Standard, section 13.1.4), and `sphinxext` reads those back.
"""

from __future__ import annotations

from textwrap import TextWrapper
from typing import assert_never

from cycleplan.model import WIDEST_LINE
from cycleplan.pages.entries import Choice, Cite
from cycleplan.prose import one_line
from cycleplan.rendering.myst import Myst

_LEAD = "[1] "
_INDENT = " " * len(_LEAD)
_LINES = TextWrapper(WIDEST_LINE, initial_indent=_LEAD, subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False)
_REFERENCES = {ord(mark): f"&#{ord(mark)};" for mark in "&`\\{}\n"}


def verbatim(value: Cite | Choice) -> Myst:
    """Return the line of source that `ptg-cite` or `ptg-board` reads."""
    return Myst(_written(value).translate(_REFERENCES))


def footnote(cite: Cite) -> str:
    """Return `[1] Title <address>`, the address on a line of its own where one line cannot hold both."""
    whole = f"{_LEAD}{cite.title} <{cite.url}>"
    return whole if len(whole) <= WIDEST_LINE else "\n".join((*_LINES.wrap(cite.title), f"{_INDENT}<{cite.url}>"))


def _written(value: Cite | Choice) -> str:
    match value:
        case Cite():
            return footnote(value)
        case Choice(name, key, label):
            return f"{name} {key} {one_line(label)}"
        case _:
            assert_never(value)
