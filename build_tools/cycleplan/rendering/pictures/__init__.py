"""The pictures of a page, drawn as SVG: the same page gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.pages import Page
from cycleplan.rendering.pictures.svg import Svg
from cycleplan.textfile import TextFile

FOLDER = "pictures"


def draw(page: Page) -> tuple[TextFile, ...]:
    """Return the pictures that a page names in its source with `ptg-picture`, each by its own name on that page."""
    return tuple(TextFile(f"{FOLDER}/{page.name}.{name}.svg", drawn) for name, drawn in _drawn(page))


def _drawn(page: Page) -> Iterator[tuple[str, Svg]]:
    yield from ()


__all__ = ["FOLDER", "draw"]
