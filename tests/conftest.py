"""How properties are tried: the same examples every time, as many as the environment asks for."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile(
    "cycleplan",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=int(os.environ.get("HYPOTHESIS_MAX_EXAMPLES", "100")),
)
settings.load_profile("cycleplan")
