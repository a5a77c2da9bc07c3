"""Reads back what an import wrote, and which texts there are to try one on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import yaml
from imports.scoring import Expectation, FoundTask, Result, read_expectation

from cycleplan.model import ActionItem, Plan
from cycleplan.notes.reader import read_notes
from cycleplan.prose import WebLink, plain_text
from cycleplan.workspace import read_notes_folder

FIXTURES = Path(__file__).parent

_EXPECT, _GOLD = ".expect.yaml", ".gold.json"
_ADDRESS = re.compile(r"https?://[^\s<>\"`]+", re.IGNORECASE)
_PUNCTUATION = ".,;:!?'*_…”’"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Case:
    """A text to import, and what is to be found in it."""

    name: str
    text: Path
    expected: Expectation


def cases(folder: Path = FIXTURES) -> Iterator[Case]:
    """Yield each text of a folder that has an .expect.yaml or a .gold.json beside it, by name."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith(_EXPECT):
            name, said = path.name.removesuffix(_EXPECT), yaml.safe_load(path.read_text(encoding="utf-8"))
        elif path.name.endswith(_GOLD):
            name, said = path.name.removesuffix(_GOLD), json.loads(path.read_text(encoding="utf-8"))
        else:
            continue
        yield Case(name, _text(folder, name), read_expectation(said))


def read_result(notes: Path) -> Result:
    """Return what stands in a folder of notes that an import wrote; what no rule of their form lets pass is lost."""
    if not notes.is_dir():
        return Result()
    plan = read_notes(read_notes_folder(notes).files).plan
    parts: dict[str, tuple[str, ...]] = {}
    for topic in plan.topics:
        parts[topic.title] = (*parts.get(topic.title, ()), *(part.title for part in topic.parts))
    sections = [section for topic in plan.topics for section in topic.sections]
    return Result(
        topics=tuple(topic.title for topic in plan.topics),
        parts={title: titles for title, titles in parts.items() if titles},
        actions=tuple(_found(plan, action) for section in sections for action in section.actions),
        decisions=tuple(plain_text(decision.text) for section in sections for decision in section.decisions),
        addresses=frozenset(_addresses((plan.gatherings, plan.topics, plan.specs))),
    )


def addresses_in(text: str) -> Iterator[str]:
    """Yield each http and https address of a text, without the punctuation that ends a clause and not an address."""
    for match in _ADDRESS.finditer(text):
        address = match[0]
        while address[-1] in _PUNCTUATION or address.count(address[-1]) > address.count(_BRACKETS.get(address[-1], address[-1])):
            address = address[:-1]
        yield address


def _text(folder: Path, name: str) -> Path:
    texts = [path for path in folder.glob(f"{name}.*") if path.stem == name and not path.name.endswith((_EXPECT, _GOLD))]
    if len(texts) != 1:
        raise ValueError(f"{len(texts)} texts of the name {name!r} in {folder}")
    return texts[0]


def _found(plan: Plan, action: ActionItem) -> FoundTask:
    owners = ((key.text, plan.owner_by_key.get(key.text)) for key in action.owners)
    spellings = (frozenset((key, owner.label, owner.name, *owner.aliases)) if owner else frozenset((key,)) for key, owner in owners)
    return FoundTask(plain_text(action.task), tuple(names - {""} for names in spellings), action.review is not None)


def _addresses(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield from addresses_in(said)
    elif isinstance(said, WebLink):
        # Its words may show the address in another spelling.
        yield said.url
    elif isinstance(said, tuple):
        for item in said:
            yield from _addresses(item)
    elif is_dataclass(said):
        for each in fields(said):
            yield from _addresses(getattr(said, each.name))
