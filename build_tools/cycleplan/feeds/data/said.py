"""Turns addresses, words, sources and logs of a plan into data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from cycleplan.feeds.data import pieces as data
from cycleplan.feeds.feed import at_base, url_of
from cycleplan.model import Address, Checked, Evidence, Key, LogEntry, Plan, Reference, Review, Source
from cycleplan.pages import links
from cycleplan.prose import Phrase, Prose, phrase_markdown, plain_text, prose_markdown


class Place(TypedDict):
    """The fields that every item has."""

    url: str
    short: str | None
    first_path: str
    published: date | None
    changed: date | None


def place_of(plan: Plan, address: Address) -> Place:
    """Return the addresses and the days of an item."""
    first = plan.first_path(address)
    short = plan.ledger.shorts.get(first)
    return {
        "url": url_of(plan, address),
        "short": at_base(plan, short) if short else None,
        "first_path": first,
        "published": plan.published_on(address),
        "changed": plan.changed_on(address),
    }


def reference_data(plan: Plan, references: Iterable[Reference], page: Address) -> tuple[data.Reference, ...]:
    """Return references that stand on a page."""
    return tuple(_reference(plan, reference, page) for reference in references)


def _reference(plan: Plan, reference: Reference, page: Address) -> data.Reference:
    address = None if reference.cite is None else Address(page.page, f"ref-{reference.cite}")
    return data.Reference(
        title=reference.title,
        cite=reference.cite,
        url=url_of(plan, address) if address else None,
        first_path=plan.first_path(address) if address else None,
        source=source_data(reference.source),
        spec=reference.spec.text if reference.spec else None,
        review=review_data(reference.review),
    )


def source_data(source: Source) -> data.Source:
    """Return where something can be read."""
    found = tuple(data.Found(url=found.url, where=words_of(found.where)) for found in source.found)
    return data.Source(url=source.url or None, missing=words_if_any(source.missing), found=found)


def log_data(plan: Plan, log: Iterable[LogEntry], gathering: str) -> tuple[data.LogEntry, ...]:
    """Return the entries of a log, with the addresses that items went to."""
    return tuple(_log_entry(plan, entry, gathering) for entry in log)


def _log_entry(plan: Plan, entry: LogEntry, gathering: str) -> data.LogEntry:
    went = links.went_to(plan, entry.to, gathering)
    return data.LogEntry(
        date=entry.on,
        status=entry.status,
        text=words_of(entry.text),
        evidence=tuple(map(_evidence, entry.evidence)),
        to=url_of(plan, went.to) if went else None,
    )


def _evidence(evidence: Evidence) -> data.Evidence:
    return data.Evidence(kind=evidence.kind, name=evidence.name, url=evidence.url or None)


def check_data(checked: Checked | None) -> data.Checked | None:
    """Return when somebody last looked, if anybody did."""
    return data.Checked(date=checked.on, result=words_of(checked.result)) if checked else None


def review_data(review: Review | None) -> data.Words | None:
    """Return why somebody should look at an item, if anybody should."""
    return words_if_any(review.reason) if review else None


def keys_of(keys: Iterable[Key]) -> tuple[str, ...]:
    """Return what keys say."""
    return tuple(key.text for key in keys)


def words_if_any(said: Phrase | Prose) -> data.Words | None:
    """Return what somebody wrote, or nothing where it is empty."""
    return words_of(said) if said else None


def words_of(said: Phrase | Prose) -> data.Words:
    """Return what somebody wrote, as text and as Markdown."""
    markdown = phrase_markdown(said) if isinstance(said, Phrase) else prose_markdown(said)
    return data.Words(text=plain_text(said), markdown=markdown)
