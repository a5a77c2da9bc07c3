"""Reads what feeds/ writes by other libraries than those that wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import jsonschema
import vobject
from lxml import etree

from cycleplan.feeds import feeds
from cycleplan.model import Plan

ATOM = "{http://www.w3.org/2005/Atom}"
_SCHEMA = Path(__file__).parent / "unit" / "feeds" / "atom.rng"


def files_of(plan: Plan, ending: str = "") -> Mapping[str, str]:
    """Return the texts of all feeds, calendars and data of a plan by their path."""
    return {made.file.path: made.file.text for made in feeds(plan) if made.file.path.endswith(ending)}


def read_atom(text: str) -> tuple[Mapping[str, str], etree._Element]:
    """Return the entries of an Atom feed by their id, each as its bytes, and its root; raises AssertionError where it is none."""
    root = etree.fromstring(text.encode())
    schema = _schema()
    assert schema.validate(root), schema.error_log
    parsed = feedparser.parse(text.encode())
    assert not parsed.bozo, parsed.bozo_exception
    entries = {entry.findtext(f"{ATOM}id"): etree.tostring(entry, encoding="unicode") for entry in root.iter(f"{ATOM}entry")}
    assert [entry.id for entry in parsed.entries] == list(entries)
    return entries, root


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(_SCHEMA))


def read_calendar(text: str) -> dict[str, dict[str, Any]]:
    """Return the events of a calendar by their id, each as its properties; raises AssertionError where two parsers differ."""
    read = icalendar.Calendar.from_ical(text)
    assert read["VERSION"] == "2.0"
    assert read.errors == []
    found = {str(event["UID"]): {name: _value(value) for name, value in event.items() if name != "UID"} for event in read.walk("VEVENT")}
    other = vobject.readOne(text)
    events = getattr(other, "vevent_list", [])
    assert [event.uid.value for event in events] == list(found)
    for event in events:
        mine = found[event.uid.value]
        assert (event.summary.value, event.dtstart.value, event.url.value) == (mine["SUMMARY"], mine["DTSTART"], mine["URL"])
        assert int(event.sequence.value) == mine["SEQUENCE"]
    assert len(found) == len(list(read.walk("VEVENT")))
    return found


def _value(value: Any) -> Any:
    if isinstance(value, icalendar.vCategory):
        return [str(category) for category in value.cats]
    if isinstance(value, icalendar.vDDDTypes):
        return value.dt
    return int(value) if isinstance(value, int) else str(value)


def read_plan(plan: Plan, made: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return plan.json as data, as `read_data` does."""
    return read_data(plan, made or files_of(plan), "plan.json")


def read_data(plan: Plan, files: Mapping[str, str], path: str) -> dict[str, Any]:
    """Return a file as data; raises AssertionError where its schema, by the path that it names, does not accept it."""
    read: dict[str, Any] = json.loads(files[path])
    accepts = _validator(files[read["$schema"].removeprefix(plan.site.base)])
    assert accepts.schema["$id"] == read["$schema"]
    assert [error.message for error in accepts.iter_errors(read)] == []
    return read


@cache
def _validator(text: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(text)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
