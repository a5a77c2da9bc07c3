"""All stages in a row, without a disk: text files in, pages and problems out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from cycleplan.addresses import DataFile, Serving, compare, not_recorded, record, serve, unrecorded
from cycleplan.checks import check
from cycleplan.composing import Composed, Draft, Shelf, compose, drafts, in_memory, write_twin
from cycleplan.feeds import Feed, crawler_files, feeds
from cycleplan.hands import Hands, one_hand
from cycleplan.memory import NOTHING, Making, Memory
from cycleplan.model import TWIN, Address, Ask, LedgerLine, LineKind, Plan, value_of
from cycleplan.notes.known import KnownTopics
from cycleplan.notes.reader import read_notes
from cycleplan.notes.result import Notes
from cycleplan.pages import Page
from cycleplan.pages.findings import Finding, findings
from cycleplan.pages.gone import GoneEntry, RedirectPage, TombstonePage
from cycleplan.pages.surroundings import Surroundings
from cycleplan.problems import Problem, in_file_order
from cycleplan.rendering import fragments, render, render_redirect, render_servers, render_web_manifest, with_gone
from cycleplan.rewording import words_of
from cycleplan.textfile import File, LateFile, TextFile, hash_text
from cycleplan.topic_lines import TopicLines, made_of


@dataclass(frozen=True, slots=True)
class Checked:
    """Notes that were read and checked."""

    notes: Notes
    problems: tuple[Problem, ...]

    @property
    def plan(self) -> Plan:
        return self.notes.plan

    @property
    def is_publishable(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What notes come to: the plan, its problems in file order, and its pages where no problem is an error.

    `pages` are Sphinx's to render, with the `pictures` that they name; `feeds` are the files beside them, and
    `find` returns what a search leads to. `anchors` has the fragments of each page of `pages` by its name, and `serving` every
    address of the site. `docs_twins` has the names of the handbook's pages by the paths of their texts, which are Sphinx's too.
    `lacking` has the lines that the ledger lacks, by the names of its files, and `making` what a later run need not make again.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    pages: tuple[File, ...] = ()
    pictures: tuple[File, ...] = ()
    feeds: tuple[Feed, ...] = ()
    find: Callable[[], tuple[Finding, ...]] = tuple
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    serving: Serving | None = None
    docs_twins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lacking: Mapping[str, tuple[LedgerLine, ...]] = field(default_factory=lambda: MappingProxyType({}))
    making: Making | None = None

    @property
    def is_publishable(self) -> bool:
        return not any(problem.is_error for problem in self.problems)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a search leads to; a check does not ask."""
        return self.find()

    def beside(self) -> Iterator[File]:
        """Yield the files that Sphinx has no part in, each written as it is asked for."""
        yield from map(self._redirect, self.redirects)
        yield render_web_manifest(self.plan.site)
        yield from render_servers(self.plan, self.redirects)
        yield from (feed.file for feed in self.feeds)

    def _redirect(self, page: RedirectPage) -> File:
        path, site = f"{page.name}.html", self.plan.site
        if self.making is None:
            return render_redirect(page, site)
        said = hash_text(repr((page, site.title, site.base)))
        facts = self.making.recall_as(path, said)
        file = LateFile(path, facts["file"], lambda: render_redirect(page, site).text) if facts else render_redirect(page, site)
        self.making.keep(path, facts or {"hashed": said, "file": file.hashed})
        return file

    def readings(self) -> dict[str, Any]:
        """Return what was read on the pages that lead on, by their paths, of those that are written as they were."""
        kept = self.making.kept() if self.making else ()
        return {path: facts["reading"] for path, facts in kept if "reading" in facts}

    def memory(self, hashes: Mapping[str, str], readings: Mapping[str, Any] = MappingProxyType({})) -> Memory:
        """Return what a later run need not make again.

        `hashes` has the hash of each file of the site by its path, and `readings` what was read on pages that lead on, as JSON has it.
        """
        if self.making is None:
            return NOTHING
        twins = {page: hashes[path] for path, page in self.serving.twins.items() if path in hashes} if self.serving else {}
        for name, facts in self.making.kept():
            if name in twins:
                self.making.keep(name, {**facts, "twin": twins[name]})
            elif name in readings:
                self.making.keep(name, {**facts, "reading": readings[name]})
        return self.making.memory()

    def surroundings(self, memory: Memory) -> Iterator[tuple[str, str, Callable[[], Surroundings]]]:
        """Yield the name of each topic, the hash of what its surroundings come from, and what makes these.

        `memory` is that of the outcome.
        """
        if self.making is None or self.serving is None:
            return
        texts = defaultdict[str, list[str]](list)
        entries, data = (defaultdict[Address, list[str]](list) for _ in range(2))
        for path, name in self.serving.twins.items():
            texts[name].append(path)
        for feed in self.feeds:
            for address in feed.entries():
                (data if feed.kind is LineKind.DATA else entries)[address].append(feed.path)
        recorded = hash_text(repr([(line.path, line.value) for line in self.plan.ledger.lines] + [self.plan.redirects, self.plan.removals]))
        for topic in self.plan.topics:
            places = {place for name in (topic.name, made_of(topic.name)) for place in memory.made[name].asks}
            asked = [memory.answers[place] for place in places]
            addresses = (topic.at(), *(topic.at(part.id) for part in topic.parts))
            feeds = {address.fragment: tuple(entries[address]) for address in addresses if address in entries}
            beside = (self.serving.kept.entries.get(topic.name, ()), tuple(texts[topic.name]), feeds, tuple(data[topic.at()]))
            # What is asked follows from the answers.
            said = hash_text(repr((sorted(f"{ask.name} {hashed}" for ask, hashed in asked), beside, recorded)))
            yield topic.name, said, partial(self._surroundings, topic.name, [ask for ask, _ in asked], *beside)

    def _surroundings(
        self,
        name: str,
        asks: Iterable[Ask],
        gone: tuple[GoneEntry, ...],
        texts: tuple[str, ...],
        feeds: Mapping[str, tuple[str, ...]],
        data: tuple[str, ...],
    ) -> Surroundings:
        assert self.making is not None
        more = self.making.watched(partial(words_of, name=name))[1] if self.plan.ledger else ()
        answers = {ask: value_of(self.plan, ask) for ask in (*asks, *more)}
        return Surroundings(answers, gone, texts, feeds, data, is_recorded=bool(self.plan.ledger))

    @property
    def redirects(self) -> tuple[RedirectPage, ...]:
        """The pages that lead on."""
        return self.serving.redirects if self.serving else ()

    @property
    def tombstones(self) -> tuple[TombstonePage, ...]:
        """The pages of what was removed."""
        return self.serving.kept.tombstones if self.serving else ()


