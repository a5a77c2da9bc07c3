"""What `cycleplan new` writes, once its names are known to be good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cycleplan.cli.editing import OpenNotes, apply, open_notes, refusals_told
from cycleplan.cli.exits import CannotRun
from cycleplan.cli.progress import say
from cycleplan.model import CYCLE_NUMBER, Address, Cycle, fits_a_line, why_no_fragment, why_no_id
from cycleplan.notes.document import Value, document
from cycleplan.notes.writer import add_entry, list_topic
from cycleplan.problems import nearest


def start_cycle(root: Path, number: str, name: str, released: date | None, *, dry_run: bool) -> None:
    """Add a cycle to cycles.yaml."""
    notes = open_notes(root)
    if not CYCLE_NUMBER.fullmatch(number):
        raise CannotRun(f"{number!r} is no number of a cycle", "write it as 2024.2")
    if not name.isalpha():
        raise CannotRun(f"{name!r} is no name of a cycle", "it is one word of letters, such as Dalmatian")
    for known in (notes.plan.cycle(number), notes.plan.cycle(name)):
        if known:
            raise CannotRun(f"there is a cycle {known.label} already", "see cycles.yaml")
    values: dict[str, Value] = {"name": name}
    if released:
        values["released"] = released
    with refusals_told(notes.folder):
        changed = add_entry(notes.file("cycles.yaml"), number, values)
    apply(notes, [changed], dry_run=dry_run)
    _suggest(f"cycleplan new gathering {number}/TEAM", dry_run=dry_run)


def start_gathering(
    root: Path, gathering: str, title: str | None, met: tuple[date, date] | None, team_title: str | None, *, dry_run: bool
) -> None:
    """Make the gathering.yaml of a team in a cycle, and the team where asked for."""
    notes = open_notes(root)
    cycle_name, team = _pieces(gathering, "CYCLE/TEAM")
    cycle = _cycle(notes, cycle_name)
    _refuse_bad_id(notes, team, why_no_id(team))
    path = f"{cycle.number}/{team}/gathering.yaml"
    _refuse_existing(notes, path)
    known = notes.plan.team_by_key.get(team)
    if known is None and team_title is None:
        close = nearest(team, notes.plan.team_by_key)
        raise CannotRun(f"teams.yaml has no team {team!r}", close or "add it there, or let --add-team TITLE add it")
    label = known.title if known else team_title
    values: dict[str, Value] = {"title": title or f"{label} at the PTG for {cycle.label}"}
    if met:
        values["met"] = {"from": met[0], "to": met[1]}
    changed = [document(path, {**values, "topics": []})]
    if known is None and team_title:
        with refusals_told(notes.folder):
            changed.append(add_entry(notes.file("teams.yaml"), team, {"title": team_title}))
    apply(notes, changed, dry_run=dry_run)
    _suggest(f"cycleplan new topic {cycle.number}/{team}/TOPIC --title TEXT", dry_run=dry_run)


def start_topic(root: Path, topic: str, values: Mapping[str, Any], *, dry_run: bool) -> None:
    """Make the file of a topic, and list it in its gathering; `values` are the options by name."""
    notes = open_notes(root)
    cycle_name, team, id_ = _pieces(topic, "CYCLE/TEAM/TOPIC")
    cycle = _cycle(notes, cycle_name)
    gathering = f"{cycle.number}/{team}"
    if f"{gathering}/gathering.yaml" not in notes.files:
        raise CannotRun(f"there is no gathering {gathering}", f"run cycleplan new gathering {gathering}")
    _refuse_bad_id(notes, id_, why_no_id(id_) or why_no_fragment(id_))
    _refuse_existing(notes, f"{gathering}/{id_}.yaml")
    said: dict[str, Value] = {key: values[key] for key in ("title", "kind", "summary") if values[key]}
    if values["led_by"]:
        said["led_by"] = [_owner(notes, key) for key in values["led_by"]]
    if values["continues"]:
        said["continues"] = _earlier(notes, values["continues"], gathering)
    with refusals_told(notes.folder):
        listed = list_topic(notes.file(f"{gathering}/gathering.yaml"), id_)
    apply(notes, [document(f"{gathering}/{id_}.yaml", said), listed], dry_run=dry_run)
    if not fits_a_line(notes.plan.site.base, Address(f"{gathering}/{id_}")):
        say("warning: the address of this topic does not fit a line of mail; a shorter name would")
    _suggest("cycleplan check", dry_run=dry_run)


def _pieces(name: str, form: str) -> list[str]:
    pieces = name.split("/")
    if len(pieces) != form.count("/") + 1 or not all(pieces):
        raise CannotRun(
            f"{name!r} is not of the form {form}", "such as " + "/".join(["2024.2", "manila", "pool-weigher"][: form.count("/") + 1])
        )
    return pieces


def _cycle(notes: OpenNotes, name: str) -> Cycle:
    cycle = notes.plan.cycle(name)
    if cycle is None:
        if CYCLE_NUMBER.fullmatch(name):
            raise CannotRun(f"there is no cycle {name}", f"run cycleplan new cycle {name} NAME")
        known = [known for cycle in notes.plan.cycles for known in (cycle.number, cycle.name)]
        raise CannotRun(f"unknown cycle {name!r}", nearest(name, known) or "see cycles.yaml")
    if not CYCLE_NUMBER.fullmatch(cycle.number):
        raise CannotRun(f"{cycle.number!r} is no number of a cycle", "mend it in cycles.yaml")
    return cycle


def _owner(notes: OpenNotes, key: str) -> str:
    known = notes.plan.owner_by_key
    if key not in known:
        raise CannotRun(f"unknown owner {key!r}", nearest(key, known) or "add it to owners.yaml")
    return key


def _earlier(notes: OpenNotes, name: str, gathering: str) -> str:
    topic = notes.plan.topic(name, gathering) if len(name.split("/")) == len(("cycle", "team", "topic")) else None
    if topic is None:
        raise CannotRun(f"unknown topic {name!r}", nearest(name, notes.plan.topic_by_name) or "write it as CYCLE/TEAM/TOPIC")
    if topic.cycle >= gathering.partition("/")[0]:
        raise CannotRun(f"the topic {topic.name} is of no earlier cycle", "a topic continues one of a cycle before its own")
    return topic.name


def _refuse_bad_id(notes: OpenNotes, id_: str, why: str) -> None:
    names: Iterable[str] = (cycle.name.casefold() for cycle in notes.plan.cycles)
    why = why or ("it is the name of a cycle" if id_ in names else "")
    if why:
        raise CannotRun(f"{id_!r} cannot be a part of an address: {why}", "choose another")


def _refuse_existing(notes: OpenNotes, path: str) -> None:
    if notes.has(path):
        raise CannotRun(f"there is a file {notes.folder.name}/{path} already", "edit it, or choose another name")


def _suggest(command: str, *, dry_run: bool) -> None:
    say("nothing was written (--dry-run)" if dry_run else f"next: {command}")
