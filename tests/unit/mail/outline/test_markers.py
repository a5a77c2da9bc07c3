"""A line that begins an action item or a decision is known by its first word."""

from __future__ import annotations

import pytest

from cycleplan.mail.outline.markers import begins_marked


@pytest.mark.parametrize(
    "line",
    [
        *("AI: wren", "AIs:", "Action: wren", "Actions:", "ACTION: wren", "Action item: wren", "Action Items:", "Action item(s): a"),
        *("AR: wren", "TODO: a", "#action wren", "#agreed a", "#Agreed: a", "AGREED: a", "Agreed: a", "Decision: a", "  AI : a"),
        *("**AI:** a", "**Actions**: a"),
    ],
)
def test_a_marker_begins_something(line: str) -> None:
    assert begins_marked(line)


@pytest.mark.parametrize("line", ["AI is", "agreed: a", "we took an action: a", "TODO", "actions speak", "#actions", "", "ARM: a"])
def test_other_words_do_not(line: str) -> None:
    assert not begins_marked(line)
