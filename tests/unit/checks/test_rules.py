"""Every rule has a fixture that breaks it and an example that stands in it; only what a fixture expects is found.

A folder of `tests/bad` is named by the code of its rule and lies over the notes of `tests/bad/_base`: a file replaces
the one of its name, and `NAME.removed` removes it. `# expect: CODE` stands on the line that is wrong; where no
comment can stand there, the fixture's `expect.txt` has a line `PATH:LINE CODE`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cycleplan.checks import RULES
from cycleplan.pipeline import run
from cycleplan.problems import Problem, Rule
from cycleplan.workspace import read_notes_folder

BAD = Path(__file__).parents[2] / "bad"
BASE = BAD / "_base"
TOPIC = "2024.2/manila/cephfs.yaml"
GATHERING = "2024.2/manila/gathering.yaml"

FIXTURES = sorted(folder.name for folder in BAD.iterdir() if folder.name != BASE.name)
RECORDED = "CP603"
CODES = [rule.code for rule in RULES]
EXPECTED = re.compile(r"[ \t]*# expect: (?P<codes>CP[0-9]{3}(?: CP[0-9]{3})*)$", re.MULTILINE)

Found = set[tuple[str, int, str]]


def link(notes: Path) -> Found:
    (notes / TOPIC).rename(notes / ".elsewhere")
    (notes / TOPIC).symlink_to(notes / ".elsewhere")
    return {(TOPIC, 1, "CP001")}


def linked_folder(notes: Path) -> Found:
    (notes / "specs").rename(notes / ".elsewhere")
    (notes / "specs").symlink_to(".elsewhere")
    return {("specs", 1, "CP001")}


def pipe(notes: Path) -> Found:
    os.mkfifo(notes / "pipe.yaml")
    return {("pipe.yaml", 1, "CP001")}


def too_large(notes: Path) -> Found:
    (notes / TOPIC).write_bytes(b"title: CephFS\n" + b"#" * 300 * 1024)
    return {(TOPIC, 1, "CP002")}


def latin_1(notes: Path) -> Found:
    (notes / TOPIC).write_bytes(b"title: CephFS\nsummary: Se\xf1or\n")
    return {(TOPIC, 2, "CP003")}


def utf_16(notes: Path) -> Found:
    (notes / TOPIC).write_bytes("title: CephFS\n".encode("utf-16"))
    return {(TOPIC, 1, "CP003")}


def too_far_down(notes: Path) -> Found:
    # Root may read every file; nobody can open a folder whose path is longer than the system takes.
    folder, longest = notes, os.pathconf(notes, "PC_PATH_MAX")
    while len(str(folder)) < longest - 200:
        folder = folder / ("a" * 99)
    folder.mkdir(parents=True)
    descriptor = os.open(folder, os.O_RDONLY)
    os.mkdir("b" * 250, dir_fd=descriptor)
    os.close(descriptor)
    return {(str((folder / ("b" * 250)).relative_to(notes)), 1, "CP005")}


def nul(notes: Path) -> Found:
    (notes / TOPIC).write_bytes(b"title: CephFS\nsummary: \0\n")
    return {(TOPIC, 2, "CP101")}


def line_separator(notes: Path) -> Found:
    (notes / TOPIC).write_text('title: "One\u2028  two"\nkind: featur\n', encoding="utf-8")
    return {(TOPIC, 1, "CP307"), (TOPIC, 2, "CP113")}


MADE: dict[str, Callable[[Path], Found]] = {
    "CP001-link": link,
    "CP001-linked-folder": linked_folder,
    "CP001-pipe": pipe,
    "CP002-too-large": too_large,
    "CP003-latin-1": latin_1,
    "CP003-utf-16": utf_16,
    "CP005-too-far-down": too_far_down,
    "CP101-nul": nul,
    "CP307-line-separator": line_separator,
}
"""What a git repository cannot hold well: each makes it out of the base, and returns the problems that it expects."""


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_has_the_problems_that_it_expects_and_no_others(name: str, tmp_path: Path):
    overlay(BAD / name, tmp_path)

    assert {at for at in found(tmp_path) if at[2] in told(name[:5])} == expected(BAD / name)


@pytest.mark.parametrize("name", MADE)
def test_a_made_fixture_has_the_problems_that_it_expects_and_no_others(name: str, tmp_path: Path):
    overlay(BASE, tmp_path)
    problems = MADE[name](tmp_path)

    assert found(tmp_path) == problems


def test_the_base_of_the_fixtures_has_no_problem():
    assert problems_of(BASE) == ()


def test_codes_are_sorted_and_stand_for_one_rule_each():
    assert sorted(set(CODES)) == CODES


def test_every_rule_has_a_fixture_and_every_fixture_is_of_a_rule():
    assert sorted({name[:5] for name in (*FIXTURES, *MADE)}) == CODES


def test_every_fixture_breaks_the_rule_that_it_is_named_by():
    named = {name: name[:5] in {code for *_, code in expected(BAD / name)} for name in FIXTURES}

    assert [name for name, breaks in named.items() if not breaks] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.code.startswith("CP0")], ids=lambda rule: rule.code)
def test_the_bad_example_of_a_rule_stands_in_a_fixture_and_its_good_example_mends_it(rule: Rule, tmp_path: Path):
    path, bad = example(rule.bad)
    fixture = next((name for name in FIXTURES if name.startswith(rule.code) and holds(BAD / name / path, bad)), None)
    assert fixture is not None

    overlay(BAD / fixture, tmp_path)
    mend(tmp_path, rule)

    assert [str(problem) for problem in problems_of(tmp_path) if problem.rule.code in told(rule.code)] == []


def test_a_misspelt_key_in_each_file_gives_one_problem_a_file_with_its_line(tmp_path: Path):
    misspelt = {
        "site.yaml": ("licence:", "license:"),
        "cycles.yaml": ("milestones:", "milestone:"),
        "teams.yaml": ("title:", "tilte:"),
        "owners.yaml": ("name:", "nmae:"),
        "specs/manila.yaml": ("owners:", "owner:"),
        GATHERING: ("topics:", "topic:"),
        TOPIC: ("title:", "titel:"),
        "2024.2/manila/pool-weigher.yaml": ("task:", "tusk:"),
    }
    overlay(BASE, tmp_path)
    lines: Found = set()
    for path, (right, wrong) in misspelt.items():
        text = (tmp_path / path).read_text(encoding="utf-8")
        lines.add((path, text.count("\n", 0, text.index(right)) + 1, "CP110"))
        (tmp_path / path).write_text(text.replace(right, wrong, 1), encoding="utf-8")

    assert found(tmp_path) == lines
    assert len(problems_of(tmp_path)) == len(misspelt)


def told(code: str) -> list[str]:
    """Return the rules that a fixture of a rule is held to: a short ledger lacks most of what it should have."""
    return [other for other in CODES if other != RECORDED or not code.startswith("CP6") or code == RECORDED]


def problems_of(notes: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a folder of notes."""
    intake = read_notes_folder(notes)
    return run(intake.files, intake.problems).problems


