"""docutils, made to read any text: it keeps the words of what it does not know, and the lines of what it reads.

Each node that holds words gets an attribute `lines`, the numbers of its lines from 1. What docutils takes for an
error has none, and nobody reads it: the lines that are in no node are told apart afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states
from docutils.statemachine import StringList, TransitionCorrection
from docutils.utils import new_document, unescape

from cycleplan.mail.outline.rest_directives import directive, numbers, read

_NO_MESSAGES = 5
"""Above the highest level that docutils reports."""

_TARGET = re.compile(r"(?P<shown>.+?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
_KNOWN_ROLES: dict[str, type[nodes.TextElement]] = {
    "": nodes.emphasis,
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "literal": nodes.literal,
    "code": nodes.literal,
    "math": nodes.literal,
    "file": nodes.literal,
    "command": nodes.literal,
}


def read_document(lines: Iterable[tuple[int, str]], begins: Callable[[str], bool]) -> nodes.document:
    """Return the tree of numbered lines, without any of the transforms that come after reading; a line of number 0 is none.

    A paragraph ends before a line that `begins` something.
    """
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = settings.halt_level = _NO_MESSAGES
    settings.warning_stream = False
    document = new_document("", settings)
    document["titles"] = []
    document["begins"] = begins
    inliner = states.Inliner()
    inliner.interpreted = _interpreted  # type: ignore[method-assign]  # a subclass would miss what docutils looks up in the class
    inliner.implicit_inline = _plain  # type: ignore[method-assign]  # addresses are found afterwards, and without recursion
    machine = states.RSTStateMachine(state_classes=STATES, initial_state="Body")
    machine.run(_numbered(lines), document, inliner=inliner)
    return document


def _numbered(lines: Iterable[tuple[int, str]]) -> StringList:
    numbered = [(number, line.expandtabs(8).rstrip()) for number, line in lines]
    return StringList([line for _, line in numbered], items=[("", number - 1) for number, _ in numbered])


def _interpreted(rawsource: str, text: str, role: str, lineno: int) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Read a role that docutils does not know, such as `:ref:`, as its words."""
    shown = unescape(text)
    if role in _KNOWN_ROLES:
        return [_KNOWN_ROLES[role](rawsource, shown)], []
    if found := _TARGET.fullmatch(shown):
        return [nodes.reference(rawsource, found["shown"], refuri=found["target"], role=role)], []
    return [nodes.inline(rawsource, shown)], []


def _plain(text: str, lineno: int) -> list[nodes.Text]:
    return [nodes.Text(unescape(text))] if text else []


def _directive(state: Any, match: re.Match[str]) -> tuple[list[nodes.Node], bool]:
    block, _, _, blank_finish = state.state_machine.get_first_known_indented(match.end(), strip_top=0)
    while len(block) > 1 and not block[-1].strip():
        block.trim_end()
    return read(state, directive(match["name"], block)), blank_finish


def _substitution(state: Any, match: re.Match[str]) -> tuple[list[nodes.Node], bool]:
    # Nothing is replaced in what people wrote, so the definition stays what it says.
    return [], state.state_machine.get_first_known_indented(match.end())[-1]


class _Explicit:
    """The constructs that begin with two dots, with our reading of two of them."""

    patterns = states.Body.explicit.patterns
    constructs: ClassVar[list[Any]] = [
        *(each for each in states.Body.explicit.constructs if each[0].__name__ in ("footnote", "citation", "hyperlink_target")),
        (_substitution, re.compile(r"\.\.[ ]+\|(?![ ]|$)")),
        (_directive, re.compile(r"\.\.[ ]+(?P<name>[A-Za-z0-9](?:[A-Za-z0-9.:+_-]*[A-Za-z0-9])?)[ ]?::(?:[ ]+|$)")),
    ]


