"""Outlines of one gathering's texts to a draft of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cycleplan.mail.draft import Draft, DraftAction, DraftDecision, DraftSection, DraftSpec, DraftTopic, Leftover
from cycleplan.mail.drafting import citations as cites
from cycleplan.mail.drafting.champions import Champion, champions
from cycleplan.mail.drafting.division import Division, TopicBlocks, divide
from cycleplan.mail.drafting.guesses import guess
from cycleplan.mail.drafting.items import FoundAction, FoundDecision, tell_apart
from cycleplan.mail.drafting.naming import part_id, room_for_part, room_for_topic, topic_id
from cycleplan.mail.drafting.ownership import Ownership, introduced, ownership
from cycleplan.mail.drafting.parts import Part, with_bullets_as_parts
from cycleplan.mail.drafting.people import Directory
from cycleplan.mail.drafting.prose import as_prose
from cycleplan.mail.drafting.trackers import work_items
from cycleplan.mail.outline import Block, Lines, Outline
from cycleplan.mail.source import Source
from cycleplan.mail.wording import Content, piece, said, stripped
from cycleplan.prose import Phrase, Prose, WebLink, clean, inlines


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a text is read: the gathering, how its team and its cycle are called, the site's base, and who is who."""

    gathering: str
    names: tuple[str, ...]
    base: str
    directory: Directory
    taken_ids: frozenset[str] = frozenset()


def compose(texts: Sequence[tuple[Source, Outline]], setting: Setting) -> Draft:
    """Return the draft of a gathering from the outlines of its texts in order."""
    return _Composition(setting).draft(texts)


