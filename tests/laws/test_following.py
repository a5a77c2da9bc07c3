"""What follows from an edit of a topic's words, days, logs and names is what a check of all notes finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def edited(files: Files, outcome: Outcome, chance: Random) -> tuple[Files, set[str]]:
    """Return notes in which up to two topics without a problem are told otherwise, each at up to three places, and their paths."""
    sound = sorted({path for path in files if _TOPIC.match(path)} - {problem.at.path for problem in outcome.problems})
    assume(sound)
    paths = {chance.choice(sound) for _ in range(2)}
    return files | {path: TextFile(path, _told_otherwise(files[path].text, outcome, chance)) for path in sorted(paths)}, paths


def _told_otherwise(text: str, outcome: Outcome, chance: Random) -> str:
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
    return text


def kept(outcome: Outcome, topic: Topic, now: Mapping[str, Topic]) -> Kept:
    """Return what is kept around a topic after a build, with some topics as they are now."""
    plan = {one.path: one for one in outcome.plan.topics}
    assert "plan.json" in [feed.path for feed in outcome.feeds if feed.path == "plan.json" and feed.write()]
    content = pack([(name, Kept(make(), {})) for name, _, make in outcome.surroundings(outcome.memory({})) if name == topic.name])
    return unpack(content, topic.name, lambda path: now.get(path) or plan[path])


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
    after, paths = edited(files, outcome, Random(seed))
    fresh = made(after)
    assume(paths.isdisjoint(problem.at.path for problem in fresh.problems))
    before, now = ({topic.path: topic for topic in one.plan.topics if topic.path in paths} for one in (outcome, fresh))
    assert before.keys() == now.keys() == paths
    assert outcome.serving
    assert fresh.serving
    names = ledger_names(outcome.plan)
    assume(all(has_the_same_items(before[path], now[path], frozenset(names.values())) for path in paths))
    front, named = front_of(outcome.plan), named_in(outcome.plan)

    stood, stands = ([standing(topic, front, named.landed) for topic in topics.values()] for topics in (before, now))
    old, new = ({address for one in some for address in one.headings} for some in (stood, stands))
    there, then = (frozenset(map(at_path, filter(is_page, one.native))) for one in (outcome.serving, fresh.serving))
    ties = {Address(page, "ties") for one in (*stood, *stands) for page in one.tied}
    assert new <= then
    assert then - there <= (new - old) | ties
    assert there - then <= (old - new) | ties

    whole = {"ledger": names, "front": [front.cycle, front.gathering], "lacking": as_json(outcome.lacking)}
    wordings = [
        Wording(before[path], Read("", now[path]), kept(outcome, before[path], {}), kept(outcome, before[path], now))
        for path in sorted(paths)
    ]
    has_moves = not {"redirects.yaml", "removed.yaml"}.isdisjoint(files)
    site = KnownSite(whole, lambda: unpack_named(pack_named(named)), outcome.anchors.__getitem__, has_moves=has_moves)
    try:
        found = follow(wordings, site, outcome.problems)
    except OtherwiseError as error:
        event(f"otherwise: {error}")
    else:
        event("headings come or go" if old != new else "no heading comes or goes")
        assert found == fresh.problems


def is_page(path: str) -> bool:
    """Tell whether a path is that of a page, or of something on one."""
    return path.partition("#")[0].endswith((".html", "/"))
