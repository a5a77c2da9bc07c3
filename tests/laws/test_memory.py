"""What is remembered of a plan never shows: whatever is edited, all comes out as if it were made for the first time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from random import Random

import pytest
from divided_plans import dividing
from golden_plan import NOTES
from hypothesis import given, settings
from hypothesis import strategies as st
from moving_steps import ON, Files, Step, steps, taken
from plan_strategies import plans
from projects import DOCS

from cycleplan import hands
from cycleplan.hands import many_hands
from cycleplan.memory import NOTHING, Memory, packed, read_memory
from cycleplan.model import LineKind
from cycleplan.moving import remove
from cycleplan.notes.known import KnownTopics
from cycleplan.pipeline import Outcome, record_all, run
from cycleplan.textfile import TextFile, hash_text

_SAID = re.compile(r'^( *(?:- )?"(?:title|name|summary|text|task|discussion|introduction|because)": ")', re.MULTILINE)
_STATUS = re.compile(r'"status": "(?:open|in progress)"')

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


@pytest.fixture(autouse=True, scope="module")
def each_is_worth_a_copy() -> Iterator[None]:
    """Let processes be copied for notes as few as these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hands, "FEWEST", 1)
        patch.setattr(hands, "can_copy", lambda: hasattr(os, "fork"))
        yield


def told(outcome: Outcome) -> tuple[dict[str, str], dict[str, str]]:
    """Return the hash of each file that an outcome says it has, by its path, and its text, made wherever it was not made."""
    hashes, texts = dict[str, str](), dict[str, str]()
    for file in (*outcome.pages, *outcome.pictures, *outcome.beside()):
        hashes[file.path] = file.hashed
        texts[file.path] = file.text
    return hashes, texts


def remembered(outcome: Outcome, hashes: dict[str, str]) -> Memory:
    """Return what an outcome remembers whose files have some hashes, as it is read back from where it was kept."""
    texts = {feed.path: feed.write() for feed in outcome.feeds if feed.path.endswith("/topics.json")}
    lines = {path: (line.strip().removesuffix(",") for line in text.split("\n")) for path, text in texts.items()}
    found = {path: {hash_text(line): line for line in some} for path, some in lines.items()}
    return read_memory(packed(outcome.memory(hashes)), lambda path: found.get(path, {}))


def reworded(files: Files, seed: int) -> Files:
    """Return notes in which one thing is said otherwise, or has got further."""
    chance = Random(seed)
    path = chance.choice(sorted(path for path in files if not path.startswith("ledger/")))
    text = files[path].text
    places = [*_SAID.finditer(text)]
    if places and chance.random() < 0.8:
        place = chance.choice(places).end()
        text = f"{text[:place]}{chance.choice('abc')} {text[place:]}"
    else:
        text = _STATUS.sub('"status": "dropped"', text, count=1)
    return files | {path: TextFile(path, text)}


def recorded(files: Files) -> Files:
    """Return notes with everything in their ledger, as `cycleplan record` writes it."""
    return files | {file.path: file for file in record_all(files.values(), (), DOCS, ON)[1]}


def told_in_turn(all_notes: Iterable[Files]) -> None:
    """Hold what comes out of notes, one after another with what the ones before left, against what comes out of each by itself.

    The former is made by several hands, and the latter by one.
    """
    memory, topics = NOTHING, KnownTopics()
    for files in all_notes:
        topics = KnownTopics(topics.now)
        found, fresh = run(files.values(), (), DOCS, memory, topics, many_hands(3)), run(files.values(), (), DOCS)

        assert (found.plan, found.problems, found.anchors) == (fresh.plan, fresh.problems, fresh.anchors)
        hashes, texts = told(found)
        assert (hashes, texts) == told(fresh)
        memory = remembered(found, hashes)


def walked(files: Files, walk: Iterable[Step]) -> Iterator[Files]:
    """Yield notes as they are published, moved and removed in part, and published again."""
    for step in walk:
        yield files
        files = recorded(files)
        yield files
        files = taken(files, step, recorded)
    yield files


def said_otherwise(files: Files, seeds: Iterable[int]) -> Iterator[Files]:
    """Yield notes as they are edited, one edit after another."""
    yield files
    for seed in seeds:
        files = reworded(files, seed)
        yield files


@pytest.mark.long
@settings(max_examples=max(settings().max_examples // 2, 1))
@given(plans(), st.lists(st.integers(0, 9999), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_whatever_is_said_otherwise_comes_out_as_if_nothing_were_remembered(
    made: tuple[TextFile, ...], seeds: list[int], is_published: bool, is_divided: bool
):
    files = {file.path: file for file in made}
    with dividing(whether=is_divided):
        told_in_turn(said_otherwise(recorded(files) if is_published else files, seeds))


@pytest.mark.long
@settings(max_examples=max(settings().max_examples // 10, 1))
@given(plans(), steps)
def test_whatever_moves_comes_out_as_if_nothing_were_remembered(made: tuple[TextFile, ...], walk: list[Step]):
    told_in_turn(walked({file.path: file for file in made}, walk))


def test_a_page_says_anew_why_something_is_gone_from_it():
    published = recorded({path: TextFile(path, text) for path, text in NOTES.items()})
    item = next(item for item in run(published.values()).plan.items if item.kind is LineKind.ACTION)
    removed = published | {file.path: file for file in remove(published.values(), str(item.address), ON, because="It went.").changed}
    path = next(path for path, file in removed.items() if "It went." in file.text)
    said = removed | {path: TextFile(path, removed[path].text.replace("It went.", "It left."))}

    told_in_turn([published, removed, said])

    page = next(page for page in run(said.values(), (), DOCS).pages if page.path == f"{item.address.page}.md")
    assert "It left" in page.text
