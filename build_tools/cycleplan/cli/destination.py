"""Where an import goes: the notes of a project, or a folder of notes that may have to be made first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cycleplan.cli.editing import OpenNotes, open_folder, open_notes, refusals_told
from cycleplan.cli.exits import CannotRun
from cycleplan.mail.draft import DraftOwner, DraftSpec
from cycleplan.mail.files import owner_values, spec_values
from cycleplan.model import CYCLE_NUMBER, Cycle, Owner, Plan, why_no_id
from cycleplan.notes.document import Value, document
from cycleplan.notes.reader import read_notes
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import add_entry
from cycleplan.problems import nearest
from cycleplan.textfile import TextFile

_NEW_SITE: Mapping[str, Value] = {
    "title": "Cycle plan",
    "base": "https://cycleplan.example/",
    "licence": {"title": "No licence has been chosen yet"},
}


@dataclass(frozen=True, slots=True)
class Destination:
    """The notes that an import goes into, the gathering as CYCLE/TEAM, and the files that have to be changed or made for it.

    `lent` are the notes of the project, whose owners, cycles and teams a folder of its own can borrow.
    """

    notes: OpenNotes
    gathering: str
    changed: tuple[TextFile, ...]
    plan: Plan
    lent: OpenNotes | None

    @property
    def lent_owners(self) -> tuple[Owner, ...]:
        return self.lent.plan.owners if self.lent else ()


def destination(root: Path, folder: Path | None, cycle_name: str, team: str, team_title: str | None) -> Destination:
    """Find the notes that an import goes into, and make ready what it needs there: site, cycle and team."""
    notes = open_folder(folder.resolve()) if folder else open_notes(root)
    lent = _project_notes(root) if folder else None
    files = {path: notes.file(path) for path in ("site.yaml", "cycles.yaml", "teams.yaml")}
    if folder and "site.yaml" not in notes.files:
        files["site.yaml"] = lent.file("site.yaml") if lent and "site.yaml" in lent.files else document("site.yaml", _NEW_SITE)
    number = _cycle(files, notes, lent, cycle_name, is_own_folder=folder is not None)
    _team(files, notes, lent, team, team_title)
    changed = tuple(file for path, file in files.items() if file != notes.file(path))
    plan = read_notes({**notes.files, **{file.path: file for file in changed}}.values()).plan
    return Destination(notes, f"{number}/{team}", changed, plan, lent)


def shared_files(there: Destination, owners: Iterable[DraftOwner], used: Iterable[str], specs: Iterable[DraftSpec]) -> tuple[TextFile, ...]:
    """Return owners.yaml and the specs of the team with what a draft adds to them."""
    people: dict[str, Mapping[str, Value]] = {owner.key: owner_values(owner) for owner in owners}
    for key in used:
        if key not in there.plan.owner_by_key and key not in people and there.lent:
            people[key] = _entry(there.lent.file("owners.yaml"), key)
    team = there.gathering.partition("/")[2]
    items = {spec.id: spec_values(spec) for spec in specs}
    notes = there.notes
    added = {"owners.yaml": people, f"specs/{team}.yaml": items}
    files = (_added(notes.folder, notes.file(path), entries) for path, entries in added.items())
    return tuple(file for file in files if file != notes.file(file.path))


def _added(folder: Path, file: TextFile, entries: Mapping[str, Mapping[str, Value]]) -> TextFile:
    """Return a file of a folder of notes with the entries that it lacks."""
    known = _keys(file)
    new = {key: values for key, values in entries.items() if key not in known}
    if not new:
        return file
    if not file.text.strip():
        return document(file.path, dict(sorted(new.items())))
    with refusals_told(folder):
        for key, values in new.items():
            file = add_entry(file, key, values)
    return file


def _keys(file: TextFile) -> Mapping[str, object]:
    tree, _ = read_tree(file)
    said = plain(tree) if tree else {}
    return said if isinstance(said, dict) else {}


def _entry(file: TextFile, key: str) -> Mapping[str, Value]:
    found = _keys(file).get(key)
    return found if isinstance(found, dict) else {}


def _project_notes(root: Path) -> OpenNotes | None:
    here = root.resolve()
    return next((open_folder(place / "source_notes") for place in (here, *here.parents) if os.path.isdir(place / "source_notes")), None)  # noqa: PTH112  # as find_project looks, but none is fine


def _cycle(files: dict[str, TextFile], notes: OpenNotes, lent: OpenNotes | None, name: str, *, is_own_folder: bool) -> str:
    known = notes.plan.cycle(name)
    if known:
        return known.number
    borrowed = lent.plan.cycle(name) if lent else None
    if borrowed and lent:
        values = _entry(lent.file("cycles.yaml"), borrowed.number)
        files["cycles.yaml"] = _added(notes.folder, files["cycles.yaml"], {borrowed.number: values})
        return borrowed.number
    if not CYCLE_NUMBER.fullmatch(name):
        spellings = [spelling for cycle in _cycles(notes, lent) for spelling in (cycle.number, cycle.name)]
        raise CannotRun(f"unknown cycle {name!r}", nearest(name, spellings) or "give its number, such as 2024.2")
    if not is_own_folder:
        raise CannotRun(f"there is no cycle {name}", f"run cycleplan new cycle {name} NAME")
    files["cycles.yaml"] = _added(notes.folder, files["cycles.yaml"], {name: {"name": name}})
    return name


def _cycles(notes: OpenNotes, lent: OpenNotes | None) -> tuple[Cycle, ...]:
    return (*notes.plan.cycles, *(lent.plan.cycles if lent else ()))


def _team(files: dict[str, TextFile], notes: OpenNotes, lent: OpenNotes | None, key: str, title: str | None) -> None:
    why = why_no_id(key)
    if why:
        raise CannotRun(f"{key!r} cannot be a part of an address: {why}", "choose another name for the team")
    if key in notes.plan.team_by_key:
        return
    borrowed = _entry(lent.file("teams.yaml"), key) if lent else {}
    if not borrowed and not title and notes.plan.teams:
        hint = nearest(key, notes.plan.team_by_key) or "--add-team TITLE adds it"
        raise CannotRun(f"unknown team {key!r}", hint)
    files["teams.yaml"] = _added(notes.folder, files["teams.yaml"], {key: borrowed or {"title": title or key}})
