"""The page of a topic: what is to be done first, then what was said, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from cycleplan.model import ActionAt, DecisionAt, Plan, Section, Topic, TopicKind, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import (
    ActionEntry,
    Anchor,
    CheckedLine,
    Cite,
    DecisionEntry,
    Fact,
    HistoryLine,
    Link,
    LogLine,
    PartEntry,
    ReferenceEntry,
    WebsiteLink,
)
from cycleplan.pages.resolve import resolve_phrase, resolve_prose
from cycleplan.pages.threads import thread_of
from cycleplan.pages.ties import Ties, ties_of
from cycleplan.prose import Phrase, Prose

KINDS = {TopicKind.FEATURE: "Feature", TopicKind.DEBT: "Technical debt", TopicKind.PROCESS: "Process"}


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic; `name` is its page."""

    name: str
    title: str
    anchor: Anchor
    cite: Cite
    crumbs: tuple[Link, ...]
    summary: Phrase
    facts: tuple[Fact, ...]
    actions: tuple[ActionEntry, ...]
    discussion: Prose
    parts: tuple[PartEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    references: tuple[ReferenceEntry, ...]
    ties: Ties | None
    history: tuple[HistoryLine, ...]
    log: tuple[LogLine, ...]
    checked: CheckedLine | None
    named_in: tuple[Link, ...]
    review: Phrase


def topic_page(plan: Plan, topic: Topic) -> TopicPage:
    """Return everything that the notes say of a topic, on one page."""
    gathering = f"{topic.cycle}/{topic.team}"
    whole = topic.whole
    return TopicPage(
        name=topic.name,
        title=topic.title,
        anchor=Anchor("topic", topic.name),
        cite=links.cite(plan, topic.at(), "topic", topic.title),
        crumbs=(links.cycle_link(plan, topic.cycle), links.gathering_link(plan, gathering)),
        summary=resolve_phrase(whole.summary, plan, gathering),
        facts=tuple(fact for fact in _facts(plan, topic) if fact.values),
        actions=tuple(views.action_entry(plan, ActionAt(topic, section, action), at_home=True) for section, action in topic.actions()),
        discussion=resolve_prose(whole.discussion, plan, gathering),
        parts=tuple(_part(plan, topic, part) for part in topic.parts),
        decisions=tuple(
            views.decision_entry(plan, DecisionAt(topic, section, decision), at_home=True)
            for section in topic.sections
            for decision in section.decisions
        ),
        references=tuple(
            views.reference_entry(plan, reference, topic.at(), gathering) for section in topic.sections for reference in section.references
        ),
        ties=ties_of(plan, (topic,)),
        history=_history(plan, topic),
        log=views.log_lines(plan, whole.log, gathering),
        checked=views.checked_line(plan, whole.checked, gathering),
        named_in=tuple(links.item_link(plan, item) for item in plan.links.pages_to_topic.get(topic.name, ()) if item is not topic),
        review=views.review_reason(plan, whole.review, gathering),
    )


def _facts(plan: Plan, topic: Topic) -> tuple[Fact, ...]:
    source = plan.site.source.replace("{path}", topic.path)
    leaders = dict.fromkeys(key.text for section in topic.sections for key in section.led_by)
    holders = dict.fromkeys(key.text for _, action in topic.actions() for key in action.owners)
    return (
        Fact("Status", (state(topic.whole.log),)),
        Fact("Kind", (KINDS[topic.whole.kind],) if topic.whole.kind else ()),
        Fact("Led by", tuple(links.owner_link(plan, key) for key in leaders)),
        Fact("Action items held by", tuple(links.owner_link(plan, key) for key in holders)),
        Fact("Work items", links.spec_links(plan, plan.links.specs_of_topic.get(topic.name, ()))),
        Fact("On this page", _headings(topic)),
        Fact("Short address", (links.short_link(plan, topic.at()),)),
        views.last_changed(plan, topic.at()),
        Fact("Notes", (WebsiteLink("source of this page", source),) if source else ()),
    )


def _headings(topic: Topic) -> tuple[Link, ...]:
    """Return the parts of a topic that has several, which are what a reader looks for on a long page."""
    return tuple(Link(part.title, topic.at(part.id)) for part in topic.parts) if len(topic.parts) > 1 else ()


def _part(plan: Plan, topic: Topic, part: Section) -> PartEntry:
    gathering = f"{topic.cycle}/{topic.team}"
    return PartEntry(
        anchor=Anchor("item", str(topic.at(part.id))),
        cite=links.cite(plan, topic.at(part.id), "part", part.title),
        title=part.title,
        status=state(part.log),
        summary=resolve_phrase(part.summary, plan, gathering),
        led_by=links.owner_links(plan, part.led_by),
        discussion=resolve_prose(part.discussion, plan, gathering),
        actions=tuple(Link(action.id.text, topic.at(action.id)) for action in part.actions),
        decisions=tuple(Link(decision.id.text, topic.at(decision.id)) for decision in part.decisions),
        specs=links.spec_links(plan, (key.text for key in part.specs)),
        log=views.log_lines(plan, part.log, gathering),
        checked=views.checked_line(plan, part.checked, gathering),
        continues=_continued(plan, topic, part),
        review=views.review_reason(plan, part.review, gathering),
    )


def _continued(plan: Plan, topic: Topic, section: Section) -> Link | None:
    earlier = plan.topic(section.continues.text, f"{topic.cycle}/{topic.team}") if section.continues else None
    return Link(f"{earlier.title} ({earlier.cycle})", earlier.at()) if earlier else None


def _history(plan: Plan, topic: Topic) -> tuple[HistoryLine, ...]:
    """Return every stop of the topic's subject through the cycles, or nothing where there is one stop only."""
    stops = thread_of(plan, topic)
    if len(stops) == 1:
        return ()
    return tuple(
        HistoryLine(links.cycle_link(plan, stop.cycle), links.topic_link(stop), state(stop.whole.log), stop is topic) for stop in stops
    )
