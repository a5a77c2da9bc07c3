"""The reference that is published is the one that the code gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cycleplan.checks import RULES
from cycleplan.cli import reference
from cycleplan.notes.layout import FileKind
from cycleplan.problems import Rule
from cycleplan.textfile import TextFile

PUBLISHED = Path(__file__).parents[3] / "docs" / "reference"
REMEDY = "run python -m cycleplan.cli.reference docs/reference"


@pytest.mark.parametrize("file", reference.reference_files(), ids=lambda file: file.path)
def test_the_published_reference_is_current(file: TextFile):
    assert (PUBLISHED / file.path).read_text(encoding="utf-8") == file.text, REMEDY


def test_the_writer_writes_every_file_of_the_reference(tmp_path: Path):
    reference.main([str(tmp_path / "reference")])

    written = (path for path in (tmp_path / "reference").rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path / "reference").as_posix(): path.read_text(encoding="utf-8") for path in written} == {
        file.path: file.text for file in reference.reference_files()
    }


def test_every_rule_has_one_section_and_no_other_section_there_is():
    assert re.findall(r"^## (.*)$", reference.rules_reference(), re.MULTILINE) == [rule.code for rule in RULES]


def test_sections_of_the_format_have_titles_of_their_own():
    titles = re.findall(r"^## (.*)$", reference.format_reference(), re.MULTILINE)

    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_section_of_a_rule_shows_what_is_bad_and_then_what_is_good(rule: Rule):
    section = reference.rules_reference().partition(f"## {rule.code}\n")[2].partition("\n## CP")[0]

    assert re.findall(r"^```\w+\n(.*?)\n```$", section, re.MULTILINE | re.DOTALL) == [rule.bad, rule.good]


def test_every_key_of_the_format_says_what_it_means():
    rows = re.findall(r"^\| `\w+` \|.*\|$", reference.format_reference(), re.MULTILINE)

    assert [row for row in rows if not row.split("|")[-2].strip()] == []


def test_the_schema_of_a_topic_needs_its_title_and_knows_its_keys():
    schema = reference.json_schema(FileKind.TOPIC)

    assert (schema["required"], schema["additionalProperties"], schema["title"]) == (["title"], False, "CYCLE/TEAM/TOPIC.yaml")


def test_the_schema_of_a_file_of_many_takes_any_key():
    schema = reference.json_schema(FileKind.OWNERS)

    assert (schema["type"], schema["additionalProperties"]["required"]) == ("object", ["kind"])


def test_a_text_may_look_like_a_number_or_a_word_of_yaml_to_an_editor():
    assert reference.json_schema(FileKind.TOPIC)["properties"]["title"]["type"] == ["string", "number", "boolean"]


@pytest.mark.parametrize("kind", [kind for kind in FileKind if kind is not FileKind.LEDGER])
def test_every_reference_inside_a_schema_leads_somewhere(kind: FileKind):
    schema = reference.json_schema(kind)

    assert {name.rpartition("/")[2] for name in re.findall(r"#/\$defs/\w+", str(schema))} == set(schema.get("$defs", {}))
