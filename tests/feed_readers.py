"""Reads what feeds/ writes by other libraries than those that wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import feedparser
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
