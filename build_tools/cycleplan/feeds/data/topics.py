"""Turns topics, with their parts, decisions and action items, into data."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from cycleplan.feeds.data import pieces, schema
from cycleplan.feeds.data.said import check_data, keys_of, log_data, place_of, reference_data, review_data, words_if_any, words_of
from cycleplan.model import ActionItem, Decision, Key, Plan, Section, Status, Topic, TopicKind, state


def topic_data(plan: Plan, topic: Topic) -> schema.Topic:
    """Return a topic as data."""
    return schema.Topic(
        name=topic.name,
        cycle=topic.cycle,
        team=topic.team,
        parts=tuple(schema.Part(**_section(plan, topic, part), **place_of(plan, topic.at(part.id))) for part in topic.parts),
        **_section(plan, topic, topic.whole),
        **place_of(plan, topic.at()),
    )


class _SectionFields(TypedDict):
    id: str
    title: str
    kind: TopicKind | None
    summary: pieces.Words | None
    led_by: tuple[str, ...]
    discussion: pieces.Words | None
    decisions: tuple[schema.Decision, ...]
    actions: tuple[schema.ActionItem, ...]
    references: tuple[pieces.Reference, ...]
    specs: tuple[str, ...]
    status: Status
    log: tuple[pieces.LogEntry, ...]
    checked: pieces.Checked | None
    continues: str | None
    review: pieces.Words | None


def _section(plan: Plan, topic: Topic, section: Section) -> _SectionFields:
    gathering = f"{topic.cycle}/{topic.team}"
    earlier = plan.topic(section.continues.text, gathering) if section.continues else None
    return {
        "id": section.id.text,
        "title": section.title,
        "kind": section.kind,
        "summary": words_if_any(section.summary),
        "led_by": keys_of(section.led_by),
        "discussion": words_if_any(section.discussion),
        "decisions": tuple(_decision(plan, topic, decision) for decision in section.decisions),
        "actions": tuple(_action(plan, topic, action) for action in section.actions),
        "references": reference_data(plan, section.references, topic.at()),
        "specs": keys_of(section.specs),
        "status": state(section.log),
        "log": log_data(plan, section.log, gathering),
        "checked": check_data(section.checked),
        "continues": earlier.name if earlier else None,
        "review": review_data(section.review),
    }


def _decision(plan: Plan, topic: Topic, decision: Decision) -> schema.Decision:
    return schema.Decision(
        id=decision.id.text,
        text=words_of(decision.text),
        specs=keys_of(decision.specs),
        review=review_data(decision.review),
        **place_of(plan, topic.at(decision.id)),
    )


def _action(plan: Plan, topic: Topic, action: ActionItem) -> schema.ActionItem:
    gathering = f"{topic.cycle}/{topic.team}"
    return schema.ActionItem(
        id=action.id.text,
        task=words_of(action.task),
        owners=keys_of(action.owners),
        due=_due(plan, action.due, gathering),
        specs=keys_of(action.specs),
        status=state(action.log),
        log=log_data(plan, action.log, gathering),
        review=review_data(action.review),
        **place_of(plan, topic.at(action.id)),
    )


def _due(plan: Plan, due: Key | date | None, gathering: str) -> schema.Due | None:
    if due is None or isinstance(due, date):
        return schema.Due(date=due, milestone=None) if due else None
    milestone = plan.milestone(due.text, gathering)
    assert milestone is not None, "checked"
    return schema.Due(date=milestone.last, milestone=due.text)
