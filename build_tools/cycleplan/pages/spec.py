"""The pages of work items: what each is, what became of it, and everything that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from cycleplan.model import Address, Plan, Spec, SpecKind, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import (
    ActionEntry,
    Anchor,
    CheckedLine,
    DecisionEntry,
    Fact,
    Link,
    LogLine,
    SourceEntry,
    SpecEntry,
    TopicEntry,
)
from cycleplan.pages.resolve import resolve_phrase
from cycleplan.pages.ties import Ties, ties_around_spec
from cycleplan.prose import Phrase

_KINDS = {SpecKind.SPEC: "Spec", SpecKind.BLUEPRINT: "Blueprint", SpecKind.BUG: "Bug", SpecKind.REVIEW: "Review"}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change that carries a work item out."""

    title: str
    source: SourceEntry


@dataclass(frozen=True, slots=True)
class SpecPage:
    """One work item."""

    name: str
    title: str
    anchor: Anchor
    crumbs: tuple[Link, ...]
    summary: Phrase
    facts: tuple[Fact, ...]
    source: SourceEntry
    moved_from: tuple[str, ...]
    topics: tuple[TopicEntry, ...]
    actions: tuple[ActionEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    named_in: tuple[Link, ...]
    ties: Ties | None
    changes: tuple[ChangeLine, ...]
    log: tuple[LogLine, ...]
    checked: CheckedLine | None
    review: Phrase


@dataclass(frozen=True, slots=True)
class SpecsPage:
    """All work items by team."""

    name: str
    title: str
    teams: tuple[tuple[Anchor, str, tuple[SpecEntry, ...]], ...]


def spec_page(plan: Plan, spec: Spec) -> SpecPage:
    """Return everything that is known of a work item and leads to it."""
    found = plan.links
    return SpecPage(
        name=f"specs/{spec.name}",
        title=spec.title,
        anchor=Anchor("spec", f"specs/{spec.name}"),
        crumbs=(Link("Work items", Address("specs/index")),),
        summary=resolve_phrase(spec.summary, plan, ""),
        facts=tuple(
            fact
            for fact in (
                Fact("State", (state(spec.log),)),
                Fact("Kind", (_KINDS[spec.kind],)),
                Fact("Owners", links.owner_links(plan, spec.owners) or ("nobody named",)),
                Fact("Team", (links.team_title(plan, spec.team),)),
                views.last_changed(plan, Address(f"specs/{spec.name}")),
            )
            if fact.values
        ),
        source=views.source_entry(plan, spec.source, ""),
        moved_from=spec.moved_from,
        topics=tuple(views.topic_entry(plan, topic) for topic in found.topics_to_spec.get(spec.name, ())),
        actions=tuple(views.action_entry(plan, at) for at in found.actions_to_spec.get(spec.name, ())),
        decisions=tuple(views.decision_entry(plan, at) for at in found.decisions_to_spec.get(spec.name, ())),
        named_in=tuple(links.item_link(plan, item) for item in found.pages_to_spec.get(spec.name, ()) if item is not spec),
        ties=ties_around_spec(plan, spec),
        changes=tuple(ChangeLine(change.title, views.source_entry(plan, change.source, "")) for change in spec.changes),
        log=views.log_lines(plan, spec.log, ""),
        checked=views.checked_line(plan, spec.checked, ""),
        review=views.review_reason(plan, spec.review, ""),
    )


def specs_page(plan: Plan) -> SpecsPage:
    """Return the list of all work items."""
    teams = dict.fromkeys(spec.team for spec in plan.specs)
    found = (
        (Anchor("item", team), links.team_title(plan, team), tuple(views.spec_entry(plan, s) for s in plan.specs if s.team == team))
        for team in teams
    )
    return SpecsPage("specs/index", "Work items", tuple(found))
