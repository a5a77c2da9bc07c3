"""What builds remember is read back as it was kept, or not at all, whatever stands in the files."""

from __future__ import annotations

import hashlib
import os
import pickle
from functools import cache, partial
from pathlib import Path

import pytest
from golden_plan import NOTES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import DOCS, make_project, stamps

from cycleplan.memory import NOTHING
from cycleplan.notes.known import KnownTopics
from cycleplan.notes.reader import read_notes
from cycleplan.pages.surroundings import Surroundings
from cycleplan.pipeline import Outcome, run
from cycleplan.site.remembered import Remembered
from cycleplan.site.surroundings import Kept
from cycleplan.site.volumes import Volume
from cycleplan.textfile import TextFile

FILES = tuple(TextFile(path, text) for path, text in NOTES.items())
EDITED = max(path for path in NOTES if path.count("/") == 2 and not path.endswith("gathering.yaml"))


@cache
def outcome() -> Outcome:
    """Return what the notes come to, with the handbook."""
    return run(FILES, (), DOCS)


class Harm:
    """What would make a file when it is read back."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harmed",)


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(make_project(tmp_path / "project", {}), "this program")


def topics_kept(remembered: Remembered, files: tuple[TextFile, ...] = FILES) -> KnownTopics:
    """Keep the topics of some notes, and return them."""
    known = remembered.topics(files)
    read_notes(files, (), known)
    remembered.keep_topics(known)
    return known


def test_topics_are_read_back_as_they_were_kept(remembered: Remembered):
    kept = topics_kept(remembered)

    assert remembered.topics(FILES).before == kept.now
    assert set(kept.now) == {path for path in NOTES if path.count("/") == 2 and not path.endswith("gathering.yaml")}


def test_topics_that_are_known_are_not_read_once_more(remembered: Remembered):
    topics_kept(remembered)
    known = remembered.topics(FILES)
    plan = read_notes(FILES, (), known).plan

    assert plan == read_notes(FILES).plan
    assert {id(read.topic) for read in known.before.values()} == {id(topic) for topic in plan.topics}


def test_one_edit_writes_the_topics_of_one_gathering(remembered: Remembered):
    topics_kept(remembered)
    folder = remembered.project.build / "memory/topics"
    before = stamps(folder)
    topics_kept(remembered, tuple(TextFile(f.path, f"# Edited.\n{f.text}") if f.path == EDITED else f for f in FILES))

    after = stamps(folder)
    assert before.keys() == after.keys()
    assert sum(before[path] != after[path] for path in before) == 1


def test_the_topics_of_a_gathering_that_is_gone_are_removed(remembered: Remembered):
    topics_kept(remembered)
    topics_kept(remembered, tuple(file for file in FILES if file.path.count("/") != 2))

    assert list((remembered.project.build / "memory/topics").iterdir()) == []


def test_topics_with_a_problem_are_read_each_time(remembered: Remembered):
    wrong = tuple(TextFile(f.path, f"{f.text}colour: red\n") if f.path == EDITED else f for f in FILES)
    topics_kept(remembered, wrong)
    known = remembered.topics(wrong)

    assert EDITED not in known.before
    assert read_notes(wrong, (), known).problems == read_notes(wrong).problems != ()


def test_other_trackers_let_topics_be_read_again(remembered: Remembered):
    topics_kept(remembered)
    other = tuple(TextFile(f.path, f.text.replace("review.example", "changes.example")) if f.path == "site.yaml" else f for f in FILES)

    assert read_notes(other, (), remembered.topics(other)).plan == read_notes(other).plan


def test_nothing_is_read_back_for_another_program(remembered: Remembered):
    topics_kept(remembered)
    remembered.keep_memory(run(FILES, (), DOCS).memory({}))
    other = Remembered(remembered.project, "another program")

    assert (other.topics(FILES), other.memory()) == (KnownTopics(), NOTHING)


def test_the_memory_of_a_plan_is_read_back_as_it_was_kept(remembered: Remembered):
    memory = run(FILES, (), DOCS).memory({})
    remembered.keep_memory(memory)

    assert run(FILES, (), DOCS, remembered.memory()).memory({}).answers == memory.answers


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40), st.integers(0, 2000), st.booleans())
def test_damaged_files_are_as_good_as_none(remembered: Remembered, damage: bytes, at: int, is_cut: bool):
    topics_kept(remembered)
    fresh = outcome()
    remembered.keep_memory(fresh.memory({}))
    for path in (*(remembered.project.build / "memory/topics").iterdir(), remembered.project.build / "memory/plan"):
        content = path.read_bytes()
        path.write_bytes(content[:at] + damage + (b"" if is_cut else content[at:]))

    found = run(FILES, (), DOCS, remembered.memory(), remembered.topics(FILES))

    assert found.plan == fresh.plan
    assert [(page.path, page.text) for page in found.pages] == [(page.path, page.text) for page in fresh.pages]


def test_topics_that_would_do_something_do_nothing(remembered: Remembered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    topics_kept(remembered)
    for path in (remembered.project.build / "memory/topics").iterdir():
        content = pickle.dumps({EDITED: Harm()})
        path.write_bytes(hashlib.sha256(b"this program" + content).hexdigest().encode() + b"\n" + content)

    assert remembered.topics(FILES).before == {}
    assert not (tmp_path / "harmed").exists()
    assert list(pickle.loads(pickle.dumps({EDITED: Harm()}))) == [EDITED]  # it bites where anything is made
    assert (tmp_path / "harmed").exists()


def around(said: str) -> Surroundings:
    """Return the surroundings of a topic that has a text at a path."""
    return Surroundings({}, (), (said,), {}, (), is_recorded=False)


def test_what_stands_around_topics_is_made_again_where_it_comes_from_something_else(remembered: Remembered):
    made = []

    def keep(said: dict[str, str]) -> list[str]:
        def making(name: str, path: str) -> Kept:
            made.append(name)
            return Kept(around(path), {})

        made.clear()
        remembered.keep_around((name, path, partial(making, name, path)) for name, path in said.items())
        return [*made]

    first = {"2024.1/a/x": "one", "2024.1/a/y": "two", "2024.2/a/x": "three"}
    others = first | {"2024.2/a/x": "four"}

    assert keep(first) == [*first]
    assert keep(first) == []
    assert keep(others) == ["2024.2/a/x"]
    found = [remembered.around(name, {}.__getitem__) for name in others]
    assert found == [Kept(around(path), {}) for path in others.values()]
    assert keep({"2024.1/a/x": "one"}) == ["2024.1/a/x"]
    assert remembered.around("2024.2/a/x", {}.__getitem__) is None


def test_what_stands_around_topics_is_not_known_to_another_program(remembered: Remembered):
    remembered.keep_around([("2024.1/a/x", "one", lambda: Kept(around("one"), {}))])

    assert Remembered(remembered.project, "another program").around("2024.1/a/x", {}.__getitem__) is None


def test_a_volume_and_what_is_known_of_the_site_are_read_back(remembered: Remembered):
    first, older = Volume("", run(FILES).findings, ("guide/index",)), Volume("2023.2", ())
    remembered.keep_volumes([first, older])
    remembered.keep_whole("key", {"root": "/"})

    assert [remembered.volume_of(f"{cycle}/a/x") for cycle in ("2024.2", "2023.2")] == [first, older]
    assert (remembered.whole("key"), remembered.whole("another")) == ({"root": "/"}, {})
    remembered.forget_whole()
    assert remembered.whole("key") == {}
    remembered.keep_volumes([])
    assert remembered.volume_of("2024.2/a/x") is None


def test_a_folder_that_cannot_be_written_is_no_trouble(remembered: Remembered):
    (remembered.project.build / "memory/plan").mkdir(parents=True)
    (remembered.project.build / "memory/topics").write_text("in the way", encoding="utf-8")
    topics_kept(remembered)

    assert (remembered.topics(FILES), remembered.memory()) == (KnownTopics(), NOTHING)
