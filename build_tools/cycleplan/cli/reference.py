"""Writes the reference of the rules and of the format from the code that keeps them, and the schema for editors.

`python -m cycleplan.cli.reference docs/reference` writes what a test then holds against the code.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cycleplan.checks import RULES
from cycleplan.model import LONGEST_ID, RESERVED, EvidenceKind, Status
from cycleplan.notes import mappings
from cycleplan.notes import schema as forms
from cycleplan.notes.evidence import WRITTEN
from cycleplan.notes.layout import FileKind
from cycleplan.notes.mappings import Form
from cycleplan.problems import Rule, Severity
from cycleplan.textfile import TextFile

_FILES: Mapping[FileKind, type[Form]] = {
    FileKind.SITE: forms.SiteForm,
    FileKind.CYCLES: forms.CycleForm,
    FileKind.TEAMS: forms.TeamForm,
    FileKind.OWNERS: forms.OwnerForm,
    FileKind.SPECS: forms.SpecForm,
    FileKind.GATHERING: forms.GatheringForm,
    FileKind.TOPIC: forms.TopicForm,
    FileKind.REDIRECTS: forms.RedirectForm,
    FileKind.REMOVED: forms.RemovedForm,
}
_FORMS: tuple[type[Form], ...] = (
    *_FILES.values(),
    forms.PartForm,
    mappings.DecisionForm,
    mappings.ActionForm,
    mappings.LogForm,
    mappings.CheckedForm,
    mappings.ReferenceForm,
    mappings.SourceForm,
    mappings.FoundForm,
    mappings.ChangeForm,
    mappings.MilestoneForm,
    mappings.WhenForm,
    mappings.LicenceForm,
)
_TITLES = {
    mappings.ActionForm: "Action item",
    mappings.CheckedForm: "Check",
    mappings.FoundForm: "Found address",
    mappings.LogForm: "Log entry",
    forms.SpecForm: "Work item",
    mappings.WhenForm: "Span",
}
_GROUPS = {
    "CP0": "Files",
    "CP1": "YAML and its shape",
    "CP2": "Names, ids and numbers",
    "CP3": "Prose",
    "CP4": "Logs and threads",
    "CP5": "What readers and linkers would miss",
    "CP6": "Addresses that were published",
}
"""What the rules of a code's first digit are about."""

_NO_YAML = "CP0"
"""Rules about files show no YAML."""

_PLACES = {
    FileKind.SITE: "site.yaml",
    FileKind.CYCLES: "cycles.yaml",
    FileKind.TEAMS: "teams.yaml",
    FileKind.OWNERS: "owners.yaml",
    FileKind.SPECS: "specs/TEAM.yaml",
    FileKind.GATHERING: "CYCLE/TEAM/gathering.yaml",
    FileKind.TOPIC: "CYCLE/TEAM/TOPIC.yaml",
    FileKind.REDIRECTS: "redirects.yaml",
    FileKind.REMOVED: "removed.yaml",
}
_KEYED_BY = {
    FileKind.CYCLES: 'the number of a cycle, quoted as in `"2024.2"`',
    FileKind.TEAMS: "the name of a team in addresses",
    FileKind.OWNERS: "the name that mentions use",
    FileKind.SPECS: "the id of a work item; the notes name it `TEAM/ID`",
    FileKind.REDIRECTS: "the address that the item had before, such as `2024.2/manila/cephfs#a1`",
    FileKind.REMOVED: "the address that the item had, such as `2024.2/manila/cephfs#a1`",
}
"""Files that hold one form for each of many keys, and what the keys are."""

