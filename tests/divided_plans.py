"""Plans that have too many topics for one file, however few they have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def dividing(*, whether: bool = True) -> Iterator[None]:
    """Let each plan be divided, or none."""
    with pytest.MonkeyPatch.context() as patch:
        if whether:
            patch.setattr("cycleplan.feeds.data.MOST", -1)
        yield