def check_files(
    files: Iterable[TextFile], problems: Iterable[Problem] = (), known: KnownTopics | None = None, hands: Hands = one_hand
) -> Checked:
    """Read and check notes; `problems` are those that were met before, of files that could not be read."""
    notes = read_notes(files, problems, known, hands)
    return Checked(notes, check(notes))


def run(
    files: Iterable[TextFile],
    problems: Iterable[Problem] = (),
    docs: Iterable[TextFile] | None = None,
    memory: Memory = NOTHING,
    known: KnownTopics | None = None,
    hands: Hands = one_hand,
    shelf: Shelf = in_memory,
) -> Outcome:
    """Return the pages of notes, or the problems that keep them from being made.

    `docs` are the files of the handbook that are published with the plan; without them its addresses are not looked at.
    What a `memory` of a former run has is not made once more, and topics that are `known` are not read once more. The rest is read and
    made by `hands`. Texts of pages wait on a `shelf` until they are written.
    """
    read = tuple(files)
    checked = check_files(read, problems, known, hands)
    if not checked.is_publishable:
        return Outcome(checked.plan, checked.problems)
    plan = checked.plan
    making = Making(plan, {file.path: file.hashed for file in read}, memory)
    made = {draft.recipe.name: draft for draft in drafts(plan, making, hands, shelf)}
    listed = (*made, *(name for name in _names(docs) or () if name != "search"))
    followed = (*feeds(plan, TopicLines(plan, making, shelf)), *crawler_files(plan, listed))
    serving = serve(plan, {name: draft.fragments for name, draft in made.items()}, _files(followed, docs), _names(docs))
    lacking = unrecorded(plan, serving) if plan.ledger else {}
    found = in_file_order((*checked.problems, *compare(plan, serving), *not_recorded(lacking)))
    if any(problem.is_error for problem in found):
        return Outcome(plan, found, serving=serving)
    entries = serving.kept.entries
    composed = {name: compose(plan, making, draft, entries.get(name, ()), shelf) for name, draft in made.items()}
    graves = {tombstone.name: with_gone(render(tombstone), entries.get(tombstone.name, ())) for tombstone in serving.kept.tombstones}
    return Outcome(
        plan=plan,
        problems=found,
        pages=(*(page.source for page in composed.values()), *graves.values()),
        pictures=tuple(picture for page in composed.values() for picture in page.pictures),
        feeds=(*followed, *_twins(plan, made, composed, serving)),
        find=cache(partial(findings, plan)),
        anchors=MappingProxyType(
            {name: page.anchors for name, page in composed.items()} | {name: fragments(source) for name, source in graves.items()}
        ),
        serving=serving,
        docs_twins=MappingProxyType(
            _docs_twins(docs) | {path: name for path, name in serving.twins.items() if name not in composed and name not in graves}
        ),
        lacking=lacking,
        making=making,
    )


