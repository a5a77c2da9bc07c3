"""Who leads to whom: each link that notes make one way, found from the other end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cycleplan.model.owner import Owner
from cycleplan.model.reference import Reference
from cycleplan.model.said import said_in_gathering, said_in_owner, said_in_section, said_in_spec
from cycleplan.model.spec import Spec
from cycleplan.model.topic import ActionItem, Decision, Gathering, Section, Topic
from cycleplan.prose import Citation, Mention, Phrase, PlanLink, Prose, inlines

if TYPE_CHECKING:
    from cycleplan.model.plan import Plan

Page = Topic | Gathering | Owner | Spec
"""What has a page on which something else can be named."""


class ActionAt(NamedTuple):
    """An action item with the topic and the section that it stands in."""

    topic: Topic
    section: Section
    action: ActionItem


class DecisionAt(NamedTuple):
    """A decision with the topic and the section that it stands in."""

    topic: Topic
    section: Section
    decision: Decision


class ReferenceAt(NamedTuple):
    """A reference with the page that lists it."""

    page: Topic | Gathering
    reference: Reference


@dataclass(frozen=True, slots=True)
class Links:
    """The look-ups between items; keys are owners' keys, specs' names, topics' names, or (gathering, number)."""

    actions: tuple[ActionAt, ...]
    led_by: Mapping[str, tuple[Topic, ...]]
    held_by: Mapping[str, tuple[ActionAt, ...]]
    specs_of_owner: Mapping[str, tuple[Spec, ...]]
    mentioned_in: Mapping[str, tuple[Page, ...]]
    topics_to_spec: Mapping[str, tuple[Topic, ...]]
    actions_to_spec: Mapping[str, tuple[ActionAt, ...]]
    decisions_to_spec: Mapping[str, tuple[DecisionAt, ...]]
    pages_to_spec: Mapping[str, tuple[Page, ...]]
    pages_to_topic: Mapping[str, tuple[Page, ...]]
    specs_of_topic: Mapping[str, tuple[str, ...]]
    continued_by: Mapping[str, tuple[Topic, ...]]
    carried_from: Mapping[str, tuple[Topic, ...]]
    references: Mapping[tuple[str, int], ReferenceAt]
    cited_in: Mapping[tuple[str, int], tuple[Topic | Gathering, ...]]


def index_links(plan: Plan) -> Links:
    """Walk the plan once and return every link from its other end; what a link names need not exist."""
    index = _Index(plan.topic)
    for gathering in plan.gatherings:
        index.add_gathering(gathering)
    for topic in plan.topics:
        index.add_topic(topic)
    for owner in plan.owners:
        index.add_owner(owner)
    for spec in plan.specs:
        index.add_spec(spec)
    return index.links()


class Names(NamedTuple):
    """Who and what a topic names: the keys of owners, and the names of work items, each by how it is named."""

    led_by: frozenset[str]
    held_by: frozenset[str]
    mentioned: frozenset[str]
    led_to: frozenset[str]
    in_actions: frozenset[str]
    in_decisions: frozenset[str]

    @property
    def owners(self) -> frozenset[str]:
        """The keys of all owners."""
        return self.led_by | self.held_by | self.mentioned


def names_of(topic: Topic) -> Names:
    """Return who and what a topic names."""
    # No other topic is looked up for that.
    index = _Index(lambda *_: None)
    index.add_topic(topic)
    found = index.links()
    by_kind = (found.led_by, found.held_by, found.mentioned_in, found.topics_to_spec, found.actions_to_spec, found.decisions_to_spec)
    return Names(*map(frozenset, by_kind))


_K = TypeVar("_K")
_V = TypeVar("_V")