def found(notes: Path) -> Found:
    """Return the path, the line and the code of each problem of a folder of notes."""
    return {(problem.at.path, problem.at.line, problem.rule.code) for problem in problems_of(notes)}


def expected(fixture: Path) -> Found:
    """Return the path, the line and the code of each problem that a fixture expects."""
    return set(_expected(fixture))


def _expected(fixture: Path) -> Iterator[tuple[str, int, str]]:
    for path in files_of(fixture):
        text = (fixture / path).read_text(encoding="utf-8")
        if path == "expect.txt":
            yield from ((at.rpartition(":")[0], int(at.rpartition(":")[2]), code) for at, code in map(str.split, text.splitlines()))
        for mark in EXPECTED.finditer(text):
            yield from ((path, text.count("\n", 0, mark.start()) + 1, code) for code in mark["codes"].split())


def overlay(fixture: Path, notes: Path) -> None:
    """Write the base, and over it the files of a fixture less what they expect."""
    for folder in (BASE, fixture):
        for path in files_of(folder):
            target = notes / path.removesuffix(".removed")
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith(".removed"):
                target.unlink()
            elif path != "expect.txt":
                target.write_text(EXPECTED.sub("", (folder / path).read_text(encoding="utf-8")), encoding="utf-8")


def files_of(folder: Path) -> tuple[str, ...]:
    """Return the paths of all files under a folder."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def example(fragment: str) -> tuple[str, str]:
    """Return the file that an example is of, a topic where it names none, and its lines."""
    first, _, rest = fragment.partition("\n")
    named = re.fullmatch(r"# (\S+\.(?:yaml|txt))", first)
    return (named[1], rest) if named else (TOPIC, fragment)


def holds(path: Path, fragment: str) -> bool:
    """Tell whether whole lines of a file are those of an example."""
    return path.is_file() and f"\n{fragment}\n" in f"\n{EXPECTED.sub('', path.read_text(encoding='utf-8'))}"


def mend(notes: Path, rule: Rule) -> None:
    """Put the good example of a rule in the place of its bad one, or into the file that it names."""
    bad_path, bad = example(rule.bad)
    path, good = example(rule.good)
    text = f"\n{(notes / path).read_text(encoding='utf-8')}"
    mended = text.replace(f"\n{bad}\n", f"\n{good}\n") if path == bad_path else f"{text}{good}\n"
    (notes / path).write_text(mended.removeprefix("\n"), encoding="utf-8")
