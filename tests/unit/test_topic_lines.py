"""A line and a file of topics are made again only where they come out otherwise."""

from __future__ import annotations

from dataclasses import replace

from golden_plan import golden_plan

from cycleplan.feeds import file_of, topic_line
from cycleplan.feeds.data.handed import HandedOn
from cycleplan.memory import NOTHING, Making, Memory, Texts
from cycleplan.model import Plan
from cycleplan.textfile import LateFile, TextFile, hash_text
from cycleplan.topic_lines import TopicLines, made_of

PLAN = golden_plan()
GATHERING = "2024.2/manila"
PATH = f"{GATHERING}/topics.json"
NAMES = [topic.name for topic in PLAN.topics_of[GATHERING]]
HASHES = {topic.path: topic.path for topic in PLAN.topics}
MOVED = replace(PLAN, site=replace(PLAN.site, base="https://other.example/"))


def remembered(plan: Plan = PLAN) -> Memory:
    """Return what is remembered of the file of a gathering that was made of a plan."""
    making = Making(plan, HASHES, NOTHING)
    TopicLines(plan, making).file(GATHERING)
    return making.memory()


def kept(memory: Memory) -> Texts:
    """Return texts in which each line of a topic is its name."""
    lines = {memory.made[made_of(name)].facts["hashed"]: name for name in NAMES}
    return lambda path: lines if path == PATH else {}


def text_of(file: object) -> str:
    """Return the text of a file whose hash is known before its text is, which was put down packed or is made late."""
    assert not isinstance(file, TextFile)
    assert file.hashed  # type: ignore[attr-defined]
    return file.text  # type: ignore[attr-defined,no-any-return]


def test_what_is_made_is_what_the_plan_says():
    lines, plain = TopicLines(PLAN, Making(PLAN, HASHES, NOTHING)), HandedOn(PLAN)
    file = lines.file(GATHERING)

    assert (file.path, text_of(file)) == (PATH, plain.file(GATHERING).text)
    assert file.hashed == hash_text(file.text)
    assert [lines.line(name) for name in NAMES] == [topic_line(PLAN, name) for name in NAMES]
    assert lines.file("2024.2/nobody").text == file_of(PLAN, "2024.2/nobody", str).text


def test_what_comes_out_as_it_did_is_that_of_before():
    memory = remembered()
    lines = TopicLines(PLAN, Making(PLAN, HASHES, replace(memory, texts=kept(memory))))
    file = lines.file(GATHERING)

    assert isinstance(file, LateFile)
    assert file.hashed == memory.made[PATH].facts["file"] == hash_text(HandedOn(PLAN).file(GATHERING).text)
    assert file.text == file_of(PLAN, GATHERING, str).text
    assert [lines.line(name) for name in NAMES] == NAMES


def test_what_is_not_there_any_more_is_made_again():
    lines = TopicLines(PLAN, Making(PLAN, HASHES, remembered()))

    assert lines.file(GATHERING).text == HandedOn(PLAN).file(GATHERING).text
    assert [lines.line(name) for name in NAMES] == [topic_line(PLAN, name) for name in NAMES]


def test_what_comes_out_otherwise_is_made_again():
    memory = remembered()
    lines = TopicLines(MOVED, Making(MOVED, HASHES, replace(memory, texts=kept(memory))))
    file = lines.file(GATHERING)

    assert text_of(file) == HandedOn(MOVED).file(GATHERING).text != HandedOn(PLAN).file(GATHERING).text
    assert file.hashed == hash_text(file.text)
    assert [lines.line(name) for name in NAMES] == [topic_line(MOVED, name) for name in NAMES]
    assert "https://other.example/" in lines.line(NAMES[0])


def test_what_is_remembered_is_the_same_whether_it_was_made_or_recalled():
    memory = remembered()
    making = Making(PLAN, HASHES, memory)
    TopicLines(PLAN, making).file(GATHERING)

    assert (making.memory().made[PATH].facts, making.memory().made.keys()) == (memory.made[PATH].facts, memory.made.keys())
    assert memory.made.keys() == {PATH, *map(made_of, NAMES)}
