"""YAML as a tree with places: strings, lists and mappings, and nothing else that YAML can say.

Read from the parser's events rather than composed, so that anchors, tags and depth are refused before they cost
anything (YAML 1.1, as libyaml reads it; PyYAML's own parser is fifteen times slower and words its errors otherwise).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from cycleplan.notes import rules
from cycleplan.problems import Location, Place, Problem
from cycleplan.textfile import TextFile

DEEPEST = 12

_YAML_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

_NO_CHARACTER = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 (section 5.1) refuses to read, and a byte order mark that is not the first character."""

_LOST = re.compile(r"[ \t]+(#\S{1,40})")
"""A comment behind a plain text that looks like a word of it."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as YAML reads it."""

    text: str
    place: Place

    @property
    def at(self) -> Location:
        return self.place.start


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping in the file's order; `keys` has each key where it stands."""

    values: Mapping[str, Node]
    keys: Mapping[str, Scalar]
    at: Location


Node = Scalar | Sequence | Table


def read_tree(file: TextFile) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read a file of YAML; no tree where it is empty or broken."""
    file = TextFile(file.path, file.text.removeprefix("\ufeff"))
    refused = _NO_CHARACTER.search(file.text)
    if refused:
        return None, (_character_problem(file, refused),)
    reading = _Reading(file)
    try:
        node = reading.document()
    except yaml.MarkedYAMLError as error:
        return None, (*reading.problems, _syntax_problem(file, error))
    except _Refused as refusal:
        return None, (*reading.problems, refusal.problem)
    return node, tuple(reading.problems)


def plain(node: Node) -> object:
    """Return strings, lists and dicts without their places."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Table(values):
            return {key: plain(value) for key, value in values.items()}


class _Refused(Exception):  # noqa: N818  # it carries a problem and never leaves this module
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class _Open:
    """A list or a mapping that is still being read."""

    at: Location
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    values: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    repeated: bool = False


