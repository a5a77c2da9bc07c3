"""Work items that a text names: by the address of a tracker, or by a short form such as `bug 2063352`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cycleplan.mail.draft import DraftSpec
from cycleplan.mail.drafting.people import slug
from cycleplan.mail.wording import Content, said
from cycleplan.model import LONGEST_ID
from cycleplan.model.key import SPEC_HEADINGS, why_no_name
from cycleplan.prose import Code, Emphasis, Inline, Strong, Text, WebLink


@dataclass(frozen=True, slots=True)
class _Tracker:
    """How the addresses of one tracker look, and what its work items are called."""

    form: re.Pattern[str]
    kind: str
    noun: str


_TRACKERS = tuple(
    _Tracker(re.compile(form), kind, noun)
    for form, kind, noun in (
        (r"https?://(?:bugs\.)?launchpad\.net/(?:[^?#]*/)?(?:\+bug|bugs)/(?P<id>\d+)\b", "bug", "Bug"),
        (r"https?://(?:pad\.lv|bugs\.launchpad\.net)/(?:bug/)?(?P<id>\d+)$", "bug", "Bug"),
        (r"https?://storyboard\.openstack\.org/#!/story/(?P<id>\d+)", "bug", "Story"),
        (r"https?://blueprints\.launchpad\.net/[\w.+-]+/\+spec/(?P<id>[\w.+-]+)", "blueprint", ""),
        (r"https?://review\.(?:opendev|openstack)\.org/(?:#/)?(?:c/)?(?:[\w./-]+/\+/)?(?P<id>\d{3,7})(?:/\d*)?/?$", "review", "Review"),
        (r"https?://specs\.openstack\.org/[\w.-]+/[\w.-]+-specs/specs/(?:[\w.-]+/)*(?P<id>[\w.-]+)\.html", "spec", ""),
        (r"https?://(?:opendev\.org|github\.com)/[\w.-]+/[\w.-]+-specs/(?:src|blob)/[\w./-]*/(?P<id>[\w.-]+)\.rst", "spec", ""),
    )
)
_SHORT_FORMS = tuple(
    (re.compile(form), kind, noun)
    for form, kind, noun in (
        (r"\b(?i:LP|launchpad)?\s?(?i:bug)s?:?\s*\#?(?P<id>\d{5,8})\b", "bug", "Bug"),
        (r"\bLP\s?:?\s*\#\s?(?P<id>\d{5,8})\b", "bug", "Bug"),
        (r"\b(?i:story)\s*\#?(?P<id>20\d{5})\b", "bug", "Story"),
        (r"\b(?:bp|blueprint)[:/ ]\s?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)+)\b", "blueprint", ""),
        (r"\b(?i:review|change|patch)\s*\#?(?P<id>\d{5,7})\b", "review", "Review"),
    )
)


def work_items(contents: Iterable[Content]) -> tuple[DraftSpec, ...]:
    """Return the work items that running text names, each once, in its order."""
    found: dict[str, DraftSpec] = {}
    for content in contents:
        for item in (*_linked(content), *_spoken(content)):
            known = found.get(item.id)
            if known is None or (item.url and not known.url):
                found[item.id] = item
    return tuple(found.values())


def work_item(url: str, words: str = "") -> DraftSpec | None:
    """Return the work item that an address leads to, if it is one of a tracker; `words` are those of the link."""
    for tracker in _TRACKERS:
        match = tracker.form.match(url)
        if match:
            name = match["id"]
            title = words if words and not words.startswith("http") else f"{tracker.noun} {name}".strip()
            return _spec(tracker.kind, tracker.noun, name, title, url=url)
    return None


def _linked(content: Content) -> Iterator[DraftSpec]:
    for inline in _all(content):
        if isinstance(inline, WebLink):
            item = work_item(inline.url, said(inline.content).strip())
            if item:
                yield item


def _spoken(content: Content) -> Iterator[DraftSpec]:
    text = "".join(inline.text for inline in _all(content) if isinstance(inline, Text | Code))
    for form, kind, noun in _SHORT_FORMS:
        for found in form.finditer(text):
            item = _spec(kind, noun, found["id"], found[0].strip(), missing="The text gives no address for it.")
            if item:
                yield item


def _spec(kind: str, noun: str, name: str, title: str, *, url: str = "", missing: str = "") -> DraftSpec | None:
    prefix = f"{noun.lower()}-" if noun else ""
    id_ = f"{prefix}{slug(name)}"[:LONGEST_ID].strip("-")
    return None if why_no_name(id_, SPEC_HEADINGS) else DraftSpec(id_, kind, title[:300], url, missing)


def _all(content: Content) -> Iterator[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, Emphasis | Strong):
            yield from _all(inline.content)
