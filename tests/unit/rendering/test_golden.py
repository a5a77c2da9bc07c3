"""Pages as MyST, whole, to be reviewed as text: one of each kind that differs most.

`pytest tests/unit/rendering --update-golden` writes the files anew.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from golden_plan import REVIEWED, page_of, plan_of

from cycleplan.rendering import render


@pytest.mark.parametrize("name", ["2024.2/manila/weigher", "owners/carthaca", "specs/manila/weigher"])
def test_a_page_is_rendered_as_it_was(name: str, golden: Callable[[str, str], str]):
    text = render(page_of(name)).text

    assert text == golden(f"{name.replace('/', '-')}.md", text)


@pytest.mark.parametrize("name", ["2024.2/oslo/guessed", "2024.2/oslo/index", "owners/wren", "specs/manila/guess"])
def test_what_waits_to_be_reviewed_says_so(name: str, golden: Callable[[str, str], str]):
    text = render(page_of(name, plan_of(REVIEWED))).text

    assert text == golden(f"reviewed/{name.replace('/', '-')}.md", text)
