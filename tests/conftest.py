"""How properties are tried: the same examples every time, as many as the environment asks for.

`--update-golden` writes what is rendered now to tests/golden, for review as a diff.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile(
    "cycleplan",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=int(os.environ.get("HYPOTHESIS_MAX_EXAMPLES", "100")),
)
settings.load_profile("cycleplan")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that takes what is rendered now for right."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew instead of comparing with it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left alone with it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Let what is there by now stay, and garbage gather: to look through all of it again and again takes 6 % of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """Return what a file of tests/golden holds; with --update-golden it holds the text from now on."""

    def expected(name: str, text: str) -> str:
        if request.config.getoption("--update-golden"):
            (GOLDEN / name).write_text(text, encoding="utf-8", newline="")
        return (GOLDEN / name).read_text(encoding="utf-8")

    return expected