class _Index:
    """The lists behind Links while they fill. A page is walked whole before the next, so repeats stand side by side."""

    def __init__(self, find: Callable[[str, str], Topic | None]) -> None:
        self.find = find
        self.actions: list[ActionAt] = []
        self.led_by: dict[str, list[Topic]] = {}
        self.held_by: dict[str, list[ActionAt]] = {}
        self.specs_of_owner: dict[str, list[Spec]] = {}
        self.mentioned_in: dict[str, list[Page]] = {}
        self.topics_to_spec: dict[str, list[Topic]] = {}
        self.actions_to_spec: dict[str, list[ActionAt]] = {}
        self.decisions_to_spec: dict[str, list[DecisionAt]] = {}
        self.pages_to_spec: dict[str, list[Page]] = {}
        self.pages_to_topic: dict[str, list[Page]] = {}
        self.specs_of_topic: dict[str, dict[str, None]] = {}
        self.continued_by: dict[str, list[Topic]] = {}
        self.carried_from: dict[str, list[Topic]] = {}
        self.references: dict[tuple[str, int], ReferenceAt] = {}
        self.cited_in: dict[tuple[str, int], list[Topic | Gathering]] = {}

    def add_gathering(self, gathering: Gathering) -> None:
        self._add_references(gathering, gathering.name, gathering.references)
        self._add_prose(gathering, gathering.name, said_in_gathering(gathering))

    def add_topic(self, topic: Topic) -> None:
        gathering = f"{topic.cycle}/{topic.team}"
        for section in topic.sections:
            self._add_section(topic, section)
            self._add_references(topic, gathering, section.references)
            self._add_prose(topic, gathering, said_in_section(section))
            earlier = self.find(section.continues.text, gathering) if section.continues else None
            if earlier:
                _append(self.continued_by, earlier.name, topic)
            for entry in section.log:
                later = self.find(entry.to.text.partition("#")[0], gathering) if entry.to else None
                if later:
                    _append(self.carried_from, later.name, topic)

    def add_owner(self, owner: Owner) -> None:
        self._add_prose(owner, "", said_in_owner(owner))

    def add_spec(self, spec: Spec) -> None:
        for owner in spec.owners:
            _append(self.specs_of_owner, owner.text, spec)
        self._add_prose(spec, "", said_in_spec(spec))

    def links(self) -> Links:
        return Links(
            actions=tuple(self.actions),
            led_by=_frozen(self.led_by),
            held_by=_frozen(self.held_by),
            specs_of_owner=_frozen(self.specs_of_owner),
            mentioned_in=_frozen(self.mentioned_in),
            topics_to_spec=_frozen(self.topics_to_spec),
            actions_to_spec=_frozen(self.actions_to_spec),
            decisions_to_spec=_frozen(self.decisions_to_spec),
            pages_to_spec=_frozen(self.pages_to_spec),
            pages_to_topic=_frozen(self.pages_to_topic),
            specs_of_topic=_frozen(self.specs_of_topic),
            continued_by=_frozen(self.continued_by),
            carried_from=_frozen(self.carried_from),
            references=MappingProxyType(self.references),
            cited_in=_frozen(self.cited_in),
        )

    def _add_section(self, topic: Topic, section: Section) -> None:
        for leader in section.led_by:
            _append(self.led_by, leader.text, topic)
        for spec in section.specs:
            self._add_spec_of_topic(topic, spec.text)
        for action in section.actions:
            self._add_action(ActionAt(topic, section, action))
        for decision in section.decisions:
            self._add_decision(DecisionAt(topic, section, decision))

    def _add_action(self, action_at: ActionAt) -> None:
        self.actions.append(action_at)
        for owner in action_at.action.owners:
            _append(self.held_by, owner.text, action_at)
        linked = _specs_in(action_at.action.task)
        for spec in dict.fromkeys((*(key.text for key in action_at.action.specs), *linked)):
            self._add_spec_of_topic(action_at.topic, spec)
            _append(self.actions_to_spec, spec, action_at)

    def _add_decision(self, decision_at: DecisionAt) -> None:
        linked = _specs_in(decision_at.decision.text)
        for spec in dict.fromkeys((*(key.text for key in decision_at.decision.specs), *linked)):
            self._add_spec_of_topic(decision_at.topic, spec)
            _append(self.decisions_to_spec, spec, decision_at)

    def _add_references(self, page: Topic | Gathering, gathering: str, references: Iterable[Reference]) -> None:
        for reference in references:
            if reference.cite is not None:
                self.references.setdefault((gathering, reference.cite), ReferenceAt(page, reference))
            if not reference.spec:
                continue
            if isinstance(page, Topic):
                self._add_spec_of_topic(page, reference.spec.text)
            else:
                _append(self.pages_to_spec, reference.spec.text, page)

    def _add_prose(self, page: Page, gathering: str, said: Iterable[Phrase | Prose]) -> None:
        for prose in said:
            for inline in inlines(prose):
                if isinstance(inline, Mention):
                    _append(self.mentioned_in, inline.owner, page)
                elif isinstance(inline, Citation) and isinstance(page, Topic | Gathering):
                    _append(self.cited_in, (gathering, inline.number), page)
                elif isinstance(inline, PlanLink):
                    self._add_plan_link(page, gathering, inline)

    def _add_plan_link(self, page: Page, gathering: str, link: PlanLink) -> None:
        if link.kind == "owner":
            _append(self.mentioned_in, link.name, page)
        elif link.kind == "topic":
            topic = self.find(link.name.partition("#")[0], gathering)
            if topic:
                _append(self.pages_to_topic, topic.name, page)
        elif isinstance(page, Topic):
            self._add_spec_of_topic(page, link.name)
        else:
            _append(self.pages_to_spec, link.name, page)

    def _add_spec_of_topic(self, topic: Topic, spec: str) -> None:
        known = self.specs_of_topic.setdefault(topic.name, {})
        if spec not in known:
            known[spec] = None
            _append(self.topics_to_spec, spec, topic)


def _specs_in(prose: Phrase) -> Iterator[str]:
    for inline in inlines(prose):
        if isinstance(inline, PlanLink) and inline.kind == "spec":
            yield inline.name


def _append(lists: dict[_K, list[_V]], key: _K, value: _V) -> None:
    values = lists.setdefault(key, [])
    if not values or values[-1] is not value:
        values.append(value)


def _frozen(lists: Mapping[_K, Iterable[_V]]) -> Mapping[_K, tuple[_V, ...]]:
    return MappingProxyType({key: tuple(values) for key, values in lists.items()})
