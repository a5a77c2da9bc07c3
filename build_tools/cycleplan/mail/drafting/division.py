"""A text divided: what stands before the topics, the topics with their parts, and what stands after them.

The level at which the topics stand is judged within the one text. A heading over all the others is the title of the
document; a day, or a heading without words of its own over several others, only groups topics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cycleplan.mail.drafting.citations import content_of
from cycleplan.mail.drafting.sections import AGENDA, Section, flat, inlined, is_label, tree_of, with_bullets_as_sections
from cycleplan.mail.markers import Mark, label
from cycleplan.mail.outline import Block, Fact, Footer, Item, Lines, Outline, Paragraph, Row, Rule
from cycleplan.mail.outline.titles import is_day
from cycleplan.mail.wording import Content, said
from cycleplan.prose import Strong


@dataclass(frozen=True, slots=True)
class TopicBlocks:
    """What stands under the title of a topic or a part."""

    title: Content
    lines: Lines
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A text divided: its title, what comes first, the topics each with its parts, what comes last, and what nobody needs."""

    title: str = ""
    title_lines: Lines = ()
    opening: tuple[Block, ...] = ()
    topics: tuple[tuple[TopicBlocks, tuple[TopicBlocks, ...]], ...] = ()
    closing: tuple[Block, ...] = ()
    unused: tuple[tuple[Lines, str], ...] = ()


_DOCUMENT = re.compile(
    r"(?i)\b(?:ptg|project teams? gathering|summary|recap|notes|gathering|forum|summit|mid-?cycle|meet-?up|work items|priorities|report"
    r"|minutes)\b"
)
_GROUP = re.compile(
    r"(?i).*\b(?:details?|topics?|sessions?|discussions?|items?|priorities|goals?|notes|agenda|summary|summaries|themes?|ptg|track)\b.*"
)


def _any_of(*forms: str) -> re.Pattern[str]:
    return re.compile(f"(?i)(?:{'|'.join(forms)})")


_OPENING = _any_of(
    r"intro(?:duction)?|overview|executive summary|summary|tl;?dr|attend(?:ees|ance)|participants?|present|who was there|agenda",
    r"schedule|preface|general(?: info(?:rmation)?)?|logistics|(?:table of )?contents|etherpads?|links?|resources|recordings?",
    r"background|welcome|when|where|location|highlights|useful links|meeting info(?:rmation)?|minutes|team photos?",
    r"what is (?:the|a|an)\b.*|about the ptg",
)
_CLOSING = _any_of(
    r"about\b.*|get(?:ting)? involved.*|closing.*|wrap[- ]?up.*|thanks?\b.*|thank you.*|references?|links?|useful links|footnotes?",
    r"resources|etherpads?|see you.*|the end|team (?:photos?|dinners?).*|upcoming\b.*|social\b.*|q ?& ?a\b.*|open discussion|other great.*",
    r"summary|the hotel|final (?:thoughts?|words)|conclusions?|in conclusion|outro|epilogue|photos?|recordings?|contact.*|where to find.*",
    r"how to (?:contribute|get involved|join).*|join (?:us|the).*|more information|further (?:reading|information)|feedback",
)
_SIGN_OFF = _any_of(
    r"(?:many |big |special )?(?:thanks?|thank you|thx|cheers|(?:kind |best |warm )?regards|best|sincerely)\b.*",
    r"(?:see you|looking forward|feel free|happy \w+ing|have a|i hope|hope(?:fully)?|let (?:me|us) know|as always|for more)\b.*",
    r"(?:until next|bye)\b.*",
    r"if (?:you|anyone|there)(?:'s| is| are|'d| have| has|\u2019d)?\b.*(?:questions?|comments?|missed|feedback|interested|corrections?).*",
    r"please (?:feel free|reach out|let (?:me|us)|reply|respond|correct)\b.*|that(?:'s|\u2019s| is| was)? (?:it|all)\b.*|that sums\b.*",
    r"this (?:concludes|sums|was all)\b.*|again,? (?:thanks?|thank)\b.*|did i (?:miss|forget)\b.*|sorry for\b.*",
    r"i(?:'ve| have|\u2019ve)? (?:probably |surely )?(?:missed|forgot)\b.*|it was (?:great|nice|good)\b.*|overall,? (?:it|this|the|we)\b.*",
    r"all in all\b.*|we (?:had|all had) a (?:great|good|productive)\b.*|(?:i|we)(?:'d| would|\u2019d) like to thank\b.*|on behalf\b.*",
)
_ONLY_GROUPS = "a heading over several topics"
_DIVIDES = "a line that only divides"
_MOST_PARTS = 5
_LONGEST_CLOSING = 10


