"""The pages of a gathering: its topics by kind, and its action items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cycleplan.model import ActionAt, Address, Gathering, Plan, Source, Topic, TopicKind, state
from cycleplan.pages import links, views
from cycleplan.pages.dates import days
from cycleplan.pages.entries import ActionEntry, Anchor, Fact, Group, Link, MilestoneEntry, Number, ReferenceEntry, WebsiteLink
from cycleplan.pages.resolve import resolve_phrase, resolve_prose
from cycleplan.pages.ties import Ties, ties_of
from cycleplan.pages.timeline import Timeline, gathering_timeline
from cycleplan.prose import Phrase, Prose

HEADINGS = {
    TopicKind.FEATURE: ("features", "Features"),
    TopicKind.DEBT: ("technical-debt", "Technical debt"),
    TopicKind.PROCESS: ("process", "Process"),
    None: ("other-topics", "Other topics"),
}
"""The fragment and the title of each kind of topic in a list, in their order."""


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """One team's part of one PTG."""

    name: str
    title: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    numbers: tuple[Number, ...]
    timeline: Timeline | None
    introduction: Prose
    groups: tuple[Group, ...]
    ties: Ties | None
    milestones: tuple[MilestoneEntry, ...]
    shared_milestones: tuple[MilestoneEntry, ...]
    cycle: Link
    references: tuple[ReferenceEntry, ...]
    closing: Prose
    review: Phrase


@dataclass(frozen=True, slots=True)
class GatheringActionsPage:
    """The action items of a gathering."""

    name: str
    title: str
    crumbs: tuple[Link, ...]
    open: tuple[ActionEntry, ...]
    closed: tuple[ActionEntry, ...]


def gathering_page(plan: Plan, gathering: Gathering) -> GatheringPage:
    """Return the page of a gathering."""
    cycle = plan.cycle_by_number[gathering.cycle]
    page = f"{gathering.name}/index"
    return GatheringPage(
        name=page,
        title=gathering.title,
        crumbs=(links.cycle_link(plan, gathering.cycle),),
        facts=tuple(fact for fact in _facts(plan, gathering) if fact.values),
        numbers=numbers(plan, gathering),
        timeline=gathering_timeline(plan, gathering),
        introduction=resolve_prose(gathering.introduction, plan, gathering.name),
        groups=groups(plan, plan.topics_of.get(gathering.name, ())),
        ties=ties_of(plan, plan.topics_of.get(gathering.name, ())),
        milestones=views.milestone_entries(gathering.milestones, page),
        shared_milestones=views.milestone_entries(cycle.milestones),
        cycle=links.cycle_link(plan, gathering.cycle),
        references=tuple(views.reference_entry(plan, r, Address(page), gathering.name) for r in gathering.references),
        closing=resolve_prose(gathering.closing, plan, gathering.name),
        review=views.review_reason(plan, gathering.review, gathering.name),
    )


def gathering_actions_page(plan: Plan, gathering: Gathering) -> GatheringActionsPage:
    """Return the list of a gathering's action items, the open ones first."""
    actions = (
        views.action_entry(plan, ActionAt(topic, section, action))
        for topic in plan.topics_of.get(gathering.name, ())
        for section, action in topic.actions()
    )
    still_open, closed = views.open_first(actions)
    return GatheringActionsPage(
        name=f"{gathering.name}/actions",
        title=f"Action items of {links.gathering_link(plan, gathering.name).text}",
        crumbs=(links.cycle_link(plan, gathering.cycle), links.gathering_link(plan, gathering.name)),
        open=still_open,
        closed=closed,
    )


def groups(plan: Plan, topics: Iterable[Topic]) -> tuple[Group, ...]:
    """Return topics by their kind, each kind in the notes' order."""
    known = tuple(topics)
    divided = ((*heading, tuple(topic for topic in known if topic.whole.kind is kind)) for kind, heading in HEADINGS.items())
    return tuple(
        Group(Anchor("item", name), title, tuple(views.topic_entry(plan, topic) for topic in found))
        for name, title, found in divided
        if found
    )


def numbers(plan: Plan, gathering: Gathering) -> tuple[Number, ...]:
    """Return the figures of a gathering, each leading to what it counts."""
    topics = plan.topics_of.get(gathering.name, ())
    actions = tuple(action for topic in topics for _, action in topic.actions())
    still_open = sum(state(action.log).is_open for action in actions)
    specs = {name for topic in topics for name in plan.links.specs_of_topic.get(topic.name, ())}
    owners = {link.to for topic in topics for link in views.topic_entry(plan, topic).owners}
    closed = len(actions) - still_open
    page = f"{gathering.name}/index"
    return (
        Number(len(topics), "topic" if len(topics) == 1 else "topics", Address(page, "topics")),
        Number(still_open, "open action item" if still_open == 1 else "open action items", Address(f"{gathering.name}/actions")),
        Number(closed, "closed", Address(f"{gathering.name}/actions", "closed" if closed else "")),
        Number(len(specs), "work item" if len(specs) == 1 else "work items", Address("specs/index")),
        Number(len(owners), "owner" if len(owners) == 1 else "owners", Address("owners/index")),
    )


def _facts(plan: Plan, gathering: Gathering) -> tuple[Fact, ...]:
    met = (days(gathering.first, gathering.last),) if gathering.first and gathering.last else ()
    return (
        Fact("Met", met),
        Fact("Place", (gathering.place,) if gathering.place else ()),
        Fact("Team", (links.team_title(plan, gathering.team),)),
        _source(plan, gathering, "Notes", gathering.pad),
        _source(plan, gathering, "Recording", gathering.recording),
        _source(plan, gathering, "Summary mail", gathering.mail),
        views.last_changed(plan, Address(f"{gathering.name}/index")),
    )


def _source(plan: Plan, gathering: Gathering, label: str, source: Source | None) -> Fact:
    if source is None:
        return Fact(label, ())
    known = WebsiteLink(source.url, source.url) if source.url else resolve_phrase(source.missing, plan, gathering.name)
    copy = links.archived_link(source)
    values: list[WebsiteLink | Phrase] = [known, copy] if copy else [known]
    for found in source.found:
        values += (WebsiteLink(f"found later: {found.url}", found.url), resolve_phrase(found.where, plan, gathering.name))
    return Fact(label, tuple(values))
