"""Ids that stay: a draft takes up those of the last import, so that no address gets a second meaning.

A corrected text can retitle a topic, put one between two others, or mend the words of an action item. Which item
continues which is told by their words; what is new gets an id that nothing of the gathering ever had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cycleplan.mail.draft import Draft, DraftSection, DraftTopic
from cycleplan.mail.drafting.naming import topic_id
from cycleplan.mail.merging import Seen, kept_path, same_items, same_topics, words_of
from cycleplan.model import Ledger
from cycleplan.notes.tree import plain, read_tree
from cycleplan.prose import Phrase, Prose, plain_text
from cycleplan.textfile import TextFile

_LONGEST_ID = 32


@dataclass(frozen=True, slots=True)
class Past:
    """What a gathering has had: the drafts of the last import and the notes by path, and the ledger."""

    kept: Mapping[str, TextFile]
    notes: Mapping[str, TextFile]
    ledger: Ledger = field(default_factory=Ledger)


def continued(draft: Draft, gathering: str, past: Past) -> Draft:
    """Return a draft with the ids of what it continues."""
    before = _kept_topics(past.kept, gathering)
    seen = [Seen(id_, str(said.get("title", "")), words_of(_words(said))) for id_, said in before.items()]
    after = [Seen(topic.whole.id, topic.whole.title, words_of(_said(topic))) for topic in draft.topics]
    same = same_topics(seen, after)
    taken = {*before, *_present(past.notes, gathering)} if before else set()
    topics: list[DraftTopic] = []
    for place, topic in enumerate(draft.topics):
        old = seen[same[place]].id if place in same else ""
        id_ = old or _new_id(topic, taken)
        taken.add(id_)
        topics.append(_topic(topic, id_, before.get(old, {}), _ids_on(f"{gathering}/{id_}", past)))
    return replace(draft, topics=tuple(topics))


def _new_id(topic: DraftTopic, taken: Collection[str]) -> str:
    return topic.whole.id if topic.whole.id not in taken else topic_id(topic.whole.title, _LONGEST_ID, taken)


def _topic(topic: DraftTopic, id_: str, before: Mapping[str, object], taken: Collection[str]) -> DraftTopic:
    if not before and not taken:
        return DraftTopic(replace(topic.whole, id=id_), topic.parts)
    parts = _tables(before, "parts")
    ids = same_items([(_text(part, "id"), _text(part, "title")) for part in parts], [part.title for part in topic.parts], "p", taken)
    known = {_text(part, "id") for part in parts}
    named = [replace(part, id=id_ if id_ in known or part.id in taken else part.id) for part, id_ in zip(topic.parts, ids, strict=True)]
    sections = _numbered((replace(topic.whole, id=id_), *named), (before, *parts), taken)
    return DraftTopic(sections[0], sections[1:])


def _numbered(sections: Sequence[DraftSection], before: Sequence[Mapping[str, object]], taken: Collection[str]) -> tuple[DraftSection, ...]:
    """Return sections whose action items and decisions have the ids of those that they continue, in whatever section those stood."""
    actions = [action for section in sections for action in section.actions]
    decisions = [decision for section in sections for decision in section.decisions]
    old_actions = [(_text(one, "id"), _text(one, "task")) for said in before for one in _tables(said, "actions")]
    old_decisions = [(_text(one, "id"), _text(one, "text")) for said in before for one in _tables(said, "decisions")]
    action_ids = iter(same_items(old_actions, [plain_text(action.task) for action in actions], "a", taken))
    decision_ids = iter(same_items(old_decisions, [plain_text(decision.text) for decision in decisions], "d", taken))
    return tuple(
        replace(
            section,
            actions=tuple(replace(action, id=next(action_ids)) for action in section.actions),
            decisions=tuple(replace(decision, id=next(decision_ids)) for decision in section.decisions),
        )
        for section in sections
    )


def _kept_topics(kept: Mapping[str, TextFile], gathering: str) -> dict[str, Mapping[str, object]]:
    prefix = kept_path(f"{gathering}/")
    files = {path.removeprefix(prefix): file for path, file in kept.items() if path.startswith(prefix)}
    order = _mapping(files.pop("gathering.yaml", None)).get("topics", [])
    listed = [f"{topic}.yaml" for topic in order] if isinstance(order, list) else []
    names = [name for name in listed if name in files] + [name for name in files if name not in listed]
    return {name.removesuffix(".yaml"): _mapping(files[name]) for name in names}


def _present(notes: Mapping[str, TextFile], gathering: str) -> set[str]:
    return {path.rpartition("/")[2].removesuffix(".yaml") for path in notes if path.startswith(f"{gathering}/")}


def _ids_on(page: str, past: Past) -> frozenset[str]:
    """Return every id that the items of a topic have now, had in the last draft, or ever had by the ledger."""
    files = (past.notes.get(f"{page}.yaml"), past.kept.get(kept_path(f"{page}.yaml")))
    return frozenset(id_ for file in files for id_ in _ids(_mapping(file))) | past.ledger.fragments.get(page, frozenset())


def _ids(said: Mapping[str, object]) -> Iterable[str]:
    for key in ("parts", "actions", "decisions"):
        for item in _tables(said, key):
            yield _text(item, "id")
            yield from _ids(item)


def _mapping(file: TextFile | None) -> Mapping[str, object]:
    tree, problems = read_tree(file) if file else (None, ())
    said = plain(tree) if tree and not problems else {}
    return said if isinstance(said, dict) else {}


def _tables(said: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    listed = said.get(key)
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _text(said: Mapping[str, object], key: str) -> str:
    found = said.get(key)
    return found if isinstance(found, str) else ""


def _words(said: Mapping[str, object]) -> str:
    parts = _tables(said, "parts")
    tasks = (_text(one, key) for one in (said, *parts) for key in ("title", "discussion"))
    return " ".join((*tasks, *(_text(item, "task") for one in (said, *parts) for item in _tables(one, "actions"))))


def _said(topic: DraftTopic) -> str:
    spoken: list[Phrase | Prose] = []
    for section in topic.sections:
        spoken.extend((section.discussion, *(action.task for action in section.actions)))
    return " ".join((*(section.title for section in topic.sections), *map(plain_text, spoken)))
