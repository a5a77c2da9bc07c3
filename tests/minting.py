"""The anchors that a page mints, found by walking through all that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from cycleplan.model import Address
from cycleplan.pages import Page
from cycleplan.pages.entries import Anchor, Link, WebsiteLink
from cycleplan.prose import Phrase, Prose

_WITHOUT_ANCHORS = (Address, Link, Phrase, Prose, WebsiteLink)


def anchors(page: Page) -> tuple[Anchor, ...]:
    """Return the anchors that a page mints, in its order."""
    return tuple(_anchors_in(page))


def _anchors_in(value: object) -> Iterator[Anchor]:
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _anchors_in(item)
    elif is_dataclass(value) and not isinstance(value, _WITHOUT_ANCHORS):
        for field in fields(value):
            yield from _anchors_in(getattr(value, field.name))
