"""What follows from an edit of a topic's words, days and logs is what a check of all notes finds."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from moving_steps import ON, Files, Step, steps, taken
from plan_strategies import STATUSES, plans
from projects import DOCS

from cycleplan.addresses import ledger_names
from cycleplan.model import Topic
from cycleplan.model.alike import has_the_same_links
from cycleplan.notes.known import Read
from cycleplan.pages import newest_planned
from cycleplan.pages.standing import headings_by_logs
from cycleplan.pipeline import Outcome, record_all, run
from cycleplan.site.following import follow
from cycleplan.site.lacking import as_json
from cycleplan.site.surroundings import Kept, pack, unpack
from cycleplan.site.wordings import OtherwiseError, Wording
from cycleplan.textfile import TextFile

_REVIEW = re.compile(r'^ *"review": ".*"\n', re.MULTILINE)
_TOPIC = re.compile(r"20[^/]*/[^/]*/(?!gathering\.yaml)")
_EDITS = (
    (re.compile(r'"log": \[\]'), '"log": [{{date: 2026-12-31, status: {status}, text: So it was., evidence: review 9}}]'),
    (re.compile(r'"status": "[^"]*"'), '"status": "{status}"'),
    (re.compile(r'"title": "'), '"title": "More: '),
    (re.compile(r'"(?:summary|task|text|discussion)": "'), None),
)


def made(files: Files) -> Outcome:
    """Return what notes come to, with the handbook."""
    return run(files.values(), (), DOCS)


def published(files: Files) -> Files:
    """Return notes with everything in their ledger."""
    return files | {file.path: file for file in record_all(files.values(), (), DOCS, ON)[1]}


def edited(files: Files, outcome: Outcome, chance: Random) -> tuple[Files, str]:
    """Return notes in which a topic without a problem is told otherwise at up to three places, and the path of it."""
    sound = sorted({path for path in files if _TOPIC.match(path)} - {problem.at.path for problem in outcome.problems})
    assume(sound)
    path = chance.choice(sound)
    text = files[path].text
    for _ in range(chance.randint(1, 3)):
        kinds = [(places, new) for pattern, new in _EDITS if (places := [*pattern.finditer(text)])]
        assume(kinds)
        places, new = chance.choice(kinds)
        found = chance.choice(places)
        said = f"{found.group()}Now: " if new is None else new.format(status=chance.choice(STATUSES))
        text = text[: found.start()] + said + text[found.end() :]
    return files | {path: TextFile(path, text)}, path


def kept(outcome: Outcome, topic: Topic, now: Topic) -> Kept:
    """Return what is kept around a topic after a build, in which it is what it is now."""
    plan = {one.path: one for one in outcome.plan.topics}
    assert "plan.json" in [feed.path for feed in outcome.feeds if feed.path == "plan.json" and feed.write()]
    content = pack([(name, Kept(make(), {})) for name, _, make in outcome.surroundings(outcome.memory({})) if name == topic.name])
    return unpack(content, topic.name, lambda path: now if path == topic.path else plan[path])


@pytest.mark.long
@settings(max_examples=max(settings().max_examples // 4, 1))
@given(plans(), st.integers(0, 9999), st.none() | steps)
def test_a_check_finds_what_follows(notes: tuple[TextFile, ...], seed: int, walk: list[Step] | None):
    # A file with a warning is read again with all others.
    files = {file.path: TextFile(file.path, _REVIEW.sub("", file.text)) for file in notes}
    if walk is not None:
        files = published(files)
        for step in walk:
            files = taken(files, step, published)
    outcome = made(files)
    assume(outcome.is_publishable and outcome.serving)
    after, path = edited(files, outcome, Random(seed))
    fresh = made(after)
    before, now = ({topic.path: topic for topic in one.plan.topics}.get(path) for one in (outcome, fresh))
    assume(not any(problem.at.path == path for problem in fresh.problems))
    assert before
    assert now
    assert outcome.serving
    assert fresh.serving
    names = ledger_names(outcome.plan)
    assume(has_the_same_links(before, now, frozenset(names.values())))
    newest = newest_planned(outcome.plan)
    assert newest

    old, new = ({address.canonical for address in headings_by_logs(topic, newest.number)} for topic in (before, now))
    there, then = outcome.serving.native.keys(), fresh.serving.native.keys()
    assert new <= then
    assert then - there <= new - old
    assert there - then <= old - new

    whole = {"ledger": names, "newest": newest.number, "lacking": as_json(outcome.lacking)}
    wording = Wording(before, Read("", now), kept(outcome, before, before), kept(outcome, before, now))
    has_moves = not {"redirects.yaml", "removed.yaml"}.isdisjoint(files)
    try:
        found = follow([wording], whole, outcome.problems, outcome.anchors.__getitem__, has_moves=has_moves)
    except OtherwiseError as error:
        event(f"otherwise: {error}")
    else:
        event("headings come or go" if old != new else "no heading comes or goes")
        assert found == fresh.problems
