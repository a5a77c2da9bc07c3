"""What an import came to: counts, what is left to decide, and every line that went nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cycleplan.mail.draft import Draft, DraftAction, DraftReference, DraftSection, Leftover

REPORT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of one import. `guessed` action items are among the owned and the unowned ones."""

    topics: int
    parts: int
    actions: int
    owned: int
    unowned: int
    guessed: int
    decisions: int
    references: int
    without_address: int
    new_owners: tuple[str, ...]
    work_items: int
    leftovers: tuple[Leftover, ...]
    notices: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """Return the report as what JSON can hold; `version` changes when a key goes or changes its meaning."""
        return {
            "version": REPORT_VERSION,
            "topics": self.topics,
            "parts": self.parts,
            "actions": {"all": self.actions, "owned": self.owned, "unowned": self.unowned, "guessed": self.guessed},
            "decisions": self.decisions,
            "references": {
                "all": self.references,
                "with_address": self.references - self.without_address,
                "without_address": self.without_address,
            },
            "new_owners": list(self.new_owners),
            "work_items": self.work_items,
            "unplaced_lines": [{"source": left.source, "line": left.line, "text": left.text, "why": left.why} for left in self.leftovers],
            "notices": list(self.notices),
        }


def report_of(draft: Draft) -> Report:
    """Count what a draft holds."""
    actions, references = list(_actions(draft)), list(_references(draft))
    return Report(
        topics=len(draft.topics),
        parts=sum(len(topic.parts) for topic in draft.topics),
        actions=len(actions),
        owned=sum(bool(action.owners) for action in actions),
        unowned=sum(not action.owners for action in actions),
        guessed=sum(bool(action.review) for action in actions),
        decisions=sum(len(section.decisions) for section in _sections(draft)),
        references=len(references),
        without_address=sum(not reference.url for reference in references),
        new_owners=tuple(owner.key for owner in draft.owners),
        work_items=len(draft.specs),
        leftovers=draft.leftovers,
        notices=draft.notices,
    )


def _sections(draft: Draft) -> Iterator[DraftSection]:
    for topic in draft.topics:
        yield from topic.sections


def _actions(draft: Draft) -> Iterator[DraftAction]:
    for section in _sections(draft):
        yield from section.actions


def _references(draft: Draft) -> Iterator[DraftReference]:
    yield from draft.references
    for section in _sections(draft):
        yield from section.references
