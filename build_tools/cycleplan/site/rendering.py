"""Renders the parts of a site that are not in the store yet, each in a folder of its own, several at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cycleplan.site.errors import SiteError, refuse
from cycleplan.site.laying import INVENTORY, link_or_copy, plan_objects
from cycleplan.site.parts import HANDBOOK, Part
from cycleplan.site.reusing import completed, form_of, narrowed, read_for
from cycleplan.site.store import PAGES, Form, Rendered, Store
from cycleplan.site.workers import Answer, Job, Renderers
from cycleplan.textfile import File, TextFile
from cycleplan.workspace import Project

OBJECTS = "objects.json"
"""What the plan has that the handbook cites by name: {kind: {name: [page, fragment, title]}}."""
_CITES = "{ptg:"
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Run:
    """What parts are rendered with: `program` is the hash of what makes sites.

    With `force` nothing is taken from the store. Where the run `assembles`, all has to be there, but for what cannot be
    rendered before all else is. `written` is the folder in which all sources are already, if they are. No more than `most`
    processes are at work at a time; with 0, as many as there are processors.
    """

    project: Project
    store: Store
    program: str
    workers: Renderers
    report: Callable[[str], None]
    force: bool = False
    assembles: bool = False
    written: Path | None = None
    most: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A part that is not there, its form, what is read for each of its pages, and the rest that an older one leaves to be rendered."""

    part: Part
    form: Form
    read: Mapping[str, str]
    rest: Part
    older: Rendered | None


def _nothing() -> None:
    """Do nothing."""


def render_parts(run: Run, parts: Sequence[Part], work: Path, begun: Callable[[], None] = _nothing) -> dict[str, Rendered]:
    """Return each part by its key, rendered now or found in the store; what was rendered stays there, also where another fails.

    `begun` is called once when all that can be rendered is prepared, and this process has only to wait and to put away.
    The handbook comes last where it cites the plan by name, as it needs to know what that has. Raises SiteError for a part
    that Sphinx or the guard refuses.
    """
    citing = [part for part in parts if cites(part)]
    found = _render(run, [part for part in parts if part not in citing], work / "plan", begun)
    return found | _render(replace(run, assembles=False), [told(part, found.values()) for part in citing], work / "handbook")


def cites(part: Part) -> bool:
    """Tell whether a part cites others by name, so that it cannot be rendered before they are."""
    return part.name == HANDBOOK and any(_CITES in file.text for file in part.files)


def told(part: Part, others: Iterable[Rendered]) -> Part:
    """Return a part with what other parts have that it may cite."""
    known = plan_objects((other.html / INVENTORY).read_bytes() for other in others)
    return replace(part, files=(*part.files, TextFile(OBJECTS, json.dumps(known, indent=0, sort_keys=True) + "\n")))


def _render(run: Run, parts: Sequence[Part], work: Path, begun: Callable[[], None] = _nothing) -> dict[str, Rendered]:
    keys = {part.key(run.program): part for part in parts}
    found = {} if run.force else {key: part for key in keys if (part := run.store.find(key))}
    lacking = {key: part for key, part in keys.items() if key not in found}
    if lacking and run.assembles:
        raise SiteError(_not_there(sorted(part.name for part in lacking.values()), len(keys)))
    wanted = {key: _wanted(run, part) for key, part in lacking.items()}
    pages, done = sum(len(one.rest.pages) for one in wanted.values()), 0
    jobs = [*jobs_of(run.project, {key: one.rest for key, one in wanted.items()}, work, run.written)]
    begun()
    for job, answer in run.workers.render(jobs, pages):
        key = job["key"]
        one = wanted[key]
        _refuse_failed(run.project, job, answer)
        whole = completed(one.part, one.rest, one.older, Path(job["out"]), answer) if one.older else answer
        found[key] = run.store.put(key, Path(job["out"]).parent, whole, one.form, one.read)
        done += len(one.rest.pages)
        run.report(f"rendering the pages... [{100 * done // pages:3d}%] {one.part.name}")
    return {key: found[key] for key in keys}


def _wanted(run: Run, part: Part) -> _Wanted:
    form, read = form_of(part, run.program), read_for(part)
    older = None if run.force else run.store.last(form)
    rest = narrowed(part, read, older)
    return _Wanted(part, form, read, rest, older if rest is not part else None)


def _not_there(names: Sequence[str], count: int) -> str:
    more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    remedy = "cycleplan build --part K/N renders one of N shares of all parts, and cycleplan build what is lacking"
    return f"{len(names)} of {count} parts are not rendered yet: {', '.join(names[:_NAMED])}{more}\n{remedy}"


def jobs_of(project: Project, parts: Mapping[str, Part], work: Path, written: Path | None = None) -> Iterator[Job]:
    """Yield what a worker is asked for each part, by its key, whose sources are then in a folder of their own."""
    for key, part in parts.items():
        source, out = work / key / "source", work / key / "made" / PAGES
        out.mkdir(parents=True)
        for file in part.files:
            (source / file.path).parent.mkdir(parents=True, exist_ok=True)
            _lay(file, source, written)
        places = {"docs": str(project.docs), "source": str(source), "out": str(out)}
        yield {"key": key, **places, "settings": dict(part.settings), "is_frame": part.is_frame, "root": part.root}


def _lay(file: File, source: Path, written: Path | None) -> None:
    # Tables are those of the part, and all else is there already.
    if written and file.path.endswith((".md", ".svg")):
        link_or_copy(f"{written}/{file.path}", f"{source}/{file.path}")
    else:
        (source / file.path).write_text(file.text, encoding="utf-8", newline="\n")


def _refuse_failed(project: Project, job: Job, answer: Answer) -> None:
    if "failed" in answer:
        raise SiteError("Sphinx failed:\n" + answer["failed"].replace(job["source"], str(project.source)))
    refuse(answer["faults"])