def record_all(
    files: Iterable[TextFile], problems: Iterable[Problem], docs: Iterable[TextFile] | None, on: date
) -> tuple[Outcome, tuple[TextFile, ...]]:
    """Return what notes come to once all that their ledger lacks is recorded on a day, and the files of it that change.

    Nothing is recorded of notes with an error. What is recorded first makes feeds, which are recorded too.
    """
    known = {file.path: file for file in files}
    problems, docs, changed = tuple(problems), None if docs is None else tuple(docs), dict[str, TextFile]()
    outcome = run(known.values(), problems, docs)
    while outcome.is_publishable and outcome.serving and (lacking := record(outcome.plan, outcome.serving, on)):
        changed |= {file.path: file for file in lacking}
        outcome = run((known | changed).values(), problems, docs)
    return outcome, tuple(changed.values())


def _twins(plan: Plan, made: Mapping[str, Draft], composed: Mapping[str, Composed], serving: Serving) -> Iterator[Feed]:
    makers: dict[str, Callable[[], Page | TombstonePage]] = {name: partial(draft.recipe.make, plan) for name, draft in made.items()}
    makers |= {tombstone.name: partial(_itself, tombstone) for tombstone in serving.kept.tombstones}
    for path, name in ((path, name) for path, name in serving.twins.items() if name in makers):
        write = partial(write_twin, makers[name], plan, name, serving.kept.entries.get(name, ()))
        known = composed[name].twin if name in composed else ""
        yield Feed(path, LineKind.DATA, Address(path.removesuffix(TWIN)), write, known)


def _itself(tombstone: TombstonePage) -> TombstonePage:
    return tombstone


def _names(docs: Iterable[TextFile] | None) -> tuple[str, ...] | None:
    return None if docs is None else ("search", *(file.path.removesuffix(".md") for file in docs if file.path.endswith(".md")))


def _docs_twins(docs: Iterable[TextFile] | None) -> dict[str, str]:
    return {f"{name}{TWIN}": name for name in _names(docs) or () if name != "search"}


def _files(followed: Iterable[Feed], docs: Iterable[TextFile] | None) -> Iterator[DataFile]:
    yield from (DataFile(feed.path, feed.kind) for feed in followed)
    if docs is not None:
        yield DataFile("objects.inv", LineKind.DATA)
        yield from (DataFile(path, LineKind.DATA) for path in _docs_twins(docs))
        yield from (DataFile(file.path, LineKind.DATA) for file in docs if file.path.endswith(".json"))


__all__ = ["Checked", "Outcome", "check_files", "run"]