_STATUSES = {
    Status.OPEN: "nothing is known of it yet",
    Status.IN_PROGRESS: "somebody works on it",
    Status.DONE: "it is done",
    Status.CARRIED: "it went to another cycle; `to` says which",
    Status.DROPPED: "nobody will do it",
    Status.SUPERSEDED: "something else took its place; `to` says what",
}
_EVIDENCE = {
    EvidenceKind.COMMIT: "a commit by its project and at least seven digits of its hash",
    EvidenceKind.REVIEW: "a proposed change by its number",
    EvidenceKind.BUG: "a bug by its number",
    EvidenceKind.BLUEPRINT: "a blueprint by its project and name",
    EvidenceKind.MAIL: "a mail by its address in an archive",
    EvidenceKind.URL: "anything else by its address",
}
_MARKS = (
    ("`@carthaca`", "the owner of that key"),
    ("`[2]`", "the reference of that number in the same gathering"),
    ("`[the spec][spec:manila/ensure-shares]`", "a work item"),
    ("`[the weigher][topic:pool-weigher]`", "a topic of the same gathering"),
    ("`[last time][topic:2024.1/manila/cephfs#a1]`", "a topic of another gathering, or one item of it"),
    ("`[the PTL][owner:carloss]`", "an owner, under other words"),
    ("`[the manual](https://docs.example/)`", "an http, https or mailto address"),
    ("`**must**`, `*may*`, `` `share` ``", "strong and emphasised words, and code"),
)


def rules_reference() -> str:
    """Return the page of all rules: a section each, with what breaks it and what mends it."""
    return _page(
        "# Rules",
        "Every problem that a command reports has the code of the rule that is broken. An error keeps the plan from being published;"
        " a warning does not, unless `--strict` asks for it. The examples are lines of a topic, or of the file that their first line"
        " names.",
        _table(("code", "rule"), ((rule.code, rule.title) for rule in RULES)),
        *(_rule(rule) for rule in RULES),
    )


def format_reference() -> str:
    """Return the page of all that notes can say."""
    return _page(
        "# Format of the notes",
        "Notes are YAML files in one folder, and their places say what they are. Every value is text until its key asks for something else:"
        " `no`, `2024.10` and `1e3` stay what was written. Tags, anchors, aliases and merge keys are not used, and no key stands twice.",
        "## Files",
        _table(("file", "what it holds"), (_file(kind) for kind in _FILES)),
        "Files whose names start with a dot, an underscore or `#`, or end in `~`, are left alone, and so are those that start with `README`"
        " or `LICENSE`. `ledger/*.txt` has every address that was published, and is written by `cycleplan record` alone.",
        "Editors that know JSON Schema complete and check the keys: the schemas of the files are published beside this page, as"
        " `schema/topic.json`, `schema/gathering.json`, `schema/specs.json` and so on. The first line of a file can name its schema for"
        " many editors: `# yaml-language-server: $schema=`, then the address or the path of the schema.",
        "In the tables below a name is a key of something else, a line is text without markup, a phrase is one paragraph of Markdown, and"
        " prose any number of them.",
        *(_form(form) for form in _FORMS),
        *_words(),
    )


