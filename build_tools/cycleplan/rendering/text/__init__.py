"""The text twin of a page: all that the page says, as plain text to paste into a mail.

A title, the page's addresses, what the page says in lines of at most 72 columns, and the address of each link by its
number, one a line. Only a word, an address or a line of code that is wider sticks out.
"""

from __future__ import annotations

from collections.abc import Iterable

from cycleplan.model import Address
from cycleplan.pages import Page
from cycleplan.pages.gone import GoneEntry, TombstonePage
from cycleplan.rendering.text.blocks import heading, section
from cycleplan.rendering.text.entries import no_longer_here
from cycleplan.rendering.text.layouts import LAYOUTS, references_of
from cycleplan.rendering.text.lines import lines_of
from cycleplan.rendering.text.numbers import address_at, numbers_of
from cycleplan.textfile import marked


def text_twin(page: Page | TombstonePage, base: str, short: Address | None = None, gone: Iterable[GoneEntry] = ()) -> str:
    """Return the text of a page; `base` is the site's address, `short` the page's other one, `gone` what it keeps a place for."""
    top = [address_at(base, page.name), *([address_at(base, str(short))] if short else ())]
    pieces = (*LAYOUTS[type(page)](page, base), *section("No longer here", no_longer_here(gone)))
    numbers = numbers_of(pieces, base, frozenset(top), references_of(page))
    title, body, listed = lines_of((heading(1, page.title),), numbers), lines_of(pieces, numbers), list(numbers.listed())
    return marked("\n\n".join("\n".join(lines) for lines in (title, top, body, listed) if lines) + "\n")


__all__ = ["LAYOUTS", "text_twin"]
