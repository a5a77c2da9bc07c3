"""Links to the pages of things, each with the words that pages call the thing by."""

from __future__ import annotations

from collections.abc import Iterable

from cycleplan.model import Address, Evidence, Gathering, Key, Owner, Plan, Section, Source, Topic, fits_a_line
from cycleplan.model.links import Page as Item
from cycleplan.pages.entries import Cite, Link, WebsiteLink
from cycleplan.prose import one_line


def owner_link(plan: Plan, key: str) -> Link:
    """Return the link to an owner, under what pages call them."""
    return Link(plan.owner_by_key[key].label, Address(f"owners/{key}"))


def owner_links(plan: Plan, keys: Iterable[Key]) -> tuple[Link, ...]:
    """Return the links to owners in the notes' order."""
    return tuple(owner_link(plan, key.text) for key in keys)


def spec_link(plan: Plan, name: str) -> Link:
    """Return the link to a work item, by its name."""
    return Link(plan.spec_by_name[name].title, Address(f"specs/{name}"))


def spec_links(plan: Plan, names: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to work items."""
    return tuple(spec_link(plan, name) for name in names)


def cycle_link(plan: Plan, number: str) -> Link:
    """Return the link to a cycle, by its number."""
    return Link(plan.cycle_by_number[number].label, Address(f"{number}/index"))


def team_title(plan: Plan, team: str) -> str:
    """Return what a team is called."""
    return plan.team_by_key[team].title


def gathering_link(plan: Plan, name: str) -> Link:
    """Return the link to a gathering, by its name."""
    gathering = plan.gathering_by_name[name]
    return Link(f"{team_title(plan, gathering.team)} {gathering.cycle}", Address(f"{name}/index"))


def topic_link(topic: Topic) -> Link:
    """Return the link to a topic."""
    return Link(topic.title, topic.at())


def short_link(plan: Plan, address: Address) -> Link:
    """Return the link to the short address of a topic, a decision or an action item, under that address."""
    short = plan.short(address)
    return Link(short.canonical, short)


def cite(plan: Plan, address: Address, what: str, title: str) -> Cite:
    """Return how a topic, a part, a decision or an action item is cited.

    The address is the long one; the short one where the long one does not fit a line of mail and the ledger has it,
    since nothing else is short for ever.
    """
    short = plan.ledger.shorts.get(plan.first_path(address))
    path = short if short and not fits_a_line(plan.site.base, address) else address.canonical
    url = plan.site.base.rstrip("/") + path
    return Cite(what, address.fragment, one_line(title) or url, url)


def item_link(plan: Plan, item: Item) -> Link:
    """Return the link to the page of a topic, a gathering, an owner or a work item."""
    if isinstance(item, Topic):
        return topic_link(item)
    if isinstance(item, Gathering):
        return gathering_link(plan, item.name)
    if isinstance(item, Owner):
        return owner_link(plan, item.key)
    return spec_link(plan, item.name)


def part_link(topic: Topic, section: Section) -> Link | None:
    """Return the link to the part that something stands in, or nothing where it is the topic as a whole."""
    return None if section is topic.whole else Link(section.title, topic.at(section.id))


def went_to(plan: Plan, to: Key | None, gathering: str) -> Link | None:
    """Return the link to the cycle or the topic that an item went to."""
    if to is None:
        return None
    cycle = plan.cycle(to.text)
    topic = plan.topic(to.text.partition("#")[0], gathering)
    if cycle:
        return cycle_link(plan, cycle.number)
    return topic_link(topic) if topic else None


def archived_link(source: Source) -> WebsiteLink | None:
    """Return the link to the archived copy of a source, if one is recorded."""
    return WebsiteLink("archived copy", source.archived) if source.archived else None


def evidence_link(evidence: Evidence) -> WebsiteLink | str:
    """Return the words of a piece of evidence, as a link where the site has a tracker for it."""
    words = evidence.name if evidence.is_address else f"{evidence.kind} {evidence.name}"
    return WebsiteLink(words, evidence.url) if evidence.url else words
