"""What follows from an edit of a topic's words, days, logs and names is what a check of all notes finds."""

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
from cycleplan.model import Address, Topic, at_path
from cycleplan.model.alike import has_the_same_items
from cycleplan.notes.known import Read
from cycleplan.pages.standing import front_of, standing
from cycleplan.pipeline import Outcome, record_all, run
from cycleplan.site.following import KnownSite, follow
from cycleplan.site.lacking import as_json
from cycleplan.site.named import named_in
from cycleplan.site.named import pack as pack_named
from cycleplan.site.named import unpack as unpack_named
from cycleplan.site.surroundings import Kept, pack, unpack
from cycleplan.site.wordings import OtherwiseError, Wording
from cycleplan.textfile import TextFile

_REVIEW = re.compile(r'^ *"review": ".*"\n', re.MULTILINE)
_TOPIC = re.compile(r"20[^/]*/[^/]*/(?!gathering\.yaml)")
_EDITS = (
    (re.compile(r'"log": \[\]'), '"log": [{{date: 2026-12-31, status: {status}, text: So it was., evidence: review 9}}]'),
    (re.compile(r'"status": "[^"]*"'), '"status": "{status}"'),
    (re.compile(r'"title": "'), "{found}More: "),
    (re.compile(r'"(?:summary|task|text|discussion)": "'), "{found}Now: "),
    (re.compile(r'"(?:summary|task|text|discussion)": "'), "{found}@{owner} says: "),
    (re.compile(r'"(?:summary|task|text|discussion)": "'), "{found}[More][spec:{spec}] "),
    (re.compile(r'("(?:owners|led_by)":) \[\]'), '{list}["{owner}"]'),
    (re.compile(r'^( *(?:- )?"(?:owners|led_by)":\n)(?: *- .*\n)+', re.MULTILINE), '{list}["{owner}"]\n'),
    (re.compile(r'^( *(?:- )?"specs":\n)(?: *- .*\n)+', re.MULTILINE), '{list}["{spec}"]\n'),
    (re.compile(r'"specs": \[\]'), '"specs": ["{spec}"]'),
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
        lead = found.group(1).rstrip() if found.re.groups else ""
        said = new.format(
            status=chance.choice(STATUSES),
            found=found.group(),
            list=f"{lead} ",
            owner=chance.choice(outcome.plan.owners).key,
            spec=chance.choice([spec.name for spec in outcome.plan.specs] or ["none/none"]),
        )
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
    assume(has_the_same_items(before, now, frozenset(names.values())))
    front, named = front_of(outcome.plan), named_in(outcome.plan)

    old, new = (standing(topic, front, named.landed) for topic in (before, now))
    there, then = (frozenset(map(at_path, filter(is_page, one.native))) for one in (outcome.serving, fresh.serving))
    ties = {Address(page, "ties") for page in old.tied | new.tied}
    assert new.headings <= then
    assert then - there <= (new.headings - old.headings) | ties
    assert there - then <= (old.headings - new.headings) | ties

    whole = {"ledger": names, "front": [front.cycle, front.gathering], "lacking": as_json(outcome.lacking)}
    wording = Wording(before, Read("", now), kept(outcome, before, before), kept(outcome, before, now))
    has_moves = not {"redirects.yaml", "removed.yaml"}.isdisjoint(files)
    site = KnownSite(whole, lambda: unpack_named(pack_named(named)), outcome.anchors.__getitem__, has_moves=has_moves)
    try:
        found = follow([wording], site, outcome.problems)
    except OtherwiseError as error:
        event(f"otherwise: {error}")
    else:
        event("headings come or go" if old.headings != new.headings else "no heading comes or goes")
        assert found == fresh.problems


def is_page(path: str) -> bool:
    """Tell whether a path is that of a page, or of something on one."""
    return path.partition("#")[0].endswith((".html", "/"))