def json_schema(kind: FileKind) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, as editors use it (draft 2020-12).

    Editors read plain numbers and words such as `no` as YAML does, so every text may be one of those too.
    """
    schema: dict[str, Any] = _FILES[kind].model_json_schema(by_alias=True)
    if kind in _KEYED_BY:
        definitions = schema.pop("$defs", {})
        schema = {"type": "object", "additionalProperties": schema, "$defs": definitions}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _PLACES[kind]}
    return {**_as_editors_read(schema), **head}


def main(arguments: list[str] | None = None) -> None:
    """Write the reference into the folder that is named."""
    (folder,) = map(Path, sys.argv[1:] if arguments is None else arguments)
    for file in reference_files():
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text(file.text, encoding="utf-8", newline="\n")


def reference_files() -> tuple[TextFile, ...]:
    """Return everything of docs/reference/ that comes from the code, but for the commands."""
    schemas = (TextFile(f"schema/{kind.value}.json", json.dumps(json_schema(kind), indent=1, sort_keys=True) + "\n") for kind in _FILES)
    return (TextFile("rules.md", rules_reference()), TextFile("format.md", format_reference()), *schemas)


def _page(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def _rule(rule: Rule) -> str:
    language = "text" if rule.code.startswith(_NO_YAML) else "yaml"
    kind = "warning" if rule.severity is Severity.WARNING else "error"
    return "\n\n".join(
        (
            f"## {rule.code}",
            f"**{rule.title}** {rule.why}",
            f"{_GROUPS[rule.code[:3]]}, {kind}.",
            "Bad:",
            _fence(language, rule.bad),
            "Good:",
            _fence(language, rule.good),
        )
    )


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _file(kind: FileKind) -> tuple[str, str]:
    form = _FILES[kind]
    what = f"{_title(form)}: {_said(form)}"
    return f"`{_PLACES[kind]}`", f"{what} One for each key, which is {_KEYED_BY[kind]}." if kind in _KEYED_BY else what


def _form(form: type[Form]) -> str:
    schema = form.model_json_schema(by_alias=True)
    required = schema.get("required", ())
    choice = {key for branch in schema.get("oneOf", ()) for key in branch["required"]}
    needed = {name: "yes" if name in required else "one of these" if name in choice else "" for name in schema["properties"]}
    names = sorted(needed, key=lambda name: (name != "id", needed[name] != "yes"))
    rows = ((f"`{name}`", needed[name], *_holds(schema["properties"][name])) for name in names)
    return "\n\n".join((f"## {_title(form)}", _said(form), _table(("key", "needed", "what it holds", "meaning"), rows)))


def _holds(schema: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a key holds, and what its type says of itself."""
    told = str(schema.get("description", ""))
    if schema.get("title") == "number":
        return "number", told
    choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    if choices:
        held = [_holds(choice) for choice in choices]
        return " or ".join(dict.fromkeys(holds for holds, _ in held)), told or held[0][1]
    if "$ref" in schema:
        form = next(form for form in _FORMS if form.__name__ == schema["$ref"].rpartition("/")[2])
        return _title(form).lower(), told or _said(form)
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"]), told
    if schema.get("type") == "array":
        return f"list of {_plural(_holds(schema['items'])[0])}", told or _holds(schema["items"])[1]
    if schema.get("type") == "object":
        return f"mapping of names to {_plural(_holds(schema['additionalProperties'])[0])}", told
    return str(schema.get("title", "line")), told


def _words() -> Iterator[str]:
    yield "## Statuses"
    yield "The status of an entry is one of a closed list. The last entry of a log is the state, and no entry means open."
    yield _table(("status", "meaning"), ((f"`{status}`", meaning) for status, meaning in _STATUSES.items()))
    yield "## Evidence"
    yield "What proves an entry is one line, or a list of them. The site's trackers turn the first four into links."
    yield _table(("written", "meaning"), ((f"`{WRITTEN[kind]}`", meaning) for kind, meaning in _EVIDENCE.items()))
    yield "## Markdown"
    yield (
        "Text is CommonMark: paragraphs, lists, quotes, code, emphasis and links. Headings, raw HTML, images, rules and link definitions"
        " are problems. A phrase is one paragraph, in which nothing starts a list. A backslash before a mark, or code around it, makes it"
        " text, and so is any `[word]` in brackets that is none of these:"
    )
    yield _table(("written", "leads to"), _MARKS)
    yield "## Ids"
    yield (
        f"An id is 1 to {LONGEST_ID} of `a-z`, `0-9` and inner hyphens. It is part of an address for ever, so it says what a thing is about"
        " and never where it stands. These names are taken, as are the names of all cycles: "
        + ", ".join(f"`{name}`" for name in sorted(RESERVED))
        + "."
    )


def _title(form: type[Form]) -> str:
    return _TITLES.get(form, form.__name__.removesuffix("Form"))


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") and word != "day" else f"{word}es" if word.endswith("s") else f"{word}s"


def _said(form: type[Form]) -> str:
    return (form.__doc__ or "").strip()


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _as_editors_read(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_as_editors_read(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    read = {key: _as_editors_read(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    if read.get("type") == "string" and "enum" not in read:
        read["type"] = ["string", "number", "boolean"]
    return read


if __name__ == "__main__":
    main()
