"""What a reader or a linker would miss: topics without summaries, items that nothing leads to, long addresses."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.model import LONGEST_ID, WIDEST_LINE, Address, fits_a_line
from cycleplan.notes.result import Notes
from cycleplan.problems import Location, Problem, Rule, Severity

LISTED_TOPIC = Rule(
    "CP214",
    "Every topic is listed in its gathering.",
    bad="# 2024.2/manila/gathering.yaml\ntopics: [pool-weigher]",
    good="# 2024.2/manila/gathering.yaml\ntopics: [cephfs, pool-weigher]",
    why="The order of the topics is the notes' own, and a topic without a place in it would be found by nobody.",
)
WIDE_ADDRESS = Rule(
    "CP501",
    "`[1] ` and an address fit one line of 72 columns.",
    bad="actions:\n  - {id: ask-every-vendor-of-a-driver, task: Ask the vendors.}",
    good="actions:\n  - {id: ask-vendors, task: Ask the vendors.}",
    why="Mail programs break longer lines, and a broken address leads nowhere.",
    severity=Severity.WARNING,
)
ORPHAN_SPEC = Rule(
    "CP502",
    "Every work item is one that a topic leads to.",
    bad="# specs/manila.yaml\nencryption: {kind: spec, title: Encrypt shares, missing: not proposed yet}",
    good="# 2024.2/manila/cephfs.yaml\nspecs: [manila/encryption]",
    why="The page of a work item shows where it was talked about.",
    severity=Severity.WARNING,
)
UNUSED_OWNER = Rule(
    "CP503",
    "Every owner is named somewhere.",
    bad="# owners.yaml\ntbarron: {kind: person}",
    good="# 2024.2/manila/cephfs.yaml\nled_by: [tbarron]",
    why="The page of the owner would be empty.",
    severity=Severity.WARNING,
)
NEEDED_SUMMARY = Rule(
    "CP504",
    "A topic has a summary.",
    bad="title: Weigh pools\nkind: feature",
    good="title: Weigh pools\nkind: feature\nsummary: Weigh pools by their share networks.",
    why="It is shown wherever the topic is listed.",
    severity=Severity.WARNING,
)
NEEDED_KIND = Rule(
    "CP505",
    "A topic has a kind.",
    bad="title: Weigh pools\nsummary: Weigh pools by their share networks.",
    good="title: Weigh pools\nkind: feature\nsummary: Weigh pools by their share networks.",
    why="The page of a gathering lists its topics by kind.",
    severity=Severity.WARNING,
)

RULES = (LISTED_TOPIC, WIDE_ADDRESS, ORPHAN_SPEC, UNUSED_OWNER, NEEDED_SUMMARY, NEEDED_KIND)


def topics_are_listed(notes: Notes) -> Iterator[Problem]:
    """Every file of a topic is in its gathering's order."""
    listed = {f"{gathering.name}/{key.text}" for gathering in notes.plan.gatherings for key in gathering.order}
    for topic in notes.plan.topics:
        if topic.name not in listed and f"{topic.cycle}/{topic.team}" in notes.plan.gathering_by_name:
            hint = f"add it to topics in {topic.cycle}/{topic.team}/gathering.yaml"
            yield LISTED_TOPIC.broken(Location(topic.path), f"topic {topic.id!r} is not listed", hint)


def addresses_fit_a_line(notes: Notes) -> Iterator[Problem]:
    """Every address that people cite fits one line of mail behind its number."""
    for address, at in _addresses(notes):
        is_told = max(map(len, (address.fragment, *address.page.split("/")))) > LONGEST_ID
        if not is_told and not fits_a_line(notes.plan.site.base, address):
            message = f"address {address.canonical!r} does not fit {WIDEST_LINE} columns with the site's base"
            yield WIDE_ADDRESS.broken(at, message, "choose shorter ids")


def specs_are_led_to(notes: Notes) -> Iterator[Problem]:
    """Some topic leads to every work item."""
    for spec in notes.plan.specs:
        if spec.name not in notes.plan.links.topics_to_spec:
            yield ORPHAN_SPEC.broken(spec.at, f"no topic leads to the spec {spec.name!r}", "name it under specs")


def owners_are_used(notes: Notes) -> Iterator[Problem]:
    """Every owner leads, holds or is mentioned in something beside their own entry."""
    links = notes.plan.links
    for owner in notes.plan.owners:
        held = any(owner.key in found for found in (links.led_by, links.held_by, links.specs_of_owner))
        if not held and all(page is owner for page in links.mentioned_in.get(owner.key, ())):
            yield UNUSED_OWNER.broken(owner.at, f"nothing names the owner {owner.key!r}", "take it out, or name it")


def topics_have_summaries(notes: Notes) -> Iterator[Problem]:
    """Every topic says in one sentence what it is about."""
    for topic in notes.plan.topics:
        if not topic.whole.summary and topic.path not in notes.faulty:
            yield NEEDED_SUMMARY.broken(
                Location(topic.path), f"topic {topic.id!r} without a summary", "say in one sentence what it is about"
            )


def topics_have_kinds(notes: Notes) -> Iterator[Problem]:
    """Every topic is a feature, a debt or a process."""
    for topic in notes.plan.topics:
        if not topic.whole.kind and topic.path not in notes.faulty:
            yield NEEDED_KIND.broken(Location(topic.path), f"topic {topic.id!r} without a kind", "add kind: feature, debt or process")


def _addresses(notes: Notes) -> Iterator[tuple[Address, Location]]:
    for topic in notes.plan.topics:
        yield topic.at(), Location(topic.path)
        if not fits_a_line(notes.plan.site.base, topic.at()):
            continue
        for section in topic.sections:
            if section is not topic.whole:
                yield topic.at(section.id), section.id.at
            yield from ((topic.at(action.id), action.id.at) for action in section.actions)
            yield from ((topic.at(decision.id), decision.id.at) for decision in section.decisions)
    yield from ((Address(f"owners/{owner.key}"), owner.at) for owner in notes.plan.owners)
    yield from ((Address(f"specs/{spec.name}"), spec.at) for spec in notes.plan.specs)
