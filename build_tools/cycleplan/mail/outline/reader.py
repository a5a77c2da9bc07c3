"""Reads the outline of a source by the language that it is written in."""

from __future__ import annotations

from typing import assert_never

from cycleplan.mail.outline.blocks import Outline
from cycleplan.mail.outline.markdown import read_markdown
from cycleplan.mail.outline.plain import read_plain
from cycleplan.mail.outline.rest import read_rest
from cycleplan.mail.source import Form, Source


def read_outline(source: Source) -> Outline:
    """Return the outline of a source."""
    match source.form:
        case Form.TEXT:
            return read_plain(source.lines)
        case Form.MARKDOWN:
            return read_markdown(source.lines)
        case Form.REST:
            return read_rest(source.lines)
        case _:
            assert_never(source.form)
