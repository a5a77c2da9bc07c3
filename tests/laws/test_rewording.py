"""A topic that is worded otherwise is shown, from what was kept around it, as by whoever makes everything anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random

import pytest
from divided_plans import dividing
from hypothesis import assume, given
from hypothesis import strategies as st
from moving_steps import ON, Files, Step, steps, taken
from plan_strategies import plans
from projects import DOCS

from cycleplan.feeds import written_in
from cycleplan.model import Topic
from cycleplan.model.alike import is_reworded
from cycleplan.pages.surroundings import Surroundings
from cycleplan.pipeline import Outcome, record_all, run
from cycleplan.rewording import Shown, shown
from cycleplan.site.surroundings import Kept, pack, unpack
from cycleplan.textfile import TextFile, hash_text

_DISCUSSION = re.compile(r'"discussion": "')
_WORDS = ("Agreed. ", r"\\\\<b\\\\> \\\\& ", r"\\\\]\\\\]\\\\> ", "`a<b` ", "**so** ", r"\\u202e\\u03b1 ", r"A quote: \\\"x\\\" ")


def made(files: Files) -> Outcome:
    """Return what notes come to, with the handbook."""
    return run(files.values(), (), DOCS)


def kept(outcome: Outcome, name: str, said: Mapping[str, str]) -> bytes:
    """Return what is kept around a topic after a build that wrote some texts."""
    hashes = {path: hash_text(text) for path, text in said.items()}
    return pack([(one, Kept(make(), {})) for one, _, make in outcome.surroundings(outcome.memory(hashes)) if one == name])


def around(content: bytes, topic: Topic, plan: Mapping[str, Topic]) -> Surroundings:
    """Return the surroundings of a topic which is what it is now."""
    return unpack(content, topic.name, lambda path: topic if path == topic.path else plan[path]).around


def reworded(files: Files, chance: Random) -> tuple[Files, str]:
    """Return notes in which a discussion begins with other words, and the path of its topic."""
    places = [(path, place.end()) for path, file in sorted(files.items()) for place in _DISCUSSION.finditer(file.text)]
    assume(places)
    path, at = chance.choice(places)
    text = files[path].text
    return files | {path: TextFile(path, text[:at] + chance.choice(_WORDS) + text[at:])}, path


def texts(outcome: Outcome) -> dict[str, str]:
    """Return the text of each file of an outcome."""
    return {file.path: file.text for file in (*outcome.pages, *outcome.pictures, *outcome.beside())}


def put_in(files: Mapping[str, str], places: Surroundings, before: Shown, now: Shown) -> dict[str, str]:
    """Return files in which what was shown of a topic is what is shown of it now."""
    found = {**files, now.source.path: now.source.text, **{picture.path: picture.text for picture in now.pictures}}
    found |= dict.fromkeys(places.texts, now.text)
    for path, old, new in _changes(places, before, now):
        assert found[path].count(old) == 1 or old == new
        found[path] = found[path].replace(old, new)
    return found


def _changes(places: Surroundings, before: Shown, now: Shown) -> Iterator[tuple[str, str, str]]:
    for path in places.data:
        yield path, before.line, now.line
    for fragment, paths in places.feeds.items():
        for path in paths:
            yield path, written_in(path, before.words.entries[fragment]), written_in(path, now.words.entries[fragment])


def lacking(outcome: Outcome) -> set[tuple[str, str]]:
    """Return what the ledger lacks: an address with what it stands for, or the hash of its text."""
    return {(line.path, line.value) for lines in outcome.lacking.values() for line in lines}


def published(files: Files) -> Files:
    """Return notes with everything in their ledger."""
    return files | {file.path: file for file in record_all(files.values(), (), DOCS, ON)[1]}


@pytest.mark.long
@given(plans(), st.integers(0, 9999), st.none() | steps, st.booleans())
def test_other_words_are_shown_as_if_everything_were_made_anew(
    notes: tuple[TextFile, ...], seed: int, walk: list[Step] | None, is_divided: bool
):
    with dividing(whether=is_divided):
        shown_as_if_made_anew(notes, seed, walk)


def shown_as_if_made_anew(notes: tuple[TextFile, ...], seed: int, walk: list[Step] | None) -> None:
    """Hold what is shown of a topic that is reworded against all that comes out of the notes then."""
    files = {file.path: file for file in notes}
    if walk is not None:
        files = published(files)
        for step in walk:
            files = taken(files, step, published)
    outcome = made(files)
    assume(outcome.is_publishable)
    edited, path = reworded(files, Random(seed))
    fresh = made(edited)
    topics, otherwise = ({topic.path: topic for topic in one.plan.topics} for one in (outcome, fresh))
    assume(fresh.is_publishable and is_reworded(topics[path], otherwise[path]))

    said = texts(outcome)
    content = kept(outcome, topics[path].name, said)
    places = around(content, otherwise[path], topics)
    before, now = shown(topics[path].name, around(content, topics[path], topics)), shown(topics[path].name, places)

    assert put_in(said, places, before, now) == texts(fresh)
    assert now.fragments == before.fragments == outcome.anchors[topics[path].name]
    assert lacking(outcome) - {*before.words.lacking.items()} | {*now.words.lacking.items()} == lacking(fresh)