def divide(outline: Outline, known: Sequence[str] = ()) -> Division:
    """Divide an outline; `known` are names of the team and the cycle, by which a title of the whole text is told."""
    root = tree_of(outline.blocks)
    blocks, facts = _without_facts(root.blocks)
    dividing = _Dividing([name.casefold() for name in known if name], list(blocks))
    dividing.divide(root)
    return dividing.division(facts)


def _without_facts(blocks: Sequence[Block]) -> tuple[list[Block], list[Fact]]:
    return [block for block in blocks if not isinstance(block, Fact)], [block for block in blocks if isinstance(block, Fact)]


@dataclass
class _Dividing:
    known: Sequence[str]
    opening: list[Block]
    title: str = ""
    title_lines: Lines = ()
    topics: list[Section] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    unused: list[tuple[Lines, str]] = field(default_factory=list)

    def divide(self, root: Section) -> None:
        top = root.children
        while len(top) == 1 and top[0].children and not self.title:
            self._entitle(top[0])
            top = top[0].children
        if not self.title and len(top) > 2 and not top[0].children and self._is_of_the_whole(top[0].words):
            self._entitle(top[0])
            top = top[1:]
        top = self._topics([with_bullets_as_sections(section) for section in top])
        top = self._without_opening(top)
        top = self._without_closing(top)
        self.topics = self._with_labels_merged(top)

    def division(self, facts: Sequence[Fact]) -> Division:
        title, title_lines = self.title, self.title_lines
        for fact in facts:
            if fact.name.casefold() == "title" and not title:
                title, title_lines = fact.value, fact.lines
            else:
                self.unused.append((fact.lines, "front matter"))
        self._peel_sign_off()
        opening, closing = self._used(self.opening), self._used(self.closing)
        topics = tuple(self._topic(section) for section in self.topics)
        return Division(title, title_lines, opening, topics, closing, tuple(self.unused))

    def _entitle(self, section: Section) -> None:
        self.title, self.title_lines = section.words, section.lines
        self.opening.extend(section.blocks)

    def _is_of_the_whole(self, words: str) -> bool:
        folded = words.casefold()
        return _DOCUMENT.search(words) is not None and (
            any(name in folded for name in self.known) or "ptg" in folded or "gathering" in folded
        )

    def _topics(self, top: Sequence[Section]) -> list[Section]:
        """Return the sections that are topics: those at the top, or below a day or another heading that only groups."""
        found: list[Section] = []
        for section in top:
            if self._is_group(section, top):
                found.extend(self._ungrouped(section))
            else:
                found.append(section)
        return found

    def _ungrouped(self, section: Section) -> list[Section]:
        """Return the topics that a heading groups; its own words, if it has any, come first in the first of them."""
        inner = self._topics(section.children)
        if any(not isinstance(block, Rule) for block in section.blocks):
            inner[0].blocks[:0] = [Paragraph((Strong(section.title),), section.lines), *section.blocks]
        else:
            self.unused.append((section.lines, _ONLY_GROUPS))
            self.unused.extend((block.lines, _DIVIDES) for block in section.blocks)
        return inner

    def _is_group(self, section: Section, siblings: Sequence[Section]) -> bool:
        if not section.children:
            return False
        if is_day(section.words):
            return True
        if len(section.children) < 2:
            return False
        if AGENDA.fullmatch(section.words):
            return True
        if any(self._is_group(child, section.children) for child in section.children):
            return True
        if any(not isinstance(block, Rule) for block in section.blocks):
            return (
                len(section.children) > _MOST_PARTS
                and sum(len(said(content)) for block in section.blocks for content in content_of(block)) <= 600
            )
        if all(label(child.words) is not None for child in section.children):
            return False
        are_alike = all(sibling.children and not sibling.blocks for sibling in siblings)
        return are_alike or _GROUP.fullmatch(section.words) is not None or len(section.children) >= 4

    def _without_opening(self, top: list[Section]) -> list[Section]:
        while len(top) > 1 and not top[0].children and _OPENING.fullmatch(top[0].words.rstrip(":").strip()):
            self.opening.extend(inlined(top[0]))
            top = top[1:]
        return top

    def _without_closing(self, top: list[Section]) -> list[Section]:
        last: list[Section] = []
        while len(top) > 1 and _CLOSING.fullmatch(top[-1].words.rstrip(":").strip()):
            last.insert(0, top[-1])
            top = top[:-1]
        for section in last:
            self.closing.extend(inlined(section))
        return top

    def _with_labels_merged(self, top: list[Section]) -> list[Section]:
        """Put a label that stands as high as the topics into the topic before it, where it comes again and again."""
        labels = [section for section in top if is_label(section) and label(section.words) is not Mark.OTHER]
        others = [section for section in top if is_label(section) and section not in labels]
        merged: list[Section] = []
        for section in top:
            is_part = (section in labels and (len(labels) > 1 or not section.blocks)) or (section in others and len(others) > 1)
            if merged and is_part:
                merged[-1].children.append(section)
            else:
                merged.append(section)
        return merged

    def _peel_sign_off(self) -> None:
        """Take a greeting at the end of the last topic out of it."""
        if not self.topics:
            return
        last = self.topics[-1]
        while last.children:
            last = last.children[-1]
        blocks = last.blocks
        places = range(max(len(blocks) - _LONGEST_CLOSING, 0), len(blocks))
        ruled = next((place for place in reversed(places) if _is_ruled_off(blocks, place)), None)
        first = ruled if ruled is not None else next((place for place in places if _is_sign_off(blocks, place)), None)
        if first is not None and (first > 0 or last is not self.topics[-1] or len(self.topics) > 1):
            self.closing[:0] = blocks[first:]
            del blocks[first:]

    def _used(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return _used(blocks, self.unused)

    def _topic(self, section: Section) -> tuple[TopicBlocks, tuple[TopicBlocks, ...]]:
        blocks = list(section.blocks)
        parts: list[tuple[Section, list[Block]]] = []
        for child in section.children:
            if is_label(child):
                (parts[-1][1] if parts and child.level > parts[-1][0].level else blocks).extend(inlined(child))
            else:
                parts.extend(flat(child))
        whole = TopicBlocks(section.title, section.lines, self._used(blocks))
        return whole, tuple(TopicBlocks(part.title, part.lines, self._used(found)) for part, found in parts)


def _is_ruled_off(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether only paragraphs stand below a dividing line at a place."""
    rest = blocks[place + 1 :]
    return isinstance(blocks[place], Rule) and bool(rest) and all(isinstance(block, Paragraph) for block in rest)


def _is_sign_off(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    if not isinstance(block, Paragraph) or not _SIGN_OFF.match(said(block.content)):
        return False
    before = blocks[place - 1].lines if place else (block.lines[0],)
    has_gap = not place or block.lines[0] > before[-1] + 1 or isinstance(blocks[place - 1], Item)
    rest = blocks[place:]
    return has_gap and not any(isinstance(later, Item | Row) for later in rest) and sum(len(later.lines) for later in rest) <= 30


def _used(blocks: Sequence[Block], unused: list[tuple[Lines, str]]) -> tuple[Block, ...]:
    reason: Callable[[Block], str] = lambda block: _DIVIDES if isinstance(block, Rule) else "a signature or a footer"  # noqa: E731
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Rule | Footer):
            unused.append((block.lines, reason(block)))
        else:
            kept.append(block)
    return tuple(kept)
