"""Names that notes use for things: a key where it is written, and which names can be addresses."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from cycleplan.problems import Location


@dataclass(frozen=True, slots=True)
class Key:
    """The name of something else, as one note writes it. Two keys of one text are equal wherever they stand."""

    text: str
    at: Location = field(compare=False)


LONGEST_ID = 40
THEME_IDS = frozenset(
    (
        *("action-items", "changes", "closed", "content", "cycles", "decisions", "discussion", "features", "gatherings", "history"),
        *(
            "leads-here",
            "led",
            "log",
            "mentioned",
            "milestones",
            "no-longer-here",
            "numbers",
            "organisations",
            "other-topics",
            "outcome",
            "owners",
        ),
        *("parts", "people", "process", "references", "search", "specs", "teams", "technical-debt", "ties", "top", "topics"),
        *("landed", "progress", "threads"),
    )
)
"""Fragments that the templates and the theme write; no note may mint them."""

_ON_EACH_PAGE = frozenset(("content", "no-longer-here"))
OWNER_HEADINGS = _ON_EACH_PAGE | {"action-items", "closed", "led", "mentioned", "specs", "ties"}
SPEC_HEADINGS = _ON_EACH_PAGE | {"action-items", "changes", "decisions", "leads-here", "log", "ties"}
TEAM_HEADINGS = _ON_EACH_PAGE | {"top"}
"""Fragments of the page of an owner, of that of a work item, and of the one with work items by team: none of them can be called so."""

RESERVED = frozenset(
    (
        *("actions", "calendar", "contributor", "decisions", "feed", "genindex", "guide", "i", "index", "latest", "ledger", "owners"),
        *("cycles", "pagefind", "reference", "schema", "search", "specs", "teams", "topics", "unowned", "untouched"),
    )
)
"""Names that are, or may become, pages, folders or files of the site beside those of the notes."""

_TAKEN = "the pages use it for a heading of their own"
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.ASCII)
_CITE_ID = re.compile(r"ref-[0-9]+")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def why_no_id(text: str) -> str:
    """Return why a name cannot be part of an address that is to last, as a clause, or nothing where it can.

    An id is 1 to 40 of `a-z`, `0-9` and `-`, neither first nor last a hyphen: such a name survives every file
    system, mail client and spreadsheet. Names of devices are refused since Windows cannot unpack them.
    """
    if len(text) > LONGEST_ID:
        return f"it has {len(text)} characters; {LONGEST_ID} are the most"
    if text != text.lower():
        return "it has capitals, which some file systems do not tell apart"
    if not _ID.fullmatch(text):
        return "it is not made of a-z, 0-9 and inner hyphens"
    if text in RESERVED or _DEVICE.fullmatch(text):
        return "the name is reserved"
    return ""


def why_no_fragment(text: str) -> str:
    """Return why a name cannot be a fragment of a page, or nothing where it can."""
    return _TAKEN if text in THEME_IDS or _CITE_ID.fullmatch(text) else why_no_id(text)


def why_no_name(text: str, headings: Set[str]) -> str:
    """Return why a name cannot be that of something whose page has headings of its own beside a fragment of the name; or nothing."""
    return _TAKEN if text in headings else why_no_id(text)
