"""What is shown of a topic by what is known around it."""

from __future__ import annotations

import pytest

from cycleplan.model import NotKnownError
from cycleplan.pages.surroundings import Surroundings
from cycleplan.rewording import shown


def test_nothing_is_shown_of_what_is_not_known():
    with pytest.raises(NotKnownError):
        shown("2024.2/manila/weigher", Surroundings({}, (), (), {}, (), is_recorded=False))
