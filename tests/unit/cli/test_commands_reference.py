"""The reference of the commands."""

from __future__ import annotations

from pathlib import Path

from cycleplan.cli.commands_reference import commands_reference, main

DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "commands.md"


def test_the_committed_reference_is_current():
    written = f"run python -m cycleplan.cli.commands_reference {DOCUMENT.name}"
    assert DOCUMENT.read_text(encoding="utf-8") == commands_reference(), written


def test_a_page_starts_with_its_heading_and_has_one_for_each_command():
    headings = [line for line in commands_reference().splitlines() if line.startswith("#")]
    commands = (
        "init",
        "new",
        "new cycle",
        "new gathering",
        "new topic",
        "import",
        "check",
        "fix",
        "rename",
        "remove",
        "record",
        "mail",
        "generate",
        "build",
        "assemble",
        "publish",
        "serve",
        "linkcheck",
    )
    assert headings == ["# Commands", *(f"## cycleplan {command}" for command in commands)]


def test_the_reference_is_written_to_a_file(tmp_path):
    main(str(tmp_path / "commands.md"))
    assert (tmp_path / "commands.md").read_text(encoding="utf-8") == commands_reference()


def test_a_command_has_its_usage_options_and_examples():
    page = commands_reference()
    assert "```text\ncycleplan check [OPTIONS]\n```" in page
    assert "| `--format [text\\|json\\|github]` | How problems are printed: " in page
    assert "```shell\ncycleplan check --format github --strict\n```" in page
