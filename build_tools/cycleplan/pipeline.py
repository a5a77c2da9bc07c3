"""All stages in a row, without a disk: text files in, pages and problems out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType

from cycleplan.addresses import DataFile, Serving, compare, record, serve
from cycleplan.checks import check
from cycleplan.feeds import Feed, crawler_files, feeds
from cycleplan.model import TWIN, Address, LineKind, Plan, at_path
from cycleplan.notes.reader import Notes, read_notes
from cycleplan.pages import Page, newest_planned, pages
from cycleplan.pages.findings import Finding, findings
from cycleplan.pages.gone import RedirectPage, TombstonePage
from cycleplan.problems import Problem, in_file_order
from cycleplan.rendering import draw, fragments, render, render_redirect, render_servers, render_web_manifest, text_twin, with_gone
from cycleplan.textfile import TextFile


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
    `findings` what a search leads to. `anchors` has the fragments of each page of `pages` by its name, and `serving` every
    address of the site. `docs_twins` has the names of the handbook's pages by the paths of their texts, which are Sphinx's too.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    pages: tuple[TextFile, ...] = ()
    pictures: tuple[TextFile, ...] = ()
    feeds: tuple[Feed, ...] = ()
    findings: tuple[Finding, ...] = ()
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    serving: Serving | None = None
    docs_twins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_publishable(self) -> bool:
        return not any(problem.is_error for problem in self.problems)

    def beside(self) -> Iterator[TextFile]:
        """Yield the files that Sphinx has no part in, each written as it is asked for."""
        yield from (render_redirect(page, self.plan.site) for page in self.redirects)
        yield render_web_manifest(self.plan.site)
        yield from render_servers(self.plan, self.redirects)
        yield from (feed.file for feed in self.feeds)

    @property
    def redirects(self) -> tuple[RedirectPage, ...]:
        """The pages that lead on."""
        return self.serving.redirects if self.serving else ()

    @property
    def tombstones(self) -> tuple[TombstonePage, ...]:
        """The pages of what was removed."""
        return self.serving.kept.tombstones if self.serving else ()


def check_files(files: Iterable[TextFile], problems: Iterable[Problem] = ()) -> Checked:
    """Read and check notes; `problems` are those that were met before, of files that could not be read."""
    notes = read_notes(files, problems)
    return Checked(notes, check(notes))


def run(files: Iterable[TextFile], problems: Iterable[Problem] = (), docs: Iterable[TextFile] | None = None) -> Outcome:
    """Return the pages of notes, or the problems that keep them from being made.

    `docs` are the files of the handbook that are published with the plan; without them its addresses are not looked at.
    """
    checked = check_files(files, problems)
    if not checked.is_publishable:
        return Outcome(checked.plan, checked.problems)
    plan = checked.plan
    made = tuple(pages(plan))
    listed = (*(page.name for page in made), *(name for name in _names(docs) or () if name != "search"))
    followed = (*feeds(plan), *crawler_files(plan, listed))
    sources = {page.name: render(page) for page in made}
    serving = serve(plan, {name: fragments(source) for name, source in sources.items()}, _files(followed, docs), _names(docs))
    found = in_file_order((*checked.problems, *compare(plan, serving)))
    if any(problem.is_error for problem in found):
        return Outcome(plan, found, serving=serving)
    sources |= {tombstone.name: render(tombstone) for tombstone in serving.kept.tombstones}
    whole = {name: with_gone(source, serving.kept.entries.get(name, ())) for name, source in sources.items()}
    return Outcome(
        plan=plan,
        problems=found,
        pages=tuple(whole.values()),
        pictures=tuple(drawing for page in made for drawing in draw(page)),
        feeds=(*followed, *_twins(plan, made, serving)),
        findings=findings(plan),
        anchors=MappingProxyType({name: fragments(source) for name, source in whole.items()}),
        serving=serving,
        docs_twins=MappingProxyType(_docs_twins(docs) | {path: name for path, name in serving.twins.items() if name not in whole}),
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


def _twins(plan: Plan, made: Iterable[Page], serving: Serving) -> Iterator[Feed]:
    known = {page.name: page for page in (*made, *serving.kept.tombstones)}
    for path, name in ((path, name) for path, name in serving.twins.items() if name in known):
        short = plan.shorts.get(plan.first_path(Address(name)))
        write = partial(text_twin, known[name], plan.site.base, at_path(short) if short else None, serving.kept.entries.get(name, ()))
        yield Feed(path, LineKind.DATA, Address(path.removesuffix(TWIN)), write)


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


__all__ = ["Checked", "Outcome", "check_files", "newest_planned", "run"]
