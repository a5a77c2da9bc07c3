"""The three inline marks of the notes, as rules of the Markdown parser.

Being rules of the parser, a backslash or a code span switches them off, as it does every other mark.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline

_MENTION = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)")
_CITATION = re.compile(r"\[([0-9]{1,4})\](?![(\[:])")
_TARGET = re.compile(r"\[([A-Za-z]+):([^\]\s\[]{1,200})\]")


def add_marks(markdown: MarkdownIt) -> None:
    """Teach a parser `@owner`, `[2]` and `[text][kind:name]`."""
    markdown.inline.ruler.before("link", "plan_citation", _citation)
    markdown.inline.ruler.before("link", "plan_link", _plan_link)
    markdown.inline.ruler.before("link", "plan_mention", _mention)


def keep_definitions(markdown: MarkdownIt) -> None:
    """Make a parser keep link definitions as the text that they are, and note their lines in its environment."""
    markdown.block.ruler.at("reference", _definition)


def is_mention(owner: str) -> bool:
    """Whether `@` and this text can be read as a mention of it."""
    return _MENTION.fullmatch(f"@{owner}") is not None


def is_citation(number: int) -> bool:
    """Whether this number in brackets can be read as a citation of it."""
    return _CITATION.fullmatch(f"[{number}]") is not None


def is_target(name: str) -> bool:
    """Whether this text can be the name in the second brackets of `[text][kind:name]`."""
    return _TARGET.fullmatch(f"[kind:{name}]") is not None


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent:
        return False
    first, environment = state.line, state.env
    state.env = {}
    line = start
    while line < end and not state.isEmpty(line) and reference(state, line, end, False):
        environment.setdefault("definitions", []).append(line)
        line = state.line
    state.line, state.env = first, environment
    return False


def _mention(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@" or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    found = _MENTION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    return _leaf(state, silent, "plan_mention", found)


def _citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    return _leaf(state, silent, "plan_citation", found)


def _leaf(state: StateInline, silent: bool, kind: str, found: re.Match[str]) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = found[1]
        token.meta = {"at": state.pos}
    state.pos = found.end()
    return True


def _plan_link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.linkLevel:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start, True)
    if end < 0 or not state.src[start + 1 : end].strip():
        return False
    found = _TARGET.match(state.src, end + 1, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("plan_link_open", "", 1)
        token.meta = {"kind": found[1], "name": found[2], "at": end + 1}
        rest = state.posMax
        state.pos, state.posMax = start + 1, end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = rest
        state.push("plan_link_close", "", -1)
    state.pos = found.end()
    return True
