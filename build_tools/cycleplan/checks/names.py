"""Every name leads to something: owners, specs, topics, milestones, cycles and teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cycleplan.model import Address, Key, LogEntry, Section, Topic
from cycleplan.notes.result import Notes
from cycleplan.problems import Problem, Rule, nearest, nearest_name
from cycleplan.prose import Citation, Mention, PlanLink

UNKNOWN_OWNER = Rule(
    "CP203",
    "Every owner is in owners.yaml.",
    bad="led_by: [cartacha]",
    good="led_by: [carthaca]",
    why="An owner has a page; a slip of a name would make a second person. In prose, `\\@` is an at sign that names nobody.",
)
UNKNOWN_SPEC = Rule(
    "CP204",
    "Every work item is in the specs of its team.",
    bad="specs: [manila/ensure-share]",
    good="specs: [manila/ensure-shares]",
    why="A work item has a page that shows all that leads to it.",
)
UNKNOWN_TOPIC = Rule(
    "CP205",
    "Every topic that is named has a file.",
    bad="summary: See [the weigher][topic:pool-weiger].",
    good="summary: See [the weigher][topic:pool-weigher].",
    why="The link would lead nowhere.",
)
UNKNOWN_MILESTONE = Rule(
    "CP206",
    "Every milestone that is named is one of the gathering or of its cycle.",
    bad="actions:\n  - {id: a1, task: File a blueprint., due: spec-freze}",
    good="actions:\n  - {id: a1, task: File a blueprint., due: spec-freeze}",
    why="The page shows the days of the milestone.",
)
UNKNOWN_CYCLE = Rule(
    "CP207",
    "Every cycle that is named is in cycles.yaml.",
    bad="log:\n  - {date: 2024-09-03, status: carried, text: No time was left., evidence: review 1, to: 2025.3}",
    good="log:\n  - {date: 2024-09-03, status: carried, text: No time was left., evidence: review 1, to: 2025.1}",
    why="The pages of a cycle show its name, its milestones and its place among the others. The folders of the notes name cycles too.",
)
UNKNOWN_TEAM = Rule(
    "CP208",
    "Every team that has notes is in teams.yaml.",
    bad="# teams.yaml\nmanlia: {title: Manila}",
    good="# teams.yaml\nmanila: {title: Manila}",
    why="The pages of a team show its title. Teams are named by the folders of their gatherings and the files of their specs.",
)

RULES = (UNKNOWN_OWNER, UNKNOWN_SPEC, UNKNOWN_TOPIC, UNKNOWN_MILESTONE, UNKNOWN_CYCLE, UNKNOWN_TEAM)


def owners_are_known(notes: Notes) -> Iterator[Problem]:
    """Every owner of an item and every mention is in owners.yaml."""
    plan = notes.plan
    for topic in plan.topics:
        for section in topic.sections:
            keys = (*section.led_by, *(owner for action in section.actions for owner in action.owners))
            yield from _unknown_owners(notes, keys)
    for spec in plan.specs:
        yield from _unknown_owners(notes, spec.owners)
    for inline, _ in _marks(notes):
        if isinstance(inline, Mention):
            yield from _unknown_owners(notes, (Key(inline.owner, inline.at),))
        elif inline.kind == "owner":
            yield from _unknown_owners(notes, (Key(inline.name, inline.at),))


def specs_are_known(notes: Notes) -> Iterator[Problem]:
    """Every work item that something leads to is in the specs of its team."""
    plan = notes.plan
    for topic in plan.topics:
        for section in topic.sections:
            yield from _unknown_specs(notes, tuple(_specs_of(section)))
    for gathering in plan.gatherings:
        yield from _unknown_specs(notes, tuple(r.spec for r in gathering.references if r.spec))
    for inline, _ in _marks(notes):
        if isinstance(inline, PlanLink) and inline.kind == "spec":
            yield from _unknown_specs(notes, (Key(inline.name, inline.at),))


def topics_are_known(notes: Notes) -> Iterator[Problem]:
    """Every topic of an order, a link, a log and a `continues` has a file, and a fragment after `#` is on its page."""
    plan = notes.plan
    for gathering in plan.gatherings:
        for key in gathering.order:
            if "/" in key.text or "#" in key.text:
                yield UNKNOWN_TOPIC.broken(key.at, f"no name of a file: {key.text!r}", "name topics of this folder by their files alone")
                continue
            yield from _unknown_topic(notes, key, gathering.name)
    for topic in plan.topics:
        for section in topic.sections:
            if section.continues:
                yield from _unknown_topic(notes, section.continues, f"{topic.cycle}/{topic.team}")
    for inline, within in _marks(notes):
        if isinstance(inline, PlanLink) and inline.kind == "topic":
            yield from _unknown_topic(notes, Key(inline.name, inline.at), within)


def milestones_are_known(notes: Notes) -> Iterator[Problem]:
    """Every action item is due on a day or at a milestone that its gathering or its cycle has."""
    plan = notes.plan
    for topic in plan.topics:
        gathering = f"{topic.cycle}/{topic.team}"
        if gathering not in plan.gathering_by_name or topic.cycle not in plan.cycle_by_number:
            continue
        if not notes.faulty.isdisjoint(("cycles.yaml", f"{gathering}/gathering.yaml")):
            continue
        for _, action in topic.actions():
            if isinstance(action.due, Key) and not plan.milestone(action.due.text, gathering):
                known = (milestone.key.text for milestone in plan.milestones(gathering))
                message = f"unknown milestone {action.due.text!r}"
                hint = nearest(action.due.text, known) or "write a day as 2024-04-08, or add it to the cycle or the gathering"
                yield UNKNOWN_MILESTONE.broken(action.due.at, message, hint)


def cycles_are_known(notes: Notes) -> Iterator[Problem]:
    """Every folder is named by the number of a cycle, and every item went to a cycle or a topic that there is."""
    plan = notes.plan
    for number, at in {gathering.cycle: gathering.at for gathering in reversed(plan.gatherings)}.items():
        if number not in plan.cycle_by_number and not notes.may_name("cycle", number, "cycles.yaml"):
            named = plan.cycle(number)
            hint = f"call the folder {named.number}" if named else nearest(number, plan.cycle_by_number)
            yield UNKNOWN_CYCLE.broken(at, f"unknown cycle {number!r}", hint or "add it to cycles.yaml")
    for entry, gathering_name in _log_entries(notes):
        if not entry.to or plan.cycle(entry.to.text) or notes.may_name("cycle", entry.to.text, "cycles.yaml"):
            continue
        name, fragment = entry.to.text.partition("#")[::2]
        if fragment or "/" in name or notes.may_name("topic", f"{gathering_name}/{name}", f"{gathering_name}/{name}.yaml"):
            yield from _unknown_topic(notes, entry.to, gathering_name)
            continue
        near = nearest(name, (*plan.cycle_by_number, *(topic.id for topic in plan.topics_of.get(gathering_name, ()))))
        yield UNKNOWN_CYCLE.broken(entry.to.at, f"unknown cycle or topic {name!r}", near or "name a cycle, or a topic as cycle/team/topic")


def teams_are_known(notes: Notes) -> Iterator[Problem]:
    """Every folder of a gathering and every file of specs is named by a team."""
    plan = notes.plan
    places = {gathering.team: gathering.at for gathering in reversed(plan.gatherings)}
    for spec in reversed(plan.specs):
        places.setdefault(spec.team, spec.at)
    for team, at in places.items():
        if team not in plan.team_by_key and not notes.may_name("team", team, "teams.yaml"):
            yield UNKNOWN_TEAM.broken(at, f"unknown team {team!r}", nearest(team, plan.team_by_key) or "add it to teams.yaml")


def _unknown_owners(notes: Notes, keys: tuple[Key, ...]) -> Iterator[Problem]:
    for key in keys:
        if key.text in notes.plan.owner_by_key or notes.may_name("owner", key.text, "owners.yaml"):
            continue
        aliases = {
            alias.casefold(): owner.key for owner in notes.plan.owners for alias in (owner.key, owner.label, owner.name, *owner.aliases)
        }
        alias = aliases.get(key.text.casefold())
        hint = f"write {alias!r}" if alias else nearest(key.text, notes.plan.owner_by_key)
        yield UNKNOWN_OWNER.broken(key.at, f"unknown owner {key.text!r}", hint or "add it to owners.yaml")


def _unknown_specs(notes: Notes, keys: tuple[Key, ...]) -> Iterator[Problem]:
    for key in keys:
        team = key.text.partition("/")[0]
        if key.text in notes.plan.spec_by_name or notes.may_name("spec", key.text, f"specs/{team}.yaml"):
            continue
        if "/" not in key.text:
            hint = "name it as team/id"
        else:
            hint = _nearest_within(key.text, notes.plan.spec_by_name) or f"add it to specs/{team}.yaml"
        yield UNKNOWN_SPEC.broken(key.at, f"unknown spec {key.text!r}", hint)


def _unknown_topic(notes: Notes, key: Key, gathering: str) -> Iterator[Problem]:
    name, _, fragment = key.text.partition("#")
    topic = notes.plan.topic(name, gathering) if gathering or "/" in name else None
    full = _full_name(notes, name, gathering)
    if topic is None and not notes.may_name("topic", full, f"{full}.yaml"):
        hint = f"write {full}.yaml" if full.count("/") == 2 else "name it as cycle/team/topic"
        known = notes.plan.topic_by_name if "/" in name else tuple(topic.id for topic in notes.plan.topics_of.get(gathering, ()))
        yield UNKNOWN_TOPIC.broken(key.at, f"unknown topic {name!r}", _once_published(notes, full) or _nearest_within(name, known) or hint)
    elif topic and fragment and fragment not in _fragments(topic) and topic.path not in notes.faulty:
        yield UNKNOWN_TOPIC.broken(
            key.at,
            f"no item {fragment!r} in the topic {topic.name!r}",
            nearest(fragment, _fragments(topic)) or f"there are {', '.join(_fragments(topic))}",
        )


def _once_published(notes: Notes, name: str) -> str:
    """Return what to do about the name of a topic that was published and is not there, or nothing for any other."""
    address = Address(name)
    now = notes.plan.moves.resolve(address)
    if now != address:
        return f"it is {now} now"
    if any(removal.address == address for removal in notes.plan.removals):
        return "it was removed"
    if address.canonical in notes.plan.ledger.published:
        return f"restore {name}.yaml, then use cycleplan rename or remove"
    return ""


def _full_name(notes: Notes, name: str, gathering: str) -> str:
    if "/" not in name:
        return f"{gathering}/{name}"
    cycle, _, rest = name.partition("/")
    known = notes.plan.cycle(cycle)
    return f"{known.number}/{rest}" if known else name


def _nearest_within(name: str, known: Iterable[str]) -> str:
    """Return the nearest name of the same folder, where there is such a folder, or of all."""
    folder = name.rpartition("/")[0]
    siblings = {known_name.rpartition("/")[2]: known_name for known_name in known if known_name.rpartition("/")[0] == folder}
    if not siblings:
        return nearest(name, known)
    near = nearest_name(name.rpartition("/")[2], siblings)
    return f"did you mean {siblings[near]!r}?" if near else ""


def _fragments(topic: Topic) -> tuple[str, ...]:
    return tuple(
        key.text
        for section in topic.sections
        for key in (section.id, *(action.id for action in section.actions), *(decision.id for decision in section.decisions))
    )


def _specs_of(section: Section) -> Iterator[Key]:
    yield from section.specs
    for action in section.actions:
        yield from action.specs
    for decision in section.decisions:
        yield from decision.specs
    for reference in section.references:
        if reference.spec:
            yield reference.spec


def _marks(notes: Notes) -> Iterator[tuple[Mention | PlanLink, str]]:
    """Yield every mention and link into the plan with the gathering that it stands in."""
    return ((mark, gathering) for mark, gathering in notes.marks if not isinstance(mark, Citation))


def _log_entries(notes: Notes) -> Iterator[tuple[LogEntry, str]]:
    for log, gathering in logs(notes):
        for entry in log:
            yield entry, gathering


def logs(notes: Notes) -> Iterator[tuple[tuple[LogEntry, ...], str]]:
    """Yield every log of the notes with the gathering that it stands in, or nothing for a work item."""
    for topic in notes.plan.topics:
        gathering = f"{topic.cycle}/{topic.team}"
        for section in topic.sections:
            yield section.log, gathering
            for action in section.actions:
                yield action.log, gathering
    for spec in notes.plan.specs:
        yield spec.log, ""