class _Reading:
    """One file being read from its events; open lists and mappings stand on a stack, so nothing recurses."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.lines_of_yaml = _LinesOfYaml(file)
        self.lines = self.lines_of_yaml.lines
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def document(self) -> Node | None:
        for event in yaml.parse(self.file.text, Loader=yaml.CBaseLoader):
            self._take(event)
        return self.root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                self._tell_lost(event)
                self._add(self._scalar(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_marks(event)
                if len(self.stack) >= DEEPEST:
                    self._refuse(rules.DEEP_YAML.broken(self._location(event), "nested too deep", f"nest at most {DEEPEST} levels"))
                self.stack.append(_Open(self._location(event), isinstance(event, yaml.MappingStartEvent)))
            case yaml.SequenceEndEvent():
                done = self.stack.pop()
                self._add(Sequence(tuple(done.items), done.at))
            case yaml.MappingEndEvent():
                done = self.stack.pop()
                self._add(Table(MappingProxyType(done.values), MappingProxyType(done.keys), done.at))
            case yaml.AliasEvent():
                self._refuse(rules.PLAIN_YAML.broken(self._location(event), f"alias {f'*{event.anchor}'!r}", "write the value out"))
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._refuse(rules.PLAIN_YAML.broken(self._location(event), "second document", "keep one document a file"))
                self._refuse_directives(event)
            case _:
                pass

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
        elif not self.stack[-1].is_mapping:
            self.stack[-1].items.append(node)
        elif self.stack[-1].key is None:
            self._add_key(self.stack[-1], node)
        else:
            self._add_value(self.stack[-1], node)

    def _add_key(self, mapping: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self._refuse(rules.PLAIN_YAML.broken(node.at, "key that is no text", "use a word as the key"))
            return
        if node.text == "<<":
            self._refuse(rules.PLAIN_YAML.broken(node.at, "merge key '<<'", "write the keys out"))
        mapping.key = node
        mapping.repeated = node.text in mapping.values
        if mapping.repeated:
            first = mapping.keys[node.text].at.line
            self.problems.append(rules.REPEATED_KEY.broken(node.at, f"repeated key {node.text!r}", f"it stands on line {first} already"))

    def _add_value(self, mapping: _Open, node: Node) -> None:
        assert mapping.key is not None
        if not mapping.repeated:
            mapping.values[mapping.key.text] = node
            mapping.keys[mapping.key.text] = mapping.key
        mapping.key = None

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start = self._location(event)
        assert event.start_mark is not None
        row = event.start_mark.line
        if self.lines_of_yaml.are_exotic and _YAML_LINE_END.search(event.value):
            return Scalar(event.value, Place(start))
        if event.style == "|":
            return Scalar(event.value, self._block_place(start, row, event.value))
        quote = 1 if event.style in ("'", '"') else 0
        written = self.lines[row][event.start_mark.column + quote :] if row < len(self.lines) else ""
        if written.startswith(event.value) and "\n" not in event.value:
            at = Location(start.path, start.line, start.column + quote) if quote else start
            return Scalar(event.value, Place(at, (at.column - 1,), at.line))
        return Scalar(event.value, Place(start))

    def _block_place(self, start: Location, row: int, value: str) -> Place:
        # Every line of a literal block stands as it is, behind the same indent.
        first = next((line for line in self.lines[row + 1 :] if line.strip()), "")
        shown = next((line for line in value.split("\n") if line.strip()), "")
        indent = max(len(first) - len(shown), 0)
        return Place(start, (indent,) * (value.count("\n") + 1), start.line + 1)

    def _tell_lost(self, event: yaml.ScalarEvent) -> None:
        """Tell of what is a comment to YAML and may be meant as text, such as the number of a bug."""
        mark = event.end_mark
        assert mark is not None
        if event.style == "" and mark.line < len(self.lines) and (lost := _LOST.match(self.lines[mark.line], mark.column)):
            at = self.lines_of_yaml.location(mark.line, lost.start(1))
            hint = "put quotes round the text, or a space behind the # of a comment"
            self.problems.append(rules.KEPT_TEXT.broken(at, f"text ends before {lost[1]!r}", hint))

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(rules.PLAIN_YAML.broken(self._location(event), f"anchor {f'&{event.anchor}'!r}", "take it out"))
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(rules.PLAIN_YAML.broken(self._location(event), f"tag {written!r}", "take it out; every value is text"))

    def _refuse_directives(self, event: yaml.DocumentStartEvent) -> None:
        assert event.end_mark is not None
        before = self.lines[: event.end_mark.line] if event.explicit else ()
        row = next((row for row, line in enumerate(before) if line.startswith("%")), None)
        if row is not None:
            at = self.lines_of_yaml.location(row, 0)
            self._refuse(rules.PLAIN_YAML.broken(at, f"directive {self.lines[row][:40]!r}", "take it out"))

    def _refuse(self, problem: Problem) -> None:
        raise _Refused(problem)

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        assert mark is not None
        return self.lines_of_yaml.location(mark.line, mark.column)


class _LinesOfYaml:
    """The lines of a file as YAML counts them: a few characters end one that end none in an editor."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.lines = _YAML_LINE_END.split(file.text)
        self.are_exotic = len(self.lines) != file.text.count("\n") + 1
        self.starts = [0, *(found.end() for found in _YAML_LINE_END.finditer(file.text))] if self.are_exotic else []
        self.ends = [found.start() for found in re.finditer("\n", file.text)] if self.are_exotic else []

    def location(self, line: int, column: int) -> Location:
        """Return a place that YAML tells, counted from 0, as an editor shows it; the end of the file is on its last line."""
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        if not self.are_exotic:
            return Location(self.file.path, line + 1, column + 1)
        offset = self.starts[min(line, len(self.starts) - 1)] + column
        shown = bisect_left(self.ends, offset)
        return Location(self.file.path, shown + 1, offset - (self.ends[shown - 1] + 1 if shown else 0) + 1)


_UNCLOSED = {
    "while scanning a quoted scalar": "close the quote",
    "while scanning a simple key": "put a colon and a space after the key",
    "while parsing a flow sequence": "close the bracket",
    "while parsing a flow mapping": "close the brace",
}
"""What YAML tells of something that it met too late, and what is to be done where it began."""


def _syntax_problem(file: TextFile, error: yaml.MarkedYAMLError) -> Problem:
    unclosed = _UNCLOSED.get(error.context or "") if error.context_mark else None
    mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    at = _LinesOfYaml(file).location(mark.line, mark.column) if mark else Location(file.path)
    what = (error.problem or error.context or "cannot be read").strip()
    return rules.YAML_SYNTAX.broken(at, f"YAML: {what}", unclosed or _syntax_hint(file, at))


_MEANS_SOMETHING = ("@", "`", "%", "[", "{", "!", "&", "*")
"""What a text cannot begin with unless it stands in quotes."""


def _syntax_hint(file: TextFile, at: Location) -> str:
    lines = file.text.split("\n")
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    value = line[at.column - 1 :]
    if "\t" in line[: len(line) - len(line.lstrip())] + value[:1]:
        return "indent with spaces, not tabs"
    begun = line.partition(": ")[2].lstrip()
    if any(text.startswith(_MEANS_SOMETHING) for text in (value, begun)) or ": " in begun:
        return "put quotes round the text"
    return "see the indents and quotes before this place"


def _character_problem(file: TextFile, refused: re.Match[str]) -> Problem:
    line = file.text.count("\n", 0, refused.start())
    column = refused.start() - file.text.rfind("\n", 0, refused.start())
    return rules.YAML_SYNTAX.broken(Location(file.path, line + 1, column), f"YAML: character U+{ord(refused[0]):04X}", "take it out")
