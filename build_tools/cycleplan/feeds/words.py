"""The own words of each item, which an entry shows: nothing that another item says.

Owners, work items and milestones are called by their keys, as in the notes, so that whoever mends the label of an
owner or the title of a work item changes no other entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from cycleplan.feeds.feed import url_of
from cycleplan.feeds.html import LinkTo, Piece, blocks, element, inlines, link
from cycleplan.model import (
    ActionItem,
    Address,
    Checked,
    Decision,
    Gathering,
    Key,
    LogEntry,
    Plan,
    Reference,
    Review,
    Section,
    Source,
    Spec,
)
from cycleplan.pages import links
from cycleplan.pages.entries import WebsiteLink
from cycleplan.pages.resolve import target
from cycleplan.prose import Citation, Mention, Phrase, PlanLink, Prose


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words stand: a gathering of a plan by its name, or no gathering."""

    plan: Plan
    gathering: str = ""

    @property
    def to(self) -> LinkTo:
        """How links in these words find their page."""
        return self._url

    def _url(self, inline: Mention | Citation | PlanLink) -> str:
        return url_of(self.plan, target(inline, self.plan, self.gathering))


def gathering_words(setting: Setting, gathering: Gathering) -> Iterator[Element]:
    """Yield what the notes say of a gathering as a whole."""
    yield from _facts(
        ("Met", () if gathering.first is None or gathering.last is None else (_days(gathering.first, gathering.last),)),
        ("Place", (gathering.place,) if gathering.place else ()),
        ("Pad", _source(setting, gathering.pad)),
        ("Recording", _source(setting, gathering.recording)),
        ("Mail", _source(setting, gathering.mail)),
        ("To be reviewed", _review(setting, gathering.review)),
    )
    yield from _prose(setting, gathering.introduction)
    yield from _prose(setting, gathering.closing)
    yield from _references(setting, gathering.references)


def section_words(setting: Setting, section: Section) -> Iterator[Element]:
    """Yield what the notes say of a topic or a part itself; parts, decisions and action items speak for themselves."""
    yield from _phrase(setting, section.summary)
    yield from _facts(
        ("Kind", (section.kind.value,) if section.kind else ()),
        ("Led by", _owners(setting, section.led_by)),
        ("Work items", _specs(setting, section.specs)),
        ("Continues", _continued(setting, section.continues)),
        ("To be reviewed", _review(setting, section.review)),
    )
    yield from _prose(setting, section.discussion)
    yield from _references(setting, section.references)
    yield from _log(setting, section.log, section.checked)


def decision_words(setting: Setting, decision: Decision) -> Iterator[Element]:
    """Yield what was decided."""
    yield from _phrase(setting, decision.text)
    yield from _facts(("Work items", _specs(setting, decision.specs)), ("To be reviewed", _review(setting, decision.review)))


def action_words(setting: Setting, action: ActionItem) -> Iterator[Element]:
    """Yield what is to be done, by whom and until when, and what became of it."""
    yield from _phrase(setting, action.task)
    yield from _facts(
        ("Owners", _owners(setting, action.owners) or ("nobody yet",)),
        ("Due", () if action.due is None else (str(action.due) if isinstance(action.due, date) else action.due.text,)),
        ("Work items", _specs(setting, action.specs)),
        ("To be reviewed", _review(setting, action.review)),
    )
    yield from _log(setting, action.log)


def spec_words(setting: Setting, spec: Spec) -> Iterator[Element]:
    """Yield what the notes say of a work item."""
    yield from _phrase(setting, spec.summary)
    yield from _facts(
        ("Kind", (spec.kind.value,)),
        ("Owners", _owners(setting, spec.owners)),
        ("To be read at", _source(setting, spec.source)),
        ("Moved from", (", ".join(spec.moved_from),) if spec.moved_from else ()),
        ("To be reviewed", _review(setting, spec.review)),
    )
    if spec.changes:
        yield element("ul", *(element("li", f"{c.title}: ", *_source(setting, c.source)) for c in spec.changes))
    yield from _log(setting, spec.log, spec.checked)


def _facts(*facts: tuple[str, tuple[Piece, ...]]) -> Iterator[Element]:
    known = [element("li", f"{label}: ", *pieces) for label, pieces in facts if pieces]
    if known:
        yield element("ul", *known)


def _phrase(setting: Setting, phrase: Phrase) -> Iterator[Element]:
    if phrase:
        yield element("p", *inlines(phrase.content, setting.to))


def _prose(setting: Setting, prose: Prose) -> Iterator[Element]:
    return blocks(prose.blocks, setting.to)


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _owners(setting: Setting, keys: Iterable[Key]) -> tuple[Piece, ...]:
    return _listed(link(key.text, url_of(setting.plan, Address(f"owners/{key.text}"))) for key in keys)


def _specs(setting: Setting, keys: Iterable[Key]) -> tuple[Piece, ...]:
    return _listed(link(key.text, url_of(setting.plan, Address(f"specs/{key.text}"))) for key in keys)


def _continued(setting: Setting, key: Key | None) -> tuple[Piece, ...]:
    earlier = setting.plan.topic(key.text, setting.gathering) if key else None
    return (link(earlier.name, url_of(setting.plan, earlier.at())),) if earlier else ()


def _listed(pieces: Iterable[Element]) -> tuple[Piece, ...]:
    return tuple(between for piece in pieces for between in (", ", piece))[1:]


def _review(setting: Setting, review: Review | None) -> tuple[Piece, ...]:
    return tuple(inlines(review.reason.content, setting.to)) if review else ()


def _source(setting: Setting, source: Source | None) -> tuple[Piece, ...]:
    if source is None:
        return ()
    read = (link(source.url, source.url),) if source.url else ("no address: ", *inlines(source.missing.content, setting.to))
    later = ((" (found later: ", link(f.url, f.url), ", ", *inlines(f.where.content, setting.to), ")") for f in source.found)
    return (*read, *(piece for found in later for piece in found))


def _references(setting: Setting, references: tuple[Reference, ...]) -> Iterator[Element]:
    if references:
        yield element("ul", *(element("li", *_reference(setting, reference)) for reference in references))


def _reference(setting: Setting, reference: Reference) -> Iterator[Piece]:
    number = "" if reference.cite is None else f"[{reference.cite}] "
    yield f"{number}{reference.title}: "
    yield from _specs(setting, (reference.spec,)) if reference.spec else _source(setting, reference.source)


def _log(setting: Setting, log: tuple[LogEntry, ...], checked: Checked | None = None) -> Iterator[Element]:
    lines = [element("li", *_log_line(setting, entry)) for entry in log]
    if checked:
        lines.append(element("li", f"{checked.on} checked: ", *inlines(checked.result.content, setting.to)))
    if lines:
        yield element("ul", *lines)


def _log_line(setting: Setting, entry: LogEntry) -> Iterator[Piece]:
    yield f"{entry.on} {entry.status}: "
    yield from inlines(entry.text.content, setting.to)
    for evidence in entry.evidence:
        shown = links.evidence_link(evidence)
        yield " ("
        yield link(shown.text, shown.url) if isinstance(shown, WebsiteLink) else shown
        yield ")"
    went = links.went_to(setting.plan, entry.to, setting.gathering)
    if went and entry.to:
        yield " to "
        yield link(entry.to.text, url_of(setting.plan, went.to))
