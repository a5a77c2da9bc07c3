"""Pages as MyST, whole, to be reviewed as text: one of each kind that differs most.

`pytest tests/unit/rendering --update-golden` writes the files anew.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from golden_plan import page_of

from cycleplan.rendering import render


@pytest.mark.parametrize("name", ["2024.2/manila/weigher", "owners/carthaca", "specs/manila/weigher"])
def test_a_page_is_rendered_as_it_was(name: str, golden: Callable[[str, str], str]):
    text = render(page_of(name)).text

    assert text == golden(f"{name.replace('/', '-')}.md", text)
