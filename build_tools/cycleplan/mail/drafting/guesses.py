"""Action items that nothing marks: told by a commitment, or by a list of tasks at the end of a topic. Each says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cycleplan.mail.drafting.common_words import TASK_VERBS
from cycleplan.mail.drafting.items import FoundAction, Told
from cycleplan.mail.drafting.ownership import commitment
from cycleplan.mail.drafting.people import Directory, Named
from cycleplan.mail.outline import Block, Item, Paragraph
from cycleplan.mail.wording import said

COMMITTED = "Not marked as an action item: it names an owner who is to do something."
LISTED = "Not marked as an action item: it stands in a list of tasks that ends the topic."

_INTENT = re.compile(r"(?i)\b(?:will|should|shall|must|to be|needs? to|need)\b")
_FIRST_WORD = re.compile(r"[A-Za-z][a-z-]*")
_LABEL = re.compile(r"[\w /-]{1,40}:\s")
_LEADS_TO_TASKS = re.compile(r"(?i)\b(?:action|to-?do|next|plan|task|follow|need|should|will|agreed|volunteer)")


def guess(told: Told, directory: Directory, *, is_part: bool = False) -> Told:
    """Return what was told apart with guesses taken out of the discussion, where nothing in it is marked.

    In a part only a commitment is taken for an action item.
    """
    if told.actions:
        return told
    is_known: Callable[[Named], bool] = lambda one: any(map(directory.knows, one.spellings))  # noqa: E731
    listed = frozenset() if is_part else _tasks_at_the_end(told.discussion)
    kept: list[Block] = []
    guessed: list[FoundAction] = []
    for place, block in enumerate(told.discussion):
        if isinstance(block, Item) and not block.is_continued:
            is_committed = bool(commitment(said(block.content), directory, is_known=is_known))
            if is_committed or place in listed:
                guessed.append(FoundAction(block.content, block.lines, review=COMMITTED if is_committed else LISTED))
                continue
        kept.append(block)
    return Told(_raised(kept), guessed, told.decisions)


def _tasks_at_the_end(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the outermost items of a list that ends a topic, where all of them read as tasks."""
    start = len(blocks)
    while start and isinstance(blocks[start - 1], Item):
        start -= 1
    items = [
        place
        for place in range(start, len(blocks))
        if isinstance(block := blocks[place], Item) and block.depth == 0 and not block.is_continued
    ]
    if not items or not all(_reads_as_task(said(blocks[place].content)) for place in items):  # type: ignore[union-attr]
        return frozenset()
    lead = blocks[start - 1] if start else None
    if isinstance(lead, Paragraph) and said(lead.content).rstrip().endswith(":") and not _LEADS_TO_TASKS.search(said(lead.content)):
        return frozenset()
    return frozenset(items)


def _reads_as_task(text: str) -> bool:
    first = _FIRST_WORD.match(text)
    return not _LABEL.match(text) and ((first is not None and first[0].casefold() in TASK_VERBS) or _INTENT.search(text[:120]) is not None)


def _raised(blocks: Sequence[Block]) -> list[Block]:
    """Bring items whose outer item has gone to where it was."""
    raised: list[Block] = []
    depth = -1
    for block in blocks:
        if isinstance(block, Item):
            depth = min(block.depth, depth + 1) if not block.is_continued else max(depth, 0)
            block = Item(block.content, depth, block.lines, block.number, block.is_continued)
        else:
            depth = -1
        raised.append(block)
    return raised
