"""The page of what nobody has taken up: what the notes leave open, so that somebody can begin there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from cycleplan.model import Address, Plan, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import ActionEntry, Link, ReferenceEntry, SpecEntry, TopicEntry

MOST = 500
"""Entries of one list at most; a page says how many more there are."""


@dataclass(frozen=True, slots=True)
class LooseReference:
    """A reference without an address, and the page that lists it."""

    reference: ReferenceEntry
    page: Link


@dataclass(frozen=True, slots=True)
class UntouchedPage:
    """Four lists over all gatherings, the newest first, and how many entries each would have in full."""

    name: str
    title: str
    topics: tuple[TopicEntry, ...]
    topics_count: int
    actions: tuple[ActionEntry, ...]
    actions_count: int
    references: tuple[LooseReference, ...]
    references_count: int
    specs: tuple[SpecEntry, ...]
    specs_count: int


def untouched_page(plan: Plan) -> UntouchedPage:
    """Return what is open and has no action item, no owner, no address or no topic."""
    topics = [t for t in plan.topics if state(t.whole.log).is_open and not any(t.actions())]
    actions = [at for at in plan.links.actions if state(at.action.log).is_open and not at.action.owners]
    references = tuple(_loose(plan))
    specs = [s for s in plan.specs if state(s.log).is_open and not plan.links.topics_to_spec.get(s.name)]
    return UntouchedPage(
        name="untouched",
        title="What nobody has taken up",
        topics=tuple(views.topic_entry(plan, topic) for topic in topics[:MOST]),
        topics_count=len(topics),
        actions=tuple(views.action_entry(plan, at) for at in actions[:MOST]),
        actions_count=len(actions),
        references=references[:MOST],
        references_count=len(references),
        specs=tuple(views.spec_entry(plan, spec) for spec in specs[:MOST]),
        specs_count=len(specs),
    )


def _loose(plan: Plan) -> Iterator[LooseReference]:
    for gathering in plan.gatherings:
        own = ((Address(f"{gathering.name}/index"), links.gathering_link(plan, gathering.name), r) for r in gathering.references)
        topics = (
            (topic.at(), links.topic_link(topic), reference)
            for topic in plan.topics_of.get(gathering.name, ())
            for section in topic.sections
            for reference in section.references
        )
        for page, link, reference in chain(own, topics):
            if not reference.source.url and not reference.spec:
                # Without its anchor, which is on the page that lists it.
                entry = views.reference_entry(plan, reference, page, gathering.name, at_home=False)
                yield LooseReference(entry, link)