class _Keeping(states.RSTState):
    """What every state of docutils does here besides its own work."""

    explicit = _Explicit

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def paragraph(self, lines: Iterable[str], lineno: int) -> tuple[list[nodes.Node], bool]:
        found: list[nodes.Node] = []
        is_literal_next = False
        written = list(lines)
        starts = [position for position, line in enumerate(written) if not position or self.document["begins"](line)]
        for start, end in zip(starts, [*starts[1:], len(written)], strict=True):
            read_ones, is_literal_next = super().paragraph(written[start:end], lineno + start)
            for node in read_ones[:1]:
                _place(node, self._lines_from(lineno + start, end - start))
            found += read_ones
        return found, is_literal_next

    def term(self, lines: Sequence[str], lineno: int) -> tuple[list[nodes.Node], list[nodes.Node]]:
        above: Any = super()
        found, messages = above.term(lines, lineno)
        _place(found[0], self._lines_from(lineno, 1))
        return found, messages

    def field(self, match: re.Match[str]) -> tuple[nodes.Node, bool]:
        place = self._lines_from(self.state_machine.abs_line_number(), 1)
        above: Any = super()
        found, blank_finish = above.field(match)
        _place(found, place)
        return found, blank_finish

    def line_block_line(self, match: re.Match[str], lineno: int) -> tuple[nodes.Node, list[nodes.Node], bool]:
        start = self.state_machine.line_offset
        above: Any = super()
        line, messages, blank_finish = above.line_block_line(match, lineno)
        _place(line, self._lines_since(start))
        return line, messages, blank_finish

    def doctest(self, match: re.Match[str], context: list[str], next_state: str) -> Any:
        start = self.state_machine.line_offset
        above: Any = super()
        result = above.doctest(match, context, next_state)
        if isinstance(self.parent, nodes.Element) and self.parent.children:
            _place(self.parent.children[-1], self._lines_since(start))
        return result

    def option_marker(self, match: re.Match[str], context: list[str], next_state: str) -> None:
        # A line that begins with a dash and a letter is hardly ever an option of a program in what people write.
        raise TransitionCorrection("text")

    def explicit_construct(self, match: re.Match[str]) -> tuple[list[nodes.Node], bool]:
        start = self.state_machine.line_offset
        above: Any = super()
        found, blank_finish = above.explicit_construct(match)
        for node in found:
            _place(node, self._lines_since(start))
        return found, blank_finish

    def anonymous_target(self, match: re.Match[str]) -> tuple[list[nodes.Node], bool]:
        start = self.state_machine.line_offset
        above: Any = super()
        found, blank_finish = above.anonymous_target(match)
        for node in found:
            _place(node, self._lines_since(start))
        return found, blank_finish

    def section(self, title: str, source: str, style: tuple[str, ...], lineno: int, messages: list[nodes.Node]) -> None:
        end = self.state_machine.line_offset + 1
        lines = self._numbers(end - len(source.split("\n")), end)
        self.document["titles"].append((title, lines))
        super().section(title, source, style, lineno, messages)

    def check_subsection(self, source: str, style: tuple[str, ...], lineno: int) -> bool:
        if super().check_subsection(source, style, lineno):
            return True
        title, lines = self.document["titles"].pop()
        styles = self.memo.title_styles
        level = styles.index(style) + 1 if style in styles else len(styles)
        self.parent += nodes.rubric("", title, lines=lines, level=level)
        return False

    def _lines_from(self, lineno: int, count: int) -> tuple[int, ...]:
        start = lineno - self.state_machine.input_offset - 1
        return self._numbers(start, start + count)

    def _lines_since(self, start: int) -> tuple[int, ...]:
        return self._numbers(start, self.state_machine.line_offset + 1)

    def _numbers(self, start: int, end: int) -> tuple[int, ...]:
        lines = self.state_machine.input_lines
        return numbers(lines[max(start, 0) : end]) if lines is not None else ()


def _place(node: nodes.Node, lines: tuple[int, ...]) -> None:
    if isinstance(node, nodes.Element) and not isinstance(node, nodes.system_message):
        node["lines"] = lines


_machines: list[Any] = []
"""The machines that docutils keeps for nested texts, apart from those with its own states."""

STATES = tuple(type(state.__name__, (_Keeping, state), {"nested_sm_cache": _machines}) for state in states.state_classes)
"""The states of docutils, by whose names it finds them, each with what we add."""
