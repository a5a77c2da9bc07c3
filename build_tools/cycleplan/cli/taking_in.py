"""What `cycleplan import` does with the texts that it has read: drafts, merges, writes, and tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from cycleplan import pipeline
from cycleplan.cli.destination import Destination, destination, shared_files
from cycleplan.cli.editing import apply
from cycleplan.cli.exits import CLEAN, PROBLEMS, CannotRun, disk_trouble_told
from cycleplan.cli.progress import say, shown
from cycleplan.cli.reporting import as_text, count
from cycleplan.mail.continuing import Past, continued
from cycleplan.mail.draft import Draft
from cycleplan.mail.files import draft_files
from cycleplan.mail.importing import NothingToImportError, Target, draft_of
from cycleplan.mail.merging import Conflict, import_over, is_nothing_new, read_from, sources_file
from cycleplan.mail.report import Report, report_of
from cycleplan.mail.source import Source
from cycleplan.prose import clean
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_kept


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for: where to, which gathering, and how."""

    root: Path
    folder: Path | None
    cycle: str
    team: str
    team_title: str | None
    keep_mine: bool
    dry_run: bool


def take_in(sources: Sequence[Source], order: Order, report_path: Path | None) -> int:
    """Import sources, and return the exit code."""
    there = destination(order.root, order.folder, order.cycle, order.team, order.team_title)
    with disk_trouble_told():
        kept = read_kept(there.notes.folder, there.gathering)
    draft = _draft(sources, there)
    draft = continued(draft, there.gathering, Past(kept, there.notes.files, there.notes.plan.ledger))
    drafts = draft_files(draft, there.gathering, _title(there))
    outcome = import_over(there.notes.files, kept, drafts, settle=order.keep_mine, ledger=there.notes.plan.ledger)
    report = report_of(draft)
    _tell(report, there.notes.folder, outcome.conflicts, outcome.gone)
    if report_path:
        _write_report(report, report_path)
    shared = (*there.changed, *shared_files(there, draft.owners, _used(draft), draft.specs))
    changed = (*shared, *outcome.notes, *outcome.kept, *_sources(sources, there, kept))
    left = _left_to_decide(there, (*shared, *outcome.notes))
    _write(there, changed, dry_run=order.dry_run)
    return PROBLEMS if outcome.conflicts or left else CLEAN


def _sources(sources: Sequence[Source], there: Destination, kept: Mapping[str, TextFile]) -> tuple[TextFile, ...]:
    """Return the file that says which texts were imported, where they are others than the last time."""
    cycle, _, team = there.gathering.partition("/")
    read = [read_from(source.name, "\n".join(source.lines).encode("utf-8", "surrogatepass")) for source in sources]
    return () if is_nothing_new(kept, cycle, team, read) else (sources_file(cycle, team, read),)


def _draft(sources: Sequence[Source], there: Destination) -> Draft:
    try:
        return draft_of(sources, Target(there.gathering, there.plan, there.lent_owners))
    except NothingToImportError as error:
        raise CannotRun(str(error), error.hint) from error


def _title(there: Destination) -> str:
    number, _, team = there.gathering.partition("/")
    cycle = there.plan.cycle(number)
    return f"{there.plan.team_by_key[team].title} at the PTG for {cycle.label if cycle and cycle.name != number else number}"


def _used(draft: Draft) -> Iterable[str]:
    """Return the keys of all owners that a draft names."""
    sections = [section for topic in draft.topics for section in topic.sections]
    held = (key for section in sections for action in section.actions for key in action.owners)
    return dict.fromkeys((*(key for section in sections for key in section.led_by), *held))


def _write(there: Destination, changed: Sequence[TextFile], *, dry_run: bool) -> None:
    changed = [file for file in changed if there.notes.files.get(file.path) != file]
    if dry_run:
        for file in changed:
            say(f"would write {shown(there.notes.folder / file.path)}")
        say("nothing was written (--dry-run)")
        return
    apply(there.notes, changed, dry_run=False)
    say("next: cycleplan check" if changed else "nothing new; nothing was written")


def _left_to_decide(there: Destination, changed: Sequence[TextFile]) -> bool:
    """Tell what `check` says of the files that the import writes, and whether an error is among it."""
    files = {**there.notes.files, **{file.path: file for file in changed}}
    ours = {file.path for file in changed} | {path for path in files if path.startswith(f"{there.gathering}/")}
    problems = [problem for problem in pipeline.check_files(files.values()).problems if problem.at.path in ours]
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        click.echo(as_text(errors, there.notes.folder))
    warnings = len(problems) - len(errors)
    if warnings:
        reviews = sum(problem.message.startswith("review") for problem in problems)
        say(f"left to decide: {count(warnings, 'warning')} of cycleplan check, {reviews} of them to review")
    return bool(errors)


def _tell(report: Report, notes: Path, conflicts: Sequence[Conflict], gone: Sequence[str]) -> None:
    click.echo("\n".join(_lines(report)))
    for topic in gone:
        click.echo(f"no longer in the text, and left as it is: {topic}")
    for conflict in conflicts:
        click.echo("\n".join(_conflict(conflict, shown(notes))))


def _lines(report: Report) -> Iterable[str]:
    yield f"{count(report.topics, 'topic')}, {count(report.parts, 'part')}"
    kinds = f"{report.owned} with an owner, {report.unowned} without; {report.guessed} guessed"
    yield f"{count(report.actions, 'action item')}: {kinds}"
    yield count(report.decisions, "decision")
    with_address = report.references - report.without_address
    yield f"{count(report.references, 'reference')}: {with_address} with an address, {report.without_address} without"
    yield f"{count(report.work_items, 'work item')}"
    yield f"{count(len(report.new_owners), 'new owner')}" + (f": {', '.join(report.new_owners)}" if report.new_owners else "")
    yield f"{count(len(report.leftovers), 'line')} went nowhere" + (":" if report.leftovers else "")
    for left in report.leftovers:
        yield f"  {clean(left.source)}:{left.line}: {_short(left.text)} ({left.why})"
    for notice in report.notices:
        yield f"not read: {clean(notice)}"


def _conflict(conflict: Conflict, folder: str) -> Iterable[str]:
    """Yield the lines that show a conflict in a folder of notes, so that a person can settle it there."""
    yield f"{conflict.at.below(folder)}: conflict: {clean(conflict.message)} (change the notes, or settle it with --keep-mine)"
    for who, said in (("last draft", conflict.base), ("your notes", conflict.mine), ("the text", conflict.theirs)):
        yield f"  {who}: {_short(' '.join(clean(said).split())) or '-'}"


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def _write_report(report: Report, path: Path) -> None:
    try:
        path.write_text(json.dumps(report.as_data(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotRun(f"cannot write {path}: {error.strerror}", "choose another place for the report") from error