@dataclass
class _Composition:
    setting: Setting
    definitions: list[cites.Definition] = field(default_factory=list)
    specs: dict[str, DraftSpec] = field(default_factory=dict)
    champions: list[Champion] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    order: int = 0
    beyond: list[tuple[str, int]] = field(default_factory=list)
    """The lines, each with its source, that no prose of notes could hold."""
    referenced: set[int] = field(default_factory=set)
    """The numbers that have their reference in a section already; each stands once in a gathering."""
    citations: cites.Citations = field(default_factory=cites.Citations)

    def draft(self, texts: Sequence[tuple[Source, Outline]]) -> Draft:
        divisions = [(source, divide(outline, self.setting.names)) for source, outline in texts]
        leftovers = [left for source, division in divisions for left in _leftovers(source, division)]
        opening = [self._part(((), (), division.opening), source) for source, division in divisions]
        topics = [self._topic(topic, source) for source, division in divisions for topic in division.topics]
        closing = [self._part(((), (), division.closing), source) for source, division in divisions]
        self.citations = cites.settle(self.definitions)
        for part in (*opening, *(part for topic in topics for part in topic), *closing):
            part.told = tell_apart(part.blocks)
        self._learn(part for topic in topics for part in topic)
        made = self._topics([with_bullets_as_parts(topic) for topic in topics])
        first, last = (self._spoken(parts) for parts in (opening, closing))
        title = next((division.title for _, division in divisions if division.title), "")
        used = {
            number
            for topic in made
            for section in topic.sections
            for reference in section.references
            if (number := reference.cite) is not None
        }
        numbers = [number for number in cites.numbers_in(_contents((*_phrases(first), *_phrases(last)))) if number not in used]
        references = tuple(cites.reference(number, self.citations) for number in numbers)
        links = _links((first, last, *(section.discussion for topic in made for section in topic.sections)))
        return Draft(
            title=title,
            introduction=first,
            closing=last,
            references=(*references, *cites.uncited(self.citations, (*used, *numbers), links)),
            topics=made,
            owners=self.setting.directory.proposed,
            specs=tuple(self.specs.values()),
            lines=tuple(sorted({*self.lines, *(line for _, division in divisions for line in division.title_lines)})),
            leftovers=(*leftovers, *self._left_beyond(texts)),
        )

    def _left_beyond(self, texts: Sequence[tuple[Source, Outline]]) -> Iterator[Leftover]:
        lines = {source.name: source.lines for source, _ in texts}
        for name, line in self.beyond:
            yield Leftover(name, line, clean(lines[name][line - 1]).replace("\n", " ").strip()[:100], _BEYOND)

    def _part(self, blocks: tuple[Content, Lines, tuple[Block, ...]], source: Source) -> Part:
        title, lines, inner = blocks
        kept, definitions, defined = cites.find_definitions(inner, self.order)
        part = Part(title, lines, kept, self.order, source=source.name)
        part.lines = tuple(sorted({*lines, *defined, *(line for block in inner for line in block.lines)}))
        self.definitions.extend(definitions)
        self.champions.extend(champions(kept))
        self.order += len(inner) + 1
        if not title:
            self.lines.extend(part.lines)
        return part

    def _topic(self, topic: tuple[TopicBlocks, tuple[TopicBlocks, ...]], source: Source) -> list[Part]:
        return [self._part((stripped(one.title), one.lines, one.blocks), source) for one in (topic[0], *topic[1])]

    def _learn(self, parts: Iterable[Part]) -> None:
        """Make known whom the texts name where nothing but an owner can stand, before weaker places are read."""
        for part in parts:
            for action in part.told.actions:
                for one in introduced(said(action.content), self.setting.directory, told=action.told):
                    self.setting.directory.key(one)
        for champion in self.champions:
            for one in champion.owners(self.setting.directory):
                self.setting.directory.key(one)

    def _topics(self, topics: Sequence[list[Part]]) -> tuple[DraftTopic, ...]:
        taken = set(self.setting.taken_ids)
        made: list[DraftTopic] = []
        room = room_for_topic(self.setting.base, self.setting.gathering)
        for parts in topics:
            id_ = topic_id(_words(parts[0].title), room, taken)
            taken.add(id_)
            made.append(self._made(id_, parts))
        return tuple(made)

    def _made(self, id_: str, parts: Sequence[Part]) -> DraftTopic:
        room = room_for_part(self.setting.base, f"{self.setting.gathering}/{id_}")
        ids = [id_]
        counted = _Counted()
        sections: list[DraftSection] = []
        for number, part in enumerate(parts):
            if number:
                ids.append(part_id(_words(part.title), room, ids) or counted.next("p"))
            sections.append(self._section(ids[-1], part, counted, is_part=number > 0))
        return DraftTopic(sections[0], tuple(sections[1:]))

    def _section(self, id_: str, part: Part, counted: _Counted, *, is_part: bool) -> DraftSection:
        told = guess(part.told, self.setting.directory, is_part=is_part)
        told.discussion = self._bounded(part, told.discussion)
        cited = self._citing(part.order)
        actions = tuple(self._action(action, counted, cited) for action in told.actions)
        decisions = tuple(_decision(decision, counted, cited) for decision in told.decisions)
        discussion = as_prose(told.discussion, cited)
        contents = [
            *(action.task.content for action in actions),
            *(decision.text.content for decision in decisions),
            *_contents(_phrases(discussion)),
        ]
        numbers = cites.numbers_in(contents)
        title = _words(part.title)
        links = tuple(inline for inline in part.title if isinstance(inline, WebLink))
        items = work_items((*contents, *((link,) for link in links)))
        for item in items:
            self.specs.setdefault(item.id, item)
        champion = next((one for one in self.champions if one.is_of(title)), None)
        led_by = (
            tuple(dict.fromkeys(self.setting.directory.key(one) for one in champion.owners(self.setting.directory))) if champion else ()
        )
        references = tuple(cites.reference(number, self.citations) for number in numbers if number not in self.referenced)
        self.referenced.update(numbers)
        return DraftSection(
            title=title,
            id=id_,
            kind=champion.kind if champion else "",
            led_by=led_by,
            discussion=discussion,
            decisions=decisions,
            actions=actions,
            references=(*references, *(cites.of_link(link) for link in links)),
            specs=tuple(item.id for item in items),
            lines=part.lines,
        )

    def _action(self, found: FoundAction, counted: _Counted, cited: cites.Citing) -> DraftAction:
        directory = self.setting.directory
        held = self._held(found)
        owners = tuple(dict.fromkeys(directory.key(one) for one in held.owners))
        task = cited(piece(found.content, held.start, held.end)) or cited(found.content)
        return DraftAction(Phrase(task), owners, found.lines, found.review, counted.next("a"))

    def _held(self, found: FoundAction) -> Ownership:
        return ownership(said(found.content), self.setting.directory, told=found.told, is_command=found.is_command)

    def _bounded(self, part: Part, blocks: Sequence[Block]) -> list[Block]:
        """Return as many blocks as the prose of notes can hold; the lines of the others are left over."""
        kept: list[Block] = []
        size = 0
        for place, block in enumerate(blocks):
            size += _MARKUP + sum(len(said(content)) for content in cites.content_of(block)) + len(getattr(block, "text", ""))
            if size > _LONGEST_PROSE:
                beyond = {line for later in blocks[place:] for line in later.lines} - {line for one in kept for line in one.lines}
                self.beyond.extend((part.source, line) for line in sorted(beyond))
                part.lines = tuple(line for line in part.lines if line not in beyond)
                self.lines = [line for line in self.lines if line not in beyond]
                break
            kept.append(block)
        return kept

    def _citing(self, order: int) -> cites.Citing:
        return lambda content: cites.cited(content, order, self.citations)

    def _spoken(self, parts: Sequence[Part]) -> Prose:
        """Return what stands before or after the topics, action items and decisions as the words that they are."""
        found = [as_prose(self._bounded(part, part.blocks), self._citing(part.order)).blocks for part in parts]
        return Prose(tuple(block for blocks in found for block in blocks))


@dataclass
class _Counted:
    numbers: dict[str, int] = field(default_factory=dict)

    def next(self, letter: str) -> str:
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        return f"{letter}{self.numbers[letter]}"


_MARKUP = 40
"""Characters that the marks and indents of a block may take at most, on the average of any text."""
_LONGEST_PROSE = 24_000
_BEYOND = "more than the text of one topic can hold"


def _decision(found: FoundDecision, counted: _Counted, cited: cites.Citing) -> DraftDecision:
    return DraftDecision(Phrase(cited(stripped(found.content))), found.lines, counted.next("d"))


def _words(content: Content) -> str:
    words = " ".join(clean(said(content)).split())
    return re.sub(r"\s*:$", "", words) or "\u2026"


def _leftovers(source: Source, division: Division) -> Iterator[Leftover]:
    for lines, why in division.unused:
        for line in lines:
            yield Leftover(source.name, line, clean(source.lines[line - 1]).replace("\n", " ").strip(), why)


def _phrases(prose: Prose) -> tuple[Content, ...]:
    return (tuple(inlines(prose)),)


def _contents(contents: Iterable[Content]) -> tuple[Content, ...]:
    return tuple(contents)


def _links(proses: Iterable[Prose]) -> dict[str, None]:
    return {inline.url: None for prose in proses for inline in inlines(prose) if isinstance(inline, WebLink)}
