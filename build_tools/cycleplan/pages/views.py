"""Makes entries of items: every name looked up, every link with its text, every list in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cycleplan.model import (
    ActionAt,
    Address,
    Checked,
    DecisionAt,
    Key,
    LogEntry,
    Milestone,
    Plan,
    Reference,
    Review,
    Source,
    Spec,
    Status,
    Topic,
    state,
)
from cycleplan.pages import links
from cycleplan.pages.dates import day, days
from cycleplan.pages.entries import (
    ActionEntry,
    Anchor,
    CheckedLine,
    DecisionEntry,
    Fact,
    Link,
    LogLine,
    MilestoneEntry,
    ReferenceEntry,
    SourceEntry,
    SpecEntry,
    TopicEntry,
    WebsiteLink,
)
from cycleplan.pages.resolve import resolve_phrase
from cycleplan.prose import Phrase, plain_text

HOME = Address("index")


def action_entry(plan: Plan, at: ActionAt, *, at_home: bool = False) -> ActionEntry:
    """Return an action item for a list, or with its anchor for the page of its topic."""
    topic, section, action = at
    gathering = f"{topic.cycle}/{topic.team}"
    address = topic.at(action.id)
    linked = (key.text for key in action.specs)
    task = resolve_phrase(action.task, plan, gathering)
    return ActionEntry(
        task=task,
        status=state(action.log),
        owners=links.owner_links(plan, action.owners),
        number=Link(action.id.text, address),
        topic=links.topic_link(topic),
        anchor=Anchor("action", str(address)) if at_home else None,
        short=links.short_link(plan, address) if at_home else None,
        part=links.part_link(topic, section),
        due=tuple(due(plan, action.due, gathering)),
        last_day=last_day(plan, action.due, gathering),
        specs=links.spec_links(plan, linked),
        log=log_lines(plan, action.log, gathering),
        review=review_reason(plan, action.review, gathering),
        cite=links.cite(plan, address, "item", plain_text(task)) if at_home else None,
        gathering=links.gathering_link(plan, gathering),
        kind=topic.whole.kind.value if topic.whole.kind else "",
    )


def decision_entry(plan: Plan, at: DecisionAt, *, at_home: bool = False) -> DecisionEntry:
    """Return a decision for a list, or with its anchor for the page of its topic."""
    topic, section, decision = at
    gathering = f"{topic.cycle}/{topic.team}"
    address = topic.at(decision.id)
    text = resolve_phrase(decision.text, plan, gathering)
    return DecisionEntry(
        text=text,
        number=Link(decision.id.text, address),
        topic=links.topic_link(topic),
        anchor=Anchor("item", str(address)) if at_home else None,
        short=links.short_link(plan, address) if at_home else None,
        part=links.part_link(topic, section),
        specs=links.spec_links(plan, (key.text for key in decision.specs)),
        review=review_reason(plan, decision.review, gathering),
        cite=links.cite(plan, address, "item", plain_text(text)) if at_home else None,
    )


def due(plan: Plan, when: Key | date | None, gathering: str) -> Iterator[Link | str]:
    """Yield the words of a due date: the milestone as a link, and its days."""
    if isinstance(when, date):
        yield day(when)
    elif when:
        milestone = plan.milestone(when.text, gathering)
        assert milestone is not None, "checked"
        own = milestone in plan.gathering_by_name[gathering].milestones
        page = gathering if own else gathering.partition("/")[0]
        yield Link(milestone.title, Address(f"{page}/index", when.text))
        yield days(milestone.first, milestone.last)


def last_day(plan: Plan, when: Key | date | None, gathering: str) -> date | None:
    """Return the day until which something is due."""
    milestone = plan.milestone(when.text, gathering) if isinstance(when, Key) else None
    return milestone.last if milestone else when if isinstance(when, date) else None


def log_lines(plan: Plan, log: tuple[LogEntry, ...], gathering: str) -> tuple[LogLine, ...]:
    """Return the lines of a log, with every name in them looked up."""
    return tuple(
        LogLine(
            on=day(entry.on),
            status=entry.status,
            text=resolve_phrase(entry.text, plan, gathering),
            evidence=tuple(map(links.evidence_link, entry.evidence)),
            to=links.went_to(plan, entry.to, gathering),
        )
        for entry in log
    )


def checked_line(plan: Plan, checked: Checked | None, gathering: str) -> CheckedLine | None:
    """Return when somebody last looked, if anybody did."""
    return CheckedLine(day(checked.on), resolve_phrase(checked.result, plan, gathering)) if checked else None


def review_reason(plan: Plan, review: Review | None, gathering: str) -> Phrase:
    """Return why somebody should look at an item, or no words where nothing waits to be reviewed."""
    return resolve_phrase(review.reason, plan, gathering) if review else Phrase()


def source_entry(plan: Plan, source: Source, gathering: str) -> SourceEntry:
    """Return where something can be read, or why nobody knows."""
    return SourceEntry(
        link=WebsiteLink(source.url, source.url) if source.url else None,
        missing=resolve_phrase(source.missing, plan, gathering),
        found=tuple((WebsiteLink(found.url, found.url), resolve_phrase(found.where, plan, gathering)) for found in source.found),
        archived=links.archived_link(source),
    )


def reference_entry(plan: Plan, reference: Reference, page: Address, gathering: str, *, at_home: bool = True) -> ReferenceEntry:
    """Return a reference with everything that cites it in its gathering, and with its anchor for the page that lists it."""
    cited_in = plan.links.cited_in.get((gathering, reference.cite), ()) if reference.cite is not None else ()
    return ReferenceEntry(
        title=reference.title,
        number="" if reference.cite is None else str(reference.cite),
        anchor=None if reference.cite is None or not at_home else Anchor("item", f"{page.page}#ref-{reference.cite}"),
        source=source_entry(plan, reference.source, gathering),
        spec=links.spec_link(plan, reference.spec.text) if reference.spec else None,
        cited_in=tuple(link for link in (links.item_link(plan, item) for item in cited_in) if link.to != page),
        review=review_reason(plan, reference.review, gathering),
    )


def topic_entry(plan: Plan, topic: Topic) -> TopicEntry:
    """Return a topic for a list, with whoever leads it or holds one of its action items."""
    keys = dict.fromkeys(
        key.text
        for section in topic.sections
        for key in (*section.led_by, *(owner for action in section.actions for owner in action.owners))
    )
    gathering = f"{topic.cycle}/{topic.team}"
    return TopicEntry(
        topic=links.topic_link(topic),
        summary=resolve_phrase(topic.whole.summary, plan, gathering),
        status=state(topic.whole.log),
        owners=tuple(links.owner_link(plan, key) for key in keys),
        progress=progress(state(action.log) for _, action in topic.actions()),
        gathering=links.gathering_link(plan, gathering),
        review=review_reason(plan, topic.whole.review, gathering),
    )


def last_changed(plan: Plan, address: Address) -> Fact:
    """Return the day on which the ledger recorded what an item now says; it has no value where nothing is recorded."""
    changed = plan.changed_on(address)
    return Fact("Last changed", (day(changed),) if changed else ())


def progress(states: Iterable[Status]) -> str:
    """Return how many action items are done, of how many."""
    known = tuple(states)
    if not known:
        return "no action items"
    return f"{sum(status is Status.DONE for status in known)} of {len(known)} done"


def spec_entry(plan: Plan, spec: Spec) -> SpecEntry:
    """Return a work item for a list."""
    return SpecEntry(
        spec=links.spec_link(plan, spec.name),
        kind=spec.kind.value,
        status=state(spec.log),
        owners=links.owner_links(plan, spec.owners),
        summary=resolve_phrase(spec.summary, plan, ""),
        review=review_reason(plan, spec.review, ""),
    )


def milestone_entries(milestones: Iterable[Milestone], page: str = "") -> tuple[MilestoneEntry, ...]:
    """Return milestones by date, with their anchors where `page` is the page that they are cited on."""
    return tuple(
        MilestoneEntry(m.title, days(m.first, m.last), Anchor("item", f"{page}#{m.key.text}") if page else None)
        for m in sorted(milestones, key=lambda m: (m.first, m.last, m.key.text))
    )


def open_first(actions: Iterable[ActionEntry]) -> tuple[tuple[ActionEntry, ...], tuple[ActionEntry, ...]]:
    """Divide action items into those still open and the others, each in their order."""
    known = tuple(actions)
    return tuple(a for a in known if a.status.is_open), tuple(a for a in known if not a.status.is_open)
