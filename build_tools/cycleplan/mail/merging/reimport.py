"""All drafts of an import over the notes and the drafts of the last one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cycleplan.mail.merging.conflicts import Conflict
from cycleplan.mail.merging.files import Merged, merge
from cycleplan.mail.merging.kept import kept_path
from cycleplan.mail.merging.values import placed
from cycleplan.model import Ledger
from cycleplan.notes.amending import amended
from cycleplan.notes.layout import FileKind, notes_path
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError
from cycleplan.problems import Location
from cycleplan.textfile import TextFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import over notes comes to: files that differ from those that are there, and what people are told.

    `gone` are the topics, as `2024.2/manila/cephfs`, that the last text had and this one has not: their notes stay.
    """

    notes: tuple[TextFile, ...]
    kept: tuple[TextFile, ...]
    conflicts: tuple[Conflict, ...]
    gone: tuple[str, ...]


def import_over(
    notes: Mapping[str, TextFile],
    kept: Mapping[str, TextFile],
    drafts: Sequence[TextFile],
    *,
    settle: bool = False,
    ledger: Ledger | None = None,
) -> Outcome:
    """Join drafts into the notes; both mappings are by path, and the kept drafts' paths start with their folder.

    `settle` takes every conflict for settled by what the notes say. Items that the ledger has stay in the notes.
    """
    published = ledger.fragments if ledger else {}
    merges = [_Merging(notes, kept, draft) for draft in drafts]
    results = [each.merged(settle=settle, published=published) for each in merges]
    return Outcome(
        tuple(merged.text for merged in results if merged.text and notes.get(merged.text.path) != merged.text),
        tuple(merged.base for merged in results if merged.base and kept.get(merged.base.path) != merged.base),
        tuple(conflict for merged in results for conflict in merged.conflicts),
        tuple(topic for each in merges for topic in each.gone(drafts)),
    )


@dataclass(frozen=True, slots=True)
class _Merging:
    """One draft, and what there is beside it."""

    notes: Mapping[str, TextFile]
    kept: Mapping[str, TextFile]
    draft: TextFile

    def merged(self, *, settle: bool, published: Mapping[str, frozenset[str]]) -> Merged:
        """Return the draft joined into its file."""
        mine, base = self.notes.get(self.draft.path), self.base
        if self.is_gathering and mine and not base:
            mine = _listing(mine, self.draft)
        lasting = self.topics if self.is_gathering else published.get(self.draft.path.removesuffix(".yaml"), frozenset())
        merged = merge(base, mine, self.draft, settle=settle, lasting=lasting)
        kept = TextFile(kept_path(self.draft.path), merged.base.text) if merged.base else None
        return Merged(merged.text, tuple(self._in_notes(conflict) for conflict in merged.conflicts), kept)

    @property
    def base(self) -> TextFile | None:
        """The draft of the last import; none where the whole gathering was taken away since, so that it begins anew."""
        is_there = self.draft.path in self.notes or self._gathering in self.notes
        return self.kept.get(kept_path(self.draft.path)) if is_there else None

    @property
    def is_gathering(self) -> bool:
        place = notes_path(self.draft.path)
        return place is not None and place.kind is FileKind.GATHERING

    @property
    def topics(self) -> frozenset[str]:
        """The topics that have notes beside the draft; no text takes them out of the order."""
        folder = PurePosixPath(self.draft.path).parent
        return frozenset(PurePosixPath(path).stem for path in self.notes if PurePosixPath(path).parent == folder)

    def gone(self, drafts: Sequence[TextFile]) -> Iterator[str]:
        """Yield the topics that the last draft of a gathering lists, and that no draft is of now."""
        if not self.is_gathering or self.base is None:
            return
        folder = PurePosixPath(self.draft.path).parent
        now = {draft.path for draft in drafts} | {f"{folder}/{topic}.yaml" for topic in _topics(self.draft)}
        for topic in _topics(self.base):
            path = f"{folder}/{topic}.yaml"
            if path in self.notes and path not in now:
                yield f"{folder}/{topic}"

    @property
    def _gathering(self) -> str:
        return f"{PurePosixPath(self.draft.path).parent}/gathering.yaml"

    def _in_notes(self, conflict: Conflict) -> Conflict:
        """Return a conflict at a place that is there: a topic that was taken away is missed in its gathering."""
        if self.draft.path in self.notes:
            return conflict
        message = f"{PurePosixPath(self.draft.path).stem!r} {conflict.message}"
        return Conflict(Location(self._gathering), message, conflict.base, conflict.mine, conflict.theirs)


def _listing(gathering: TextFile, draft: TextFile) -> TextFile:
    """Return a gathering written by hand with the new topics in its order, and nothing else of the draft."""
    tree, problems = read_tree(gathering)
    said = plain(tree) if tree and not problems else None
    if not isinstance(said, dict):
        return gathering
    try:
        return amended(gathering, {**said, "topics": placed(_topics(gathering), _topics(draft))})
    except NotEditableError:
        return gathering


def _topics(gathering: TextFile) -> list[str]:
    tree, _ = read_tree(gathering)
    said = plain(tree) if tree else None
    listed = said.get("topics") if isinstance(said, dict) else None
    return [topic for topic in listed if isinstance(topic, str)] if isinstance(listed, list) else []
