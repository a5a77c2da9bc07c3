"""Drafts as files of notes, in the layout that people write."""

from __future__ import annotations

from collections.abc import Mapping

from cycleplan.mail.draft import Draft, DraftAction, DraftDecision, DraftOwner, DraftReference, DraftSection, DraftSpec, DraftTopic
from cycleplan.notes.document import Value, document
from cycleplan.prose import Phrase, Prose, Text, normal, phrase_markdown, prose_markdown
from cycleplan.textfile import TextFile

Values = dict[str, Value]


def draft_files(draft: Draft, gathering: str, title: str) -> tuple[TextFile, ...]:
    """Return the files of a draft under the folder of its gathering; `title` is what it is called where the text does not say."""
    team = gathering.partition("/")[2]
    first = document(f"{gathering}/gathering.yaml", gathering_values(draft, title))
    return (first, *(document(f"{gathering}/{topic.whole.id}.yaml", topic_values(topic, team)) for topic in draft.topics))


def gathering_values(draft: Draft, title: str) -> Mapping[str, Value]:
    """Return what the file of a gathering says."""
    mail: Values = {"url": draft.mail} if draft.mail else {"missing": draft.mail_missing}
    return _said(
        title=draft.title or title,
        pad={"url": draft.pad} if draft.pad else "",
        mail=mail if any(mail.values()) else "",
        introduction=_prose(draft.introduction),
        closing=_prose(draft.closing),
        references=[_reference(reference) for reference in draft.references],
    ) | {"topics": [topic.whole.id for topic in draft.topics]}


def topic_values(topic: DraftTopic, team: str) -> Mapping[str, Value]:
    """Return what the file of a topic says."""
    whole = _section(topic.whole, team)
    parts: list[Value] = [{"id": part.id, **_section(part, team)} for part in topic.parts]
    return {**whole, **({"parts": parts} if parts else {})}


def owner_values(owner: DraftOwner) -> Mapping[str, Value]:
    """Return the entry of a new owner."""
    label = owner.label if owner.label != owner.key else ""
    return _said(kind=owner.kind, label=label, name=owner.name, aliases=list(owner.aliases), review=owner.review)


def spec_values(spec: DraftSpec) -> Mapping[str, Value]:
    """Return the entry of a work item."""
    return _said(kind=spec.kind, title=spec.title, url=spec.url, missing=spec.missing)


def _section(section: DraftSection, team: str) -> Values:
    return _said(
        title=section.title,
        kind=section.kind,
        review=section.review,
        led_by=list(section.led_by),
        discussion=_prose(section.discussion),
        decisions=[_decision(decision) for decision in section.decisions],
        specs=[f"{team}/{spec}" for spec in section.specs],
        actions=[_action(action) for action in section.actions],
        references=[_reference(reference) for reference in section.references],
    )


def _decision(decision: DraftDecision) -> Value:
    return {"id": decision.id, "text": phrase_markdown(decision.text)}


def _action(action: DraftAction) -> Value:
    return _said(id=action.id, task=phrase_markdown(action.task), owners=list(action.owners), due=action.due, review=action.review)


def _reference(reference: DraftReference) -> Value:
    cite = "" if reference.cite is None else str(reference.cite)
    found: list[Value] = [{"url": url, "where": _words(where)} for url, where in reference.found]
    missing = _words(reference.missing) if reference.missing else ""
    return _said(cite=cite, title=reference.title, url=reference.url, spec=reference.spec, missing=missing, found=found)


def _words(text: str) -> str:
    """Return plain words as the Markdown that shows them."""
    return phrase_markdown(Phrase((Text(text),)))


def _prose(prose: Prose) -> str:
    return prose_markdown(normal(prose))


def _said(**values: Value) -> Values:
    """Return the values that say something."""
    return {key: value for key, value in values.items() if value}
