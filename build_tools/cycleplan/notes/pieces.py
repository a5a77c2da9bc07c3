"""New pieces of YAML that are put into a file of notes: its entries, its items, and what stands in brackets."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from datetime import date
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from cycleplan.notes.document import Value, as_read, document
from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def entry(key: str, value: object) -> str:
    """Return a key with its value as lines of a mapping, without the last line end.

    Raises ValueError, as the others here do, for characters that no YAML can hold.
    """
    return document("", {key: _value(value)}).text.removesuffix("\n")


def item(value: object) -> str:
    """Return a value as lines of a list, without the last line end."""
    if isinstance(value, str):
        return "-" + entry("x", value).removeprefix("x:")
    if isinstance(value, dict) and value:
        lines = document("", {"x": [_value(value)]}).text.removesuffix("\n").split("\n")
        if lines[0] == "x:":
            return textwrap.dedent("\n".join(lines[1:]))
    return f"- {in_brackets(value)}"


def in_brackets(value: object) -> str:
    """Return a value on one line, as it can stand within `[…]` and `{…}`."""
    wanted = _value(value)
    for styled in (_quoted_where_needed, DoubleQuotedScalarString):
        emitter = YAML()
        emitter.default_flow_style = True
        emitter.width = 1 << 30
        emitter.allow_unicode = True
        out = StringIO()
        emitter.dump([_styled(wanted, styled)], out)
        text = out.getvalue().strip("\n")
        tree, problems = read_tree(TextFile("", text))
        if "\n" not in text and tree is not None and not problems and plain(tree) == [as_read(wanted)]:
            inner = text[1:-1]
            return f"{{{inner}}}" if isinstance(wanted, dict) and not inner.startswith("{") else inner
    raise ValueError("text that YAML cannot hold")


def pair(key: str, value: object) -> str:
    """Return a key with its value on one line, as they can stand within `{…}`."""
    return f"{in_brackets(key)}: {in_brackets(value)}"


def _value(said: object) -> Value:
    # A day is written without quotes, as people write it; it reads back as the same text.
    if isinstance(said, dict):
        return {key: _value(inner) for key, inner in said.items()}
    if isinstance(said, list):
        return [_value(inner) for inner in said]
    assert isinstance(said, str)
    try:
        return date.fromisoformat(said) if _DAY.fullmatch(said) else said
    except ValueError:
        return said


def _styled(value: Value, style: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return style(value)
    if isinstance(value, date):
        return value
    if isinstance(value, Mapping):
        return {key: _styled(inner, style) for key, inner in value.items()}
    return [_styled(inner, style) for inner in value]


def _quoted_where_needed(text: str) -> str:
    return DoubleQuotedScalarString(text) if "\n" in text else text
