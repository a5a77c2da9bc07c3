"""The pages of owners: what each holds, leads and is named in, over all cycles, and what nobody holds."""

from __future__ import annotations

from dataclasses import dataclass

from cycleplan.model import Address, Owner, OwnerKind, Plan, state
from cycleplan.pages import links, views
from cycleplan.pages.entries import ActionEntry, Anchor, Fact, Link, SpecEntry, TopicEntry
from cycleplan.pages.ties import Ties, ties_around_owner
from cycleplan.prose import Phrase

_KINDS = {OwnerKind.PERSON: "Person", OwnerKind.ORGANISATION: "Organisation", OwnerKind.TEAM: "Team"}
_HEADINGS = {
    OwnerKind.PERSON: ("people", "People"),
    OwnerKind.ORGANISATION: ("organisations", "Organisations"),
    OwnerKind.TEAM: ("teams", "Teams"),
}


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """One owner over all cycles."""

    name: str
    title: str
    anchor: Anchor
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    open: tuple[ActionEntry, ...]
    closed: tuple[ActionEntry, ...]
    led: tuple[TopicEntry, ...]
    mentioned: tuple[Link, ...]
    specs: tuple[SpecEntry, ...]
    ties: Ties | None
    review: Phrase


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """An owner in the list of all."""

    owner: Link
    full_name: str
    open: str
    review: Phrase


@dataclass(frozen=True, slots=True)
class OwnersPage:
    """All owners by what they are."""

    name: str
    title: str
    groups: tuple[tuple[Anchor, str, tuple[OwnerLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class UnownedPage:
    """Action items that nobody holds yet."""

    name: str
    title: str
    open: tuple[ActionEntry, ...]
    closed: tuple[ActionEntry, ...]


def owner_page(plan: Plan, owner: Owner) -> OwnerPage:
    """Return everything that leads to an owner."""
    found = plan.links
    still_open, closed = views.open_first(views.action_entry(plan, at) for at in found.held_by.get(owner.key, ()))
    return OwnerPage(
        name=f"owners/{owner.key}",
        title=owner.label,
        anchor=Anchor("owner", f"owners/{owner.key}"),
        crumbs=(Link("Owners", Address("owners/index")),),
        facts=tuple(
            Fact(label, values)
            for label, values in (
                ("Name", (owner.name,)),
                ("Kind", (_KINDS[owner.kind],)),
                ("Role", (owner.role,)),
                ("Also written", owner.aliases),
            )
            if any(values)
        ),
        open=still_open,
        closed=closed,
        led=tuple(views.topic_entry(plan, topic) for topic in found.led_by.get(owner.key, ())),
        mentioned=tuple(links.item_link(plan, item) for item in found.mentioned_in.get(owner.key, ()) if item is not owner),
        specs=tuple(views.spec_entry(plan, spec) for spec in found.specs_of_owner.get(owner.key, ())),
        ties=ties_around_owner(plan, owner),
        review=views.review_reason(plan, owner.review, ""),
    )


def owners_page(plan: Plan) -> OwnersPage:
    """Return the list of all owners."""
    found = ((*heading, tuple(_line(plan, o) for o in plan.owners if o.kind is kind)) for kind, heading in _HEADINGS.items())
    return OwnersPage("owners/index", "Owners", tuple((Anchor("item", name), title, lines) for name, title, lines in found if lines))


def unowned_page(plan: Plan) -> UnownedPage:
    """Return the action items without an owner, the open ones first."""
    still_open, closed = views.open_first(views.action_entry(plan, at) for at in plan.links.actions if not at.action.owners)
    return UnownedPage("unowned", "Action items without an owner", still_open, closed)


def _line(plan: Plan, owner: Owner) -> OwnerLine:
    held = plan.links.held_by.get(owner.key, ())
    count = sum(state(at.action.log).is_open for at in held)
    words = f"{count} open of {len(held)} action item{'' if len(held) == 1 else 's'}" if held else "no action items"
    return OwnerLine(
        owner=links.owner_link(plan, owner.key),
        full_name=owner.name if owner.name != owner.label else "",
        open=words,
        review=views.review_reason(plan, owner.review, ""),
    )
